//! Taking the design away and bringing one in: export, link, samples and files.

pub mod dialogs;

pub use dialogs::Dialogs;
