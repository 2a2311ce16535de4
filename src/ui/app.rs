//! The whole page: what it begins with, how it is kept, and the frame of the loop.
//!
//! It is drawn in steps, each a task of its own, so that a slow device answers in between: the state, then the frame, then one
//! column or panel after the other. Until a panel is drawn its header stands there, as in the static first paint.

use leptos::prelude::*;
use roundtrip::design::Behaviour;

use super::dock::Dock;
use super::frame::Edge;
use super::parts::later;
use super::score::ScorePanel;
use super::send::SendPanel;
use super::share::drop::DropHint;
use super::share::opening::Refusal;
use super::sketch::SketchPanel;
use super::start_state::{Banner, Loaded};
use super::status_bar::StatusBar;
use super::toasts::Toasts;
use super::top_bar::TopBar;
use super::tree::ApiTree;
use super::watch::WatchPanel;
use super::watch::player::Player;
use super::workspace::{Overlay, Saved, View, Workspace};
use crate::browser::{location, service_worker, window};

/// A frame of the screen, in milliseconds: what is drawn in two of them is laid out in two tasks.
const SCREEN_FRAME: i32 = 16;
/// When the parts that were not needed so far are fetched, in milliseconds after the start.
const FETCH_AHEAD: i32 = 400;

/// The page, on a design and with what has to be said about it.
#[component]
pub fn App(loaded: Loaded) -> impl IntoView {
    let Loaded { design, steps, banner, place, read_only } = loaded;
    let workspace = Workspace::new(design, steps, place);
    provide_context(workspace);
    provide_context(Refusal(RwSignal::new(None)));
    workspace.banner.set(banner);
    workspace.read_only.set(read_only);
    pick_first_endpoint(workspace);
    keep_in_browser(workspace);
    provide_context(Player::new(workspace));
    super::commands::listen(workspace);
    let open = move || {
        let fragment = location::fragment();
        if let Some(kind) = fragment.strip_prefix("/problem/") {
            workspace.overlay.set(Some(Overlay::Problem(kind.to_owned())));
        } else if fragment.starts_with("/compare") {
            workspace.view.set(View::Compare);
        }
        workspace.learn.set(super::learn::place_of(&fragment));
    };
    open();
    location::on_fragment(open);
    service_worker::listen(move |request, reply| workspace.answer(request, reply));
    let step = workspace.drawn;
    draw_rest(workspace, Box::new(move || started(workspace)));
    let framed = Memo::new(move |_| step.get() >= Step::Frame);
    move || {
        framed.get().then(|| {
            view! { <Framed step/> }
        })
    }
}

/// What is drawn so far.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing.
    State,
    /// The frame with the headers of its panels.
    Frame,
    /// The sketch too.
    Sketch,
    /// The request and the exchange too.
    Run,
    /// The same, and the design is judged.
    Review,
    /// The score too.
    Score,
    /// Everything.
    Tree,
}

/// Draws what comes next, and says what that is.
fn draw(workspace: Workspace) -> Step {
    let next = match workspace.drawn.get_untracked() {
        Step::State => Step::Frame,
        Step::Frame => Step::Sketch,
        Step::Sketch => Step::Run,
        Step::Run => Step::Review,
        Step::Review => Step::Score,
        Step::Score | Step::Tree => Step::Tree,
    };
    workspace.drawn.set(next);
    if next == Step::Sketch {
        window::after(0, super::end_first_paint);
    }
    if next == Step::Review {
        // Judged before anybody asks, so that drawing what it says is a task of its own.
        workspace.report.with_untracked(|_| ());
    }
    next
}

/// Draws what is still to be drawn, step by step, and does something when all is there.
pub fn draw_rest(workspace: Workspace, done: Box<dyn FnOnce()>) {
    let wait = if workspace.drawn.get_untracked() == Step::Frame { SCREEN_FRAME } else { 0 };
    window::after(wait, move || match draw(workspace) {
        Step::Tree => done(),
        _ => draw_rest(workspace, done),
    });
}

fn started(workspace: Workspace) {
    super::ready();
    window::after(FETCH_AHEAD, move || super::parts::fetch_ahead(workspace));
}

/// A panel from its step on; before that the headers that it will have.
fn from(step: RwSignal<Step>, own: Step, headers: &'static [(&'static str, &'static str)], draw: fn() -> AnyView) -> AnyView {
    let is_due = Memo::new(move |_| step.get() >= own);
    let header = |(class, title): &(&'static str, &'static str)| {
        view! { <section class=*class aria-busy="true"><div class="bar"><h2>{*title}</h2></div></section> }
    };
    (move || if is_due.get() { draw() } else { headers.iter().map(header).collect_view() }).into_any()
}

/// The frame of the loop.
#[component]
fn Framed(step: RwSignal<Step>) -> impl IntoView {
    let workspace = super::workspace::workspace();
    let view_name = move || match workspace.view.get() {
        View::Sketch => "sketch",
        View::Send => "send",
        View::Watch => "watch",
        View::Score => "score",
        View::Compare => "compare",
    };
    let compares = Memo::new(move |_| workspace.view.get() == View::Compare);
    let learns = Memo::new(move |_| workspace.learn.with(Option::is_some));
    let challenge = Memo::new(move |_| workspace.place.with(|place| place.as_ref()?.strip_prefix("ch-").map(str::to_owned)));
    view! {
        <a class="skip" href="#watch" hidden=move || learns.get() on:click=move |event: web_sys::MouseEvent| { event.prevent_default(); window::focus("t-watch"); }>"Skip to the exchange"</a>
        <div class="app" data-view=view_name data-tree=move || super::tree::state(workspace) data-answered=move || workspace.shown.get().map(|_| "true")>
            <TopBar/>
            <BannerBar/>
            {move || challenge.get().map(|id| later(workspace.parts.learn, move |learn| (learn.task)(id.clone())))}
            <main class="work" hidden=move || compares.get() || learns.get()>
                <h1 class="vh">{move || format!("{} workspace", workspace.design.with(|design| design.name.clone()))}</h1>
                {from(step, Step::Tree, &[("side", "API")], || view! { <ApiTree/> }.into_any())}
                {split(Edge::Tree)}
                <div class="col col-design">
                    {from(step, Step::Sketch, &[("panel sketch", "Sketch")], || view! { <SketchPanel/> }.into_any())}
                    {split(Edge::Sketch)}
                    {from(step, Step::Score, &[("panel score", "Score")], || view! { <ScorePanel/> }.into_any())}
                </div>
                {split(Edge::Design)}
                <div class="col col-run">
                    {from(step, Step::Run, &[("panel send", "Send"), ("panel watch", "Watch")], || view! { <SendPanel/>{split(Edge::Send)}<WatchPanel/> }.into_any())}
                </div>
            </main>
            {move || compares.get().then(|| later(workspace.parts.compare, |draw| draw()))}
            {move || learns.get().then(|| later(workspace.parts.learn, |learn| (learn.page)()))}
            <StatusBar/>
            <Dock/>
        </div>
        {move || workspace.parts.frame.here().map(|frame| (frame.around)())}
        <Overlays/>
        <DropHint/>
        <Toasts/>
    }
}

/// The splitter at an edge, once there is one.
fn split(edge: Edge) -> impl Fn() -> Option<AnyView> {
    let workspace = super::workspace::workspace();
    move || workspace.parts.frame.here().map(|frame| (frame.split)(edge))
}

/// A request is ready from the start: the first create, else the first endpoint.
pub fn pick_first_endpoint(workspace: Workspace) {
    let design = workspace.design.get_untracked();
    let wanted = design
        .endpoints
        .iter()
        .find(|endpoint| {
            endpoint.behaviour == Behaviour::Create && design.resource_of(endpoint).is_some_and(|resource| !resource.no_overlap.is_empty())
        })
        .or_else(|| design.endpoints.iter().find(|endpoint| endpoint.behaviour == Behaviour::Create))
        .or(design.endpoints.first());
    if let Some(endpoint) = wanted {
        workspace.pick_endpoint(&endpoint.id);
    }
}

/// Keeps the design in this browser, with the part that knows how; it comes with the first change at the latest.
fn keep_in_browser(workspace: Workspace) {
    let documents = workspace.parts.documents;
    let keeping = Memo::new(move |_| documents.here().is_some());
    Effect::new(move |_| {
        if keeping.get() {
            documents.with(move |documents| (documents.keep)(workspace));
        }
    });
    Effect::new(move |before: Option<()>| {
        workspace.design.track();
        if before.is_some() && !keeping.get_untracked() {
            let why =
                "The last change is not saved: a part of the page could not be fetched. Check the connection; the next change saves everything.";
            documents.with_or(|_| (), move || workspace.saved.set(Saved::No(why.to_owned())));
        }
    });
}

/// Whatever lies over the workspace. Each is a part of its own.
#[component]
fn Overlays() -> impl IntoView {
    let workspace = super::workspace::workspace();
    let part = Memo::new(move |_| {
        workspace.overlay.with(|overlay| {
            Some(match overlay.as_ref()? {
                Overlay::Policies(_) | Overlay::Clients(_) => workspace.parts.drawers,
                Overlay::Data(_) => workspace.parts.data,
                Overlay::Endpoint(_) => workspace.parts.endpoint_form,
                Overlay::Rules(_) | Overlay::Constraints | Overlay::SafeFixes => workspace.parts.catalogue,
                _ => workspace.parts.dialogs,
            })
        })
    });
    move || part.get().map(|part| later(part, |draw| draw()))
}

/// What stays in sight until it is dealt with.
#[component]
fn BannerBar() -> impl IntoView {
    let workspace = super::workspace::workspace();
    move || {
        workspace.banner.get().map(|Banner { text, error, offers, stays }| {
            let class = if error { "banner banner-error" } else { "banner" };
            view! {
                <div class=class role=if error { "alert" } else { "status" }>
                    <super::kit::Icon name=if error { "warn" } else { "info" }/>
                    <p>{text}</p>
                    {offers.into_iter().map(|(label, run)| view! {
                        <button class="btn btn-s btn-line" type="button" on:click=move |_| { if !stays { workspace.banner.set(None); } run(workspace); }>{label}</button>
                    }).collect_view()}
                    <button class="btn btn-s btn-icon" aria-label="Dismiss" on:click=move |_| workspace.banner.set(None)><super::kit::Icon name="x"/></button>
                </div>
            }
        })
    }
}
