//! The design as OpenAPI text: to read, and after Edit to write. A text that cannot be read changes nothing, and is not lost.

use std::sync::Arc;

use leptos::{html, prelude::*};
use roundtrip::design::{Design, Edit};
use roundtrip::formats::openapi::import::Remark;
use roundtrip::formats::openapi::sheet::{Fault, Sheet};
use wasm_split_helpers::wasm_split;

use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::kit::code;
use crate::ui::kit::long_text::{Block, LongText, blocks};
use crate::ui::parts::Fetched;
use crate::ui::send::code::copy;
use crate::ui::share::take_away::thousands;
use crate::ui::workspace::{Workspace, workspace};

/// How long typing has to rest before the sketch follows, in milliseconds.
const REST: i32 = 700;
/// The most remarks shown at once.
const REMARKS: usize = 3;

/// The part with the text view: reading and writing OpenAPI.
#[wasm_split(sheet, fallible)]
pub fn part() -> Fetched<fn() -> AnyView> {
    Ok(|| SheetView().into_any())
}

/// What the view holds besides the text that is being written.
#[derive(Clone, Copy)]
struct Desk {
    sheet: StoredValue<Sheet>,
    /// The design that the sheet stands for.
    known: StoredValue<Arc<Design>>,
    fault: RwSignal<Option<Fault>>,
    remarks: RwSignal<Vec<Remark>>,
    /// A text that says something else and changes nothing.
    idle: RwSignal<bool>,
    /// Counts the times that the text to write was set by the page and not by the person.
    given: RwSignal<u32>,
}

impl Desk {
    /// Sets the text to write.
    fn give(self, draft: RwSignal<Option<String>>, text: String) {
        draft.set(Some(text));
        self.given.update(|count| *count += 1);
    }
}

/// The text, with its colours.
#[component]
pub fn SheetView() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.sketch.draft;
    let design = workspace.design.get_untracked();
    let desk = Desk {
        sheet: StoredValue::new(Sheet::of(&design)),
        known: StoredValue::new(design),
        fault: RwSignal::new(None),
        remarks: RwSignal::new(Vec::new()),
        idle: RwSignal::new(false),
        given: RwSignal::new(0),
    };
    let shown = RwSignal::new(desk.sheet.with_value(|sheet| sheet.text.clone()));
    let edits = Memo::new(move |_| draft.with(Option::is_some));
    // A text that was left with a fault in it is still here.
    write(workspace, desk);
    Effect::new(move |_| follow(workspace, desk, shown));
    on_cleanup(move || leave(workspace, desk));
    let text = move || draft.get().unwrap_or_else(|| shown.get());
    let blocks = Memo::new(move |_| {
        draft.with(|draft| match draft {
            Some(text) => blocks(text),
            None => shown.with(|text| blocks(text.trim_end_matches('\n'))),
        })
    });
    let lines = Memo::new(move |_| blocks.with(|blocks| blocks.iter().map(|block| block.lines).sum::<usize>()));
    // The line after the last line break is for the hand that writes; it is no line of the document.
    let told =
        Memo::new(move |_| lines.get() - usize::from(draft.with(|draft| draft.as_ref().is_some_and(|text| text.len() > 1 && text.ends_with('\n')))));
    let columns = Memo::new(move |_| blocks.with(|blocks: &Vec<Block>| blocks.iter().map(|block| block.columns).max().unwrap_or(0)));
    let bad = Memo::new(move |_| desk.fault.with(|fault| fault.as_ref().and_then(|fault| fault.line)));
    let begin = move |_| {
        desk.give(draft, shown.get_untracked());
        window::after(0, || window::focus_in_place("sheet-text"));
    };
    // What only Roundtrip reads would be in the way of a person who writes; it stays in the design whatever the text says.
    let count = move || format!("OpenAPI 3.0, {} lines; Export adds x-roundtrip", thousands(told.get()));
    view! {
        <div class="oas">
            <div class="oas-h">
                <span class="muted small">{count}</span><span class="grow"></span>
                <button type="button" class="btn btn-s" on:click=move |_| copy(workspace, "the OpenAPI document", untrack(text))><Icon name="copy" class="i-s"/>"Copy"</button>
                {move || match edits.get() {
                    true => view! { <button type="button" class="btn btn-s btn-line" on:click=move |_| finish(workspace, desk, shown)><Icon name="check" class="i-s"/>"Done"</button> }.into_any(),
                    false => view! { <button type="button" class="btn btn-s btn-line" id="sheet-edit" on:click=begin><Icon name="edit" class="i-s"/>"Edit"</button> }.into_any(),
                }}
            </div>
            <Told desk shown/>
            <div class="editor is-lined oas-t" style=("--lines", move || lines.get().to_string()) style=("--columns", move || columns.get().to_string()) class:is-painted=move || edits.get() role=move || (!edits.get()).then_some("region")
                tabindex=move || (!edits.get()).then_some("0") aria-label=move || (!edits.get()).then_some("OpenAPI document")>
                <pre class="editor-paint" aria-hidden=move || edits.get().then_some("true")><LongText blocks pieces=code::yaml bad/></pre>
                {move || edits.get().then(|| view! { <Writing desk/> })}
            </div>
        </div>
    }
}

#[component]
fn Writing(desk: Desk) -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.sketch.draft;
    let typed = StoredValue::new(0_u32);
    let area = NodeRef::<html::Textarea>::new();
    // Not with every letter: what is typed stands there already.
    Effect::new(move |_| {
        desk.given.track();
        if let Some(area) = area.get() {
            area.set_value(&draft.with_untracked(|text| text.clone().unwrap_or_default()));
            let _ = area.set_selection_range(0, 0);
        }
    });
    let on_input = move |event| {
        draft.set(Some(event_target_value(&event)));
        typed.update_value(|count| *count += 1);
        let mine = typed.get_value();
        window::after(REST, move || {
            // The view may be gone by then, or the text may have changed again.
            if typed.try_get_value() == Some(mine) {
                write(workspace, desk);
            }
        });
    };
    view! {
        <textarea class="editor-t" id="sheet-text" aria-label="OpenAPI text" aria-describedby="sheet-told" spellcheck="false" autocapitalize="off" autocomplete="off"
            node_ref=area aria-invalid=move || desk.fault.with(|fault| fault.is_some().then_some("true"))
            on:input=on_input on:change=move |_| write(workspace, desk)></textarea>
    }
}

/// What is wrong with the text, or what of it the design cannot hold.
#[component]
fn Told(desk: Desk, shown: RwSignal<String>) -> impl IntoView {
    let workspace = workspace();
    let fault = move || {
        desk.fault.get().map(|fault| {
            let text = format!("{fault} The canvas shows the last valid version.");
            let discard = move |_| {
                desk.fault.set(None);
                desk.give(workspace.sketch.draft, reload(workspace, desk, shown));
                window::focus_in_place("sheet-text");
            };
            view! {
                <div class="banner banner-error"><Icon name="warn"/><p>{text}</p>
                    <button type="button" class="btn btn-s btn-line" on:click=discard>"Take that version"</button></div>
            }
        })
    };
    let remarks = move || {
        let remarks = desk.remarks.get();
        let more = remarks.len().saturating_sub(REMARKS);
        (!remarks.is_empty()).then(|| {
            view! {
                <ul class="problems">
                    {remarks.into_iter().take(REMARKS).map(|remark| view! { <li><b>{format!("Line {}", remark.place.spot.line)}</b><span>{remark.text}</span></li> }).collect_view()}
                    {(more > 0).then(|| view! { <li class="problems-f">{format!("{more} more of the kind.")}</li> })}
                </ul>
            }
        })
    };
    let idle = move || {
        let text = "This change makes no difference to the design. What the sketch has no place for stays in this text only.";
        desk.idle.get().then(|| view! { <p class="req-note hint"><Icon name="info" class="i-s"/><span>{text}</span></p> })
    };
    view! { <div id="sheet-told" role="status">{fault}{remarks}{idle}</div> }
}

/// Carries what is written into the design, as one step of undo.
fn write(workspace: Workspace, desk: Desk) {
    let Some(text) = workspace.sketch.draft.get_untracked() else { return };
    let design = workspace.design.get_untracked();
    let is_new = desk.sheet.with_value(|sheet| sheet.text != text);
    if !is_new {
        return desk.fault.set(None);
    }
    let mut result = Err(Fault { line: None, what: String::new() });
    desk.sheet.update_value(|sheet| result = sheet.write(&design, &text));
    match result {
        Err(fault) => desk.fault.set(Some(fault)),
        Ok(change) => {
            desk.fault.set(None);
            desk.idle.set(change.design == *design && change.remarks.is_empty());
            desk.remarks.set(change.remarks);
            if change.design != *design {
                // A refusal is told by the workspace.
                let _ = workspace.edit_as("Edit the OpenAPI text".to_owned(), vec![Edit::Replace { design: Box::new(change.design) }], None);
                desk.known.set_value(workspace.design.get_untracked());
            }
        }
    }
}

/// The design changed elsewhere: the text follows, unless somebody is in the middle of writing it.
fn follow(workspace: Workspace, desk: Desk, shown: RwSignal<String>) {
    let design = workspace.design.get();
    if desk.known.with_value(|known| Arc::ptr_eq(known, &design)) {
        return;
    }
    let draft = workspace.sketch.draft;
    let pending = draft.with_untracked(|draft| draft.as_ref().is_some_and(|draft| desk.sheet.with_value(|sheet| sheet.text != *draft)));
    if pending {
        return;
    }
    let text = reload(workspace, desk, shown);
    if draft.with_untracked(Option::is_some) {
        desk.give(draft, text);
    }
}

/// Writes the sheet anew from the design.
fn reload(workspace: Workspace, desk: Desk, shown: RwSignal<String>) -> String {
    let design = workspace.design.get_untracked();
    let sheet = Sheet::of(&design);
    let text = sheet.text.clone();
    desk.sheet.set_value(sheet);
    desk.known.set_value(design);
    desk.remarks.set(Vec::new());
    desk.idle.set(false);
    shown.set(text.clone());
    text
}

/// Ends the writing, if what is written can be read.
fn finish(workspace: Workspace, desk: Desk, shown: RwSignal<String>) {
    write(workspace, desk);
    if desk.fault.with_untracked(Option::is_some) {
        return window::focus("sheet-text");
    }
    workspace.sketch.draft.set(None);
    reload(workspace, desk, shown);
    window::after(0, || window::focus("sheet-edit"));
}

/// Another view is chosen: what can be read is carried over, what cannot stays to be mended.
fn leave(workspace: Workspace, desk: Desk) {
    if workspace.sketch.draft.with_untracked(Option::is_none) {
        return;
    }
    write(workspace, desk);
    if desk.fault.with_untracked(Option::is_none) {
        workspace.sketch.draft.set(None);
    }
}
