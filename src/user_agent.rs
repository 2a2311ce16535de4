//! The browser as a party: what it asks before it sends, what it keeps, what it keeps back, and what the page's script may read.
//!
//! Follows the Fetch standard, RFC 9111 and RFC 6265bis. It knows HTTP and nothing of designs: the shell hands it a way to the
//! server.

pub mod cache;
pub mod cookies;
pub mod cors;
pub mod fetch;
pub mod preflight_cache;
pub mod reason;
pub mod url;

pub use fetch::{Blocked, Browser, Call, Event, Journey, Network, Outcome, Verdict};
pub use reason::Reason;
