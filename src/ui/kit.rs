//! Small parts that know nothing about designs: icons, method words, status badges, tabs, code, dialogs.

pub mod badge;
pub mod code;
pub mod icon;
pub mod long_text;
pub mod modal;
pub mod rows;
pub mod tabs;

pub use badge::{MethodWord, StatusBadge, method_class, status_class, tone};
pub use icon::Icon;
pub use modal::Modal;
pub use tabs::Tabs;
