//! The reference: every call with what it takes and answers, every resource with its fields, and the contract for machines.

use super::book::{Block, Page, Span, anchor, code, plain, said};
use crate::design::answers::expected;
use crate::design::{Access, Design, Endpoint, Field, FieldKind, Resource};
use crate::formats::calls::{Call, Folder};
use crate::formats::code::lines;
use crate::formats::openapi;
use crate::http::{Request, Response, json, status};

/// The reference of all calls.
pub fn page(design: &Design, folders: &[Folder<'_>]) -> Page {
    let mut page = Page::new("reference.md", "Reference");
    page.text(&format!("Every address begins with `{}{}`. Content is JSON, unless a call says otherwise.", design.origin, design.base_path));
    for folder in folders {
        let name = folder.name();
        page.blocks.push(Block::Heading(1, plain(name), format!("reference-{}", anchor(name))));
        if let Some(resource) = folder.resource {
            if !resource.note.is_empty() {
                page.blocks.push(Block::Text(plain(&resource.note)));
            }
            page.table(format!("Fields of {name}"), vec!["Field", "Kind", "In requests", "About"], fields(resource));
        }
        for call in &folder.calls {
            endpoint(&mut page, design, call);
        }
    }
    page
}

fn fields(resource: &Resource) -> Vec<Vec<Vec<Span>>> {
    let id = vec![code(&resource.identifier.field), plain("identifier"), plain("made by the server"), plain("Tells one record from the others.")];
    let own = resource.fields.iter().map(|field| vec![code(&field.name), plain(kind(field)), plain(use_of(field)), plain(about(field))]);
    std::iter::once(id).chain(own).collect()
}

fn use_of(field: &Field) -> &'static str {
    match (field.read_only, field.required, field.write_only) {
        (true, ..) => "set by the server",
        (_, true, true) => "required, and never shown",
        (_, _, true) => "optional, and never shown",
        (_, true, _) => "required",
        _ => "optional",
    }
}

fn kind(field: &Field) -> String {
    let null = if field.nullable { ", or null" } else { "" };
    format!("{}{}{null}", field.kind.summary(), limits(&field.kind))
}

fn limits(kind: &FieldKind) -> String {
    let between = |least: Option<String>, most: Option<String>, what: &str| match (least, most) {
        (Some(least), Some(most)) => format!(", {least} to {most}{what}"),
        (Some(least), None) => format!(", at least {least}{what}"),
        (None, Some(most)) => format!(", at most {most}{what}"),
        (None, None) => String::new(),
    };
    let text = |number: Option<u32>| number.map(|number| number.to_string());
    match kind {
        FieldKind::String { min_length, max_length, pattern, .. } => {
            let pattern = pattern.as_ref().map(|pattern| format!(", matching {pattern}")).unwrap_or_default();
            format!("{}{pattern}", between(text(*min_length), text(*max_length), " characters"))
        }
        // Both limits of these stand in the summary.
        FieldKind::Integer { min: Some(_), max: Some(_) } => String::new(),
        FieldKind::Integer { min, max } => between(min.map(|least| least.to_string()), max.map(|most| most.to_string()), ""),
        FieldKind::Number { min, max } => between(min.map(|least| least.to_string()), max.map(|most| most.to_string()), ""),
        _ => String::new(),
    }
}

fn about(field: &Field) -> String {
    let unique = if field.unique { "No two records share a value." } else { "" };
    let default = field.default.as_ref().map(|value| format!("Without it: {value}.")).unwrap_or_default();
    [field.note.trim(), unique, &default].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn endpoint(page: &mut Page, design: &Design, call: &Call<'_>) {
    let endpoint = call.endpoint;
    page.blocks.push(Block::Heading(
        2,
        code(format!("{} {}", endpoint.method, design.full_path(endpoint))),
        format!("call-{}", anchor(&endpoint.id)),
    ));
    let summary = endpoint.summary.trim();
    if !summary.is_empty() {
        page.blocks.push(Block::Text(plain(if summary.ends_with('.') { summary.to_owned() } else { format!("{summary}.") })));
    }
    page.text(&access(design, endpoint));
    let lifetime = design.lifetime(endpoint);
    if endpoint.deprecated || !lifetime.since.is_empty() {
        let end = if lifetime.sunset.is_empty() { String::new() } else { format!(" It ends on `{}`.", lifetime.sunset) };
        let next = if lifetime.successor.is_empty() { String::new() } else { format!(" Use `{}` in its place.", lifetime.successor) };
        page.text(&format!("Deprecated: do not begin to use it.{end}{next}"));
    }
    let rows = expected(design, endpoint).into_iter().map(|answer| vec![code(status::line(answer.status)), plain(format!("When {}.", answer.when))]);
    page.table(format!("Answers of {} {}", endpoint.method, endpoint.path), vec!["Status", "When"], rows.collect());
    page.code(format!("Request: {}", call.title()), "http", message_of(design, &call.request));
    page.code(format!("Answer: {}", status::line(call.response.status)), "http", answer(&call.response));
}

fn access(design: &Design, endpoint: &Endpoint) -> String {
    match &endpoint.access {
        Access::Roles(roles) => {
            format!("For callers with the role {}.", roles.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(" or "))
        }
        _ if design.needs_credentials(endpoint) => "Needs credentials.".to_owned(),
        _ => "Open to everybody.".to_owned(),
    }
}

/// A request as it travels (RFC 9112 section 2.1).
pub fn message_of(design: &Design, request: &Request) -> String {
    let host = design.origin.split_once("://").map_or(design.origin.as_str(), |(_, host)| host);
    let body = request.body.text().unwrap_or_default();
    let gap = if body.is_empty() { "" } else { "\n" };
    format!("{} {} HTTP/1.1\nhost: {host}\n{}{gap}{body}", request.method, request.target, lines(&request.headers))
}

/// An answer as it travels; long lists are cut, and say so.
pub fn answer(response: &Response) -> String {
    let body = response.body.json().map_or_else(|| response.body.text().unwrap_or_default().to_owned(), |value| json::pretty(&value));
    let mut all: Vec<&str> = body.lines().collect();
    let more = all.len().saturating_sub(40);
    if more > 5 {
        all.truncate(40);
    }
    let rest = if more > 5 { format!("\n… {more} more lines") } else { String::new() };
    let gap = if body.is_empty() { "" } else { "\n" };
    format!("HTTP/1.1 {}\n{}{gap}{}{rest}", status::line(response.status), lines(&response.headers), all.join("\n"))
}

/// The contract for machines.
pub fn contract(design: &Design) -> Page {
    let mut page = Page::new("openapi.yaml", "OpenAPI");
    page.blocks.push(Block::Text(said("The same contract for programs: generators, validators, gateways. Save it as `openapi.yaml`.")));
    page.code("OpenAPI 3.0", "yaml", openapi::to_yaml(&openapi::export(design).document));
    page
}
