mod guest {
    embody::component!({ inline: "(component (import \"f\" (func (param \"to\" (stream u8)))))" });
}

fn main() {}
