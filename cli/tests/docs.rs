//! `docs/cli.md` is true: each command in it is run, and what it says is what the page says.
//!
//! A `console` block has command lines after `$ `, each followed by what it prints, first on the standard output, then on the
//! standard error. A block that ends in `...` shows the beginning, of as many lines as it likes. `EMBODY_BLESS=1` writes it.

mod common;

use std::fs;

use common::{Folder, bless, repository};

/// Lines that a block shows of what is longer.
const SHOWN: usize = 24;

/// A block with what its commands say.
fn block(folder: &Folder, lines: &[&str]) -> String {
    let is_cut = lines.last() == Some(&"...");
    let mut out = String::new();
    for command in lines.iter().filter(|line| line.starts_with("$ ")) {
        let ran = folder.run(&command[2..]);
        assert!(ran.code.is_some_and(|code| code < 2), "{command}\n{}", ran.text());
        let said = format!("{}{}", ran.stdout, ran.stderr);
        let shown: Vec<_> = said.lines().take(if is_cut { SHOWN } else { usize::MAX }).collect();
        assert!(!is_cut || shown.len() == SHOWN, "{command} prints no more than is shown");
        out += &format!("{command}\n{}\n", shown.join("\n"));
    }
    if is_cut {
        out += "...\n";
    }
    out
}

#[test]
fn the_page_shows_what_commands_say() {
    let path = repository().join("docs/cli.md");
    let page = fs::read_to_string(&path).unwrap();
    let (folder, mut out, mut blocks) = (Folder::new("docs"), String::new(), 0);
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out += &format!("{line}\n");
        if line == "```console" {
            let within: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            out += &block(&folder, &within);
            out += "```\n";
            blocks += 1;
        }
    }
    assert!(blocks > 5, "no blocks were found");
    if bless() {
        fs::write(path, out).unwrap();
    } else {
        assert!(out == page, "EMBODY_BLESS=1 rewrites:\n{out}");
    }
}
