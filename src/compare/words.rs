//! The sentences: what changed, and how the client that breaks sees it.

use super::Level;
use super::values::{Path, Side, Spot};
use crate::design::Pointer;
use crate::design::contract::{Contract, Id, Schema};

/// What a find is about: `Booking.guestId`, `parameter limit`, «the content».
pub fn subject(spot: &Spot, path: &Path, at: &Pointer) -> String {
    let inner = path.join(".");
    match (at, spot) {
        (Pointer::Field(resource, field), _) => format!("{resource}.{field}"),
        (_, Spot::Parameter(place, name)) if path.is_empty() => format!("{place} parameter {name}"),
        (_, Spot::Parameter(_, name)) => format!("{name}.{inner}"),
        (_, Spot::Header(name)) if path.is_empty() => format!("header field {name}"),
        (_, Spot::Header(name)) => format!("{name}.{inner}"),
        (Pointer::Resource(name), Spot::Body) if path.is_empty() => name.clone(),
        (_, Spot::Body) if path.is_empty() => "the content".to_owned(),
        (_, Spot::Body) => inner,
    }
}

/// What changed, in a sentence.
pub fn title(side: Side, subject: &str, what: &str, old: &str, new: &str) -> String {
    let takes = side == Side::Request;
    let text = match what {
        "new-required-request-property" | "new-required-request-property-with-default" => format!("{subject} is new in requests, and required"),
        "new-optional-request-property" => format!("{subject} is new in requests, and optional"),
        "request-property-removed" => format!("{subject} is no longer taken in requests"),
        "response-required-property-removed" | "response-optional-property-removed" | "response-optional-write-only-property-removed" => {
            format!("{subject} is no longer in answers")
        }
        "response-required-property-added" | "response-optional-property-added" => format!("{subject} is new in answers"),
        "became-required" if !takes => format!("{subject} is always in answers now"),
        "became-optional" if !takes => format!("{subject} may be missing in answers now"),
        "became-required" | "became-required-with-default" => format!("{subject} is required now"),
        "became-optional" => format!("{subject} is optional now"),
        "became-nullable" if takes => format!("{subject} takes null now"),
        "became-not-nullable" if takes => format!("{subject} no longer takes null"),
        "became-nullable" => format!("{subject} may be null now"),
        "became-not-nullable" => format!("{subject} is never null now"),
        "became-read-only" => format!("{subject} is set by the server alone now"),
        "became-not-read-only" => format!("{subject} may be set by clients now"),
        "became-write-only" => format!("{subject} is no longer shown"),
        "became-not-write-only" => format!("{subject} is shown now"),
        "enum-value-removed" if takes => format!("{subject} no longer takes {old}"),
        "enum-value-added" if takes => format!("{subject} takes {new} too"),
        "enum-value-removed" => format!("{subject} is no longer {old}"),
        "enum-value-added" => format!("{subject} may be {new} now"),
        "became-enum" if takes => format!("{subject} takes a list of values only: {new}"),
        "became-enum" => format!("{subject} is one of a list now: {new}"),
        "enum-opened" => format!("{subject} may be anything now, and was one of {old}"),
        "pattern-added" => format!("{subject} has to match {new} now"),
        "pattern-removed" => format!("{subject} needs no longer match {old}"),
        "further-members-refused" => format!("{subject} takes no further members now"),
        "further-members-allowed" => format!("{subject} may hold further members now"),
        "deprecated" => format!("{subject} is deprecated"),
        "deprecated-with-sunset" => format!("{subject} is deprecated and ends on {new}"),
        "reactivated" => format!("{subject} is no longer deprecated"),
        "wrapped-in-one-of" => format!("{subject} is one of several now: {new}"),
        _ if takes => match (old, new) {
            ("", "") => format!("{subject}: {}", what.replace('-', " ")),
            ("", new) => format!("{subject} in requests: {new} is new"),
            (old, "") => format!("{subject} in requests: {old} is gone"),
            (old, new) => format!("{subject} in requests was {old} and is {new}"),
        },
        _ => match (old, new) {
            ("", "") => format!("{subject}: {}", what.replace('-', " ")),
            ("", new) => format!("{subject} in answers: {new} is new"),
            (old, "") => format!("{subject} in answers: {old} is gone"),
            (old, new) => format!("{subject} in answers was {old} and is {new}"),
        },
    };
    sentence(&text)
}

/// Who notices, and how it looks.
pub fn who(side: Side, what: &str, level: Level, subject: &str, old: &str, new: &str) -> String {
    let text = match (side, level) {
        (_, Level::Same) => "No client notices.".to_owned(),
        (Side::Request, Level::Breaking | Level::Risky) => {
            let whose = match what {
                "new-required-request-property"
                | "new-required-request-property-with-default"
                | "became-required"
                | "became-required-with-default" => {
                    format!("Clients that leave {subject} out")
                }
                "request-property-removed" => format!("Clients that send {subject}"),
                "became-not-nullable" => format!("Clients that send null for {subject}"),
                "enum-value-removed" => format!("Clients that send {old}"),
                "default-value-changed" | "default-value-added" | "default-value-removed" => {
                    return format!("Clients that leave {subject} out get another result, without being told.");
                }
                "became-read-only" => format!("Clients that set {subject}"),
                "type-changed" | "type-specialized" | "list-of-types-narrowed" => format!("Clients that send {subject} as {old}"),
                _ if new.is_empty() => format!("Clients that relied on {old}"),
                _ => format!("Clients that send values outside of «{new}»"),
            };
            match level {
                Level::Breaking => format!("{whose} get an error and change nothing."),
                _ => format!("{whose} may be refused, or not heard: it depends on the server."),
            }
        }
        (Side::Request, Level::Additive) => "Nobody breaks: what was sent before is still taken.".to_owned(),
        (Side::Response, Level::Breaking) => match what {
            "response-required-property-removed" | "became-optional" => {
                format!("Clients that read {subject} find nothing there, and fail where they use it.")
            }
            "became-nullable" => format!("Clients that use {subject} without a look meet null, and fail there."),
            "type-changed" | "type-generalized" | "list-of-types-widened" => {
                format!("Clients that read {subject} as {old} cannot read what comes now.")
            }
            _ => format!("Clients meet values of {subject} that they were told would never come."),
        },
        (Side::Response, Level::Risky) => match what {
            "enum-value-added" => {
                format!("Clients that decide by {subject} meet {new}, which they do not know. Those with a way for unknown values go on.")
            }
            "response-optional-property-removed" | "became-write-only" => {
                format!("Clients that read {subject} find nothing there. It was never promised.")
            }
            _ => format!("Clients that relied on {subject} as it was may fail."),
        },
        (Side::Response, Level::Additive) => "Nobody breaks: clients pass over what they do not know.".to_owned(),
    };
    sentence(&text)
}

/// A first letter in capitals, unless the first word is a name with a capital or dot in it.
pub fn sentence(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if first.contains(['.', '_']) || first.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A JSON text for people: quotes are left out.
pub fn plain(json: &str) -> String {
    json.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(json).to_owned()
}

/// `maxLength` as `max-length`.
pub fn dashed(word: &str) -> String {
    crate::design::words::kebab(word)
}

/// `5`, `2.5`.
pub fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 { (value as i64).to_string() } else { serde_json::Value::from(value).to_string() }
}

/// The kind of a schema's values: `string (uuid)`, `held | confirmed`.
pub fn kind(schema: &Schema) -> String {
    if let Some(values) = &schema.values {
        return values.iter().map(|value| plain(value)).collect::<Vec<_>>().join(" | ");
    }
    let types = if schema.types.is_empty() { "anything".to_owned() } else { schema.types.join(" or ") };
    let null = if schema.nullable { ", or null" } else { "" };
    if schema.format.is_empty() { format!("{types}{null}") } else { format!("{types} ({}){null}", schema.format) }
}

/// Who may set a value, and who sees it.
pub fn access(schema: &Schema) -> String {
    match (schema.read_only, schema.write_only) {
        (true, _) => "read-only",
        (_, true) => "write-only",
        _ => "read and written",
    }
    .to_owned()
}

/// An alternative by its name, or by what it is.
pub fn alternative(contract: &Contract, id: Id) -> String {
    let schema = contract.schema(id);
    match (schema.name.is_empty(), schema.members.is_empty()) {
        (false, _) => schema.name.clone(),
        (_, false) => format!("an object with {}", schema.members.keys().take(4).cloned().collect::<Vec<_>>().join(", ")),
        _ => kind(schema),
    }
}

/// Several of them.
pub fn alternatives(contract: &Contract, ids: &[Id]) -> String {
    ids.iter().map(|id| alternative(contract, *id)).collect::<Vec<_>>().join(", ")
}
