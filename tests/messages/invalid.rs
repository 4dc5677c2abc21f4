mod guest {
    embody::component!({ inline: "(component (export \"f\" (func 9)))" });
}

fn main() {}
