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
    look(workspace);
    Effect::new(move |before: Option<()>| {
        workspace.design.track();
        // What was changed before this part of the page came has to be kept too.
        if before.is_none() && workspace.with_history(|history| history.is_as_opened()) {
            return;
        }
        CHANGES.set(CHANGES.get() + 1);
        let mine = CHANGES.get();
        // What is not kept, or not known to be, is not called so before it is.
        if workspace.saved.get_untracked() == Saved::Yes {
            workspace.saved.set(Saved::Soon);
        }
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

/// Finds out at the start whether this browser keeps anything, and says so before there is anything to lose.
fn look(workspace: Workspace) {
    leptos::task::spawn_local(async move {
        let works = Database::open().await.map(|_| ()).and_then(|()| storage::allowed());
        if workspace.saved.get_untracked() != Saved::Unknown || CHANGES.get() > 0 {
            return;
        }
        match works {
            Ok(()) if workspace.place.with_untracked(Option::is_some) => workspace.saved.set(Saved::Yes),
            // What else has to be said comes first; this comes with the first change.
            Err(error) if workspace.banner.with_untracked(Option::is_none) => warn(workspace, error, false),
            _ => {}
        }
    });
}

/// Keeps the design now.
pub fn now(workspace: Workspace) {
    if unkept::is(workspace) {
        return;
    }
    let (mine, at) = (CHANGES.get(), clock::wall());
    let place = place(workspace);
    let text = workspace.with_history(|history| record::write(history, at));
    window::after(LATE, move || {
        if KEPT.get() < mine && matches!(workspace.saved.get_untracked(), Saved::Soon | Saved::Unknown) {
            workspace.saved.set(Saved::Late);
        }
    });
    leptos::task::spawn_local(async move {
        let kept = keep(&place, &text).await;
        if kept.is_ok() {
            KEPT.set(KEPT.get().max(mine));
        }
        match kept {
            // Another tab has taken the design over meanwhile, and that is what is said.
            _ if unkept::is(workspace) => {}
            Ok(()) if CHANGES.get() == mine => {
                quiet(workspace);
                workspace.saved.set(Saved::Yes);
            }
            // A later change is on its way.
            Ok(()) => {}
            Err(error) => {
                let known = versions::all(&place).await.unwrap_or_default();
                warn(workspace, error, !known.is_empty());
            }
        }
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
    if unkept::is(workspace) {
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

/// Says that the design is not kept, and what can be done; once, until it is.
fn warn(workspace: Workspace, error: StorageError, has_versions: bool) {
    let (text, offers) = match error {
        StorageError::Blocked => (
            "This browser does not keep data for this page. Use Share or Export before closing.",
            vec![over("Share", || Overlay::Share), over("Export", || Overlay::Export)],
        ),
        StorageError::Full => {
            let versions = has_versions.then(|| over("Delete old versions", || Overlay::Versions));
            let text = "Could not save the last change: this browser has no room left.";
            (text, [over("Export file", || Overlay::Export)].into_iter().chain(versions).collect())
        }
    };
    let was_bad = matches!(workspace.saved.get_untracked(), Saved::No(_));
    workspace.saved.set(Saved::No(text.to_owned()));
    if !was_bad {
        workspace.banner.set(Some(Banner { offers, stays: true, ..Banner::new(text.to_owned()) }));
    }
}

/// Takes back what was said of a design that was not kept.
fn quiet(workspace: Workspace) {
    if let Saved::No(why) = workspace.saved.get_untracked()
        && workspace.banner.with_untracked(|banner| banner.as_ref().is_some_and(|banner| banner.text == why))
    {
        workspace.banner.set(None);
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
    let Some((name, before)) = turn.filter(|_| !unkept::is(workspace)) else { return };
    let place = place(workspace);
    leptos::task::spawn_local(async move {
        let _ = versions::automatic(&place, &name, &before).await;
        workspace.versions.update(|count| *count += 1);
    });
}
