//! Stage: the content fits the fields; 422 with a pointer per field (RFC 9110 section 15.5.21, RFC 7396, RFC 6901).

pub mod value;

use serde_json::{Map, Value};

use super::lookup::Subject;
use super::patch::Given;
use super::problems::refuse;
use crate::design::policy::{PatchMeaning, PutMeaning, UnknownFields};
use crate::design::{Behaviour, Concern, Field, Pointer, Resource};
use crate::http::merge_patch::merge;
use crate::http::problem::pointer_token;
use crate::http::{FieldError, Problem};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Why};

/// The members that a record will have, if nothing else stands in the way; the server's own members come with the action.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// Nothing is written.
    None,
    /// A whole record without identifier and server-made members.
    Record(Map<String, Value>),
}

/// Checks the content member by member and makes the draft.
pub fn check(call: &Call, route: &Route, subject: &Subject, content: Option<Given>) -> Decision<Draft> {
    let (Some(resource), Some(content)) = (route.resource(), content) else {
        return Decision::skip(Draft::None, "no content to check");
    };
    let place = Pointer::Policy(Concern::Validation);
    let (content, operations) = match content {
        Given::Members(members) => (members, None),
        Given::Patched(record, operations) => (record, Some(operations)),
    };
    let Value::Object(given) = content else {
        let problem =
            Problem::new(call.design.policies.validation.status, "validation", "The content is no object", "Send a JSON object with the fields.")
                .with_errors(vec![FieldError::at("", "has to be an object")]);
        let why = Why::new("content is no JSON object").spec("RFC 9110 section 15.5.21").because_of(place).compare("an object", "another JSON value");
        return Decision::answer(refuse(call, problem), why);
    };
    let mut errors = Vec::new();
    let current = subject.record.as_ref().map(|record| &record.value);
    let merges = merges(call, route, current.is_some());
    let patched = operations.is_some();
    let mut draft = match merges {
        _ if patched => Map::new(),
        true => current.cloned().unwrap_or_default(),
        false => kept(resource, current, |field| field.read_only),
    };
    if patched {
        removed(call, resource, current, &given, &mut errors);
    }
    for (name, value) in given {
        // What a patch leaves alone is not judged again.
        if patched && current.and_then(|current| current.get(&name)) == Some(&value) {
            draft.insert(name, value);
            continue;
        }
        take_member(call, resource, current, subject, &mut draft, name, value, merges, &mut errors);
    }
    for (field, value) in subject.parents.iter().chain(&subject.owner) {
        draft.insert(field.clone(), value.clone());
    }
    if patched {
        for (name, value) in kept(resource, current, |field| field.read_only || field.write_only) {
            draft.entry(name).or_insert(value);
        }
    }
    if current.is_none() || !(merges || patched) {
        for field in &resource.fields {
            if let Some(default) = field.default.as_ref().filter(|_| !draft.contains_key(&field.name)) {
                draft.insert(field.name.clone(), default.clone());
            }
        }
    }
    for field in resource.fields.iter().filter(|field| field.required && !field.read_only && !draft.contains_key(&field.name)) {
        let pointer = format!("/{}", pointer_token(&field.name));
        if !errors.iter().any(|known: &FieldError| known.pointer == pointer) {
            let what = if patched { "is required and cannot be removed" } else { "is missing" };
            errors.push(FieldError::at(pointer, format!("{} {what}", field.name)));
        }
    }
    check_spans(resource, &draft, &mut errors);
    if errors.is_empty() {
        let fields = resource.fields.iter().filter(|field| draft.contains_key(&field.name)).count();
        return Decision::pass(
            Draft::Record(draft),
            Why::new(format!("{fields} {} valid", if fields == 1 { "field" } else { "fields" })).because_of(resource.at()),
        );
    }
    let first = errors.first().map(|error| error.detail.clone()).unwrap_or_default();
    let at = errors.first().and_then(|error| error.pointer.strip_prefix('/')).filter(|name| resource.field(name).is_some());
    let at = at.map_or_else(|| resource.at(), |name| resource.field_at(name));
    let count = errors.len();
    let detail = if count == 1 { sentence(&first) } else { format!("{count} fields are wrong. The first: {first}.") };
    let title = if count == 1 { sentence(&first).trim_end_matches('.').to_owned() } else { format!("{count} fields are wrong") };
    let why = Why::new(first.clone()).spec("RFC 9110 section 15.5.21").because_of(at).compare("fields as the design says", format!("{count} wrong"));
    if let Some(operations) = operations {
        errors.iter_mut().for_each(|error| blame(error, &operations));
    }
    let problem = Problem::new(call.design.policies.validation.status, "validation", title, detail).with_errors(errors);
    Decision::answer(refuse(call, problem), why)
}

/// Whether members that the content leaves out stay.
fn merges(call: &Call, route: &Route, exists: bool) -> bool {
    let policy = &call.design.policies.update;
    exists
        && match route.endpoint().behaviour {
            Behaviour::Update => policy.patch == PatchMeaning::Merge,
            Behaviour::Replace => policy.put == PutMeaning::Merge,
            _ => false,
        }
}

/// Read-only members that a patch has taken away.
fn removed(call: &Call, resource: &Resource, current: Option<&Map<String, Value>>, given: &Map<String, Value>, errors: &mut Vec<FieldError>) {
    if call.design.policies.validation.unknown_fields == UnknownFields::Ignore {
        return;
    }
    let server_made = resource.fields.iter().filter(|field| field.read_only && !field.write_only).map(|field| &field.name);
    for name in std::iter::once(&resource.identifier.field).chain(server_made) {
        if current.is_some_and(|current| current.contains_key(name)) && !given.contains_key(name) {
            errors.push(FieldError::at(format!("/{}", pointer_token(name)), format!("{name} is read-only and cannot be removed")));
        }
    }
}

/// Points to the last operation that touched the member at fault: that is what the client has sent.
fn blame(error: &mut FieldError, operations: &[String]) {
    let member = error.pointer.split('/').nth(1).unwrap_or_default().to_owned();
    let at_fault = operations.iter().rposition(|name| pointer_token(name) == member).or_else(|| operations.iter().rposition(String::is_empty));
    error.pointer = at_fault.map_or_else(String::new, |index| format!("/{index}"));
}

/// What a replacement keeps, such as members that only the server sets.
fn kept(resource: &Resource, current: Option<&Map<String, Value>>, keeps: impl Fn(&Field) -> bool) -> Map<String, Value> {
    let mut kept = Map::new();
    if let Some(current) = current {
        for field in resource.fields.iter().filter(|field| keeps(field)) {
            if let Some(value) = current.get(&field.name) {
                kept.insert(field.name.clone(), value.clone());
            }
        }
    }
    kept
}

#[expect(clippy::too_many_arguments, reason = "one member is judged by everything that is known about the request")]
fn take_member(
    call: &Call,
    resource: &Resource,
    current: Option<&Map<String, Value>>,
    subject: &Subject,
    draft: &mut Map<String, Value>,
    name: String,
    given: Value,
    merges: bool,
    errors: &mut Vec<FieldError>,
) {
    let policy = call.design.policies.validation.unknown_fields;
    let pointer = format!("/{}", pointer_token(&name));
    let is_identifier = name == resource.identifier.field;
    let field = resource.field(&name);
    let fixed = subject.parents.iter().find(|(field, _)| *field == name);
    if let Some((_, value)) = fixed {
        if given != *value {
            errors.push(FieldError::at(pointer, format!("{name} is given by the path: leave it out, or send the same")));
        }
        return;
    }
    if let Some((_, value)) = subject.owner.as_ref().filter(|(field, _)| *field == name) {
        if given != *value {
            errors.push(FieldError::at(pointer, format!("{name} names the owner, which the server sets: leave it out")));
        }
        return;
    }
    let server_made = is_identifier || field.is_some_and(|field| field.read_only);
    match (field, policy) {
        _ if server_made && current.and_then(|current| current.get(&name)) == Some(&given) => {}
        _ if is_identifier && (policy != UnknownFields::Refuse || names(&given, subject.id.as_deref())) => {}
        _ if is_identifier && subject.id.is_some() => {
            errors.push(FieldError::at(pointer, format!("{name} is given by the path: leave it out, or send the same")));
        }
        _ if is_identifier => errors.push(FieldError::at(pointer, format!("{name} is made by the server: leave it out"))),
        (Some(field), UnknownFields::Refuse) if field.read_only => errors.push(FieldError::at(pointer, format!("{name} is read-only: leave it out"))),
        (Some(field), UnknownFields::Ignore) if field.read_only => {}
        // A merge patch has no null to store (RFC 7396 section 1); only where the member has to stay does null mean itself.
        (Some(field), _) if given.is_null() && merges && !(field.required && field.nullable) => {
            if field.required {
                errors.push(FieldError::at(pointer, format!("{name} is required and cannot be removed")));
            } else {
                draft.shift_remove(&name);
            }
        }
        (Some(field), _) => {
            let given = match current.and_then(|current| current.get(&name)).filter(|before| merges && before.is_object()) {
                Some(before) => merge(before.clone(), given),
                None => given,
            };
            value::check(call.design, call.extras, field, &given, &pointer, errors);
            draft.insert(name, given);
        }
        // Clients send back what they have read: links are the server's, and are left out of what is stored.
        (None, _) if call.design.policies.hypermedia.links() && matches!(name.as_str(), "links" | "_links" | "_embedded") => {}
        (None, UnknownFields::Refuse) => errors.push(FieldError::at(pointer, format!("{} has no field {name}", resource.name))),
        (None, UnknownFields::Ignore) => {}
        (None, UnknownFields::Store) => {
            draft.insert(name, given);
        }
    }
}

/// Whether an identifier in the content is the one in the path.
fn names(given: &Value, id: Option<&str>) -> bool {
    match given {
        Value::String(text) => Some(text.as_str()) == id,
        Value::Number(number) => Some(number.to_string().as_str()) == id,
        _ => false,
    }
}

/// A span has to end after it begins.
pub fn check_spans(resource: &Resource, draft: &Map<String, Value>, errors: &mut Vec<FieldError>) {
    for rule in &resource.no_overlap {
        let (Some(from), Some(to)) = (draft.get(&rule.from), draft.get(&rule.to)) else { continue };
        let pointer = format!("/{}", pointer_token(&rule.to));
        let spoilt = errors.iter().any(|error| error.pointer == pointer || error.pointer == format!("/{}", pointer_token(&rule.from)));
        if !spoilt && value::order(from, to).is_some_and(|order| order != std::cmp::Ordering::Less) {
            errors.push(FieldError::at(pointer, format!("{} has to be after {}", rule.to, rule.from)));
        }
    }
}

fn sentence(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}
