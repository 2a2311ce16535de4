//! Versions of a design: named ones for comparing, and automatic ones to come back to.

use std::sync::atomic::{AtomicU64, Ordering};

use roundtrip::design::{Design, Document};
use serde_json::{Value, json};

use crate::browser::clock;
use crate::browser::database::Database;
use crate::browser::storage::StorageError;

/// When the last version of this page was made.
static LAST: AtomicU64 = AtomicU64::new(0);

/// The most automatic versions of one design; older ones go.
const KEPT: usize = 20;

/// A design as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// `v1`, or why it was made.
    pub name: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// Whether the page made it by itself.
    pub automatic: bool,
    /// The design.
    pub document: Document,
    /// What the database calls it.
    key: String,
}

/// The versions of the design of a place, the newest first.
pub async fn all(place: &str) -> Result<Vec<Version>, StorageError> {
    let texts = Database::open().await?.list(&format!("version/{place}/")).await?;
    Ok(texts.into_iter().rev().filter_map(|(key, text)| read(key, &text)).collect())
}

/// Keeps the design under a name.
pub async fn name(place: &str, name: &str, design: &Design) -> Result<(), StorageError> {
    keep(place, name, false, design).await
}

/// Keeps the design because something is about to change; the oldest such versions go.
pub async fn automatic(place: &str, why: &str, design: &Design) -> Result<(), StorageError> {
    let known = all(place).await?;
    if known.first().is_some_and(|version| version.document.design == *design) {
        return Ok(());
    }
    let database = Database::open().await?;
    for old in known.iter().filter(|version| version.automatic).skip(KEPT - 1) {
        database.forget(&old.key).await?;
    }
    keep(place, why, true, design).await
}

impl Version {
    /// Forgets it.
    pub async fn delete(&self) -> Result<(), StorageError> {
        Database::open().await?.forget(&self.key).await
    }

    /// Gives it a name, so that it stays.
    pub async fn rename(&self, name: &str) -> Result<(), StorageError> {
        let text = write(name, self.at, false, &self.document.design);
        Database::open().await?.keep(&self.key, &text).await
    }
}

async fn keep(place: &str, name: &str, automatic: bool, design: &Design) -> Result<(), StorageError> {
    // Two within one millisecond would have one key, and the second would take the place of the first.
    let at = clock::wall().max(LAST.load(Ordering::Relaxed) + 1);
    LAST.store(at, Ordering::Relaxed);
    let text = write(name, at, automatic, design);
    Database::open().await?.keep(&format!("version/{place}/{at:014}"), &text).await
}

fn write(name: &str, at: u64, automatic: bool, design: &Design) -> String {
    let mut text = serde_json::to_value(Document::new(design.clone())).unwrap_or_default();
    if let Value::Object(members) = &mut text {
        members.insert("name".to_owned(), json!(name));
        members.insert("at".to_owned(), json!(at));
        members.insert("automatic".to_owned(), json!(automatic));
    }
    text.to_string()
}

fn read(key: String, text: &str) -> Option<Version> {
    let value: Value = serde_json::from_str(text).ok()?;
    let name = value.get("name")?.as_str()?.to_owned();
    let at = value.get("at")?.as_u64()?;
    let automatic = value.get("automatic")?.as_bool()?;
    Some(Version { name, at, automatic, document: Document::from_json(text).ok()?, key })
}
