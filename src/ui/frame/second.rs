//! A second window for the person in front of the room: what is on the wall now, what comes next, notes, and the keys of the demo.
//! It belongs to the page that opened it and is drawn by it, so that the two can never disagree; where the browser opens no window,
//! the demo goes on with one screen.

use leptos::prelude::*;
use roundtrip::http::status;

use super::presenter::Stage;
use super::stage_keys;
use crate::browser::{script, storage, window};
use crate::dom::render::mount_to;
use crate::ui::toasts::Toast;
use crate::ui::traffic::{Entry, Line, Party};

/// Where notes are kept.
const NOTES: &str = "stage-notes";

/// How long a window may take to close, in milliseconds.
const SOON: i32 = 300;

/// Opens the window, or brings it to the front.
pub fn open(stage: Stage) {
    let opened = window::window().and_then(|window| {
        let features = "popup,width=640,height=720";
        window.open_with_url_and_target_and_features("", "roundtrip-notes", features).ok().flatten()
    });
    let document = opened.as_ref().and_then(web_sys::Window::document);
    let Some((document, body)) = document.and_then(|document| Some((document.clone(), document.body()?))) else {
        return stage
            .workspace
            .toast(Toast::said("The browser opened no second window. Allow pop-ups for this page, or show everything on one screen.".to_owned()));
    };
    if body.child_element_count() > 0 {
        focus(&document);
        // One that is just being closed is still found. Should it be gone in a moment, another one opens.
        let is_gone = move || opened.as_ref().is_some_and(|window| window.closed().unwrap_or_default());
        return window::after(SOON, move || {
            if is_gone() {
                open(stage)
            }
        });
    }
    document.set_title("Roundtrip, notes for the demo");
    dress(&document);
    mount_to(&body, move || view! { <Notes stage/> });
    if let Some(window) = document.default_view() {
        stage_keys::listen_in(stage, &window);
    }
}

fn focus(document: &web_sys::Document) {
    if let Some(window) = document.default_view() {
        // A browser that keeps the window where it is still shows it.
        let _ = window.focus();
    }
}

/// Gives the window the page's styles and looks.
fn dress(document: &web_sys::Document) {
    let Some(own) = window::document() else { return };
    let (Some(root), Some(new_root), Some(head)) = (own.document_element(), document.document_element(), document.head()) else { return };
    for name in ["lang", "data-theme", "data-density"] {
        if let Some(value) = root.get_attribute(name) {
            // Without it, the window looks as the system does.
            let _ = new_root.set_attribute(name, &value);
        }
    }
    let Ok(links) = own.query_selector_all("link[rel=stylesheet]") else { return };
    for index in 0..links.length() {
        let Some(address) = links.get(index).map(|link| script::get(&link, "href")).and_then(|address| address.as_string()) else { continue };
        if let Ok(link) = document.create_element("link") {
            let _ =
                link.set_attribute("rel", "stylesheet").and_then(|()| link.set_attribute("href", &address)).and_then(|()| head.append_child(&link));
        }
    }
}

/// What the window shows.
#[component]
fn Notes(stage: Stage) -> impl IntoView {
    let workspace = stage.workspace;
    let entry = Memo::new(move |_| workspace.shown_entry());
    let count = Memo::new(move |_| entry.with(|entry| entry.as_ref().map_or(0, |entry| entry.lines().len())));
    let at = move |ahead: usize| {
        let step = workspace.step.get() + ahead;
        entry.with(|entry| entry.as_ref().and_then(|entry| Some(words(entry, entry.lines().get(step)?))))
    };
    let now = move || at(0).unwrap_or_else(|| "Nothing is sent yet.".to_owned());
    let next = move || at(1).unwrap_or_else(|| "This is the last step. Send again, or show the reasons.".to_owned());
    let notes = RwSignal::new(storage::read(NOTES).unwrap_or_default());
    let write = move |event: web_sys::Event| {
        notes.set(event_target_value(&event));
        // A browser that keeps nothing has the notes until the window is closed.
        let _ = storage::keep(NOTES, &notes.get_untracked());
    };
    view! {
        <main class="notes">
            <h1>{move || format!("Step {} of {}", (workspace.step.get() + 1).min(count.get()), count.get())}</h1>
            <section><h2>"On the wall now"</h2><p class="notes-now" role="status">{now}</p></section>
            <section><h2>"Next"</h2><p>{next}</p></section>
            <div class="btns">
                <button class="btn btn-line" type="button" on:click=move |_| stage.go(-1)>"Previous step"</button>
                <button class="btn btn-main" type="button" on:click=move |_| stage.go(1)>"Next step"</button>
                <button class="btn btn-line" type="button" aria-pressed=move || stage.blank.get().to_string() on:click=move |_| stage.blank.update(|blank| *blank = !*blank)>"Blank the wall"</button>
                <button class="btn btn-line" type="button" on:click=move |_| stage.begin_again()>"Start of demo"</button>
            </div>
            <label class="notes-own"><span>"Notes, kept in this browser"</span>
                <textarea class="area" rows="10" prop:value=move || notes.get() on:input=write></textarea></label>
            <p class="hint">"The keys of the demo work here too: arrows, Space, B, K, + and −."</p>
        </main>
    }
}

/// A line of the sequence as a sentence.
fn words(entry: &Entry, line: &Line) -> String {
    let exchange = |place: &usize| entry.exchanges.get(*place);
    match line {
        Line::Call => "The page calls fetch().".to_owned(),
        Line::Decided(party, _, why) => format!("{}: {}", if *party == Party::Cache { "Shared cache" } else { "Browser" }, why.text),
        Line::ToCache(request) => format!("{} {} goes to the shared cache.", request.method, request.target),
        Line::FromCache(response) => format!("{} comes from the shared cache.", status::line(response.status)),
        Line::Sent { place, .. } => {
            exchange(place).map(|exchange| format!("{} {} goes to the API.", exchange.request.method, exchange.request.target)).unwrap_or_default()
        }
        Line::Server(place) => {
            exchange(place).and_then(|exchange| exchange.decisive()).map(|step| format!("API: {}", step.why.text)).unwrap_or_default()
        }
        Line::Answered { place, .. } => {
            exchange(place).map(|exchange| format!("{} comes back.", status::line(exchange.response.status))).unwrap_or_default()
        }
        Line::Delivered(true) => "The page gets the answer.".to_owned(),
        Line::Aborted => "Nobody waits for the answer any more.".to_owned(),
        Line::Delivered(false) => "The page gets an error, without the answer.".to_owned(),
        Line::Announced(place, index) => exchange(place)
            .and_then(|exchange| exchange.deliveries.get(*index))
            .map(|delivery| format!("The API tells the others: {}.", delivery.event))
            .unwrap_or_default(),
    }
}
