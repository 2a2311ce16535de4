//! Taking the design away and bringing one in: export, link, samples and files; and finding whatever there is to do.

pub mod dialogs;
mod drop;
mod export;
mod link;
mod open;
pub mod opening;
mod shortcuts;
mod take_away;

pub use dialogs::Dialogs;
