mod guest {
    embody::component!({ inline: "(component (import \"f\" (fnc)))" });
}

fn main() {}
