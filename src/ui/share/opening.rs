//! Opening a design from a sample, a file, a pasted text or a link. Whatever cannot be opened leaves the present design as it is.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::Design;
use roundtrip::formats::link::{self, LinkError};
use roundtrip::formats::openapi::import::Remark;
use roundtrip::formats::opening as kinds;
use roundtrip::formats::tree::{MAX_BYTES, ReadError};

use crate::browser::files;
use crate::ui::app;
use crate::ui::workspace::{Overlay, Workspace};

/// What is told of the last attempt.
#[derive(Clone, Copy)]
pub struct Refusal(pub RwSignal<Option<Told>>);

/// A design, and what had no place in it.
pub type Opened = (Design, Vec<Remark>);

/// How an attempt ended that is worth a word.
#[derive(Clone)]
pub enum Told {
    /// Why it failed, with what could be saved of it.
    Refused(String, Option<Box<Design>>),
    /// It is open; what the document says and the design does not.
    Imported(Arc<Vec<Remark>>),
}

/// Puts a design in the place of the present one; undo brings that back.
pub fn design(workspace: Workspace, design: Design) {
    // Whatever else was opened meanwhile stays.
    if workspace.overlay.with_untracked(|overlay| *overlay == Some(Overlay::Open)) {
        workspace.overlay.set(None);
    }
    workspace.open(design);
    workspace
        .draft
        .client
        .set(workspace.design.with_untracked(|design| design.clients.first().map(|client| client.name.clone()).unwrap_or_default()));
    app::pick_first_endpoint(workspace);
}

/// Reads a file and opens it. A refusal is shown in the dialog of samples and files.
pub fn file(workspace: Workspace, refusal: Refusal, file: web_sys::File) {
    let refuse = move |why: String| {
        refusal.0.set(Some(Told::Refused(why, None)));
        workspace.overlay.set(Some(Overlay::Open));
    };
    // Told before it is read: a huge file would keep the page busy for nothing.
    if file.size() > MAX_BYTES as f64 {
        return refuse(ReadError::TooLarge { bytes: file.size() as usize }.to_string());
    }
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(text) = files::read(&file).await else {
            return refuse(format!("{} could not be read. Choose it again; it may have moved.", file.name()));
        };
        self::text(workspace, refusal, text);
    });
}

/// Reads a text and opens it. What had no place in the design is listed in the dialog.
pub fn text(workspace: Workspace, refusal: Refusal, text: String) {
    workspace.parts.documents.with(move |documents| match (documents.read)(&text) {
        Ok((read, remarks)) => {
            design(workspace, read);
            if !remarks.is_empty() {
                refusal.0.set(Some(Told::Imported(Arc::new(remarks))));
                workspace.overlay.set(Some(Overlay::Open));
            }
        }
        Err(why) => {
            refusal.0.set(Some(Told::Refused(why, None)));
            workspace.overlay.set(Some(Overlay::Open));
        }
    });
}

/// Reads a link, whole or in part, and opens it.
pub fn link(workspace: Workspace, refusal: Refusal, text: &str) {
    match link::decode(text) {
        Ok(read) => design(workspace, read),
        Err(error) => {
            let why = error.to_string();
            let salvaged = if let LinkError::Truncated { salvaged, .. } = error { salvaged } else { None };
            refusal.0.set(Some(Told::Refused(why, salvaged)));
        }
    }
}

/// Reads whatever is brought; the refusal says what to do.
pub fn read(text: &str) -> Result<Opened, String> {
    kinds::read(text).map(|import| (import.design, import.remarks)).map_err(|error| error.to_string())
}
