//! Texts kept in this browser's IndexedDB, each under a name. Unlike `storage`, it has room for many designs and writes without
//! stopping the page.

use wasm_bindgen::JsValue;

use super::script;
use super::storage::StorageError;

const NAME: &str = "roundtrip";
const TEXTS: &str = "texts";

/// The open database. Opening it again is cheap.
pub struct Database(JsValue);

impl Database {
    /// Opens it, and makes it on the first visit.
    pub async fn open() -> Result<Self, StorageError> {
        let factory = script::global("indexedDB");
        let request = script::call(&factory, "open", &[NAME.into(), 1.into()]).map_err(|_| StorageError::Blocked)?;
        let made = request.clone();
        let upgrade = script::function(move |_| {
            // Should it fail, so does the opening.
            let _ = script::call(&script::get(&made, "result"), "createObjectStore", &[TEXTS.into()]);
        });
        script::set(&request, "onupgradeneeded", &upgrade);
        script::event(&request, "onsuccess", &["onerror", "onblocked"]).await.map_err(|_| StorageError::Blocked)?;
        Ok(Self(script::get(&request, "result")))
    }

    /// The text of this name.
    pub async fn read(&self, name: &str) -> Result<Option<String>, StorageError> {
        let (_, store) = self.store("readonly")?;
        Ok(asked(&store, "get", &[name.into()]).await?.as_string())
    }

    /// Every text whose name begins so, with its name, in the order of names.
    pub async fn list(&self, beginning: &str) -> Result<Vec<(String, String)>, StorageError> {
        let (_, store) = self.store("readonly")?;
        let range = script::global("IDBKeyRange");
        let range = script::call(&range, "bound", &[beginning.into(), format!("{beginning}\u{ffff}").into()]).map_err(|_| StorageError::Blocked)?;
        let names = js_sys::Array::from(&asked(&store, "getAllKeys", std::slice::from_ref(&range)).await?);
        let texts = js_sys::Array::from(&asked(&store, "getAll", &[range]).await?);
        Ok(names.iter().zip(texts.iter()).filter_map(|(name, text)| Some((name.as_string()?, text.as_string()?))).collect())
    }

    /// Keeps a text. It is kept when this is done, whatever becomes of the page.
    pub async fn keep(&self, name: &str, text: &str) -> Result<(), StorageError> {
        self.write("put", &[text.into(), name.into()]).await
    }

    /// Forgets a text.
    pub async fn forget(&self, name: &str) -> Result<(), StorageError> {
        self.write("delete", &[name.into()]).await
    }

    async fn write(&self, method: &str, arguments: &[JsValue]) -> Result<(), StorageError> {
        let (transaction, store) = self.store("readwrite")?;
        script::call(&store, method, arguments).map_err(|error| error_of(&error))?;
        script::event(&transaction, "oncomplete", &["onabort", "onerror"]).await.map_err(|_| error_of(&script::get(&transaction, "error")))?;
        Ok(())
    }

    fn store(&self, mode: &str) -> Result<(JsValue, JsValue), StorageError> {
        let transaction = script::call(&self.0, "transaction", &[TEXTS.into(), mode.into()]).map_err(|_| StorageError::Blocked)?;
        let store = script::call(&transaction, "objectStore", &[TEXTS.into()]).map_err(|_| StorageError::Blocked)?;
        Ok((transaction, store))
    }
}

async fn asked(store: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, StorageError> {
    let request = script::call(store, method, arguments).map_err(|_| StorageError::Blocked)?;
    script::event(&request, "onsuccess", &["onerror"]).await.map_err(|_| StorageError::Blocked)?;
    Ok(script::get(&request, "result"))
}

fn error_of(error: &JsValue) -> StorageError {
    match script::text(error, "name").as_deref() {
        Some("QuotaExceededError") => StorageError::Full,
        _ => StorageError::Blocked,
    }
}
