//! Lines by which a design is typed without a canvas: a resource with its fields, `Booking: roomId -> Room, checkIn date`, and an
//! endpoint, `GET /hotels?city`.

use std::sync::Arc;

use super::{Behaviour, Design, Edit, Endpoint, Field, FieldKind, Resource, naming, sketch_line, start, words};
use crate::http::method;

/// What a line would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// What it is called before and after it is done: «Add Booking with 3 fields».
    pub label: String,
    /// What it changes; nothing where all of it is there already.
    pub edits: Vec<Edit>,
    /// The endpoint that the line means, as it is afterwards.
    pub endpoint: Option<Endpoint>,
    /// The resource that the line means.
    pub resource: Option<String>,
    /// The query of the line, to be sent along: `city`.
    pub query: String,
}

/// Reads a line; `None` where it has the form of neither. The refusal says what to type.
pub fn read(design: &Design, line: &str) -> Option<Result<Typed, String>> {
    let line = line.trim();
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim_start();
    if rest.starts_with('/') && first.chars().all(|letter| letter.is_ascii_alphabetic()) {
        return Some(endpoint(design, first, rest));
    }
    let (name, fields) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|letter| words::letters::is_of_word(letter) || letter == ' ' || letter == '-');
    (is_name && !fields.starts_with("//")).then(|| resource(design, name, fields))
}

fn resource(design: &Design, name: &str, line: &str) -> Result<Typed, String> {
    let fields = fields(design, line)?;
    let known = find(design, name);
    let count = |many: usize| if many == 1 { "1 field".to_owned() } else { format!("{many} fields") };
    let Some(known) = known else {
        let name = words::pascal(name);
        if fields.is_empty() {
            let edits = start::edits(design, &name).map_err(|error| error.to_string())?;
            return Ok(Typed { label: format!("Add {name}"), edits, endpoint: None, resource: Some(name), query: String::new() });
        }
        let label = format!("Add {name} with {}", count(fields.len()));
        let made = Resource { fields, lifecycle: None, ..start::resource(&name, design.resources.len()) };
        let mut edits = vec![Edit::AddResource { resource: made }];
        let mut grown = design.clone();
        grown.apply_all(&edits).map_err(|error| error.to_string())?;
        edits.extend(start::usual_endpoints(&grown, &name));
        edits.extend(start::first_clients(design));
        return Ok(Typed { label, edits, endpoint: None, resource: Some(name), query: String::new() });
    };
    let mut edits = Vec::new();
    for field in fields {
        let (resource, field_name) = (known.name.clone(), field.name.clone());
        match known.field(&field_name) {
            Some(old) if old.kind == field.kind => {}
            Some(old) => edits.push(Edit::SetField { resource, field: field_name, to: Field { kind: field.kind, ..old.clone() } }),
            None => edits.push(Edit::AddField { resource, field, index: None }),
        }
    }
    let label = match edits.as_slice() {
        [] => format!("{} has these fields", known.name),
        [only] => only.label(),
        many => format!("{}: add or change {}", known.name, count(many.len())),
    };
    Ok(Typed { label, edits, endpoint: None, resource: Some(known.name.clone()), query: String::new() })
}

fn fields(design: &Design, line: &str) -> Result<Vec<Field>, String> {
    let mut fields = Vec::new();
    for part in split(line) {
        let mut field = sketch_line::parse(part).map_err(|error| error.to_string())?;
        sketch_line::find_target(design, &mut field.kind);
        if let FieldKind::Reference { to, .. } = &field.kind
            && design.resource(to).is_none()
        {
            return Err(format!("`{}` refers to {to}, which is not in the design. Type `{to}:` first.", field.name));
        }
        fields.push(field);
    }
    Ok(fields)
}

/// The parts between commas that stand in no brackets.
fn split(line: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    let parts = line.split(move |letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth <= 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn endpoint(design: &Design, word: &str, target: &str) -> Result<Typed, String> {
    let method = method::parse(&word.to_ascii_uppercase()).ok_or_else(|| format!("`{word}` is no method. Use letters, such as GET."))?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = path.strip_prefix(design.base_path.as_str()).filter(|rest| rest.starts_with('/')).unwrap_or(path).trim_end_matches('/');
    let path = if path.is_empty() { "/" } else { path };
    let wanted = Endpoint::new("x", method.clone(), path, Behaviour::Read, None);
    let shape = wanted.template().shape();
    let known = design.endpoints.iter().find(|known| known.method == method && known.template().shape() == shape).map(|known| (**known).clone());
    let (mut edits, mut grown) = (Vec::new(), design.clone());
    let owner = owner(&grown, path);
    let name = match owner {
        Some(known) => known.name.clone(),
        None => {
            let last = words::pascal(&words::singular(segments(path).next().ok_or("Type a path, such as GET /hotels.")?));
            let resource = start::resource(&naming::free_resource(design, &last), design.resources.len());
            let segment = segments(path).next().unwrap_or_default().to_owned();
            let name = resource.name.clone();
            edits.push(Edit::AddResource { resource: Resource { segment, ..resource } });
            name
        }
    };
    for (field, _) in query.split('&').map(|part| part.split_once('=').unwrap_or((part, ""))).filter(|(name, _)| !name.is_empty()) {
        let has = design.resource(&name).is_some_and(|resource| resource.field(field).is_some() || resource.identifier.field == field);
        if !has && !["limit", "cursor", "sort", "page", "offset", "fields", "include", "q", "search"].contains(&field) {
            let field = sketch_line::parse(field).map_err(|error| error.to_string())?;
            edits.push(Edit::AddField { resource: name.clone(), field, index: None });
        }
    }
    grown.apply_all(&edits).map_err(|error| error.to_string())?;
    let label = format!("{method} {path}");
    let endpoint = match known {
        Some(known) => known,
        None => {
            let resource = grown.resource(&name).cloned().ok_or_else(|| format!("{name} is not in the design."))?;
            let made = made(&grown, &resource, &method, path);
            edits.push(Edit::AddEndpoint { endpoint: made.clone() });
            edits.extend(start::first_clients(design));
            made
        }
    };
    let label = if edits.is_empty() { format!("{label} is there already: load it in Send") } else { format!("Add {label}") };
    Ok(Typed { label, edits, endpoint: Some(endpoint), resource: Some(name), query: query.to_owned() })
}

/// The endpoint of a method and a path, with the behaviour that both say.
fn made(design: &Design, resource: &Arc<Resource>, method: &http::Method, path: &str) -> Endpoint {
    let on_item = path.ends_with('}');
    let last = segments(path).last().unwrap_or_default();
    let before_last_is_item = segments(path).rev().nth(1).is_some_and(|segment| segment.starts_with('{'));
    let acts = before_last_is_item && !on_item && last != resource.segment;
    let behaviour = match (method.as_str(), on_item) {
        ("POST", _) if acts => Behaviour::Transition { name: words::camel(last) },
        ("POST", false) => Behaviour::Create,
        ("PUT", true) => Behaviour::Replace,
        ("PATCH", true) => Behaviour::Update,
        ("DELETE", true) => Behaviour::Delete,
        ("DELETE", false) => Behaviour::DeleteAll,
        ("GET" | "HEAD", true) => Behaviour::Read,
        ("GET", false) => Behaviour::List,
        _ => Behaviour::Fixed { status: 200, body: serde_json::Value::Null },
    };
    let known_way = |name: &str| resource.lifecycle.as_ref().is_some_and(|ways| ways.transitions.iter().any(|way| way.name == name));
    let behaviour = match behaviour {
        Behaviour::Transition { name } if !known_way(&name) => Behaviour::Fixed { status: 200, body: serde_json::Value::Null },
        other => other,
    };
    let (id, summary) = naming::operation(resource, &behaviour);
    let endpoint = Endpoint { summary, ..Endpoint::new(&naming::free_id(design, &id), method.clone(), path, behaviour, Some(&resource.name)) };
    endpoint.with_expected_errors(design)
}

/// The resource whose collection comes last in the path.
fn owner<'a>(design: &'a Design, path: &str) -> Option<&'a Arc<Resource>> {
    segments(path).rev().find_map(|segment| design.resources.iter().find(|resource| resource.segment == segment))
}

fn segments(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

fn find<'a>(design: &'a Design, name: &str) -> Option<&'a Arc<Resource>> {
    let name = name.trim();
    let pascal = words::pascal(name);
    design.resources.iter().find(|resource| resource.name == pascal || resource.name.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    fn done(design: &Design, line: &str) -> (String, Design) {
        let typed = read(design, line).unwrap_or_else(|| panic!("{line} has no form")).unwrap_or_else(|error| panic!("{line}: {error}"));
        let mut design = design.clone();
        design.apply_all(&typed.edits).unwrap_or_else(|error| panic!("{line}: {error}"));
        (typed.label, design)
    }

    #[test]
    fn lines_do_what_they_say() {
        let hotel = samples::hotel_booking();
        let table = [
            ("Review: bookingId -> booking, stars integer(1..5), state enum(open, closed)", "Add Review with 3 fields", 1, 5),
            ("Hotel: pool boolean", "Add Hotel.pool", 0, 0),
            ("hotel: pool boolean, spa boolean", "Hotel: add or change 2 fields", 0, 0),
            ("Hotel: city string(1..60)", "Hotel has these fields", 0, 0),
            ("Invoice:", "Add Invoice", 1, 5),
            ("GET /hotels?city", "GET /hotels is there already: load it in Send", 0, 0),
            ("get /v1/hotels?spa", "Add GET /hotels", 0, 0),
            ("POST /hotels", "Add POST /hotels", 0, 1),
            ("DELETE /rooms/{id}", "Add DELETE /rooms/{id}", 0, 1),
            ("GET /reviews", "Add GET /reviews", 1, 1),
            ("GET /guests/{guestId}/bookings", "Add GET /guests/{guestId}/bookings", 0, 1),
        ];
        for (line, label, resources, endpoints) in table {
            let (said, design) = done(&hotel, line);
            assert_eq!(said, label, "{line}");
            let grew = (design.resources.len() - hotel.resources.len(), design.endpoints.len() - hotel.endpoints.len());
            assert_eq!(grew, (resources, endpoints), "{line}");
        }
        let (_, design) = done(&hotel, "GET /hotels?spa");
        assert!(design.resource("Hotel").and_then(|hotel| hotel.field("spa")).is_some());
        let (_, design) = done(&hotel, "DELETE /rooms/{id}");
        assert_eq!(design.endpoints.last().map(|endpoint| endpoint.behaviour.clone()), Some(Behaviour::Delete));
    }

    #[test]
    fn refusals_say_what_to_type_and_words_are_no_lines() {
        let hotel = samples::hotel_booking();
        for (line, part) in [("Hotel: size fish", "`fish` is no kind"), ("Hotel: ownerId -> Owner", "Type `Owner:` first"), ("GET /", "Type a path")]
        {
            let error = read(&hotel, line).unwrap().unwrap_err();
            assert!(error.contains(part), "{error}");
        }
        for line in ["reset data", "hotel", "/hotels", "https://x.example"] {
            assert!(read(&hotel, line).is_none(), "{line}");
        }
    }
}
