//! Score: the review of the design, with fixes.

pub mod panel;

pub use panel::ScorePanel;
