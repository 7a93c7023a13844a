//! Prints the window's TypeScript bindings, for `cargo xtask bindings`.

#[expect(clippy::print_stdout, reason = "printing is what it is for")]
fn main() {
    print!("{}", workestra_engine::commands::bindings::bindings());
}
