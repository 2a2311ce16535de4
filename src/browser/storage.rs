//! Texts kept in this browser, under names that begin with `roundtrip.`.

use super::window::window;

/// Why a text was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser keeps nothing for this page.
    Blocked,
    /// There is no room left.
    Full,
}

/// Keeps a text.
pub fn keep(name: &str, text: &str) -> Result<(), StorageError> {
    let storage = storage().ok_or(StorageError::Blocked)?;
    storage.set_item(&format!("roundtrip.{name}"), text).map_err(|_| StorageError::Full)
}

/// Whether texts can be kept at all.
pub fn allowed() -> Result<(), StorageError> {
    storage().map(|_| ()).ok_or(StorageError::Blocked)
}

/// The kept text of this name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&format!("roundtrip.{name}")).ok().flatten()
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}
