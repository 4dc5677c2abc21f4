//! Fields, and how many resources there are.

use super::*;

#[test]
fn fields_are_checked() {
    let mut ctx = guest();
    let mut f = ctx.fields_new().unwrap();
    assert_eq!(ctx.fields_append(&mut f, "A", b"1").unwrap(), Ok(()));
    assert_eq!(ctx.fields_append(&mut f, "a", b"2").unwrap(), Ok(()));
    assert!(ctx.fields_has(&mut f, "a").unwrap() && !ctx.fields_has(&mut f, "b").unwrap());
    assert!(!ctx.fields_has(&mut f, "no name").unwrap());
    assert_eq!(ctx.fields_get(&mut f, "a").unwrap(), [b"1", b"2"]);
    assert!(ctx.fields_get(&mut f, "no name").unwrap().is_empty());
    assert_eq!(ctx.fields_set(&mut f, "a", vec![b"3"]).unwrap(), Ok(()));
    assert_eq!(ctx.fields_entries(&mut f).unwrap(), [("a".to_owned(), b"3".to_vec())]);
    assert_eq!(ctx.fields_delete(&mut f, "a").unwrap(), Ok(()));
    assert_eq!(ctx.fields_delete(&mut f, "a").unwrap(), Ok(()));
    assert!(ctx.fields_entries(&mut f).unwrap().is_empty());
    for (name, value) in [
        ("", "a"),
        ("a b", "a"),
        ("a\n", "a"),
        ("a", "b\r\nc: d"),
        ("a", "b\0"),
        ("content-length", "-1"),
        ("content-length", "+1"),
    ] {
        let error = Err(HeaderError::InvalidSyntax);
        assert_eq!(ctx.fields_append(&mut f, name, value.as_bytes()).unwrap(), error, "{name:?}: {value:?}");
        assert_eq!(ctx.fields_set(&mut f, name, vec![value.as_bytes()]).unwrap(), error);
        assert_eq!(ctx.fields_from_list(vec![(name, value.as_bytes())]).unwrap().err(), error.err());
    }
    for name in ["Host", "connection", "Transfer-Encoding", "upgrade", "keep-alive", "proxy-authorization"] {
        let error = Err(HeaderError::Forbidden);
        assert_eq!(ctx.fields_append(&mut f, name, b"a").unwrap(), error, "{name}");
        assert_eq!(ctx.fields_set(&mut f, name, vec![b"a"]).unwrap(), error);
        assert_eq!(ctx.fields_delete(&mut f, name).unwrap(), error);
        assert_eq!(ctx.fields_from_list(vec![(name, b"a")]).unwrap().err(), error.err());
    }
    // One length.
    assert_eq!(ctx.fields_append(&mut f, "content-length", b"1").unwrap(), Ok(()));
    assert_eq!(ctx.fields_append(&mut f, "content-length", b"1").unwrap(), Err(HeaderError::InvalidSyntax));
    assert_eq!(
        ctx.fields_set(&mut f, "content-length", vec![b"1", b"2"]).unwrap(),
        Err(HeaderError::InvalidSyntax)
    );
    // Those of something do not change, copies do.
    let mut request = ctx.outgoing_request_new(f).unwrap();
    let mut f = ctx.outgoing_request_headers(&mut request).unwrap();
    let error = Err(HeaderError::Immutable);
    assert_eq!(ctx.fields_append(&mut f, "a", b"1").unwrap(), error);
    assert_eq!(ctx.fields_set(&mut f, "a", vec![]).unwrap(), error);
    assert_eq!(ctx.fields_delete(&mut f, "a").unwrap(), error);
    let mut copy = ctx.fields_clone(&mut f).unwrap();
    assert_eq!(ctx.fields_append(&mut copy, "a", b"1").unwrap(), Ok(()));
    assert!(!ctx.fields_has(&mut f, "a").unwrap());
}

#[test]
fn fields_are_not_too_many() {
    let mut ctx = guest_with(|limits| limits.header_bytes = 1000);
    let mut f = ctx.fields_new().unwrap();
    assert!(ctx.fields_append(&mut f, "a", &[b'b'; 1000]).is_err());
    for _ in 0..10 {
        ctx.fields_append(&mut f, "a", b"b").unwrap().unwrap();
    }
    assert!((0..10).any(|_| ctx.fields_append(&mut f, "a", b"b").is_err()));
}

#[test]
fn resources_are_counted() {
    let mut ctx = guest_with(|limits| limits.handles = 2);
    let first = ctx.fields_new().unwrap();
    let _second = ctx.fields_new().unwrap();
    assert!(ctx.fields_new().is_err());
    assert!(ctx.request_options_new().is_err());
    drop(first);
    assert!(ctx.request_options_new().is_ok());
}
