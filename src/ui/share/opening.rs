//! Opening a design from a sample, a file, a pasted text or a link. Whatever cannot be opened leaves the present design as it is.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::Design;
use roundtrip::formats::link::{self, LinkError};
use roundtrip::formats::noticed::Noticed;
use roundtrip::formats::opening as kinds;
use roundtrip::formats::tree::{MAX_BYTES, ReadError};

use super::beside::{self, Wanted};
use super::steps;
use crate::browser::files;
use crate::ui::app;
use crate::ui::compare::versions::Version;
use crate::ui::start_state::Banner;
use crate::ui::workspace::{Overlay, Workspace};

/// From how many bytes on something is read beside the page, which goes on meanwhile.
const LARGE: f64 = 250_000.0;

/// What is told of the last attempt.
#[derive(Clone, Copy)]
pub struct Refusal(pub RwSignal<Option<Told>>);

/// A design, and what had no place in it.
pub type Opened = (Design, Noticed);

/// What a person brings.
pub enum Brought {
    /// A file, chosen or dropped.
    File(web_sys::File),
    /// A pasted text.
    Text(String),
}

/// How an attempt ended that is worth a word.
#[derive(Clone)]
pub enum Told {
    /// Why it failed, with what could be saved of it.
    Refused(String, Option<Box<Design>>),
    /// It is open; what the document says and the design does not.
    Imported(Arc<Noticed>),
}

impl Refusal {
    /// Says in the dialog of samples and files why something was not opened.
    pub fn tell(self, workspace: Workspace, why: String) {
        self.0.set(Some(Told::Refused(why, None)));
        workspace.overlay.set(Some(Overlay::Open));
    }
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

/// Opens what a broken link still holds, and says that it is not all.
pub fn in_part(workspace: Workspace, part: Design, why: &str) {
    let text = format!("{} is open in part: what stood in the rest of the link is missing. {why}", part.name);
    design(workspace, part);
    workspace.banner.set(Some(Banner { error: false, ..Banner::new(text) }));
}

/// Reads a file or a text and opens it. What had no place in the design, or why there is none, is told in the dialog of samples
/// and files.
pub fn bring(workspace: Workspace, refusal: Refusal, brought: Brought) {
    refusal.0.set(None);
    match brought {
        // Told before it is read: a huge file would keep the page busy for nothing.
        Brought::File(file) if file.size() > MAX_BYTES as f64 => {
            refusal.tell(workspace, ReadError::TooLarge { bytes: file.size() as usize }.to_string());
        }
        Brought::File(file) if file.size() > LARGE => {
            beside::read(workspace, Wanted::Design(refusal), &file.name(), file.size(), Brought::File(file))
        }
        Brought::File(file) => wasm_bindgen_futures::spawn_local(async move {
            match files::read(&file).await {
                Ok(text) => here(workspace, refusal, &text),
                Err(why) => refusal.tell(workspace, why),
            }
        }),
        Brought::Text(text) if text.len() as f64 > LARGE => {
            beside::read(workspace, Wanted::Design(refusal), "the text", text.len() as f64, Brought::Text(text));
        }
        Brought::Text(text) => here(workspace, refusal, &text),
    }
}

/// Reads a version to compare with: what is large beside the page, all else at once.
pub fn version(workspace: Workspace, answer: Callback<Result<Version, String>>, brought: Brought) {
    const PASTED: &str = "The pasted text";
    match brought {
        Brought::File(file) if file.size() > MAX_BYTES as f64 => answer.run(Err(ReadError::TooLarge { bytes: file.size() as usize }.to_string())),
        Brought::File(file) if file.size() > LARGE => {
            beside::read(workspace, Wanted::Version(answer), &file.name(), file.size(), Brought::File(file));
        }
        Brought::File(file) => wasm_bindgen_futures::spawn_local(async move {
            answer.run(files::read(&file).await.and_then(|text| Version::read(&file.name(), &text)));
        }),
        Brought::Text(text) if text.len() as f64 > LARGE => {
            beside::read(workspace, Wanted::Version(answer), PASTED, text.len() as f64, Brought::Text(text));
        }
        Brought::Text(text) => answer.run(Version::read(PASTED, &text)),
    }
}

/// Reads a text in the page and opens it.
pub fn here(workspace: Workspace, refusal: Refusal, text: &str) {
    match read(text) {
        Ok((read, noticed)) => steps::open(workspace, read, move || noticed_in(workspace, refusal, noticed)),
        Err(why) => refusal.tell(workspace, why),
    }
}

/// Lists what had no place in the design.
pub fn noticed_in(workspace: Workspace, refusal: Refusal, noticed: Noticed) {
    if !noticed.is_empty() {
        refusal.0.set(Some(Told::Imported(Arc::new(noticed))));
        workspace.overlay.set(Some(Overlay::Open));
    }
}

/// Reads a link, whole or in part, and opens it.
pub fn link(workspace: Workspace, refusal: Refusal, text: &str) {
    match link::decode(text) {
        Ok(read) => steps::open(workspace, read, || ()),
        Err(error) => {
            let why = error.to_string();
            let salvaged = match error {
                LinkError::Truncated { salvaged, .. } => salvaged,
                LinkError::NewerFormat { readable, .. } => readable,
                _ => None,
            };
            refusal.0.set(Some(Told::Refused(why, salvaged)));
        }
    }
}

/// Reads whatever is brought; the refusal says what to do.
pub fn read(text: &str) -> Result<Opened, String> {
    kinds::read(text).map(|import| (import.design, Noticed::of(&import.remarks))).map_err(|error| error.to_string())
}
