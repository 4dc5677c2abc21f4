//! Puzzles and a game: branches that are hard to predict.

use super::{Random, mix, mix_bytes};

// ---- queens -----------------------------------------------------------------------------------------------

/// The ways to place the queens that are left, when these columns and diagonals are under attack.
fn place(board: u32, columns: u32, rising: u32, falling: u32) -> u64 {
    if columns == board {
        return 1;
    }
    let mut free = board & !(columns | rising | falling);
    let mut ways = 0;
    while free != 0 {
        let queen = free & free.wrapping_neg();
        free ^= queen;
        ways += place(board, columns | queen, (rising | queen) << 1, (falling | queen) >> 1);
    }
    ways
}

/// The ways to place `n` queens (at most 31) so that none attacks another.
pub(crate) fn queens(n: u32) -> u64 {
    place((1 << n) - 1, 0, 0, 0)
}

// ---- sudoku -----------------------------------------------------------------------------------------------

/// A puzzle with a single solution, row by row.
const PUZZLE: &[u8; 81] =
    b"53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";

/// Which digits are taken in each row, column and box, one bit each.
#[derive(Default)]
struct Taken {
    rows: [u16; 9],
    columns: [u16; 9],
    boxes: [u16; 9],
}

impl Taken {
    fn free(&self, cell: usize) -> u16 {
        let (row, column) = (cell / 9, cell % 9);
        0x1ff & !(self.rows[row] | self.columns[column] | self.boxes[row / 3 * 3 + column / 3])
    }

    /// Takes a digit, or gives it back.
    fn flip(&mut self, cell: usize, digit: u16) {
        let (row, column) = (cell / 9, cell % 9);
        self.rows[row] ^= digit;
        self.columns[column] ^= digit;
        self.boxes[row / 3 * 3 + column / 3] ^= digit;
    }
}

/// Fills the cells from here on, and counts its attempts.
fn fill(cells: &mut [u16; 81], taken: &mut Taken, from: usize, attempts: &mut u64) -> bool {
    let Some(cell) = (from..81).find(|cell| cells[*cell] == 0) else { return true };
    let mut free = taken.free(cell);
    while free != 0 {
        let digit = free & free.wrapping_neg();
        free ^= digit;
        *attempts += 1;
        cells[cell] = digit;
        taken.flip(cell, digit);
        if fill(cells, taken, cell + 1, attempts) {
            return true;
        }
        taken.flip(cell, digit);
        cells[cell] = 0;
    }
    false
}

/// Solves `n` variants of a puzzle, made by shuffling its rows within their bands.
pub(crate) fn sudoku(n: u32) -> u64 {
    let mut random = Random::new();
    let mut digest = 0;
    for _ in 0..n {
        let (mut cells, mut taken, mut attempts) = ([0; 81], Taken::default(), 0);
        let shifts = [random.below(3), random.below(3), random.below(3)];
        for (at, given) in PUZZLE.iter().enumerate().filter(|(_, given)| **given != b'.') {
            let row = at / 9;
            let row = row / 3 * 3 + (row + shifts[row / 3] as usize) % 3;
            cells[row * 9 + at % 9] = 1 << (given - b'1');
            taken.flip(row * 9 + at % 9, 1 << (given - b'1'));
        }
        assert!(fill(&mut cells, &mut taken, 0, &mut attempts));
        digest = cells.iter().fold(mix(digest, attempts), |digest, cell| mix(digest, u64::from(*cell)));
    }
    digest
}

// ---- life -------------------------------------------------------------------------------------------------

/// `n` generations of the game of life on a torus of 128 by 128 cells.
pub(crate) fn life(n: u32) -> u64 {
    const SIDE: usize = 128;
    let mut random = Random::new();
    let mut cells: Vec<u8> = (0..SIDE * SIDE).map(|_| u8::from(random.below(3) == 0)).collect();
    let mut next = cells.clone();
    for _ in 0..n {
        for y in 0..SIDE {
            let rows = [(y + SIDE - 1) % SIDE, y, (y + 1) % SIDE].map(|row| &cells[row * SIDE..][..SIDE]);
            for x in 0..SIDE {
                let (left, right) = ((x + SIDE - 1) % SIDE, (x + 1) % SIDE);
                let column = |at: usize| rows[0][at] + rows[1][at] + rows[2][at];
                let around = column(left) + column(right) + rows[0][x] + rows[2][x];
                next[y * SIDE + x] = match (rows[1][x], around) {
                    (1, 2 | 3) | (0, 3) => 1,
                    _ => 0,
                };
            }
        }
        std::mem::swap(&mut cells, &mut next);
    }
    mix_bytes(0, &cells)
}
