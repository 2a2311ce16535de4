//! A lab at a step: the strip of steps, the clients with what happened between them, the prediction and the reveal.

use leptos::prelude::*;
use roundtrip::labs::{self, Act, Course, Run, Verdict};

use super::people::{Person, ServerActs};
use super::picture::Picture;
use super::predict::Prediction;
use super::{evidence, kept};
use crate::browser::window;
use crate::ui::kit::{Icon, StatusBadge};
use crate::ui::watch::why;
use crate::ui::workspace::{Workspace, workspace};

/// The lab on the page.
#[derive(Clone, Copy)]
pub struct Bench {
    workspace: Workspace,
    course: StoredValue<Course>,
    /// Counts what was done, so that what shows it looks again.
    pub pulse: RwSignal<u32>,
    /// What was predicted.
    pub choice: RwSignal<Option<usize>>,
}

impl Bench {
    /// Looks at the lab. Tracked.
    pub fn see<T>(self, look: impl FnOnce(&Course) -> T) -> T {
        self.pulse.track();
        self.course.with_value(look)
    }

    /// Does what is to be done next.
    pub fn press(self) {
        let mut failed = None;
        self.course.update_value(|course| failed = course.press().err());
        if let Some(error) = failed {
            self.workspace.toast(crate::ui::toasts::Toast::error(error.to_string()));
        }
        self.pulse.update(|pulse| *pulse += 1);
        let (is_through, id, at) = self.course.with_value(|course| (course.is_through(), course.lab().id.clone(), course.at));
        if is_through {
            kept::change(self.workspace, |progress| progress.pass(&id, at));
        }
        // Whoever presses keys goes on where the step goes on.
        window::after(0, move || window::focus(if is_through { "lab-reveal" } else { NEXT }));
    }

    /// Begins the step again.
    fn reset(self) {
        let (lab, at) = self.course.with_value(|course| (course.lab().clone(), course.at));
        if let Ok(course) = Course::new(lab, at) {
            self.course.set_value(course);
        }
        self.choice.set(None);
        self.pulse.update(|pulse| *pulse += 1);
        window::after(0, || window::focus(NEXT));
    }

    /// Everything that was sent so far in this step, and before the person came to it.
    pub fn runs(self) -> Vec<Run> {
        self.see(|course| course.before.iter().chain(&course.done).flat_map(|done| done.runs.clone()).collect())
    }

    /// What the prediction is answered with, once it is time.
    pub fn verdict(self) -> Option<Verdict> {
        let choice = self.choice.get().unwrap_or(usize::MAX);
        self.see(|course| course.verdict(choice)).and_then(Result::ok)
    }
}

/// The button of what is to be done next.
pub const NEXT: &str = "lab-next";

/// The lab of this id at a step.
pub fn open(id: &str, step: usize) -> AnyView {
    let course = labs::lab(id).map(|lab| Course::new(lab, step));
    match course {
        Some(Ok(course)) => view! { <LabView course/> }.into_any(),
        Some(Err(error)) => view! { <p class="banner banner-error" role="alert">{error.to_string()}</p> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn LabView(course: Course) -> impl IntoView {
    let workspace = workspace();
    let (lab, at) = (course.lab().clone(), course.at);
    let bench = Bench { workspace, course: StoredValue::new(course), pulse: RwSignal::new(0), choice: RwSignal::new(None) };
    provide_context(bench);
    let hints = RwSignal::new(false);
    let count = lab.steps.len();
    let (context, hint) = lab.steps.get(at).map(|step| (step.context.clone(), step.hint.clone())).unwrap_or_default();
    let is_pair = lab.cast.len() > 1;
    let people = |place: usize| lab.cast.get(place).cloned().map(|name| view! { <Person name place alone=!is_pair/> });
    window::after(0, || window::focus(NEXT));
    view! {
        <header class="learn-h">
            <a class="btn btn-line" href="#/learn"><Icon name="prev" class="i-s"/>"Learn"</a>
            <h1 class="grow">{lab.question.clone()}</h1>
            <span class="learn-n">{format!("Step {} of {count}", at + 1)}</span>
            <span class="btns">
                <button class="btn btn-line" type="button" aria-expanded=move || hints.get().to_string() aria-controls="lab-hint" on:click=move |_| hints.update(|hints| *hints = !*hints)>"Hint"</button>
                <button class="btn btn-line" type="button" on:click=move |_| bench.reset()><Icon name="reset" class="i-s"/>"Reset"</button>
            </span>
        </header>
        <p class="hint lab-own">{lab.about.clone()}" The lab opens its own design. Yours is kept."</p>
        <nav class="lab-strip" aria-label="Steps of the lab"><ol>
            {lab.steps.iter().enumerate().map(|(place, step)| strip(bench, &lab.id, at, place, step.title.clone())).collect_view()}
        </ol></nav>
        <p class="lab-context" id="lab-context">{context}</p>
        <p class="lab-hint" id="lab-hint" hidden=move || !hints.get()><Icon name="info" class="i-s"/>{hint}</p>
        <Prediction/>
        <div class="lab-grid" class:is-pair=is_pair>
            {people(0)}
            <div class="lab-mid"><ServerActs/><Picture cast=lab.cast.clone()/></div>
            {people(1)}
        </div>
        <Revealed/>
    }
}

fn strip(bench: Bench, id: &str, at: usize, place: usize, title: String) -> AnyView {
    let (id, href) = (id.to_owned(), format!("#/learn/{id}/{}", place + 1));
    let passed = move || {
        bench.pulse.track();
        kept::read().passed(&id, place)
    };
    view! {
        <li><a href=href aria-current=(place == at).then_some("step")>
            <span>{place + 1}</span>{title}
            {move || passed().then(|| view! { <Icon name="check" class="i-s"/><span class="vh">", done"</span> })}
        </a></li>
    }
    .into_any()
}

/// What the step has shown, and the way on.
#[component]
fn Revealed() -> impl IntoView {
    let bench: Bench = expect_context();
    let workspace = bench.workspace;
    let all = RwSignal::new(false);
    let is_through = Memo::new(move |_| bench.see(Course::is_through));
    view! {
        <section class="lab-reveal" aria-labelledby="lab-reveal" hidden=move || !is_through.get()>
            {move || is_through.get().then(|| {
                let (text, headers, id, at, count) = bench.course.with_value(|course| {
                    let reveal = course.step().map(|step| (step.reveal.text.clone(), step.reveal.headers.clone())).unwrap_or_default();
                    (reveal.0, reveal.1, course.lab().id.clone(), course.at, course.lab().steps.len())
                });
                let last = untrack(move || bench.runs()).pop();
                let runs = untrack(move || bench.runs());
                let next = (at + 1 < count).then(|| format!("#/learn/{id}/{}", at + 2));
                view! {
                    <h2 id="lab-reveal" tabindex="-1">{text}</h2>
                    {move || bench.verdict().filter(|_| bench.choice.get().is_some()).map(told)}
                    <div class="lab-proof">
                        {last.as_ref().and_then(|run| shown(run, all))}
                        {last.as_ref().map(|run| fields(run, &headers))}
                    </div>
                    <p class="btns">
                        {match next {
                            Some(href) => view! { <a class="btn btn-main" href=href>"Next step"</a> }.into_any(),
                            None => view! { <a class="btn btn-main" href="#/learn">"All labs"</a> }.into_any(),
                        }}
                        {(!runs.is_empty()).then(|| view! { <button class="btn btn-line" type="button" on:click=move |_| evidence::watch(workspace, &runs)><Icon name="watch" class="i-s"/>"Open in Watch"</button> })}
                    </p>
                }
            })}
        </section>
    }
}

/// How the prediction fared, with the reason of whoever decided.
fn told(verdict: Verdict) -> AnyView {
    let Verdict { is_right, right, why } = verdict;
    let (class, said) = if is_right { ("lab-told is-right", "As predicted: ") } else { ("lab-told", "It came otherwise: ") };
    view! { <p class=class><Icon name=if is_right { "check" } else { "info" } class="i-s"/><span>{said}<b>{right}</b>". "{why}"."</span></p> }
        .into_any()
}

/// The trace of the last exchange.
fn shown(run: &Run, all: RwSignal<bool>) -> Option<AnyView> {
    let exchange = run.main().or(run.exchanges.last())?;
    let is_blocked = run.journey.as_ref().is_some_and(|journey| matches!(journey.outcome, roundtrip::user_agent::Outcome::Blocked(_)));
    Some(view! { <section aria-labelledby="lab-why">{why::trace("lab-why", exchange, is_blocked, all, false)}</section> }.into_any())
}

/// The fields that matter here, each with what it says.
fn fields(run: &Run, wanted: &[String]) -> AnyView {
    let Some(exchange) = run.main() else { return ().into_any() };
    let code = exchange.response.status;
    let rows = wanted.iter().filter_map(|name| {
        let value = exchange.response.headers.combined(name)?;
        let note = exchange.note(name).map(|note| note.text.to_string());
        Some(view! { <dt><code>{name.clone()}": "{value}</code></dt><dd>{note}</dd> })
    });
    let rows = rows.collect_view();
    let title = exchange.title.clone();
    view! {
        <section class="lab-answer" aria-label="The last answer">
            <p><StatusBadge status=code text=roundtrip::http::status::line(code)/>" "{title}</p>
            <dl>{rows}</dl>
        </section>
    }
    .into_any()
}

/// Whether an act is a client's own.
pub fn is_by(act: &Act, name: &str) -> bool {
    act.by() == Some(name)
}
