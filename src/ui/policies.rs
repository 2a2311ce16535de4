//! The policies drawer: the server's rules, each with its choices, and the clients.

pub mod drawer;

pub use drawer::PoliciesDrawer;
