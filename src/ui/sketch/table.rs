//! The same design as a table: every resource with every field, complete and without a canvas.

use leptos::prelude::*;
use roundtrip::design::{Field, IdKind, Resource, sketch_line};

use super::show_card;
use crate::ui::kit::rows::named;
use crate::ui::workspace::workspace;

/// Resources and their fields.
#[component]
pub fn TableView() -> impl IntoView {
    let workspace = workspace();
    let names = move || workspace.design.with(|design| design.resources.iter().map(|resource| resource.name.clone()).collect::<Vec<_>>());
    view! {
        <div class="sketch-view grid-wrap" tabindex="0" role="group" aria-label="Table of resources and fields">
            <table class="grid">
                <caption class="vh">"Resources and their fields"</caption>
                <thead><tr>
                    <th scope="col">"Field"</th><th scope="col">"Type"</th><th scope="col">"Required"</th><th scope="col">"Example"</th><th scope="col">"Note"</th>
                </tr></thead>
                {named(names, |name| view! { <Group name/> })}
            </table>
        </div>
    }
}

#[component]
fn Group(name: String) -> impl IntoView {
    let workspace = workspace();
    let resource = workspace.resource(name.clone());
    let own = StoredValue::new(name);
    let body = move |resource: &Resource| {
        let count = resource.fields.len();
        let note = if resource.note.is_empty() { String::new() } else { format!(" {}", resource.note) };
        let label = format!("{}, {count} {}.{note}", resource.collection_path(), if count == 1 { "field" } else { "fields" });
        let id_kind = match &resource.identifier.kind {
            IdKind::Uuid => "uuid".to_owned(),
            IdKind::Integer => "integer".to_owned(),
            IdKind::Slug => "slug".to_owned(),
            IdKind::Prefixed { prefix } => format!("{prefix}_…"),
        };
        view! {
            <tr><th scope="rowgroup" colspan="5">
                <button type="button" class="btn-text" on:click=move |_| own.with_value(|own| show_card(workspace, own))>{resource.name.clone()}</button>
                <span class="muted">" "{label}</span>
            </th></tr>
            <tr>
                <td><code>{resource.identifier.field.clone()}</code></td><td><code>{id_kind}</code>", read-only"</td><td>"no"</td><td></td>
                <td>"Made by the server."</td>
            </tr>
            {resource.fields.iter().map(row).collect_view()}
        }
    };
    view! { <tbody>{move || resource.with(|resource| resource.as_deref().map(body))}</tbody> }
}

fn row(field: &Field) -> impl IntoView + use<> {
    let marks = [(field.unique, "unique"), (field.read_only, "read-only"), (field.write_only, "write-only"), (field.nullable, "nullable")];
    let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, word)| format!(", {word}")).collect();
    let example = field.example.as_ref().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    view! {
        <tr>
            <td><code>{field.name.clone()}</code></td>
            <td><code>{sketch_line::kind_text(&field.kind)}</code>{marks}</td>
            <td>{if field.required { "yes" } else { "no" }}</td>
            <td>{example.map(|example| view! { <code>{example}</code> })}</td>
            <td>{field.note.clone()}</td>
        </tr>
    }
}
