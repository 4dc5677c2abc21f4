//! Wrappers of a component that has resources inside, and none that its wrappers would have to show.

use embody::Result;
use embody_tests::guests::cells::Instance;

#[test]
fn resources_inside_of_a_component_are_no_business_of_its_host() -> Result<()> {
    let mut instance = Instance::new(())?;
    assert_eq!(instance.run(3, 4)?, 7 << 32 | 10);
    assert_eq!(instance.run(5, 6)?, (7 + 11) << 32 | 16);
    let error = instance.twice().unwrap_err();
    assert!(format!("{error:?}").contains("unknown handle index 1"), "{error:?}");
    assert!(instance.run(3, 4).is_err(), "it is poisoned");
    Ok(())
}
