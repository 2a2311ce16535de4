//! Send: the request in the making. The views of the panel are in the folder of this name.

pub mod draft;
pub mod panel;
pub mod real_wire;

pub use draft::{Draft, HeaderLine};
pub use panel::SendPanel;
