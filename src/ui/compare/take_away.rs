//! What can be taken away from a comparison: the next version number, a guide for those who move, an entry for the changelog.

use leptos::prelude::*;
use roundtrip::compare::{Bump, Report, next, written};
use roundtrip::http::calendar;

use super::view::Compared;
use crate::browser::clock;
use crate::ui::kit::Icon;
use crate::ui::share::take_away::{copy, download, file_stem};

/// The row at the foot.
#[component]
pub fn TakeAway() -> impl IntoView {
    let compared: Compared = expect_context();
    let said = RwSignal::new(String::new());
    let version = move || compared.old.with(|old| old.number());
    let name = move || compared.new_version().design.map_or_else(|| "the new version".to_owned(), |design| design.name.clone());
    let with = move |write: &dyn Fn(&Report) -> String| {
        compared.report.with_untracked(|report| report.as_ref().map(|report| write(report)).unwrap_or_default())
    };
    let guide = move || with(&|report| written::migration(&untrack(name), &untrack(version), report));
    let log = move || {
        let (year, month, day) = calendar::day_after_1970(i64::try_from(clock::wall() / 86_400_000).unwrap_or_default());
        with(&|report| written::changelog(&untrack(version), &format!("{year:04}-{month:02}-{day:02}"), report))
    };
    let save = move |what: &str, text: String| {
        download(&format!("{}.{what}.md", file_stem(&untrack(name))), "text/markdown", &text, said);
    };
    let number = move || {
        compared.report.with(|report| match report.as_ref().map(|report| Bump::of(report)) {
            None | Some(Bump::None) => String::new(),
            Some(bump) => format!("Next version: {} ({}).", next(&version(), bump), bump.word()),
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
