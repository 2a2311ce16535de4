//! Picks the shell: the page on wasm32, the command elsewhere.
fn main() {}
