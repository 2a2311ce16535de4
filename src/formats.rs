//! Ways out of the program, and back: documents that other programs read, and links that hold a whole design.

pub mod link;
pub mod yaml;
