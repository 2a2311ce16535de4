//! Reading what is large: a worker with an engine of its own does it, the page goes on and says how far it is, and Cancel ends it.

use std::cell::RefCell;

use leptos::prelude::*;
use roundtrip::design::Document;
use roundtrip::formats::noticed::Noticed;
use wasm_bindgen::JsValue;

use super::opening::{self, Brought, Refusal};
use super::steps;
use crate::browser::reader::{self, End, Reader};
use crate::browser::{files, window};
use crate::ui::compare::versions::Version;
use crate::ui::start_state::Banner;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Overlay, Workspace};

/// The word for a version, which the worker is told.
const VERSION: &str = "version";

thread_local! {
    /// The worker at work. A second file ends the first.
    static AT_WORK: RefCell<Option<Reader>> = const { RefCell::new(None) };
    /// What no worker came for, until the person says what is to be done.
    static LEFT: RefCell<Option<(Job, Brought)>> = const { RefCell::new(None) };
}

/// What is to become of a file or a text.
#[derive(Clone, Copy)]
pub enum Wanted {
    /// It takes the place of the design.
    Design(Refusal),
    /// It is a version to compare with.
    Version(Callback<Result<Version, String>>),
}

/// What is being read, and what the banner said before.
#[derive(Clone)]
struct Job {
    workspace: Workspace,
    wanted: Wanted,
    name: String,
    megabytes: f64,
    before: Option<Banner>,
}

/// Reads a file or a text beside the page.
pub fn read(workspace: Workspace, wanted: Wanted, name: &str, bytes: f64, brought: Brought) {
    let before = if end() { None } else { workspace.banner.get_untracked() };
    Job { workspace, wanted, name: name.to_owned(), megabytes: bytes / 1_000_000.0, before }.start(brought);
}

/// The worker's side.
pub fn serve() {
    reader::serve(|wanted, text| {
        if wanted == VERSION {
            return Version::read("", text).map(|version| version.to_texts());
        }
        let (design, noticed) = opening::read(text)?;
        Ok(vec![Document::new(design).to_compact_json(), serde_json::to_string(&noticed).unwrap_or_default()])
    });
}

impl Job {
    fn start(self, brought: Brought) {
        // The page is for working on meanwhile.
        if self.workspace.overlay.with_untracked(|overlay| *overlay == Some(Overlay::Open)) {
            self.workspace.overlay.set(None);
        }
        self.say("Step 1 of 3: reading.");
        let what = match &brought {
            Brought::File(file) => JsValue::from(file),
            Brought::Text(text) => text.into(),
        };
        let begun = {
            let job = self.clone();
            move || {
                job.say(match job.wanted {
                    Wanted::Design(_) => "Step 2 of 3: finding resources and behaviours.",
                    Wanted::Version(_) => "Step 2 of 3: finding calls and answers.",
                });
            }
        };
        let word = if matches!(self.wanted, Wanted::Version(_)) { VERSION } else { "design" };
        let reader = Reader::start(word, &what, begun, move |end| {
            AT_WORK.take();
            match end {
                End::Read(Ok(texts)) => self.take(texts),
                End::Read(Err(why)) => self.refuse(why),
                End::NoWorkers => self.here(brought),
                End::NotBegun => self.ask(brought),
                End::Broken => {
                    let why = format!(
                        "{} was not opened: it needs more memory than this browser gives. `roundtrip import` makes a Roundtrip document of it.",
                        self.name
                    );
                    self.refuse(why);
                }
            }
        });
        AT_WORK.set(reader);
    }

    fn say(&self, step: &str) {
        let job = self.clone();
        let cancel = Banner::offer("Cancel", move |workspace| {
            end();
            job.quiet();
            let stays = match job.wanted {
                Wanted::Design(_) => "Your design is as it was.",
                Wanted::Version(_) => "The comparison is as it was.",
            };
            workspace.toast(Toast::said(format!("{} was not opened. {stays}", job.name)));
        });
        let text = format!("Opening {} ({:.1} MB). {step} The page works meanwhile.", self.name, self.megabytes);
        self.workspace.banner.set(Some(Banner { error: false, offers: vec![cancel], ..Banner::new(text) }));
    }

    /// No worker came: whether to try that again, or to read in the page, is for the person to say.
    fn ask(self, brought: Brought) {
        let text = format!("{} was not opened: a part of the page could not be fetched. Check the connection, then try again.", self.name);
        let again = Banner::offer("Try again", |_| {
            if let Some((job, brought)) = LEFT.take() {
                job.start(brought);
            }
        });
        let here = Banner::offer("Read it in the page, which stops meanwhile", |_| {
            if let Some((job, brought)) = LEFT.take() {
                job.here(brought);
            }
        });
        self.workspace.banner.set(Some(Banner { offers: vec![again, here], ..Banner::new(text) }));
        LEFT.set(Some((self, brought)));
    }

    fn quiet(&self) {
        self.workspace.banner.set(self.before.clone());
    }

    fn refuse(&self, why: String) {
        self.quiet();
        match self.wanted {
            Wanted::Design(refusal) => refusal.tell(self.workspace, why),
            Wanted::Version(answer) => answer.run(Err(why)),
        }
    }

    /// Takes what the worker made, in several tasks, so that the page can answer between them.
    fn take(self, texts: Vec<String>) {
        let refusal = match self.wanted {
            Wanted::Design(refusal) => refusal,
            Wanted::Version(answer) => {
                self.say("Step 3 of 3: comparing.");
                return window::after(0, move || {
                    self.quiet();
                    answer.run(Version::from_texts(&self.name, &texts));
                });
            }
        };
        let mut texts = texts.into_iter();
        let (design, noticed) = (texts.next().unwrap_or_default(), texts.next().unwrap_or_default());
        self.say("Step 3 of 3: drawing.");
        window::after(0, move || match Document::from_json(&design) {
            Err(error) => self.refuse(error.to_string()),
            Ok(document) => {
                let workspace = self.workspace;
                steps::open(workspace, document.design, move || {
                    self.quiet();
                    let noticed: Noticed = serde_json::from_str(&noticed).unwrap_or_default();
                    opening::noticed_in(workspace, refusal, noticed);
                });
            }
        });
    }

    /// Reads in the page.
    fn here(self, brought: Brought) {
        wasm_bindgen_futures::spawn_local(async move {
            let text = match brought {
                Brought::Text(text) => Ok(text),
                Brought::File(file) => files::read(&file).await,
            };
            self.quiet();
            match (text, self.wanted) {
                (Ok(text), Wanted::Design(refusal)) => opening::here(self.workspace, refusal, &text),
                (Ok(text), Wanted::Version(answer)) => answer.run(Version::read(&self.name, &text)),
                (Err(why), _) => self.refuse(why),
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
