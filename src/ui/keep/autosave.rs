//! The autosave: 300 ms after the last change the design and its steps are in the database; and now and then a version of its own.

use std::cell::Cell;

use leptos::prelude::*;
use roundtrip::design::Design;

use super::{PLACE, name_of, place, record, unkept, versions};
use crate::browser::database::Database;
use crate::browser::storage::StorageError;
use crate::browser::{clock, location, storage, window};
use crate::ui::start_state::Banner;
use crate::ui::workspace::{Overlay, Saved, Workspace};

/// How long after the last change it is kept, in milliseconds.
const PAUSE: i32 = 300;
/// From when on it is worth a word that it is not kept yet.
const LATE: i32 = 1000;
/// After how much activity there is a version of its own.
const SPELL: u64 = 10 * 60_000;

thread_local! {
    /// Counts changes, so that only the last one is kept.
    static CHANGES: Cell<u32> = const { Cell::new(0) };
    /// Counts what has been kept.
    static KEPT: Cell<u32> = const { Cell::new(0) };
    /// When the last automatic version was made, or the first change.
    static SINCE: Cell<u64> = const { Cell::new(0) };
}

/// Follows the design.
pub fn start(workspace: Workspace) {
    Effect::new(move |before: Option<()>| {
        workspace.design.track();
        // What was changed before this part of the page came has to be kept too.
        if before.is_none() && workspace.with_history(|history| history.is_as_opened()) {
            return;
        }
        if workspace.with_history(|history| history.steps().next_back().is_some_and(|(_, label, _)| label.starts_with("Open "))) {
            unkept::opened_another();
        }
        CHANGES.set(CHANGES.get() + 1);
        let mine = CHANGES.get();
        workspace.saved.set(Saved::Soon);
        window::after(PAUSE, move || {
            if CHANGES.get() == mine {
                now(workspace);
            }
        });
        mark_turn(workspace);
    });
    let flush = window_event_listener(leptos::ev::pagehide, move |_| {
        if KEPT.get() < CHANGES.get() {
            now(workspace);
        }
    });
    on_cleanup(move || flush.remove());
}

/// Keeps the design now.
pub fn now(workspace: Workspace) {
    if let Some(why) = unkept::why() {
        return workspace.saved.set(Saved::No(why.to_owned()));
    }
    let (mine, at) = (CHANGES.get(), clock::wall());
    let place = place(workspace);
    let text = workspace.with_history(|history| record::write(history, at));
    window::after(LATE, move || {
        if KEPT.get() < mine && workspace.saved.get_untracked() == Saved::Soon {
            workspace.saved.set(Saved::Late);
        }
    });
    leptos::task::spawn_local(async move {
        let kept = keep(&place, &text).await;
        if kept.is_ok() {
            KEPT.set(KEPT.get().max(mine));
        }
        tell(workspace, kept, mine);
        let since = SINCE.get();
        if since == 0 {
            SINCE.set(at);
        } else if at.saturating_sub(since) >= SPELL {
            SINCE.set(at);
            // What is kept is kept; a version less is no loss worth a word.
            let _ = versions::automatic(&place, "Every 10 minutes of work", workspace.design.get_untracked().as_ref()).await;
            workspace.versions.update(|count| *count += 1);
        }
    });
    // The address no longer says what is on the page.
    if location::fragment().starts_with('d') || location::fragment().starts_with("sample=") {
        location::replace_fragment("");
    }
}

/// Keeps the design and waits for it, so that nothing is left to be written when the page goes.
pub async fn settle(workspace: Workspace) -> Result<(), StorageError> {
    if unkept::why().is_some() {
        return Ok(());
    }
    let (mine, place) = (CHANGES.get(), place(workspace));
    let text = workspace.with_history(|history| record::write(history, clock::wall()));
    keep(&place, &text).await?;
    KEPT.set(KEPT.get().max(mine));
    Ok(())
}

async fn keep(place: &str, text: &str) -> Result<(), StorageError> {
    Database::open().await?.keep(&name_of(place), text).await?;
    storage::keep(PLACE, place)
}

fn tell(workspace: Workspace, kept: Result<(), StorageError>, mine: u32) {
    if unkept::why().is_some() {
        // Another tab has taken the design over meanwhile, and that is what is said.
        return;
    }
    let was_bad = matches!(workspace.saved.get_untracked(), Saved::No(_));
    let banner = match kept {
        Ok(()) if CHANGES.get() == mine => {
            if was_bad {
                workspace.banner.set(None);
            }
            return workspace.saved.set(Saved::Yes);
        }
        // A later change is on its way.
        Ok(()) => return,
        Err(StorageError::Blocked) => Banner {
            offers: vec![over("Share", || Overlay::Share), over("Export", || Overlay::Export)],
            ..Banner::new("This browser does not keep data for this page. Use Share or Export before closing.".to_owned())
        },
        Err(StorageError::Full) => Banner {
            offers: vec![over("Export file", || Overlay::Export), over("Delete old versions", || Overlay::Versions)],
            ..Banner::new("Could not save the last change: this browser has no room left.".to_owned())
        },
    };
    workspace.saved.set(Saved::No(banner.text.clone()));
    if !was_bad {
        workspace.banner.set(Some(banner));
    }
}

fn over(label: &str, overlay: fn() -> Overlay) -> crate::ui::start_state::Offer {
    (label.to_owned(), std::sync::Arc::new(move |workspace: Workspace| workspace.overlay.set(Some(overlay()))))
}

/// Before another design takes the place of this one, and before all fixes at once, the design is worth a version.
fn mark_turn(workspace: Workspace) {
    let turn = workspace.with_history(|history| {
        let (_, label, before) = history.steps().next_back()?;
        let is_turn = label.starts_with("Open ") || (label.starts_with("Apply ") && label.contains(" safe fix"));
        // An empty design is nothing to come back to.
        let before = before.filter(|design| is_turn && !design.resources.is_empty())?;
        Some((format!("Before: {label}"), Design::clone(before)))
    });
    let Some((name, before)) = turn.filter(|_| unkept::why().is_none()) else { return };
    let place = place(workspace);
    leptos::task::spawn_local(async move {
        let _ = versions::automatic(&place, &name, &before).await;
        workspace.versions.update(|count| *count += 1);
    });
}
