//! What a card shows while it is not being edited: fields, and the short line of methods or the matrix.

use leptos::prelude::*;
use roundtrip::design::{FieldKind, Resource};

use super::card::CardState;
use super::endpoint_rows::EndpointRow;
use super::matrix::{Entry, Matrix};
use super::{attempt_one, layout};
use crate::ui::kit::badge::{MethodWord, method_class};
use crate::ui::kit::rows::{named, places};
use crate::ui::toasts::Toast;
use crate::ui::workspace::workspace;

/// Names and kinds.
#[component]
pub fn CardFields(card: CardState) -> impl IntoView {
    move || card.resource.with(|resource| resource.as_deref().map(fields))
}

fn fields(resource: &Resource) -> impl IntoView + use<> {
    let (shows_id, fields, more) = layout::rows(resource);
    let id = shows_id.then(|| view! { <dt>{resource.identifier.field.clone()}</dt><dd>"id"</dd> });
    let rows = fields.iter().map(|field| {
        let class = if is_reference(&field.kind) { "ref" } else { "" };
        let summary = field.kind.summary();
        view! { <dt title=field.name.clone()>{field.name.clone()}</dt><dd class=class title=summary.clone()>{summary.clone()}</dd> }
    });
    let more = (more > 0).then(|| view! { <dt class="more">{format!("{more} more")}</dt><dd></dd> });
    view! { <dl>{id}{rows.collect_view()}{more}</dl> }
}

fn is_reference(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Array { items } => is_reference(items),
        FieldKind::Reference { .. } => true,
        _ => false,
    }
}

/// The methods in short.
#[component]
pub fn CardVerbs(card: CardState) -> impl IntoView {
    move || {
        let (all, one, more) = matrix_of(card).in_short();
        let row = |title: &'static str, words: Vec<String>| {
            (!words.is_empty()).then(|| view! { <i>{title}</i>{words.into_iter().map(|word| view! { <MethodWord method=word/> }).collect_view()} })
        };
        let none = all.is_empty() && one.is_empty() && more == 0;
        view! {
            <div class="verbs">
                {row("all", all)}{row("one", one)}
                {(more > 0).then(|| view! { <i title="Further endpoints">{format!("+{more}")}<span class="vh">" more"</span></i> })}
                {none.then(|| view! { <i>"no endpoints"</i> })}
            </div>
        }
    }
}

fn matrix_of(card: CardState) -> Matrix {
    card.resource
        .with(|resource| card.endpoints.with(|endpoints| resource.as_deref().map(|resource| Matrix::of(resource, endpoints)).unwrap_or_default()))
}

/// The matrix: a press adds or removes an endpoint.
#[component]
pub fn CardMatrix(card: CardState) -> impl IntoView {
    let matrix = Memo::new(move |_| matrix_of(card));
    let label = card.name.with_value(|name| format!("Endpoints of {name}"));
    let row = move |of: fn(&Matrix) -> &Vec<Entry>| move || matrix.with(|matrix| of(matrix).len());
    let all: fn(&Matrix) -> &Vec<Entry> = |matrix| &matrix.all;
    let one: fn(&Matrix) -> &Vec<Entry> = |matrix| &matrix.one;
    let moves: fn(&Matrix) -> &Vec<Entry> = |matrix| &matrix.moves;
    let entry = move |of: fn(&Matrix) -> &Vec<Entry>, index: usize| Signal::derive(move || matrix.with(|matrix| of(matrix).get(index).cloned()));
    view! {
        <div class="vgrid" role="group" aria-label=label>
            <span>"all"</span><div>{places(row(all), move |index| view! { <Press entry=entry(all, index)/> })}</div>
            <span>"one"</span><div>{places(row(one), move |index| view! { <Press entry=entry(one, index)/> })}</div>
            <div class="vgrid-x">{places(row(moves), move |index| view! { <Press entry=entry(moves, index)/> })}</div>
        </div>
    }
}

/// The endpoints under the matrix: the unusual ones, or all of them.
#[component]
pub fn CardEndpoints(card: CardState, all: bool) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let endpoints = if all { card.endpoints.get() } else { matrix_of(card).unusual };
        endpoints.into_iter().map(|endpoint| endpoint.id.clone()).collect::<Vec<_>>()
    });
    view! { <ul class="erows">{named(move || ids.get(), |id| view! { <EndpointRow id/> })}</ul> }
}

/// One press of the matrix. Its place stays, so the focus stays on it when the endpoint comes or goes.
#[component]
fn Press(entry: Signal<Option<Entry>>) -> impl IntoView {
    let workspace = workspace();
    let read = move |part: fn(&Entry) -> String| move || entry.with(|entry| entry.as_ref().map(part));
    let press = move |_| {
        let Some(entry) = entry.get_untracked() else { return };
        let edit = workspace.design.with_untracked(|design| entry.toggle(design));
        let said = format!("{} {}.", if entry.id.is_some() { "Removed" } else { "Added" }, entry.usual.label());
        match attempt_one(workspace, edit) {
            Ok(()) => workspace.sketch.said.set(said),
            Err(error) => workspace.toast(Toast::error(error.to_string())),
        }
    };
    view! {
        <button type="button" class="vb" aria-pressed=read(|entry| entry.id.is_some().to_string()) aria-label=read(Entry::label) title=read(Entry::label) on:click=press>
            <span class=read(|entry| method_class(entry.usual.method.as_str()).to_owned())>{read(|entry| entry.word.clone())}</span>
        </button>
    }
}
