//! The frame of the comparison: what is compared, how much differs, changes beside what the chosen one means.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::compare::{self, Bump, Level, Report, Today, next, of_design, written};
use roundtrip::http::calendar;

use super::choose::Choose;
use super::detail::Detail;
use super::list::Changes;
use super::versions::{Version, known};
use crate::browser::{clock, location};
use crate::ui::kit::{Icon, Modal};
use crate::ui::share::take_away::{copy, download, file_stem};
use crate::ui::workspace::workspace;

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub struct Compared {
    /// The old version.
    pub old: RwSignal<Version>,
    /// What differs.
    pub report: Memo<Arc<Report>>,
    /// The place of the chosen change.
    pub chosen: RwSignal<usize>,
}

/// The view.
#[component]
pub fn CompareView() -> impl IntoView {
    let workspace = workspace();
    let versions = untrack(|| known(workspace));
    let first = versions.iter().find(|version| workspace.design.with_untracked(|design| **design != *version.design)).or(versions.first()).cloned();
    let first = first.unwrap_or_else(|| Version { name: "The design as it is".to_owned(), design: workspace.design.get_untracked() });
    let old = RwSignal::new(first);
    let today = Today { seconds: clock::wall() / 1000 };
    let report = Memo::new(move |_| old.with(|old| workspace.design.with(|design| Arc::new(compare::designs(&old.design, design, today)))));
    let compared = Compared { old, report, chosen: RwSignal::new(0) };
    provide_context(compared);
    // The address says what is open, so that it can be passed on.
    location::replace_fragment("/compare");
    let close = Callback::new(move |()| {
        workspace.overlay.set(None);
        if location::fragment() == "/compare" {
            location::replace_fragment("");
        }
    });
    let is_same = move || report.with(|report| report.changes.is_empty());
    view! {
        <Modal title="Compare" class="dialog compare" on_close=close>
            <Choose/>
            <p class="cmp-sum" role="status">{move || report.with(|report| counts(report))}</p>
            {move || if is_same() {
                view! { <div class="empty cmp-none"><p><b>{report.with(|report| report.headline())}</b></p><p>{hint(compared)}</p></div> }.into_any()
            } else {
                view! { <div class="cmp"><Changes/><Detail/></div> }.into_any()
            }}
            {move || (!is_same()).then(|| view! { <TakeAway/> })}
        </Modal>
    }
}

/// What to do where nothing differs.
fn hint(compared: Compared) -> &'static str {
    match compared.old.with(|old| old.name.starts_with("The design as")) {
        true => "The design is as it was. Change it, or choose a file, a text or a link as the old version.",
        false => "Clients of the old version go on with this one.",
    }
}

/// `2 breaking`, with shapes.
fn counts(report: &Report) -> AnyView {
    if report.changes.is_empty() {
        return ().into_any();
    }
    let words = [(Level::Breaking, "breaking"), (Level::Risky, "risky"), (Level::Additive, "additive"), (Level::Same, "the same")];
    let parts = words.map(
        |(level, word)| view! { <span class="cmp-n"><i class=shape(level) aria-hidden="true"></i><b>{report.count(level)}</b>" "{word}" "</span> },
    );
    let texts = (report.words > 0).then(|| format!("{} texts differ", report.words));
    view! { {parts.into_iter().collect_view()}<span class="hint">{texts}</span> }.into_any()
}

/// The shape of a level, which colour only helps.
pub fn shape(level: Level) -> &'static str {
    match level {
        Level::Breaking => "sev sev-5",
        Level::Risky => "sev",
        Level::Additive => "sev sev-3",
        Level::Same => "sev cmp-o",
    }
}

/// The version number, and what can be taken away.
#[component]
fn TakeAway() -> impl IntoView {
    let workspace = workspace();
    let compared: Compared = expect_context();
    let said = RwSignal::new(String::new());
    let version = move || compared.old.with(|old| of_design::contract(&old.design).version);
    let guide = move || {
        let name = workspace.design.with_untracked(|design| design.name.clone());
        compared.report.with_untracked(|report| written::migration(&name, &untrack(version), report))
    };
    let log = move || {
        let (year, month, day) = calendar::day_after_1970(i64::try_from(clock::wall() / 86_400_000).unwrap_or_default());
        compared.report.with_untracked(|report| written::changelog(&untrack(version), &format!("{year:04}-{month:02}-{day:02}"), report))
    };
    let save = move |what: &str, text: String| {
        let stem = workspace.design.with_untracked(|design| file_stem(&design.name));
        download(&format!("{stem}.{what}.md"), "text/markdown", &text, said);
    };
    let number = move || {
        compared.report.with(|report| {
            let bump = Bump::of(report);
            match bump {
                Bump::None => String::new(),
                bump => format!("Next version: {} ({}).", next(&version(), bump), bump.word()),
            }
        })
    };
    view! {
        <footer class="dialog-f">
            <p class="hint" role="status">{move || if said.with(String::is_empty) { number() } else { format!("{} {}", number(), said.get()) }}</p>
            <span class="btns">
                <button class="btn btn-line" type="button" on:click=move |_| copy(guide(), said, "Copied the migration guide.".to_owned())><Icon name="copy" class="i-s"/>"Copy guide"</button>
                <button class="btn btn-line" type="button" on:click=move |_| save("migration", guide())><Icon name="download" class="i-s"/>"Download guide"</button>
                <button class="btn btn-line" type="button" on:click=move |_| copy(log(), said, "Copied the changelog entry.".to_owned())><Icon name="copy" class="i-s"/>"Copy changelog"</button>
                <button class="btn btn-line" type="button" on:click=move |_| save("changelog", log())><Icon name="download" class="i-s"/>"Download changelog"</button>
            </span>
        </footer>
    }
}
