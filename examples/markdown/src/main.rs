//! A Rust crate as guest: `pulldown-cmark` turns text from anywhere into HTML.
//!
//! A parser of what strangers wrote is code that one likes to see in a box. This one has no imports: whatever the text, all
//! that it can do is return another text.

mod markdown {
    embody::component!("markdown.wasm");
}

fn main() -> embody::Result<()> {
    let mut markdown = markdown::Instance::new(())?;

    let html = markdown.render("# Embody\n\nSome *emphasis* and ~~strikes~~.\n")?;
    print!("{html}");
    assert_eq!(html, "<h1>Embody</h1>\n<p>Some <em>emphasis</em> and <del>strikes</del>.</p>\n");

    // One instance serves call after call.
    let list = markdown.render("* one\n* two\n")?;
    print!("{list}");
    assert_eq!(list, "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n");

    assert_eq!(markdown.render("")?, "");
    Ok(())
}
