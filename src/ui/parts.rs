//! Parts of the page whose code comes when it is first needed, so that the loop is there sooner.
//!
//! A part is a function marked `#[wasm_split(name)]`, which hands out what main code may call. The build sets the part and all
//! that only it needs aside (`tools/split.mjs`); the service worker fetches the parts once the page runs, so that they open
//! without a network too.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::score::findings::Findings;
use super::sketch::{CardParts, endpoint_form};
use super::start_state::Documents;
use super::toasts::{self, Toast};
use super::traffic::Entry;
use super::workspace::{self, Overlay, Workspace};
use crate::browser::{service_worker, window};
use roundtrip::http::{Request, Response};
use roundtrip::mock::Extras;
use roundtrip::rules::{Finding, RuleSet};
use roundtrip::user_agent::cache::Cache;
use roundtrip::user_agent::{Browser, Call, Journey};

/// What comes when a part is fetched.
pub type Fetched<T> = Result<T, SplitLoaderError>;
/// The whole review: the rules that most designs do without, and what opens under a finding.
#[derive(Clone, Copy)]
pub struct Review {
    /// Every rule.
    pub rules: RuleSet,
    /// Draws what opens under a finding, given the name of its row.
    pub finding: fn(String, Memo<Option<Finding>>) -> AnyView,
    /// Draws what is settled: the rules that pass, and the findings that are accepted.
    pub settled: fn() -> AnyView,
    /// Applies the fix of a row.
    pub fix: fn(Workspace, Findings, &str),
}
/// Draws a tab of an exchange.
pub type DrawExchange = fn(usize, Memo<Option<Arc<Entry>>>) -> AnyView;
/// Carries a page's call through its browser to the server and back.
pub type Carry = fn(&mut Browser, &Call, &str, Request, u64, Option<&mut Cache>, &mut dyn FnMut(Request) -> Response) -> Journey;
/// The browsers that stand between pages and the server.
#[derive(Clone, Copy)]
pub struct Browsing {
    /// Carries a call.
    pub carry: Carry,
    /// What a browser and the shared cache keep, to come back to.
    pub remember: fn(&Browser, &Cache) -> (Browser, Cache),
    /// Ends the waiting for an answer.
    pub cancel: fn(Workspace, Arc<Entry>),
}
type Fetch<T> = fn() -> Pin<Box<dyn Future<Output = Fetched<T>>>>;

/// A part: nothing until it is fetched, then what can be called.
pub struct Part<T: Copy + Send + Sync + 'static> {
    code: RwSignal<Option<T>>,
    is_asked: StoredValue<bool>,
    fetch: Fetch<T>,
    toasts: RwSignal<Vec<Toast>>,
    /// For a part that lies over the workspace: what cannot come does not stay asked for.
    overlay: Option<RwSignal<Option<Overlay>>>,
}

impl<T: Copy + Send + Sync + 'static> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Copy + Send + Sync + 'static> Copy for Part<T> {}

impl<T: Copy + Send + Sync + 'static> PartialEq for Part<T> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl<T: Copy + Send + Sync + 'static> Part<T> {
    fn new(fetch: Fetch<T>, toasts: RwSignal<Vec<Toast>>) -> Self {
        Self { code: RwSignal::new(None), is_asked: StoredValue::new(false), fetch, toasts, overlay: None }
    }

    fn over(self, overlay: RwSignal<Option<Overlay>>) -> Self {
        Self { overlay: Some(overlay), ..self }
    }

    /// What can be called, if it is there. Tracked; the first question fetches it.
    pub fn get(self) -> Option<T> {
        if !self.is_asked.get_value() {
            self.ask(|_| {}, || {});
        }
        self.code.get()
    }

    /// Runs something with it: now, or as soon as it is there. A failure is told in a toast.
    pub fn with(self, run: impl FnOnce(T) + 'static) {
        self.with_or(run, || {});
    }

    /// The same, with something more to do should it not come.
    pub fn with_or(self, run: impl FnOnce(T) + 'static, failed: impl FnOnce() + 'static) {
        match self.code.get_untracked() {
            Some(code) => run(code),
            None => self.ask(run, failed),
        }
    }

    /// What can be called, if it is there. Tracked; nothing is fetched.
    pub fn here(self) -> Option<T> {
        self.code.get()
    }

    /// Fetches it in silence: should that fail, the first use tries again.
    async fn ahead(self) -> bool {
        let fetched = (self.fetch)().await;
        if let Ok(code) = fetched {
            self.is_asked.set_value(true);
            self.keep(code);
        }
        fetched.is_ok()
    }

    /// Tells it to those who wait, once: told again, they would draw what is open anew, and what was typed there would be lost.
    fn keep(self, code: T) {
        if self.code.with_untracked(Option::is_none) {
            self.code.set(Some(code));
        }
    }

    fn ask(self, run: impl FnOnce(T) + 'static, failed: impl FnOnce() + 'static) {
        self.is_asked.set_value(true);
        leptos::task::spawn_local(async move {
            match (self.fetch)().await {
                Ok(code) => {
                    self.keep(code);
                    run(code);
                }
                Err(_) => {
                    self.is_asked.set_value(false);
                    let text = "A part of the page could not be fetched. Check the connection, then do that again.";
                    if let Some(overlay) = self.overlay {
                        overlay.set(None);
                    }
                    toasts::show(self.toasts, Toast::error(text.to_owned()));
                    failed();
                }
            }
        });
    }
}

/// Every part.
#[derive(Clone, Copy)]
pub struct Parts {
    /// What most requests to the server do without.
    pub extras: Part<&'static dyn Extras>,
    /// The browser: CORS, its cache, its cookies.
    pub browser: Part<Browsing>,
    /// What stands around the panels.
    pub frame: Part<super::frame::Frame>,
    /// Designs as texts: the autosave, links, files.
    pub documents: Part<Documents>,
    /// The drawers of policies and clients.
    pub drawers: Part<fn() -> AnyView>,
    /// The drawer of the server's data.
    pub data: Part<fn() -> AnyView>,
    /// The form of an endpoint.
    pub endpoint_form: Part<fn() -> AnyView>,
    /// Export, share, open, the palette, the sheet of keys.
    pub dialogs: Part<fn() -> AnyView>,
    /// The inside of a card that is edited, and the table.
    pub cards: Part<CardParts>,
    /// The design as OpenAPI text.
    pub sheet: Part<fn() -> AnyView>,
    /// The rules that most designs do without, and what opens under a finding.
    pub review: Part<Review>,
    /// The catalogue of rules, and the constraints of REST.
    pub catalogue: Part<fn() -> AnyView>,
    /// Two versions side by side.
    pub compare: Part<fn() -> AnyView>,
    /// What a finding says, shown on a scratch copy of the server.
    pub proofs: Part<fn(Finding) -> AnyView>,
    /// Labs, challenges and their catalogue.
    pub learn: Part<super::learn::Learn>,
    /// The parts of a request behind the first tab, by tab.
    pub request: Part<fn(usize) -> AnyView>,
    /// The parts of an exchange behind the first tab, by tab.
    pub exchange: Part<DrawExchange>,
}

impl Parts {
    /// None of them is there yet.
    pub fn new(overlay: RwSignal<Option<Overlay>>, toasts: RwSignal<Vec<Toast>>) -> Self {
        Self {
            extras: Part::new(|| Box::pin(extras_part()), toasts),
            browser: Part::new(|| Box::pin(browser_part()), toasts),
            frame: Part::new(|| Box::pin(super::frame::frame_part()), toasts),
            documents: Part::new(|| Box::pin(crate::ui::start_state::documents()), toasts),
            drawers: Part::new(|| Box::pin(crate::ui::policies::drawers()), toasts).over(overlay),
            data: Part::new(|| Box::pin(crate::ui::data::drawer_part()), toasts).over(overlay),
            endpoint_form: Part::new(|| Box::pin(endpoint_form::part()), toasts).over(overlay),
            dialogs: Part::new(|| Box::pin(crate::ui::share::dialogs_part()), toasts).over(overlay),
            cards: Part::new(|| Box::pin(crate::ui::sketch::card_parts()), toasts),
            sheet: Part::new(|| Box::pin(crate::ui::sketch::sheet::part()), toasts),
            review: Part::new(|| Box::pin(crate::ui::score::review_part()), toasts),
            catalogue: Part::new(|| Box::pin(crate::ui::score::catalogue_part()), toasts).over(overlay),
            compare: Part::new(|| Box::pin(crate::ui::compare::part()), toasts),
            proofs: Part::new(|| Box::pin(crate::ui::score::proofs_part()), toasts),
            learn: Part::new(|| Box::pin(super::learn::part()), toasts),
            request: Part::new(|| Box::pin(crate::ui::send::request_part()), toasts),
            exchange: Part::new(|| Box::pin(crate::ui::watch::exchange_part()), toasts),
        }
    }
}

#[wasm_split(extras, fallible)]
fn extras_part() -> Fetched<&'static dyn Extras> {
    Ok(roundtrip::mock::extras::ALL)
}

#[wasm_split(browser, fallible)]
fn browser_part() -> Fetched<Browsing> {
    Ok(Browsing { carry: workspace::carry, remember: |browser, shared| (browser.clone(), shared.clone()), cancel: workspace::cancel })
}

/// Fetches every part in turn while nothing else is going on, so that what is opened later opens at once.
pub fn fetch_ahead(workspace: Workspace) {
    leptos::task::spawn_local(async move {
        let Parts {
            extras,
            browser,
            frame,
            documents,
            drawers,
            data,
            endpoint_form,
            dialogs,
            cards,
            sheet,
            review,
            proofs,
            catalogue,
            compare,
            learn,
            request,
            exchange,
        } = workspace.parts;
        let mut all = review.ahead().await;
        all &= browser.ahead().await;
        all &= extras.ahead().await;
        if let Some(extras) = extras.code.get_untracked() {
            workspace.extend(extras);
        }
        all &= frame.ahead().await;
        all &= dialogs.ahead().await;
        all &= documents.ahead().await;
        all &= cards.ahead().await;
        all &= sheet.ahead().await;
        all &= endpoint_form.ahead().await;
        all &= drawers.ahead().await;
        all &= data.ahead().await;
        all &= request.ahead().await;
        all &= exchange.ahead().await;
        all &= proofs.ahead().await;
        all &= catalogue.ahead().await;
        all &= compare.ahead().await;
        all &= learn.ahead().await;
        window::set_root_attribute("data-parts", Some(if all { "true" } else { "some" }));
        // Last: it finds all of them in the browser's own copies.
        service_worker::register();
    });
}

/// Draws with a part as soon as it is there.
pub fn later<T: Copy + Send + Sync + 'static>(part: Part<T>, draw: impl Fn(T) -> AnyView + Send + 'static) -> impl IntoView {
    move || part.get().map(&draw)
}
