//! Paths as OpenAPI takes them: a slash first, no query, each parameter named once, and no brace that belongs to none.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::Value;

use super::parts::{Under, free};
use crate::design::template::{Meaning, meanings};
use crate::design::{Design, Endpoint, Resource};
use crate::formats::examples::example_identifier;

/// What cannot stand in a path as it is.
const UNFIT: &AsciiSet = &CONTROLS.add(b' ').add(b'{').add(b'}').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'|');

/// Where an endpoint stands in a document.
pub struct Place<'a> {
    /// The path template.
    pub path: String,
    /// The path without parameter names; equal shapes take the same paths.
    pub shape: String,
    /// The path's parameters.
    pub parameters: Vec<PathParameter<'a>>,
    /// What had to be changed.
    pub notes: Vec<String>,
    /// Whether the path names the record that the endpoint works on.
    pub names_record: bool,
    /// Reference fields that the path gives.
    pub under: Under,
}

/// A parameter of a path.
pub struct PathParameter<'a> {
    /// Its name in the document.
    pub name: String,
    /// The resource whose record it identifies.
    pub names: Option<&'a Resource>,
}

impl<'a> Place<'a> {
    /// Takes the path of an endpoint apart.
    pub fn of(design: &'a Design, endpoint: &Endpoint) -> Self {
        let mut place = Place { path: String::new(), shape: String::new(), parameters: vec![], notes: vec![], names_record: false, under: vec![] };
        let path = endpoint.path.split(['?', '#']).next().unwrap_or_default();
        if path.len() < endpoint.path.len() {
            place.notes.push(format!("Its path is written as `{path}`: a path of OpenAPI holds no query and no fragment."));
        }
        if !path.starts_with('/') {
            place.notes.push("Its path is written with a slash in front, as OpenAPI wants.".to_owned());
            place.literal("/");
        }
        let mut meanings = meanings(design, endpoint);
        let mut rest = path;
        while let Some((before, name, after)) = next_parameter(rest) {
            place.literal(before);
            let whole = place.path.ends_with('/') && (after.is_empty() || after.starts_with('/'));
            let known = meanings.iter().position(|(known, _)| whole && known == name);
            // Taken out, because a bad path can name two parameters alike.
            place.parameter(design, endpoint, name, known.map(|index| meanings.remove(index).1));
            rest = after;
        }
        place.literal(rest);
        place
    }

    /// An address that fits the path, with examples in the place of parameters.
    pub fn example(&self, design: &Design) -> String {
        self.parameters.iter().fold(
            format!("{}{}", if self.path.starts_with("/.well-known/") { "" } else { &design.base_path }, self.path),
            |path, parameter| {
                let value = match parameter.names.map(example_identifier) {
                    Some(Value::String(text)) => text,
                    Some(value) => value.to_string(),
                    None => "1".to_owned(),
                };
                path.replace(&format!("{{{}}}", parameter.name), &value)
            },
        )
    }

    fn literal(&mut self, text: &str) {
        let text = utf8_percent_encode(text, UNFIT).to_string();
        self.path.push_str(&text);
        self.shape.push_str(&text);
    }

    fn parameter(&mut self, design: &'a Design, endpoint: &Endpoint, name: &str, meaning: Option<Meaning>) {
        let own = design.resource_of(endpoint).map(|resource| &**resource);
        let names = match meaning {
            Some(Meaning::Identity) => own,
            Some(Meaning::Parent { resource, field }) => {
                let parent = design.resource(&resource).map(|resource| &**resource);
                self.under.extend(field.map(|field| (field, resource)));
                parent
            }
            Some(Meaning::Unknown) => None,
            // Part of a segment, such as `{id}.json`: the collection before it tells.
            None => design.resource_at(self.path.rsplit('/').nth(1).unwrap_or_default()).map(|resource| &**resource),
        };
        self.names_record |= own.is_some() && names.map(|resource| &resource.name) == own.map(|resource| &resource.name);
        let free = free(name, |name| self.parameters.iter().any(|known| known.name == name));
        if free != name {
            self.notes.push(format!("Its second parameter `{name}` is written as `{free}`: a path names each parameter once."));
        }
        self.path.push_str(&format!("{{{free}}}"));
        self.shape.push_str("{}");
        self.parameters.push(PathParameter { name: free, names });
    }
}

/// What stands before the next `{name}`, the name, and what stands behind.
fn next_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let end_of = |start: usize| path.get(start..)?.find(['{', '}', '/']).map(|end| start + end);
    path.match_indices('{').find_map(|(start, _)| {
        let end = end_of(start + 1)?;
        let closed = path.get(end..)?.starts_with('}') && end > start + 1;
        closed.then_some(())?;
        Some((path.get(..start)?, path.get(start + 1..end)?, path.get(end + 1..)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Behaviour, samples};
    use crate::http::Method;

    #[test]
    fn paths_are_made_to_fit() {
        let design = samples::hotel_booking();
        for (path, expected, example) in [
            ("/rooms/{id}", "/rooms/{id}", "/v1/rooms/rm_204"),
            ("/hotels/{hotelId}/rooms/{id}.json", "/hotels/{hotelId}/rooms/{id}.json", "/v1/hotels/ht_12/rooms/rm_204.json"),
            ("/hotels/{id}/rooms/{id}", "/hotels/{id}/rooms/{id2}", "/v1/hotels/ht_12/rooms/rm_204"),
            ("rooms?id={id}", "/rooms", "/v1/rooms"),
            ("/rooms/{}/a{b/c}d}", "/rooms/%7B%7D/a%7Bb/c%7Dd%7D", "/v1/rooms/%7B%7D/a%7Bb/c%7Dd%7D"),
            ("/a b/{x}{y}", "/a%20b/{x}{y}", "/v1/a%20b/11"),
            ("", "/", "/v1/"),
        ] {
            let place = Place::of(&design, &Endpoint::new("x", Method::GET, path, Behaviour::Read, Some("Room")));
            assert_eq!((place.path.as_str(), place.example(&design).as_str()), (expected, example), "{path}");
        }
    }
}
