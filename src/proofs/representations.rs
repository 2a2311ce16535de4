//! What goes in and what comes out.

use serde_json::{Value, json};

use super::methods::after;
use super::stand::Stand;
use super::status_codes::takes_content;
use super::{Claim, Proof};
use crate::design::{Behaviour, Design, Field, IdKind, Pointer};
use crate::rules::Finding;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "mass-assignment",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Create && endpoint.resource.is_some())?;
            let at = stand.call_with(&endpoint, |request| add(request, "isAdmin", &json!(true)))?;
            let kept = stand.worked(at) && after(stand, at)?.contains_key("isAdmin");
            let text = "A member that the resource does not have was stored as it was sent.";
            if kept { stand.by_line(at, "isAdmin: true", text) } else { None }
        },
    },
    Proof { rule: "server-field-writable", run: writable },
    Proof { rule: "privileged-field-writable", run: writable },
    Proof {
        rule: "secret-readable",
        run: |stand, finding| {
            let (resource, field) = field(&stand.design, finding)?;
            let read = stand.endpoint(finding, |endpoint| endpoint.behaviour.is_read() && endpoint.resource.as_deref() == Some(resource.as_str()))?;
            let at = stand.call(&read)?;
            let shown = stand.items(at).into_iter().chain([stand.json(at)]).any(|record| record.get(&field.name).is_some());
            let text = format!("`{}` is handed out to whoever may read the record.", field.name);
            if stand.worked(at) && shown { stand.by_line(at, field.name.clone(), text) } else { None }
        },
    },
    Proof {
        rule: "content-type-passed-over",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, takes_content)?;
            let at = stand.call_with(&endpoint, |request| request.headers.set("content-type", "text/plain"))?;
            let text = "Plain text was taken for JSON; a form on any page can send that without asking.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "accept-passed-over",
        run: |stand, finding| {
            let read = stand.endpoint(finding, |endpoint| endpoint.behaviour.is_read() && endpoint.resource.is_some())?;
            let at = stand.call_with(&read, |request| request.headers.set("accept", "image/png"))?;
            let text = "A client that can read images alone got something else, and a success.";
            if stand.worked(at) { stand.by_header(at, "Content-Type", text) } else { None }
        },
    },
    Proof {
        rule: "guessable-identifier",
        run: |stand, finding| {
            let Pointer::Resource(name) = &finding.at else { return None };
            let resource = stand.design.resource(name)?.clone();
            let read = stand.design.endpoints_of(name).find(|endpoint| endpoint.behaviour == Behaviour::Read)?.clone();
            let first = stand.call(&read).filter(|at| stand.worked(*at))?;
            let own: i64 = stand.json(first).get(&resource.identifier.field)?.as_i64()?;
            let at = stand.call_with(&read, |request| {
                let parent = request.target.rsplit_once('/').map_or("", |(parent, _)| parent);
                request.target = format!("{parent}/{}", own + 1);
            })?;
            let text = match stand.status(at) {
                403 => format!("Whoever knows record {own} tries {} next, and learns that it is there.", own + 1),
                _ => format!("Whoever knows record {own} tries {} next, and finds it.", own + 1),
            };
            let counted = resource.identifier.kind == IdKind::Integer;
            if counted && (stand.worked(at) || stand.status(at) == 403) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "required-read-only",
        run: |stand, finding| {
            let (resource, field) = field(&stand.design, finding)?;
            let contradicts = field.required && field.read_only;
            let create = stand
                .endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Create && endpoint.resource.as_deref() == Some(resource.as_str()))?;
            let value = field.example.clone().unwrap_or_else(|| json!("1"));
            let at = stand.call_with(&create, |request| add(request, &field.name, &value))?;
            let text = format!("A client that sends the required `{}` is refused.", field.name);
            if contradicts && (400..500).contains(&stand.status(at)) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "example-unfit",
        run: |stand, finding| {
            let (resource, field) = field(&stand.design, finding)?;
            let value = field.example.clone()?;
            let create = stand
                .endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Create && endpoint.resource.as_deref() == Some(resource.as_str()))?;
            let at = stand.call_with(&create, |request| add(request, &field.name, &value))?;
            let text = format!("The example of `{}` was sent as the documentation shows it, and refused.", field.name);
            if [400, 422].contains(&stand.status(at)) { stand.by_status(at, text) } else { None }
        },
    },
];

/// A field that the server should set takes what a client sends.
fn writable(stand: &mut Stand, finding: &Finding) -> Option<Claim> {
    let (resource, field) = field(&stand.design, finding)?;
    let create =
        stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Create && endpoint.resource.as_deref() == Some(resource.as_str()))?;
    let plain = stand.plain(&create)?.body.json()?;
    let value = plain.get(&field.name).cloned().or_else(|| field.example.clone()).filter(|value| !value.is_null()).unwrap_or(Value::Bool(true));
    let at = stand.call_with(&create, |request| add(request, &field.name, &value))?;
    let kept = stand.worked(at) && after(stand, at)?.get(&field.name) == Some(&value);
    let text = format!("The client has set `{}` by itself.", field.name);
    if kept { stand.by_line(at, format!("{}: {value}", field.name), text) } else { None }
}

/// The field that a finding stands at.
fn field(design: &Design, finding: &Finding) -> Option<(String, Field)> {
    let Pointer::Field(resource, name) = &finding.at else { return None };
    let field = design.resource(resource)?.field(name)?;
    Some((resource.clone(), field.clone()))
}

/// Adds a member to the content.
fn add(request: &mut crate::http::Request, name: &str, value: &Value) {
    let mut content = request.body.json().unwrap_or_default();
    if let Some(members) = content.as_object_mut() {
        members.insert(name.to_owned(), value.clone());
    }
    request.body = content.to_string().into();
}
