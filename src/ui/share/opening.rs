//! Opening a design from a sample, a file or a link. Whatever cannot be opened leaves the present design as it is.

use leptos::prelude::*;
use roundtrip::design::document::MAX_BYTES;
use roundtrip::design::{Design, Document, DocumentError};
use roundtrip::formats::link::{self, LinkError};

use crate::browser::files;
use crate::ui::app;
use crate::ui::workspace::{Overlay, Workspace};

/// Why the last attempt failed, with what could be saved of it.
#[derive(Clone, Copy)]
pub struct Refusal(pub RwSignal<Option<(String, Option<Box<Design>>)>>);

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
        refusal.0.set(Some((why, None)));
        workspace.overlay.set(Some(Overlay::Open));
    };
    // Told before it is read: a huge file would keep the page busy for nothing.
    if file.size() > MAX_BYTES as f64 {
        return refuse(DocumentError::TooLarge { bytes: file.size() as usize }.to_string());
    }
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(text) = files::read(&file).await else {
            return refuse(format!("{} could not be read. Choose it again; it may have moved.", file.name()));
        };
        workspace.parts.documents.with(move |documents| match (documents.read)(&text) {
            Ok(read) => design(workspace, read),
            Err(why) => refuse(why),
        });
    });
}

/// Reads a link, whole or in part, and opens it.
pub fn link(workspace: Workspace, refusal: Refusal, text: &str) {
    match link::decode(text) {
        Ok(read) => design(workspace, read),
        Err(error) => {
            let why = error.to_string();
            let salvaged = if let LinkError::Truncated { salvaged, .. } = error { salvaged } else { None };
            refusal.0.set(Some((why, salvaged)));
        }
    }
}

/// Reads a document; the refusal says what to do.
pub fn read(text: &str) -> Result<Design, String> {
    let error = match Document::from_json(text.trim_start_matches('\u{feff}')) {
        Ok(document) => return Ok(document.design),
        Err(error) => error,
    };
    let head: String = text.trim_start().chars().take(400).collect();
    let is_openapi =
        ["openapi:", "swagger:"].iter().any(|word| head.starts_with(word)) || ["\"openapi\"", "\"swagger\""].iter().any(|word| head.contains(word));
    match error {
        DocumentError::Malformed { .. } | DocumentError::Foreign if is_openapi => {
            Err("This is an OpenAPI document. Roundtrip writes OpenAPI and does not read it yet. Open a Roundtrip document, or sketch the API."
                .to_owned())
        }
        error => Err(error.to_string()),
    }
}
