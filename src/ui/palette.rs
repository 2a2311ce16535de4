//! Search or run: one field and one list for everything there is to do and to go to.

mod around;
mod items;
mod presses;
mod recent;
mod scope;

use leptos::{ev::KeyboardEvent, prelude::*};

use self::items::{Act, Item, found};
use crate::browser::window;
use crate::ui::kit::{Icon, MethodWord, Modal};
use crate::ui::workspace::workspace;

/// The dialog.
#[component]
pub fn Palette() -> impl IntoView {
    let workspace = workspace();
    let text = RwSignal::new(String::new());
    let items = Memo::new(move |_| text.with(|text| found(&workspace, text)));
    let marked = RwSignal::new(0_usize);
    let close = Callback::new(move |()| workspace.overlay.set(None));
    let run = move |index: usize| {
        let Some(item) = items.with_untracked(|items| items.get(index).cloned()) else { return };
        if item.reason.is_some() {
            return;
        }
        recent::note(&item);
        close.run(());
        // The dialog has to be gone before anything under it takes the focus.
        window::after(0, move || item.act.run(workspace));
    };
    let mark = move |index: usize| {
        marked.set(index);
        if let Some(option) = window::element(&format!("finder-{index}")) {
            option.scroll_into_view_with_bool(false);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = items.with_untracked(Vec::len).max(1);
        let now = marked.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => mark((now + 1) % count),
            "ArrowUp" => mark((now + count - 1) % count),
            "Enter" if !event.is_composing() => run(now),
            _ => return,
        }
        event.prevent_default();
    };
    let on_input = move |event| {
        text.set(event_target_value(&event));
        mark(0);
    };
    window::after(0, || window::focus("finder-text"));
    view! {
        <Modal title="Search or run" class="finder" bare=true on_close=close>
            <div class="finder-line">
                <Icon name="search"/>
                <input id="finder-text" type="text" role="combobox" aria-label="Search or run" aria-expanded="true" aria-controls="finder-list" aria-autocomplete="list"
                    autocomplete="off" spellcheck="false" placeholder="Command, endpoint, resource, or a line such as Room: beds integer" aria-describedby="finder-help"
                    aria-activedescendant=move || items.with(|items| !items.is_empty()).then(|| format!("finder-{}", marked.get()))
                    prop:value=text on:input=on_input on:keydown=on_key/>
                <kbd>"Esc"</kbd>
            </div>
            <div class="finder-list" id="finder-list" role="listbox" aria-label="Results" tabindex="-1">
                {move || groups(items.get()).into_iter().map(|(title, items)| view! {
                    <div role="group" aria-label=title>
                        <div class="finder-h" aria-hidden="true">{title}</div>
                        {items.into_iter().map(|(index, item)| option(index, item, marked, run)).collect_view()}
                    </div>
                }).collect_view()}
            </div>
            <p class="finder-help" id="finder-help">
                <kbd>">"</kbd>"actions "<kbd>"/"</kbd>"paths "<kbd>"#"</kbd>"exchanges "<kbd>"R12"</kbd>"rules of a question "<kbd>"?"</kbd>"guide "<code>"GET /hotels?city"</code>
            </p>
            <p class="finder-none" role="status">{move || items.with(Vec::is_empty).then_some("Nothing fits. Fewer letters find more.")}</p>
        </Modal>
    }
}

/// Items by group, each with its place in the whole list.
fn groups(items: Vec<Item>) -> Vec<(&'static str, Vec<(usize, Item)>)> {
    let mut groups: Vec<(&'static str, Vec<(usize, Item)>)> = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        match groups.last_mut() {
            Some((title, members)) if *title == item.group => members.push((index, item)),
            _ => groups.push((item.group, vec![(index, item)])),
        }
    }
    groups
}

fn option(index: usize, item: Item, marked: RwSignal<usize>, run: impl Fn(usize) + Copy + Send + Sync + 'static) -> impl IntoView {
    let label = match &item.act {
        Act::Endpoint { method, .. } => view! { <MethodWord method=method.clone()/><code class="trunc">{item.label}</code> }.into_any(),
        _ => view! { <span class="trunc">{item.label}</span> }.into_any(),
    };
    let end = match item.reason.clone() {
        Some(reason) => view! { <span class="trunc">{reason}</span> }.into_any(),
        None => match item.keys.is_empty() {
            true => view! { <span class="trunc">{item.about}</span> }.into_any(),
            false => item.keys.into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_view().into_any(),
        },
    };
    view! {
        <div class="finder-opt" role="option" id=format!("finder-{index}") aria-selected=move || (marked.get() == index).to_string()
            aria-disabled=item.reason.is_some().then_some("true") on:mousemove=move |_| if marked.get_untracked() != index { marked.set(index) }
            on:click=move |_| run(index)>
            {label}<span class="end">{end}</span>
        </div>
    }
}
