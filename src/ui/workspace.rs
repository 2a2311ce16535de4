//! The one state of the page: a `Copy` handle with few write verbs, and memos to read.
//!
//! The model has no signals. `design` and `report` change as wholes; since a design shares its untouched parts, slices such as
//! [`Workspace::resource`] change only when their own part did, and typing in one field repaints one row.

mod browsers;
mod cancelling;
mod pace;
mod slices;
mod state;
mod wire;

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::history::Earlier;
use roundtrip::design::{Concern, Design, Edit, EditError, History, Pointer, Resource};
use roundtrip::mock::{Moment, Rng, Server, Stage, extras};
use roundtrip::rules::{self, Report, RuleSet};
use roundtrip::user_agent::Browser;
use roundtrip::user_agent::cache::Cache;

use browsers::Browsers;
pub use browsers::carry;
use cancelling::BeforeWait;
pub use cancelling::cancel;
pub use pace::DENSE;
use pace::Pace;

pub use state::{Mark, Side};

use super::start_state::ReadOnly;
use super::toasts::Toast;
use super::traffic::Entry;

/// What is in front: one step of the loop, of which narrow screens show one at a time, or a place that takes the whole room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The design.
    Sketch,
    /// The request.
    Send,
    /// The exchange.
    Watch,
    /// The review.
    Score,
    /// Two versions side by side.
    Compare,
}

/// What lies over the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The policies drawer, opened at a concern.
    Policies(Option<Concern>),
    /// The server's data, opened at a tab.
    Data(usize),
    /// The form of an endpoint, by id.
    Endpoint(String),
    /// The clients, opened at one.
    Clients(Option<String>),
    /// Formats to take away.
    Export,
    /// The link.
    Share,
    /// A link to the step in view, for a whole room.
    StepLink,
    /// How the page looks and what keys it listens to.
    Settings,
    /// The versions of the design, and the other designs kept here.
    Versions,
    /// Samples and files to begin with.
    Open,
    /// The palette of commands.
    Palette,
    /// Two clients side by side.
    Race,
    /// A problem type, by the last part of its URI.
    Problem(String),
    /// The sheet of keys.
    Shortcuts,
    /// Who may do what.
    WhoMay,
    /// The traffic in figures.
    Metrics,
    /// The catalogue of rules, opened at one.
    Rules(Option<String>),
    /// The constraints of REST, and the way up.
    Constraints,
    /// Every fix that no client can notice, before they are applied.
    SafeFixes,
}

/// Whether the design is kept in this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing is known of it, and nothing is said.
    Unknown,
    /// It is.
    Yes,
    /// It will be in a moment.
    Soon,
    /// It takes longer than one would think.
    Late,
    /// It is not, and why.
    No(String),
}

/// The state of the page.
#[derive(Clone, Copy)]
pub struct Workspace {
    history: StoredValue<History>,
    server: StoredValue<Server>,
    rng: StoredValue<Rng>,
    browsers: StoredValue<Browsers>,
    before_wait: StoredValue<Option<BeforeWait>>,
    numbers: StoredValue<u32>,
    pace: StoredValue<Pace>,
    /// The design as it was opened, to compare with.
    pub opened: RwSignal<Arc<Design>>,
    /// The design now.
    pub design: RwSignal<Arc<Design>>,
    /// Its review.
    pub report: Memo<Arc<Report>>,
    /// What undo would take back, and redo do again.
    pub undoable: RwSignal<(Option<String>, Option<String>)>,
    /// Exchanges, the oldest first.
    pub traffic: RwSignal<Vec<Arc<Entry>>>,
    /// What a proof has sent to a scratch copy, while one of its exchanges is in Watch.
    pub scratch: RwSignal<Vec<Arc<Entry>>>,
    /// The number of the exchange in Watch.
    pub shown: RwSignal<Option<u32>>,
    /// The step of the sequence that is marked, from 0.
    pub step: RwSignal<usize>,
    /// The stage whose line of the trace is marked, since a header field was asked for.
    pub pointed: RwSignal<Option<Stage>>,
    /// What came of the last send, while its answer is still on its way.
    pub waiting: RwSignal<Option<Arc<Entry>>>,
    /// Counts changes of the server's records, so that what shows them looks again.
    pub records: RwSignal<u32>,
    /// What is selected in the design.
    pub selection: RwSignal<Pointer>,
    /// What of the page is drawn so far.
    pub drawn: RwSignal<super::app::Step>,
    /// The step of the loop in front.
    pub view: RwSignal<View>,
    /// What lies over the workspace.
    pub overlay: RwSignal<Option<Overlay>>,
    /// Short messages.
    pub toasts: RwSignal<Vec<Toast>>,
    /// Whether the design is kept.
    pub saved: RwSignal<Saved>,
    /// Where it is kept; nowhere yet, where it came by a link or nobody has changed it.
    pub place: RwSignal<Option<String>>,
    /// Counts changes of the versions that are kept.
    pub versions: RwSignal<u32>,
    /// The last version that somebody named, to compare the score with.
    pub named: RwSignal<Option<(String, Arc<Design>)>>,
    /// A message that stays until it is dealt with: a broken link, blocked storage.
    pub banner: RwSignal<Option<super::start_state::Banner>>,
    /// Where the design can only be read, why and what to do.
    pub read_only: RwSignal<Option<ReadOnly>>,
    /// The request in the making.
    pub draft: super::send::Draft,
    /// Parts of the page that come when they are needed.
    pub parts: super::parts::Parts,
    /// What the sketch and the tree show.
    pub sketch: super::sketch::Sketch,
    /// The place within Learn, where that takes the place of the workspace: see `learn::place_of`.
    pub learn: RwSignal<Option<String>>,
    /// Whether the exchange is presented to a room.
    pub presents: RwSignal<bool>,
    held: StoredValue<Option<f64>>,
    /// By how many milliseconds the clock is ahead of the page's own time.
    pub ahead: RwSignal<u64>,
    points: StoredValue<state::Points>,
    slices: StoredValue<slices::Slices>,
}

impl Workspace {
    /// A workspace on a design, with the steps that led to it.
    pub fn new(design: Design, steps: Vec<(String, Earlier)>, place: Option<String>) -> Self {
        let start = Arc::new(design);
        let design = RwSignal::new(Arc::clone(&start));
        let (overlay, toasts) = (RwSignal::new(None), RwSignal::new(Vec::new()));
        let parts = super::parts::Parts::new(overlay, toasts);
        let first_client = start.clients.first().map(|client| client.name.clone()).unwrap_or_default();
        Self {
            undoable: RwSignal::new((steps.last().map(|(label, _)| label.clone()), None)),
            history: StoredValue::new(History::kept((*start).clone(), steps)),
            server: StoredValue::new(Server::with_extras(Arc::clone(&start), Moment::START, extras::NONE)),
            rng: StoredValue::new(Rng::new(start.seed)),
            browsers: StoredValue::new(Browsers::default()),
            before_wait: StoredValue::new(None),
            numbers: StoredValue::new(0),
            pace: StoredValue::new(Pace::default()),
            report: Memo::new(move |_| {
                let rules = parts.review.here().map_or(rules::FIRST, |review| review.rules);
                Arc::new(design.with(|design| Report::of(design, rules)))
            }),
            opened: RwSignal::new(start),
            design,
            traffic: RwSignal::new(Vec::new()),
            scratch: RwSignal::new(Vec::new()),
            shown: RwSignal::new(None),
            step: RwSignal::new(0),
            pointed: RwSignal::new(None),
            waiting: RwSignal::new(None),
            records: RwSignal::new(0),
            selection: RwSignal::new(Pointer::Design),
            drawn: RwSignal::new(super::app::Step::State),
            view: RwSignal::new(View::Sketch),
            overlay,
            toasts,
            parts,
            saved: RwSignal::new(Saved::Unknown),
            place: RwSignal::new(place),
            versions: RwSignal::new(0),
            named: RwSignal::new(None),
            banner: RwSignal::new(None),
            read_only: RwSignal::new(None),
            draft: super::send::Draft::new(first_client),
            sketch: super::sketch::Sketch::new(),
            learn: RwSignal::new(None),
            presents: RwSignal::new(false),
            held: StoredValue::new(None),
            ahead: RwSignal::new(0),
            points: StoredValue::new(state::Points::default()),
            slices: StoredValue::new(slices::Slices::default()),
        }
    }

    /// The resource of this name, as a slice that changes only with it.
    pub fn resource(&self, name: String) -> Memo<Option<Arc<Resource>>> {
        let design = self.design;
        Memo::new(move |_| design.with(|design| design.resource(&name).cloned()))
    }

    /// Looks at the server without changing it. Untracked: read `records` or `traffic` to be told of changes.
    pub fn with_server<T>(&self, look: impl FnOnce(&Server) -> T) -> T {
        self.server.with_value(look)
    }

    /// Looks at a client's browser, and at the shared cache. Untracked: read `traffic` to be told of changes.
    pub fn with_browser<T>(&self, client: &str, look: impl FnOnce(&mut Browser, &mut Cache) -> T) -> Option<T> {
        let mut seen = None;
        self.browsers.update_value(|browsers| {
            let (browser, shared) = browsers.of(client);
            seen = Some(look(browser, shared));
        });
        seen
    }

    /// The rules that are there. Untracked: `report` tells of more.
    pub fn rules(&self) -> RuleSet {
        untrack(|| self.parts.review.here()).map_or(rules::FIRST, |review| review.rules)
    }

    // ----- the design -----------------------------------------------------------------------------------------------------

    /// Carries out edits as one step of undo. A refusal is told in a toast and returned.
    pub fn edit(&self, edits: impl Into<Vec<Edit>>) -> Result<(), EditError> {
        let edits = edits.into();
        let label = edits.first().map(Edit::label).unwrap_or_default();
        self.edit_as(label, edits, None)
    }

    /// Carries out edits of a typing burst: they join the step before while it has the same key. `close_burst` ends it.
    pub fn edit_burst(&self, key: &str, edits: impl Into<Vec<Edit>>) -> Result<(), EditError> {
        let edits = edits.into();
        let label = edits.first().map(Edit::label).unwrap_or_default();
        self.edit_as(label, edits, Some(key))
    }

    /// Carries out edits under a label of their own.
    pub fn edit_as(&self, label: String, edits: Vec<Edit>, burst: Option<&str>) -> Result<(), EditError> {
        let result = self.carry_out(label, &edits, burst);
        if let Err(error) = &result {
            self.toast(Toast::error(error.to_string()));
        }
        result
    }

    /// Carries out edits; a refusal is for the caller to tell.
    pub fn carry_out(&self, label: String, edits: &[Edit], burst: Option<&str>) -> Result<(), EditError> {
        self.changeable()?;
        let mut result = Ok(());
        self.history.update_value(|history| result = history.apply(label, edits, burst));
        if result.is_ok() {
            self.publish();
        }
        result
    }

    /// Refuses where the design can only be read, and offers the ways on.
    pub fn changeable(&self) -> Result<(), EditError> {
        let Some(ReadOnly { way, banner }) = self.read_only.get_untracked() else { return Ok(()) };
        if self.banner.with_untracked(Option::is_none) {
            self.banner.set(Some(banner));
        }
        Err(EditError::ReadOnly { way })
    }

    /// Looks at what was done to the design. Untracked: read `design` or `undoable` to be told of changes.
    pub fn with_history<T>(&self, look: impl FnOnce(&History) -> T) -> T {
        self.history.with_value(look)
    }

    /// Ends a typing burst: the next edit is a step of its own.
    pub fn close_burst(&self) {
        self.history.update_value(History::close);
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        self.step_through("Undone", History::undo);
    }

    /// Does again what was taken back.
    pub fn redo(&self) {
        self.step_through("Redone", History::redo);
    }

    fn step_through(&self, done: &str, step: fn(&mut History) -> Option<String>) {
        if let Err(error) = self.changeable() {
            return self.toast(Toast::error(error.to_string()));
        }
        let mut label = None;
        self.history.update_value(|history| label = step(history));
        self.publish();
        if let Some(label) = label {
            self.toast(Toast::said(format!("{done}: {label}.")));
        }
    }

    /// Puts another design in the place of this one; undo brings the old one back. Traffic and records begin anew.
    pub fn open(&self, design: Design) {
        let (opened, start) = (format!("Opened {}.", design.name), Arc::new(design.clone()));
        if self.read_only.with_untracked(Option::is_some) {
            self.lie_beside();
        }
        if self.edit(vec![Edit::Replace { design: Box::new(design) }]).is_err() {
            return;
        }
        self.opened.set(start);
        self.waiting.set(None);
        self.traffic.set(Vec::new());
        self.shown.set(None);
        self.browsers.set_value(Browsers::default());
        self.points.set_value(state::Points::default());
        self.selection.set(Pointer::Design);
        self.rng.set_value(Rng::new(self.design.with_untracked(|design| design.seed)));
        self.reset_data();
        self.draft.endpoint.set(None);
        self.draft.target.set(String::new());
        self.draft.client.set(self.design.with_untracked(|design| design.clients.first().map(|client| client.name.clone()).unwrap_or_default()));
        self.toast(Toast::undoable(opened));
    }

    /// Leaves the place to the design that is kept there: what follows is a design of its own, and can be changed.
    pub fn lie_beside(&self) {
        self.read_only.set(None);
        self.banner.set(None);
        self.place.set(None);
    }

    /// Hands the changed design to everything that depends on it.
    fn publish(&self) {
        let (design, undoable) = self
            .history
            .with_value(|history| (history.design().clone(), (history.undoable().map(str::to_owned), history.redoable().map(str::to_owned))));
        let design = Arc::new(design);
        super::toasts::forget_undo(self.toasts);
        self.server.update_value(|server| server.redesign(Arc::clone(&design)));
        // What was kept of another server would hide what the change does.
        self.browsers.update_value(Browsers::forget_answers);
        self.tell_slices(&design);
        self.design.set(design);
        self.undoable.set(undoable);
        self.records.update(|count| *count += 1);
    }

    // ----- messages ------------------------------------------------------------------------------------------------------------

    /// Shows a short message.
    pub fn toast(&self, toast: Toast) {
        super::toasts::show(self.toasts, toast);
    }
}

/// The workspace of the page.
pub fn workspace() -> Workspace {
    expect_context()
}
