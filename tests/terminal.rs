//! The command from outside: the built program, its exit codes, its outputs, and its server spoken to over real sockets.
//!
//! What the stages decide is the business of `tests/exchanges`; these tests show that it reaches a client whole, and that
//! nothing a client sends ends the server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "terminal/bring.rs"]
mod bring;
#[path = "terminal/client.rs"]
mod client;
#[path = "terminal/commands.rs"]
mod commands;
#[path = "terminal/odd_input.rs"]
mod odd_input;
#[path = "terminal/serve.rs"]
mod serve;
