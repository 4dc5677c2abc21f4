mod guest {
    embody::component!("guests");
}

fn main() {}
