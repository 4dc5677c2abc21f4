mod guest {
    embody::component!({ inline: "(module)" });
}

fn main() {}
