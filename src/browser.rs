//! Thin adapters to the browser: text or bytes in and out, no decision in any of them.

pub mod clipboard;
pub mod clock;
pub mod database;
pub mod files;
pub mod location;
pub mod measure;
pub mod reader;
pub mod script;
pub mod service_worker;
pub mod storage;
pub mod window;
