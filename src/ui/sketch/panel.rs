//! The Sketch panel: its header, the view that was chosen, and the voice of the canvas.

use leptos::prelude::*;
use roundtrip::design::Edit;

use super::Mode;
use super::canvas::{Canvas, CardCanvas};
use super::menu::MenuPopover;
use crate::ui::kit::Icon;
use crate::ui::parts::later;
use crate::ui::workspace::{Workspace, workspace};

/// The canvas of cards, or the same design in another way.
#[component]
pub fn SketchPanel() -> impl IntoView {
    let workspace = workspace();
    let sketch = workspace.sketch;
    let canvas = Canvas::new(workspace);
    provide_context(canvas);
    let is_empty = Memo::new(move |_| workspace.design.with(|design| design.resources.is_empty()));
    let on_canvas = Memo::new(move |_| sketch.mode.get() == Mode::Canvas);
    view! {
        <section class="panel sketch" id="sketch" aria-labelledby="t-sketch">
            <div class="bar">
                <h2 id="t-sketch" tabindex="-1">"Sketch"</h2>
                <Show when=move || !is_empty.get()><Tools canvas on_canvas/></Show>
            </div>
            <Show when=move || sketch.adding.get() && !is_empty.get()>{later(workspace.parts.cards, |parts| (parts.add)())}</Show>
            {move || match (is_empty.get(), sketch.mode.get()) {
                (true, _) => view! { <div class="canvas">{later(workspace.parts.cards, |parts| (parts.start)())}</div> }.into_any(),
                (_, Mode::Canvas) => view! { <CardCanvas/> }.into_any(),
                (_, Mode::Table) => later(workspace.parts.cards, |parts| (parts.table)()).into_any(),
                (_, Mode::Text) => later(workspace.parts.sheet, |draw| draw()).into_any(),
            }}
            <p class="vh" role="status">{move || sketch.said.get()}</p>
            <MenuPopover menu=canvas.menu/>
        </section>
    }
}

#[component]
fn Tools(canvas: Canvas, on_canvas: Memo<bool>) -> impl IntoView {
    let workspace = workspace();
    let sketch = workspace.sketch;
    // What could not be read stays with its view until it is mended.
    let faulty = Memo::new(move |_| sketch.mode.get() != Mode::Text && sketch.draft.with(Option::is_some));
    let why = "The text has a fault and waits here. The canvas shows the last valid version.";
    let seg = move |mode: Mode| move || (sketch.mode.get() == mode).to_string();
    view! {
        <div class="seg" role="group" aria-label="View">
            <button type="button" aria-pressed=seg(Mode::Canvas) on:click=move |_| sketch.mode.set(Mode::Canvas)>
                <span class="d-only">"Canvas"</span><span class="m-only">"Cards"</span>
            </button>
            <button type="button" aria-pressed=seg(Mode::Table) on:click=move |_| sketch.mode.set(Mode::Table)>"Table"</button>
            <button type="button" aria-pressed=seg(Mode::Text) title=move || faulty.get().then_some(why) on:click=move |_| sketch.mode.set(Mode::Text)>
                "OpenAPI"{move || faulty.get().then(|| view! { <Icon name="warn" class="i-s"/><span class="vh">"(its text has a fault)"</span> })}
            </button>
        </div>
        <span class="grow"></span>
        <Show when=move || on_canvas.get()>
            <button type="button" class="btn btn-s btn-icon d-only" aria-label="Arrange cards" title="Arrange cards" on:click=move |_| arrange(workspace, canvas)>
                <Icon name="auto"/>
            </button>
            <button type="button" class="btn btn-s btn-icon d-only" aria-label="Fit to view" title="Fit to view" on:click=move |_| canvas.fit_and_say(workspace)><Icon name="fit"/></button>
        </Show>
        <button type="button" class="btn btn-s btn-line" id="sketch-add" aria-expanded=move || sketch.adding.get().to_string()
            on:click=move |_| super::add_resource(workspace)>
            <Icon name="plus" class="i-s"/>"Resource"<kbd class="d-only" aria-hidden="true">"R"</kbd>
        </button>
    }
}

/// Puts all cards in layers, as one step.
fn arrange(workspace: Workspace, canvas: Canvas) {
    workspace.parts.cards.with(move |parts| {
        let design = workspace.design.get_untracked();
        let (w, h) = canvas.size.get_untracked();
        let places = (parts.arrange)(&design, if h > 0.0 { w / h } else { 1.4 });
        let edits = design.resources.iter().zip(places).map(|(resource, place)| {
            let mut resource = (**resource).clone();
            resource.place = Some(place);
            Edit::SetResource { resource }
        });
        // A refusal is told by the workspace.
        let _ = workspace.edit_as("Arrange cards".to_owned(), edits.collect(), None);
        canvas.fit(workspace);
        workspace.sketch.said.set("Cards arranged in layers, by what they point to.".to_owned());
    });
}
