//! With which design the page begins, and what has to be said about it. Reading what is kept, or a link, is a part of its own
//! (`keep::load`): a first visit needs none of it.

use std::pin::Pin;
use std::sync::Arc;

use roundtrip::design::Design;
use roundtrip::design::history::Earlier;
use roundtrip::design::samples::{self, Sample};
use wasm_split_helpers::wasm_split;

use super::keep;
use super::parts::Fetched;
use super::share::beside;
use super::share::opening::{self, Brought, Refusal};
use super::workspace::Workspace;
use crate::browser::{location, storage};

/// Where the only design was kept before there were many.
pub const AUTOSAVE: &str = "design";
/// The name under which an unreadable one of those is kept.
pub const DAMAGED: &str = "design.damaged";

/// The label of a button, and what it does.
pub type Offer = (String, Arc<dyn Fn(Workspace) + Send + Sync>);

/// A message that stays until it is dealt with.
#[derive(Clone)]
pub struct Banner {
    /// What happened, why, what to do.
    pub text: String,
    /// Whether work is at risk.
    pub error: bool,
    /// The ways out.
    pub offers: Vec<Offer>,
    /// Whether it stays when a way out is taken: that was only begun.
    pub stays: bool,
}

/// A design that can only be read here.
#[derive(Clone)]
pub struct ReadOnly {
    /// What to do to change it.
    pub way: &'static str,
    /// Why, and the ways on.
    pub banner: Banner,
}

impl Banner {
    /// Something is at risk.
    pub fn new(text: String) -> Self {
        Self { text, error: true, offers: Vec::new(), stays: false }
    }

    /// A way out.
    pub fn offer(label: &str, run: impl Fn(Workspace) + Send + Sync + 'static) -> Offer {
        (label.to_owned(), Arc::new(run))
    }
}

/// What the page begins with.
pub struct Loaded {
    /// The design.
    pub design: Design,
    /// The steps that led to it, the oldest first.
    pub steps: Vec<(String, Earlier)>,
    /// What has to be said.
    pub banner: Option<Banner>,
    /// Where it is kept; nowhere yet, where it came by a link or nobody has changed it.
    pub place: Option<String>,
    /// Where it can only be read.
    pub read_only: Option<ReadOnly>,
}

impl Loaded {
    /// A design that is kept nowhere yet.
    pub fn new(design: Design) -> Self {
        Self { design, steps: Vec::new(), banner: None, place: None, read_only: None }
    }
}

/// Reading and writing designs.
#[derive(Clone, Copy)]
pub struct Documents {
    /// What the page begins with.
    pub load: fn() -> Pin<Box<dyn Future<Output = Loaded>>>,
    /// Follows the design and keeps it.
    pub keep: fn(Workspace),
    /// Opens a design at a place of its own beside the present one.
    pub beside: fn(Workspace, String, Design),
    /// Opens the design of another place.
    pub turn: fn(Workspace, String),
    /// The design of a sample.
    pub sample: fn(&Sample) -> Design,
    /// Reads what a person brings, and opens it.
    pub bring: fn(Workspace, Refusal, Brought),
    /// Reads for another page: this engine runs in a worker.
    pub serve: fn(),
}

/// The part that knows documents: nothing is to be read on a first visit, and nothing to be written before the first change.
#[wasm_split(documents, fallible)]
pub fn documents() -> Fetched<Documents> {
    Ok(Documents {
        load: || Box::pin(keep::load()),
        keep: keep::start,
        beside: keep::beside,
        turn: keep::turn,
        sample: Sample::design,
        bring: opening::bring,
        serve: beside::serve,
    })
}

/// The design of a visitor who has neither a design here nor a link to one.
pub fn first_visit() -> Option<Loaded> {
    let is_linked = location::fragment().starts_with(['d', 's']);
    let is_first = !is_linked && storage::read(keep::PLACE).is_none() && storage::read(AUTOSAVE).is_none();
    is_first.then(|| Loaded::new(samples::hotel_booking()))
}
