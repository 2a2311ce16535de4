//! The start line: from names of things to a design that can be sent to.

use leptos::prelude::*;
use roundtrip::design::typed::Typed;
use roundtrip::design::{Behaviour, Design, Edit, samples, start, words};

use super::layout::{self, Area, Look};
use super::{attempt, card_id, focus_soon};
use crate::ui::app::pick_first_endpoint;
use crate::ui::kit::Icon;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Overlay, View, Workspace, workspace};

/// Labs to begin with.
const LABS: [(&str, &str); 3] = [("conflict", "A 409 in 60 seconds"), ("cors", "Why CORS"), ("lost-update", "Lost update")];

/// Sketches a line as one step of undo and makes a request ready. `Err` says what is wrong with the line.
pub fn sketch(workspace: Workspace, line: &str) -> Result<(), String> {
    let design = workspace.design.get_untracked();
    let mut edits = start::edits(&design, line).map_err(|error| error.to_string())?;
    let first = edits.iter().find_map(|edit| match edit {
        Edit::AddResource { resource } => Some(resource.name.clone()),
        _ => None,
    });
    let Some(first) = first else {
        return Err("The design has these already. Type another name, such as `invoice`.".to_owned());
    };
    find_places(&design, &mut edits);
    if design.resources.is_empty() && design.name == Design::default().name {
        let name = format!("{} API", words::sentence(&words::spaced(&first)));
        edits.push(Edit::Describe { name, summary: design.summary.clone() });
    }
    let create = edits.iter().find_map(|edit| match edit {
        Edit::AddEndpoint { endpoint } if endpoint.behaviour == Behaviour::Create => Some(endpoint.id.clone()),
        _ => None,
    });
    attempt(workspace, format!("Sketch {}", line.trim()), edits).map_err(|error| error.to_string())?;
    choose_client(workspace);
    if let Some(id) = create {
        workspace.pick_endpoint(&id);
    }
    focus_soon(card_id(&first));
    Ok(())
}

/// Carries out a typed line as one step of undo, with its cards where none stand, and loads the endpoint that it means.
pub fn write(workspace: Workspace, typed: Typed) {
    let Typed { label, mut edits, endpoint, resource, query } = typed;
    let design = workspace.design.get_untracked();
    find_places(&design, &mut edits);
    if !edits.is_empty() {
        // A refusal is told by the workspace.
        if workspace.edit_as(label.clone(), edits, None).is_err() {
            return;
        }
        workspace.toast(Toast::undoable(format!("Done: {label}.")));
        choose_client(workspace);
    }
    match (endpoint, resource) {
        (Some(endpoint), _) => {
            workspace.pick_endpoint(&endpoint.id);
            if !query.is_empty() {
                workspace.draft.target.update(|target| *target = format!("{}?{query}", target.split('?').next().unwrap_or_default()));
            }
            workspace.view.set(View::Send);
            crate::browser::window::focus("t-send");
        }
        (None, Some(resource)) => super::show_card(workspace, &resource),
        (None, None) => {}
    }
}

/// A client that the design does not know sends nothing useful: the first one takes its place.
fn choose_client(workspace: Workspace) {
    let known = workspace.design.with_untracked(|design| workspace.draft.client.with_untracked(|client| design.client(client).is_some()));
    let first = workspace.design.with_untracked(|design| design.clients.first().map(|client| client.name.clone()));
    if let Some(first) = first.filter(|_| !known) {
        workspace.draft.client.set(first);
    }
}

/// New cards go where no card stands; many new ones stand in close rows.
fn find_places(design: &Design, edits: &mut [Edit]) {
    let mut grown = design.clone();
    if design.resources.is_empty() && grown.apply_all(edits).is_ok() && grown.resources.len() > layout::FOLDED_ABOVE {
        let places = layout::arranged(&grown, 1.4);
        for edit in edits.iter_mut() {
            let (Edit::AddResource { resource } | Edit::SetResource { resource }) = edit else { continue };
            let index = grown.resources.iter().position(|known| known.name == resource.name);
            resource.place = index.and_then(|index| places.get(index).copied());
        }
        return;
    }
    let look = Look { selected: true, zoom: 1.0, ..Look::default() };
    let mut areas = layout::areas(design, None, true, 1.0);
    let mut places = Vec::new();
    for edit in edits.iter_mut() {
        let (Edit::AddResource { resource } | Edit::SetResource { resource }) = edit else { continue };
        let known = places.iter().find(|(name, _)| *name == resource.name).map(|(_, place)| *place);
        let place = known.unwrap_or_else(|| {
            let wanted: Area = layout::area(resource, &[], false, layout::place(resource, areas.len()), look);
            let place = layout::free_place(&areas, "", wanted);
            areas.push((resource.name.clone(), Area { x: f64::from(place.0), y: f64::from(place.1), ..wanted }));
            places.push((resource.name.clone(), place));
            place
        });
        resource.place = Some(place);
    }
}

/// What an empty canvas shows.
#[component]
pub fn StartForm() -> impl IntoView {
    let workspace = workspace();
    let open = move |design: Design| {
        workspace.open(design);
        choose_client(workspace);
        pick_first_endpoint(workspace);
    };
    view! {
        <div class="start">
            <div>
                <h3>"What does your API manage?"</h3>
                <Line id="start-line" label="What does your API manage?" button="Sketch it" big=true/>
                <dl class="start-more">
                    <dt>"or open"</dt>
                    <dd>
                        {samples::ALL.iter().map(|sample| view! {
                            <button type="button" class="btn btn-line" title=sample.about on:click=move |_| workspace.parts.documents.with(move |documents| open((documents.sample)(sample)))>{sample.title}</button>
                        }).collect_view()}
                        <button type="button" class="btn btn-line" aria-haspopup="dialog" on:click=move |_| workspace.overlay.set(Some(Overlay::Open))>"A file"</button>
                    </dd>
                    <dt>"or learn"</dt>
                    <dd>
                        {LABS.iter().map(|(place, title)| view! { <a class="btn btn-line" href=format!("#/learn/{place}")>{*title}</a> }).collect_view()}
                    </dd>
                </dl>
            </div>
        </div>
    }
}

/// The line for more resources, under the panel's header.
#[component]
pub fn AddForm() -> impl IntoView {
    let workspace = workspace();
    let close = move || {
        workspace.sketch.adding.set(false);
        focus_soon("sketch-add".to_owned());
    };
    view! {
        <div class="start-add" on:keydown=move |event: web_sys::KeyboardEvent| if event.key() == "Escape" { event.stop_propagation(); close(); }>
            <Line id="add-line" label="New resources" button="Add" big=false/>
            <button type="button" class="btn btn-icon" aria-label="Close the line for new resources" on:click=move |_| close()><Icon name="x"/></button>
        </div>
    }
}

#[component]
fn Line(id: &'static str, label: &'static str, button: &'static str, big: bool) -> impl IntoView {
    let workspace = workspace();
    let text = workspace.sketch.line;
    let error = RwSignal::new(None::<String>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match text.with_untracked(|text| sketch(workspace, text)) {
            Ok(()) => {
                text.set(String::new());
                error.set(None);
                workspace.sketch.adding.set(false);
            }
            Err(why) => error.set(Some(why)),
        }
    };
    let help = format!("{id}-help");
    view! {
        <form class="start-line" novalidate on:submit=submit>
            <label class="vh" for=id>{label}</label>
            <input class="input" id=id autocomplete="off" spellcheck="false" placeholder="booking, room, guest" aria-describedby=help.clone()
                aria-invalid=move || error.with(|error| error.is_some().then_some("true")) prop:value=move || text.get()
                on:input=move |event: web_sys::Event| { text.set(event_target_value(&event)); error.set(None); }/>
            <button class="btn btn-main" class:btn-s=!big type="submit">{button}</button>
        </form>
        <p id=help role="status" class=move || if error.with(Option::is_some) { "error" } else { "hint" }>
            {move || error.get().unwrap_or_else(|| if big { "Nouns with commas between them. Fields, relations and endpoints come with them.".to_owned() } else { String::new() })}
        </p>
    }
}
