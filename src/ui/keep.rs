//! Keeping designs in this browser. Each design has a place of its own in the database, with the steps that undo takes back and
//! with its versions; the place that is open is named in the local storage. A design that came by a link, or that nobody has
//! changed yet, has no place until it is kept, so that nothing is ever written over another design.

mod autosave;
mod dialog;
mod load;
mod record;
mod tabs;
mod unkept;
pub mod versions;

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::{Design, Document};

use super::start_state::{Banner, Offer};
use super::workspace::Workspace;
use crate::browser::database::Database;
use crate::browser::storage::StorageError;
use crate::browser::{clock, storage};

pub use dialog::VersionsDialog;
pub use load::load;

/// Where the local storage names the place that is open.
pub const PLACE: &str = "open";
/// Where it names the place of one's own design, while a challenge is open.
pub const OWN: &str = "own";

/// Follows the design and keeps it, and tells other tabs of it.
pub fn start(workspace: Workspace) {
    autosave::start(workspace);
    follow_named(workspace);
    tabs::start(workspace);
}

/// Keeps in sight which version was named last.
fn follow_named(workspace: Workspace) {
    Effect::new(move |_| {
        workspace.versions.track();
        let place = workspace.place.get();
        leptos::task::spawn_local(async move {
            let Some(place) = place else { return workspace.named.set(None) };
            // A browser that keeps nothing has no versions either.
            let all = versions::all(&place).await.unwrap_or_default();
            let last = all.into_iter().find(|version| !version.automatic);
            workspace.named.set(last.map(|version| (version.name, Arc::new(version.document.design))));
        });
    });
}

/// What the database calls the design of a place.
fn name_of(place: &str) -> String {
    format!("design/{place}")
}

/// The place of the design, a new one where it has none.
fn place(workspace: Workspace) -> String {
    workspace.place.get_untracked().unwrap_or_else(|| {
        let place = format!("{:x}", clock::wall());
        workspace.place.set(Some(place.clone()));
        place
    })
}

/// Keeps the design as it is now under a name; and the design itself, where nobody has changed it yet: nothing would lead the next
/// visit to its version.
pub async fn name_version(workspace: Workspace, name: &str) -> Result<(), StorageError> {
    let is_new = workspace.place.with_untracked(Option::is_none);
    let (place, design) = (place(workspace), workspace.design.get_untracked());
    if is_new {
        autosave::now(workspace);
    }
    versions::name(&place, name, &design).await
}

/// A design kept in this browser beside the one that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Its place.
    pub place: String,
    /// Its name.
    pub name: String,
    /// When it was last kept, in milliseconds since 1970.
    pub at: u64,
}

/// The other designs, the newest first.
pub async fn others(open: Option<String>) -> Result<Vec<Other>, StorageError> {
    let texts = Database::open().await?.list("design/").await?;
    let mut all: Vec<Other> = texts
        .iter()
        .filter_map(|(key, text)| {
            let place = key.strip_prefix("design/")?;
            let (name, at) = record::glance(text)?;
            Some(Other { place: place.to_owned(), name, at })
        })
        .filter(|other| Some(&other.place) != open.as_ref())
        .collect();
    roundtrip::order::by_key(&mut all, |other| std::cmp::Reverse(other.at));
    Ok(all)
}

/// Forgets a design and its versions.
pub async fn forget(place: &str) -> Result<(), StorageError> {
    let database = Database::open().await?;
    for (key, _) in database.list(&format!("version/{place}/")).await? {
        database.forget(&key).await?;
    }
    database.forget(&name_of(place)).await
}

/// Opens a design at a place of its own, unless that place holds one already, which goes on. The present one is kept, and its place is
/// remembered as the way back.
pub fn beside(workspace: Workspace, place: String, design: Design) {
    leptos::task::spawn_local(async move {
        let own = self::place(workspace);
        let work = async {
            autosave::settle(workspace).await?;
            if !own.starts_with("ch-") {
                storage::keep(OWN, &own)?;
            }
            let database = Database::open().await?;
            if database.read(&name_of(&place)).await?.is_none() {
                database.keep(&name_of(&place), &Document::new(design).to_compact_json()).await?;
            }
            Ok::<(), StorageError>(())
        };
        match work.await {
            Ok(()) => turn_to(&place),
            Err(_) => workspace.toast(super::toasts::Toast::error(
                "This browser does not keep data for this page, so the challenge would take the place of your design. Save that as a file first."
                    .to_owned(),
            )),
        }
    });
}

/// Opens the design of another place, with the present one kept.
pub fn turn(workspace: Workspace, place: String) {
    leptos::task::spawn_local(async move {
        match autosave::settle(workspace).await {
            Ok(()) => turn_to(&place),
            Err(_) => workspace.toast(super::toasts::Toast::error("The last change could not be kept. Export it as a file first.".to_owned())),
        }
    });
}

/// Opens another design that is kept here: the page begins anew with it.
pub fn turn_to(place: &str) {
    if storage::keep(PLACE, place).is_ok() {
        crate::browser::location::reload_without_fragment();
    }
}

/// Says that a design of a link lies beside one's own.
fn shared_beside(design: &Design, own: &str) -> Banner {
    Banner {
        text: format!("Shared design: {}. Your own design {own} is kept.", design.name),
        error: false,
        stays: false,
        offers: vec![
            Banner::offer("Keep a copy", |workspace| {
                autosave::now(workspace);
                workspace.toast(super::toasts::Toast::said("Kept as a design of its own. The other one is in Versions.".to_owned()));
            }),
            back_to(own),
        ],
    }
}

/// The way from a design of a link to one's own.
fn back_to(own: &str) -> Offer {
    Banner::offer(&format!("Back to {own}"), |_| crate::browser::location::reload_without_fragment())
}
