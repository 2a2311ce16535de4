//! The comparison as a place of its own: what is compared, how much differs, changes beside what the chosen one means.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::compare::{Level, Report, Today};
use roundtrip::http::form;

use super::choose::Choose;
use super::detail::Detail;
use super::list::Changes;
use super::take_away::TakeAway;
use super::versions::{self, Version, kept, known};
use crate::browser::{clock, location, window};
use crate::ui::keep;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{View, Workspace, workspace};

/// The new version, unless another is chosen.
pub const NOW: &str = "The design now";
/// The address.
const PLACE: &str = "/compare";

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What clients know.
    Old,
    /// What they will meet.
    New,
}

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub struct Compared {
    workspace: Workspace,
    /// The versions to choose from.
    pub versions: RwSignal<Vec<Version>>,
    /// The old version.
    pub old: RwSignal<Version>,
    /// The new version, where it is not the design now.
    pub other: RwSignal<Option<Version>>,
    /// What differs; nothing, where the two cannot be compared.
    pub report: Memo<Option<Arc<Report>>>,
    /// The place of the chosen change.
    pub chosen: RwSignal<usize>,
}

impl Compared {
    fn new(workspace: Workspace) -> Self {
        let versions = known(workspace);
        let now = workspace.design.get_untracked();
        let differs = versions.iter().find(|version| version.design.as_ref() != Some(&now));
        let first = differs.or(versions.first()).cloned().unwrap_or_else(|| Version::of(NOW, now));
        let (old, other) = (RwSignal::new(first), RwSignal::new(None::<Version>));
        let today = Today { seconds: clock::wall() / 1000 };
        let report = Memo::new(move |_| {
            let new = other.get().unwrap_or_else(|| Version::of(NOW, workspace.design.get()));
            old.with(|old| versions::report(old, &new, today)).map(Arc::new)
        });
        Self { workspace, versions: RwSignal::new(versions), old, other, report, chosen: RwSignal::new(0) }
    }

    /// The new version. Tracked.
    pub fn new_version(&self) -> Version {
        self.other.get().unwrap_or_else(|| Version::of(NOW, self.workspace.design.get()))
    }

    /// What a side is called. Tracked.
    pub fn name(&self, side: Side) -> String {
        match side {
            Side::Old => self.old.with(|old| old.name.clone()),
            Side::New => self.other.with(|other| other.as_ref().map_or(NOW.to_owned(), |version| version.name.clone())),
        }
    }

    /// Chooses a version by its name.
    pub fn choose(&self, side: Side, name: &str) {
        let found = self.versions.with_untracked(|all| all.iter().find(|version| version.name == name).cloned());
        self.chosen.set(0);
        match (side, found) {
            (Side::New, found) => self.other.set(found),
            (Side::Old, Some(version)) => self.old.set(version),
            (Side::Old, None) => return,
        }
        // The address says what is compared, where another visit can find it.
        let named = self.old.with_untracked(|old| old.is_named.then(|| format!("{PLACE}/{}", form::encode(&old.name))));
        location::replace_fragment(named.as_deref().unwrap_or(PLACE));
    }

    /// Offers a version that a person brought, and chooses it.
    pub fn add(&self, side: Side, mut version: Version) {
        self.versions.update(|all| {
            let base = version.name.clone();
            let mut number = 1;
            while version.name == NOW || all.iter().any(|known| known.name == version.name) {
                number += 1;
                version.name = format!("{base}, {number}");
            }
            all.push(version.clone());
        });
        self.choose(side, &version.name);
    }

    /// The versions of this browser come to the others; the one that the address names is chosen, else the last that was named.
    async fn look(self) {
        let kept = kept(self.workspace).await;
        let asked = location::fragment().strip_prefix(PLACE).and_then(|rest| rest.strip_prefix('/')).and_then(form::decode);
        let first = asked.or_else(|| kept.iter().find(|version| version.is_named).map(|version| version.name.clone()));
        self.versions.update(|all| {
            let others = std::mem::replace(all, kept);
            all.extend(others.into_iter().filter(|known| !known.is_named));
        });
        match first {
            Some(text) if text.starts_with("d1.") => {
                if let Ok(version) = Version::read("", &text) {
                    self.add(Side::Old, version);
                }
            }
            Some(name) => self.choose(Side::Old, &name),
            None => {}
        }
    }

    /// Whether a person has named a version. Tracked.
    fn has_named(&self) -> bool {
        self.versions.with(|all| all.iter().any(|version| version.is_named))
    }
}

/// The view.
#[component]
pub fn CompareView() -> impl IntoView {
    let workspace = workspace();
    let compared = Compared::new(workspace);
    leptos::task::spawn_local(compared.look());
    provide_context(compared);
    let leave = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() && workspace.overlay.with_untracked(Option::is_none) {
            workspace.view.set(View::Sketch);
        }
    });
    on_cleanup(move || leave.remove());
    window::after(0, || window::focus("cmp-title"));
    let differs = Memo::new(move |_| compared.report.with(|report| report.as_ref().is_some_and(|report| !report.changes.is_empty())));
    view! {
        <main class="work-page compare">
            <h1 id="cmp-title" tabindex="-1">"Compare"<span class="cmp-sum" role="status">{move || compared.report.get().map(|report| counts(&report))}</span></h1>
            <Choose/>
            {move || if differs.get() {
                view! { <div class="cmp"><Changes/><Detail/></div><TakeAway/> }.into_any()
            } else {
                view! { <Same/> }.into_any()
            }}
        </main>
    }
}

/// What is said, and what can be done, where nothing differs.
#[component]
fn Same() -> impl IntoView {
    let compared: Compared = expect_context();
    let workspace = compared.workspace;
    let name_it = move |_| {
        leptos::task::spawn_local(async move {
            match keep::name_version(workspace, "v1").await {
                Ok(()) => {
                    workspace.toast(Toast::said("Kept as v1. Change the design, then come back: Compare shows what breaks.".to_owned()));
                    compared.look().await;
                }
                Err(_) => {
                    workspace.toast(Toast::error("This browser keeps no versions. Export the design as a Roundtrip document instead.".to_owned()))
                }
            }
        });
    };
    view! {
        <div class="empty cmp-none">
            {move || match compared.report.get() {
                None => view! { <p>"One side is a design, and the other a document that gives none. Compare two documents, or two designs."</p> }.into_any(),
                Some(report) => view! {
                    <p><b>{report.headline()}</b></p>
                    {move || if compared.has_named() || compared.other.with(Option::is_some) {
                        view! { <p>"Clients of the old version go on with the new one."</p> }.into_any()
                    } else {
                        view! {
                            <p>"Name this version first, then change the design; or bring an old version as a file, a text or a link."</p>
                            <button class="btn btn-main" type="button" on:click=name_it>"Name it v1"</button>
                        }.into_any()
                    }}
                }.into_any(),
            }}
        </div>
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
