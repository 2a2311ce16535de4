//! Watch: the exchange, told as a sequence, with the reason of its status and the headers that mattered.

pub mod panel;

pub use panel::WatchPanel;
