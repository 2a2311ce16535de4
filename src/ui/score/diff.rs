//! What differs between two designs, as lines to remove and lines to add. Parts that are equal are not looked into.

use std::sync::Arc;

use roundtrip::design::{Concern, Design, Endpoint};
use serde::Serialize;
use serde_json::Value;

/// A line of a difference.
pub struct Line {
    /// `same` for a heading, `del` or `add`.
    pub class: &'static str,
    /// The text.
    pub text: String,
}

/// Members of a part by name, each with the line that shows it.
type Members = Vec<(String, String)>;

/// The lines that differ.
pub fn lines(before: &Design, after: &Design) -> Vec<Line> {
    let mut lines = Vec::new();
    let head = |design: &Design| {
        let text = |name: &str, value: &str| (name.to_owned(), format!("{name}: {value}"));
        vec![text("name", &design.name), text("summary", &design.summary), text("origin", &design.origin), text("basePath", &design.base_path)]
    };
    part(&mut lines, "API", head(before), head(after));
    for concern in Concern::ALL {
        let members = |design: &Design| {
            of_value(&serde_json::to_value(design.policies.get(*concern)).unwrap_or_default()).into_iter().map(strip("policy.")).collect()
        };
        if before.policies.get(*concern) != after.policies.get(*concern) {
            part(&mut lines, concern.title(), members(before), members(after));
        }
    }
    list(&mut lines, &before.resources, &after.resources, |resource| &resource.name, members);
    list(&mut lines, &before.endpoints, &after.endpoints, |endpoint| &endpoint.id, of_endpoint);
    list(&mut lines, &before.clients, &after.clients, |client| &client.name, members);
    if before.brief != after.brief {
        part(&mut lines, "Brief", members(&*before.brief), members(&*after.brief));
    }
    lines
}

/// Parts with a name. A part that got another name stays where it stood.
fn list<T: PartialEq>(lines: &mut Vec<Line>, before: &[Arc<T>], after: &[Arc<T>], name: fn(&T) -> &String, members: fn(&T) -> Members) {
    let mut news: Vec<&Arc<T>> = after.iter().collect();
    for (index, old) in before.iter().enumerate() {
        let place = news.iter().position(|new| name(new) == name(old));
        let renamed = || {
            let new = after.get(index)?;
            let is_new = before.iter().all(|known| name(known) != name(new));
            news.iter().position(|known| is_new && name(known) == name(new))
        };
        match place.or_else(renamed) {
            Some(place) => {
                let new = news.remove(place);
                if old != new {
                    part(lines, name(old), members(old), members(new));
                }
            }
            None => part(lines, name(old), members(old), Vec::new()),
        }
    }
    for new in news {
        part(lines, name(new), Vec::new(), members(new));
    }
}

fn of_endpoint(endpoint: &Endpoint) -> Members {
    let call = ("call".to_owned(), endpoint.label());
    let rest = members(endpoint).into_iter().filter(|(name, _)| name != "method" && name != "path");
    std::iter::once(call).chain(rest).collect()
}

/// One part: its heading, then what differs in it.
fn part(lines: &mut Vec<Line>, heading: &str, before: Members, after: Members) {
    let start = lines.len();
    for (name, text) in &before {
        let now = after.iter().find(|(known, _)| known == name);
        if now.is_some_and(|(_, now)| now == text) {
            continue;
        }
        lines.push(Line { class: "del", text: text.clone() });
        lines.extend(now.map(|(_, now)| Line { class: "add", text: now.clone() }));
    }
    let added = after.iter().filter(|(name, _)| before.iter().all(|(known, _)| known != name));
    lines.extend(added.map(|(_, text)| Line { class: "add", text: text.clone() }));
    if lines.len() > start {
        lines.insert(start, Line { class: "same", text: heading.to_owned() });
    }
}

/// Through text, because the page has that way of writing a design anyway; another one would be weight.
fn members(part: &impl Serialize) -> Members {
    of_value(&serde_json::to_string(part).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn of_value(value: &Value) -> Members {
    let mut members = Vec::new();
    flatten("", value, &mut members);
    members.into_iter().map(|(name, value)| (name.clone(), format!("{name}: {value}"))).collect()
}

/// Writes nested members as paths: `fields.checkIn.required`.
fn flatten(name: &str, value: &Value, members: &mut Members) {
    let inside = |member: &str| if name.is_empty() { member.to_owned() } else { format!("{name}.{member}") };
    match value {
        Value::Object(object) if !object.is_empty() => object.iter().for_each(|(member, value)| flatten(&inside(member), value, members)),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (index, item) in items.iter().enumerate() {
                let known = item.get("name").and_then(Value::as_str);
                flatten(&inside(&known.map_or_else(|| (index + 1).to_string(), str::to_owned)), item, members);
            }
        }
        _ => members.push((name.to_owned(), value.to_string())),
    }
}

fn strip(prefix: &'static str) -> impl Fn((String, String)) -> (String, String) {
    let short = move |text: String| text.strip_prefix(prefix).map(str::to_owned).unwrap_or(text);
    move |(name, line)| (short(name), short(line))
}
