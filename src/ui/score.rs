//! Score: the review of the design, with fixes.

mod accept;
mod detail;
mod diff;
mod findings;
mod overview;
pub mod panel;
mod place;
mod row;
mod settled;

pub use panel::ScorePanel;
