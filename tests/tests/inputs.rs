//! Parameters that are passed as they are at hand, without a copy that only the types ask for.

use std::sync::Arc;

use embody::Result;

mod count {
    embody::component!({
        inline: r#"
            (component
              (core module $M
                (memory (export "memory") 1)
                (global $free (mut i32) (i32.const 64))
                (func (export "realloc") (param i32 i32) (param $align i32) (param $len i32) (result i32)
                  (global.get $free)
                  (global.set $free (i32.and
                    (i32.add (i32.add (global.get $free) (local.get $len)) (i32.const 7))
                    (i32.const -8))))
                ;; The sum of the first numbers of the lists.
                (func (export "firsts") (param $at i32) (param $len i32) (result i32)
                  (local $sum i32)
                  (loop $each
                    (local.set $sum (i32.add (local.get $sum) (i32.load (i32.load (local.get $at)))))
                    (local.set $at (i32.add (local.get $at) (i32.const 8)))
                    (br_if $each (local.tee $len (i32.sub (local.get $len) (i32.const 1)))))
                  (local.get $sum)))
              (core instance $i (instantiate $M))
              (func (export "firsts") (param "of" (list (list u32))) (result u32)
                (canon lift (core func $i "firsts") (memory $i "memory") (realloc (func $i "realloc")))))
        "#,
    });
}

#[test]
fn lists_of_lists_are_any_slices() -> Result<()> {
    let mut count = count::Instance::new(())?;
    let all = [1, 20, 300];
    assert_eq!(count.firsts(&[&all[..], &all[1..]])?, 21);
    assert_eq!(count.firsts(&[vec![1, 2], vec![3]])?, 4);
    assert_eq!(count.firsts(&[Arc::from([5, 6]), Arc::<[u32]>::from(&all[2..])])?, 305);
    assert_eq!(count.firsts(&[Box::<[u32]>::from([7])])?, 7);
    Ok(())
}
