//! What the whole says: who may do what, and the traffic in figures. Both come with the dialogs.

pub mod metrics;
pub mod who_may;
