//! Versions of the design, and the other designs of this browser: name, restore, open, delete.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::formats::link;

use super::versions::{self, Version};
use super::{Other, autosave, forget, name_version, others, turn_to};
use crate::browser::storage::StorageError;
use crate::browser::{location, script};
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::{Saved, Workspace, workspace};

/// What the dialog shows, and how it looks again.
#[derive(Clone, Copy)]
struct Shown {
    workspace: Workspace,
    versions: RwSignal<Vec<Arc<Version>>>,
    others: RwSignal<Vec<Other>>,
    said: RwSignal<String>,
}

impl Shown {
    /// Does something to the database, says it, and looks again.
    fn after(self, work: impl Future<Output = Result<(), StorageError>> + 'static, done: String) {
        leptos::task::spawn_local(async move {
            self.said.set(match work.await {
                Ok(()) => done,
                Err(StorageError::Full) => "This browser has no room left. Delete old versions, then do that again.".to_owned(),
                Err(StorageError::Blocked) => "This browser does not keep data for this page. Export the design as a file instead.".to_owned(),
            });
            // There may be room now for what could not be kept before.
            if matches!(self.workspace.saved.get_untracked(), Saved::No(_)) {
                autosave::now(self.workspace);
            }
            // Whoever shows versions looks again, this dialog too.
            self.workspace.versions.update(|count| *count += 1);
        });
    }

    async fn look(self) {
        let open = self.workspace.place.get_untracked();
        let versions = match &open {
            Some(place) => versions::all(place).await,
            None => Ok(Vec::new()),
        };
        match (versions, others(open).await) {
            // The dialog may be closed by then.
            _ if self.versions.try_get_untracked().is_none() => {}
            (Ok(versions), Ok(others)) => {
                self.versions.set(versions.into_iter().map(Arc::new).collect());
                self.others.set(others);
            }
            _ => self.said.set("This browser does not keep data for this page.".to_owned()),
        }
    }
}

/// The dialog.
#[component]
pub fn VersionsDialog() -> impl IntoView {
    let workspace = workspace();
    let shown = Shown { workspace, versions: RwSignal::new(Vec::new()), others: RwSignal::new(Vec::new()), said: RwSignal::new(String::new()) };
    Effect::new(move |_| {
        workspace.versions.track();
        leptos::task::spawn_local(async move { shown.look().await });
    });
    let name = RwSignal::new(String::new());
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let given = name.with_untracked(|name| name.trim().to_owned());
        let given = if given.is_empty() { format!("v{}", shown.versions.with_untracked(|all| named(all)) + 1) } else { given };
        let done = format!("Kept as {given}.");
        name.set(String::new());
        shown.after(async move { name_version(workspace, &given).await }, done);
    };
    view! {
        <Modal title="Versions" class="dialog" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b">
                <form class="field" on:submit=keep>
                    <label for="version-name">"Keep the design as it is now"</label>
                    <div class="copy-row">
                        <input class="input" id="version-name" type="text" autofocus autocomplete="off" placeholder=move || format!("v{}", shown.versions.with(|all| named(all)) + 1)
                            prop:value=name on:input=move |event: web_sys::Event| name.set(event_target_value(&event))/>
                        <button class="btn btn-main" type="submit">"Keep version"</button>
                    </div>
                    <p class="hint">"Versions are for comparing and for coming back. They stay in this browser."</p>
                </form>
                {move || shown.versions.with(|all| match all.is_empty() {
                    true => view! { <p class="hint">"No version yet. One is made every 10 minutes of work, before an import and before all safe fixes."</p> }.into_any(),
                    false => view! { <ul class="list-rows versions" aria-label="Versions">{all.iter().map(|version| row(shown, version)).collect_view()}</ul> }.into_any(),
                })}
                {move || shown.others.with(|all| (!all.is_empty()).then(|| view! {
                    <section><h3 class="dialog-t">"Other designs in this browser"</h3>
                        <ul class="list-rows versions">{all.iter().map(|other| other_row(shown, other.clone())).collect_view()}</ul>
                    </section>
                }))}
            </div>
            <footer class="dialog-f"><p class="hint" role="status">{move || shown.said.get()}</p></footer>
        </Modal>
    }
}

fn named(all: &[Arc<Version>]) -> usize {
    all.iter().filter(|version| !version.automatic).count()
}

fn row(shown: Shown, version: &Arc<Version>) -> AnyView {
    let workspace = shown.workspace;
    let (restored, opened, deleted) = (Arc::clone(version), Arc::clone(version), Arc::clone(version));
    let restore = move |_| {
        workspace.overlay.set(None);
        workspace.open(restored.document.design.clone());
    };
    let open = move |_| {
        let url = format!("{}#{}", location::base(), link::encode(&opened.document.design));
        // A browser that opens no tab says so itself.
        let _ = script::call(&script::global("window"), "open", &[url.into(), "_blank".into(), "noopener".into()]);
    };
    let delete = move |_| {
        let version = Arc::clone(&deleted);
        let done = format!("Deleted {}.", version.name);
        shown.after(async move { version.delete().await }, done);
    };
    let kept = Arc::clone(version);
    let stay = version.automatic.then(|| {
        let press = move |_| {
            let (version, name) = (Arc::clone(&kept), format!("v{}", shown.versions.with_untracked(|all| named(all)) + 1));
            let done = format!("Named {name}.");
            shown.after(async move { version.rename(&name).await }, done);
        };
        view! { <button class="btn btn-s btn-line" type="button" aria-label=format!("Name it: {}", version.name) on:click=press>"Name it"</button> }
    });
    view! {
        <li>
            <span><b>{version.name.clone()}</b>" "<span class="muted">{when(version.at)}{version.automatic.then_some(", automatic")}</span></span>
            <span class="btns">
                {stay}
                <button class="btn btn-s btn-line" type="button" aria-label=format!("Restore {}", version.name) on:click=restore>"Restore"</button>
                <button class="btn btn-s btn-icon" type="button" aria-label=format!("Open {} in a new tab", version.name) title="Open in a new tab" on:click=open><Icon name="out"/></button>
                <button class="btn btn-s btn-icon" type="button" aria-label=format!("Delete {}", version.name) title="Delete" on:click=delete><Icon name="trash"/></button>
            </span>
        </li>
    }
    .into_any()
}

fn other_row(shown: Shown, other: Other) -> AnyView {
    let (here, gone) = (other.place.clone(), other.clone());
    let delete = move |_| {
        let other = gone.clone();
        let done = format!("Deleted {} and its versions.", other.name);
        shown.after(async move { forget(&other.place).await }, done);
    };
    view! {
        <li>
            <span><b>{other.name.clone()}</b>" "<span class="muted">{when(other.at)}</span></span>
            <span class="btns">
                <button class="btn btn-s btn-line" type="button" aria-label=format!("Open {}", other.name) on:click=move |_| turn_to(&here)>"Open"</button>
                <button class="btn btn-s btn-icon" type="button" aria-label=format!("Delete {}", other.name) title="Delete" on:click=delete><Icon name="trash"/></button>
            </span>
        </li>
    }
    .into_any()
}

/// `14 Mar, 09:41`, as this computer's clock has it.
fn when(at: u64) -> String {
    let date = js_sys::Date::new(&(at as f64).into());
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.get(date.get_month() as usize).copied().unwrap_or_default();
    format!("{} {month}, {:02}:{:02}", date.get_date(), date.get_hours(), date.get_minutes())
}
