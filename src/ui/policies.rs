//! The policies drawer: the server's rules, each with its choices; what the API is called and for; and the clients.

mod about;
mod clients;
mod concerns;
mod controls;
pub mod drawer;
mod form;
mod list_field;

pub use concerns::fact;
pub use drawer::PoliciesDrawer;
