//! The progress in this browser, and as a file.

use roundtrip::labs::Progress;

use crate::browser::{files, storage};
use crate::ui::toasts::Toast;
use crate::ui::workspace::Workspace;

/// Where the local storage keeps it.
const NAME: &str = "learn";

/// What was done so far; nothing where this browser keeps nothing.
pub fn read() -> Progress {
    storage::read(NAME).and_then(|text| Progress::read(&text)).unwrap_or_default()
}

/// Changes it.
pub fn change(workspace: Workspace, change: impl FnOnce(&mut Progress)) {
    let before = read();
    let mut after = before.clone();
    change(&mut after);
    if before != after && storage::keep(NAME, &after.write()).is_err() {
        workspace.toast(Toast::error("This browser keeps no progress. Save it as a file before closing.".to_owned()));
    }
}

/// Takes it along.
pub fn save(workspace: Workspace) {
    if files::download("roundtrip-progress.json", "application/json", &read().write()).is_err() {
        workspace.toast(Toast::error("The browser did not allow the download.".to_owned()));
    }
}

/// Adds what a file knows.
pub fn bring(workspace: Workspace, file: web_sys::File, done: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        match files::read(&file).await.ok().as_deref().and_then(Progress::read) {
            Some(other) => {
                change(workspace, |progress| progress.join(&other));
                workspace.toast(Toast::said("The progress of the file was added to yours.".to_owned()));
                done();
            }
            None => workspace.toast(Toast::error(format!("{} holds no progress. Choose a file that was saved here.", file.name()))),
        }
    });
}
