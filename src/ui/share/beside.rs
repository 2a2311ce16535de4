//! Reading what is large: a worker with an engine of its own does it, the page goes on and says how far it is, and Cancel ends it.

use std::cell::RefCell;

use roundtrip::design::Document;
use roundtrip::formats::noticed::Noticed;
use wasm_bindgen::JsValue;

use super::opening::{self, Brought, Refusal};
use crate::browser::reader::{self, End, Reader};
use crate::browser::{files, window};
use crate::ui::start_state::Banner;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Overlay, Workspace};

thread_local! {
    /// The worker at work. A second file ends the first.
    static AT_WORK: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// What is being opened, and what the banner said before.
#[derive(Clone)]
struct Job {
    workspace: Workspace,
    refusal: Refusal,
    name: String,
    megabytes: f64,
    before: Option<Banner>,
}

/// Reads a file or a text beside the page and opens it.
pub fn read(workspace: Workspace, refusal: Refusal, name: &str, bytes: f64, brought: Brought) {
    let before = if end() { None } else { workspace.banner.get_untracked() };
    let job = Job { workspace, refusal, name: name.to_owned(), megabytes: bytes / 1_000_000.0, before };
    // The page is for working on meanwhile.
    if workspace.overlay.with_untracked(|overlay| *overlay == Some(Overlay::Open)) {
        workspace.overlay.set(None);
    }
    job.say("Step 1 of 3: reading.");
    let what = match &brought {
        Brought::File(file) => JsValue::from(file),
        Brought::Text(text) => text.into(),
    };
    let begun = {
        let job = job.clone();
        move || job.say("Step 2 of 3: finding resources and behaviours.")
    };
    let reader = Reader::start(what, begun, move |end| {
        AT_WORK.take();
        match end {
            End::Read(Ok([design, noticed])) => job.draw(design, noticed),
            End::Read(Err(why)) => job.refuse(why),
            End::NotBegun => job.here(brought),
            End::Broken => job.refuse(format!(
                "{} was not opened: it needs more memory than this browser gives. `roundtrip import` makes a Roundtrip document of it.",
                job.name
            )),
        }
    });
    AT_WORK.set(reader);
}

/// The worker's side.
pub fn serve() {
    reader::serve(|text| {
        let (design, noticed) = opening::read(text)?;
        Ok([Document::new(design).to_compact_json(), serde_json::to_string(&noticed).unwrap_or_default()])
    });
}

impl Job {
    fn say(&self, step: &str) {
        let job = self.clone();
        let cancel = Banner::offer("Cancel", move |workspace| {
            end();
            job.quiet();
            workspace.toast(Toast::said(format!("{} was not opened. Your design is as it was.", job.name)));
        });
        let text = format!("Opening {} ({:.1} MB). {step} The page works meanwhile.", self.name, self.megabytes);
        self.workspace.banner.set(Some(Banner { error: false, offers: vec![cancel], ..Banner::new(text) }));
    }

    fn quiet(&self) {
        self.workspace.banner.set(self.before.clone());
    }

    fn refuse(&self, why: String) {
        self.quiet();
        self.refusal.tell(self.workspace, why);
    }

    /// Puts the design on the page, in several tasks, so that it can answer between them.
    fn draw(self, design: String, noticed: String) {
        self.say("Step 3 of 3: drawing.");
        window::after(0, move || match Document::from_json(&design) {
            Err(error) => self.refuse(error.to_string()),
            Ok(document) => window::after(0, move || {
                let Self { workspace, refusal, .. } = self;
                self.quiet();
                opening::design(workspace, document.design);
                let noticed: Noticed = serde_json::from_str(&noticed).unwrap_or_default();
                window::after(0, move || opening::noticed_in(workspace, refusal, noticed));
            }),
        });
    }

    /// Reads in the page, where there are no workers.
    fn here(self, brought: Brought) {
        wasm_bindgen_futures::spawn_local(async move {
            let text = match brought {
                Brought::Text(text) => Ok(text),
                Brought::File(file) => files::read(&file).await,
            };
            self.quiet();
            match text {
                Ok(text) => opening::here(self.workspace, self.refusal, &text),
                Err(()) => self.refuse(format!("{} could not be read. Choose it again; it may have moved.", self.name)),
            }
        });
    }
}

/// Ends the worker at work; whether there was one.
fn end() -> bool {
    AT_WORK.take().is_some_and(|reader| {
        reader.end();
        true
    })
}
