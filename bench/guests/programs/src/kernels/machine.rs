//! One virtual machine and two ways to run it: by a table of functions, and by a `match`.

use std::hint::black_box;

#[derive(Clone, Copy)]
enum Opcode {
    Load,
    Move,
    Add,
    Multiply,
    And,
    Shift,
    Jump,
    JumpIfZero,
    JumpIfEqual,
    JumpIfLess,
    Halt,
}

/// The last operand is a register, a number or the place to jump to.
#[derive(Clone, Copy)]
struct Instruction {
    opcode: Opcode,
    a: u8,
    b: u8,
    c: u8,
}

struct Machine {
    registers: [u64; 8],
    next: usize,
    is_running: bool,
}

impl Machine {
    fn new(input: u32) -> Self {
        let mut registers = [0; 8];
        registers[0] = u64::from(input);
        Self { registers, next: 0, is_running: true }
    }

    fn get(&self, register: u8) -> u64 {
        self.registers[usize::from(register % 8)]
    }

    fn set(&mut self, register: u8, value: u64) {
        self.registers[usize::from(register % 8)] = value;
    }

    fn jump_if(&mut self, condition: bool, to: u8) {
        if condition {
            self.next = usize::from(to);
        }
    }
}

/// Adds the lengths of the Collatz sequences that start at 1 to register 0, in register 2.
fn collatz() -> Vec<Instruction> {
    use Opcode::{Add, And, Halt, Jump, JumpIfEqual, JumpIfLess, JumpIfZero, Load, Move, Multiply, Shift};
    let code = [
        (Load, 5, 0, 1),
        (Load, 6, 0, 3),
        (Load, 1, 0, 1),
        (Load, 2, 0, 0),
        (JumpIfLess, 0, 1, 17),
        (Move, 3, 0, 1),
        (JumpIfEqual, 3, 5, 15),
        (Add, 2, 2, 5),
        (And, 4, 3, 5),
        (JumpIfZero, 4, 0, 13),
        (Multiply, 3, 3, 6),
        (Add, 3, 3, 5),
        (Jump, 0, 0, 6),
        (Shift, 3, 3, 5),
        (Jump, 0, 0, 6),
        (Add, 1, 1, 5),
        (Jump, 0, 0, 4),
        (Halt, 0, 0, 0),
    ];
    // So that no compiler runs it in advance.
    black_box(code.map(|(opcode, a, b, c)| Instruction { opcode, a, b, c }).to_vec())
}

type Handler = fn(&mut Machine, Instruction);

/// In the order of the opcodes.
const HANDLERS: [Handler; 11] = [
    |machine, Instruction { a, c, .. }| machine.set(a, u64::from(c)),
    |machine, Instruction { a, c, .. }| machine.set(a, machine.get(c)),
    |machine, Instruction { a, b, c, .. }| machine.set(a, machine.get(b).wrapping_add(machine.get(c))),
    |machine, Instruction { a, b, c, .. }| machine.set(a, machine.get(b).wrapping_mul(machine.get(c))),
    |machine, Instruction { a, b, c, .. }| machine.set(a, machine.get(b) & machine.get(c)),
    |machine, Instruction { a, b, c, .. }| machine.set(a, machine.get(b) >> (machine.get(c) % 64)),
    |machine, Instruction { c, .. }| machine.jump_if(true, c),
    |machine, Instruction { a, c, .. }| machine.jump_if(machine.get(a) == 0, c),
    |machine, Instruction { a, b, c, .. }| machine.jump_if(machine.get(a) == machine.get(b), c),
    |machine, Instruction { a, b, c, .. }| machine.jump_if(machine.get(a) < machine.get(b), c),
    |machine, _| machine.is_running = false,
];

/// Each instruction is a call through a table.
pub(crate) fn threaded(n: u32) -> u64 {
    let code = collatz();
    let mut machine = Machine::new(n);
    while machine.is_running {
        let instruction = code[machine.next];
        machine.next += 1;
        HANDLERS[instruction.opcode as usize](&mut machine, instruction);
    }
    machine.registers[2]
}

/// Each instruction is an arm of a `match`.
pub(crate) fn bytecode(n: u32) -> u64 {
    let code = collatz();
    let mut machine = Machine::new(n);
    while machine.is_running {
        let Instruction { opcode, a, b, c } = code[machine.next];
        machine.next += 1;
        match opcode {
            Opcode::Load => machine.set(a, u64::from(c)),
            Opcode::Move => machine.set(a, machine.get(c)),
            Opcode::Add => machine.set(a, machine.get(b).wrapping_add(machine.get(c))),
            Opcode::Multiply => machine.set(a, machine.get(b).wrapping_mul(machine.get(c))),
            Opcode::And => machine.set(a, machine.get(b) & machine.get(c)),
            Opcode::Shift => machine.set(a, machine.get(b) >> (machine.get(c) % 64)),
            Opcode::Jump => machine.jump_if(true, c),
            Opcode::JumpIfZero => machine.jump_if(machine.get(a) == 0, c),
            Opcode::JumpIfEqual => machine.jump_if(machine.get(a) == machine.get(b), c),
            Opcode::JumpIfLess => machine.jump_if(machine.get(a) < machine.get(b), c),
            Opcode::Halt => machine.is_running = false,
        }
    }
    machine.registers[2]
}
