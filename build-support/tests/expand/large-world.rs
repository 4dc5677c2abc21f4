/// Constant indices of the exports, for the dynamic API.
pub mod indices {
    use ::embody as __embody;
    /// The function `do4` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO4: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        0u32,
    );
    /// The function `do9` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO9: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        1u32,
    );
    /// The function `do14` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO14: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        2u32,
    );
    /// The function `do19` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO19: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        3u32,
    );
    /// The function `do24` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO24: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        4u32,
    );
    /// The function `do29` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO29: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        5u32,
    );
    /// The function `do34` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO34: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        6u32,
    );
    /// The function `do39` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO39: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        7u32,
    );
    /// The function `do44` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO44: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        8u32,
    );
    /// The function `do49` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO49: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        9u32,
    );
    /// The function `do54` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO54: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        10u32,
    );
    /// The function `do59` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO59: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        11u32,
    );
    /// The function `do64` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO64: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        12u32,
    );
    /// The function `do69` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO69: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        13u32,
    );
    /// The function `do74` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO74: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        14u32,
    );
    /// The function `do79` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO79: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        15u32,
    );
    /// The function `do84` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO84: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        16u32,
    );
    /// The function `do89` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO89: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        17u32,
    );
    /// The function `do94` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO94: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        18u32,
    );
    /// The function `do99` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO99: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        19u32,
    );
    /// The function `do104` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO104: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        20u32,
    );
    /// The function `do109` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO109: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        21u32,
    );
    /// The function `do114` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO114: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        22u32,
    );
    /// The function `do119` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO119: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        23u32,
    );
    /// The function `do124` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO124: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        24u32,
    );
    /// The function `do129` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO129: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        25u32,
    );
    /// The function `do134` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO134: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        26u32,
    );
    /// The function `do139` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO139: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        27u32,
    );
    /// The function `do144` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO144: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        28u32,
    );
    /// The function `do149` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO149: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        29u32,
    );
    /// The function `do154` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO154: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        30u32,
    );
    /// The function `do159` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO159: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        31u32,
    );
    /// The function `do164` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO164: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        32u32,
    );
    /// The function `do169` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO169: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        33u32,
    );
    /// The function `do174` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO174: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        34u32,
    );
    /// The function `do179` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO179: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        35u32,
    );
    /// The function `do184` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO184: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        36u32,
    );
    /// The function `do189` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO189: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        37u32,
    );
    /// The function `do194` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO194: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        38u32,
    );
    /// The function `do199` of `test:large-world/all`.
    pub const TEST_LARGE_WORLD_ALL_DO199: __embody::component::ExportIndex = __embody::component::ExportIndex::new(
        39u32,
    );
}
