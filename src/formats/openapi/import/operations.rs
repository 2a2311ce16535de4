//! Every operation with its parts at hand: parameters, content, answers, security.

use super::Severity;
use super::reading::Reading;
use crate::design::Template;
use crate::design::template::Segment;
use crate::formats::tree::Node;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What some descriptions write behind the last parameter of a path.
const ENDING: &str = ".json";

/// An operation.
pub struct Operation<'t> {
    /// In capitals.
    pub method: String,
    /// As the document writes it.
    pub path: &'t str,
    /// Its own object.
    pub node: Node<'t>,
    /// Those of the path and its own.
    pub parameters: Vec<Parameter<'t>>,
    /// The content that it takes.
    pub request: Option<Content<'t>>,
    /// Every answer.
    pub answers: Vec<Answer<'t>>,
}

/// A parameter.
pub struct Parameter<'t> {
    pub name: &'t str,
    pub place: &'t str,
    pub required: bool,
    pub node: Node<'t>,
}

/// An answer.
pub struct Answer<'t> {
    /// `200`, `4XX`, `default`.
    pub code: &'t str,
    pub content: Option<Content<'t>>,
    /// Header fields with what is said of them.
    pub headers: Vec<(&'t str, Node<'t>)>,
}

/// Content of a request or an answer.
pub struct Content<'t> {
    /// Its media types, without parameters, in lower case.
    pub types: Vec<String>,
    /// The schema of the first that is JSON, or of the first.
    pub schema: Option<Node<'t>>,
    /// The media type object that the schema stands in.
    pub media: Option<Node<'t>>,
    /// Whether one of them is JSON.
    pub is_json: bool,
}

impl<'t> Operation<'t> {
    /// The answer to a call that works, with its status.
    pub fn success(&self) -> Option<(u16, &Answer<'t>)> {
        let fits = |range: std::ops::Range<u16>| {
            let mut found: Vec<(u16, &Answer<'t>)> =
                self.answers.iter().filter_map(|answer| Some((status(answer.code)?, answer))).filter(|(status, _)| range.contains(status)).collect();
            // A create that may find its record there already makes one when it works.
            found.sort_by_key(|(status, _)| (self.method == "POST" && *status != 201, *status));
            found.first().copied()
        };
        fits(200..300).or_else(|| fits(300..400))
    }

    /// What the answer to a call that works carries, if it is JSON.
    pub fn success_schema(&self) -> Option<Node<'t>> {
        let content = self.success()?.1.content.as_ref()?;
        content.schema.filter(|_| content.is_json)
    }

    /// Its path taken apart.
    pub fn segments(&self) -> Vec<Segment<'t>> {
        Template::parse(self.path).segments
    }

    pub fn parameter(&self, place: &str, name: &str) -> Option<&Parameter<'t>> {
        self.parameters.iter().find(|parameter| parameter.place == place && parameter.name.eq_ignore_ascii_case(name))
    }

    pub fn has_status(&self, wanted: u16) -> bool {
        self.answers.iter().any(|answer| status(answer.code) == Some(wanted))
    }
}

/// The status of an answer; `2XX` is 200, other ranges and `default` are none.
pub fn status(code: &str) -> Option<u16> {
    if code.eq_ignore_ascii_case("2XX") {
        return Some(200);
    }
    code.parse().ok().filter(|status| (100..600).contains(status))
}

/// Every operation in the order of the document.
pub fn all<'t>(reading: &Reading<'t>) -> Vec<Operation<'t>> {
    let mut all: Vec<Operation<'t>> = Vec::new();
    let Some(paths) = reading.take(reading.root(), "paths") else { return all };
    let has_ending = paths.members().any(|(path, _)| path.ends_with(&format!("}}{ENDING}")));
    for (path, item) in paths.members().filter(|(path, _)| !path.starts_with("x-")) {
        // A parameter is a whole segment in a design: `/calls/{id}.json` is `/calls/{id}`, and its list is called the same way.
        let bare = path.strip_suffix(ENDING).filter(|bare| has_ending && !bare.ends_with('/') && paths.get(bare).is_none());
        if bare.is_some() {
            reading.say(Severity::Warning, item, "Paths carry no ending in the design: what is read is negotiated. `.json` is left out.");
        }
        let path = bare.unwrap_or(path);
        let Some(item) = reading.resolve(item) else { continue };
        if !item.is_map() {
            reading.say(Severity::Error, item, "A path is an object with a member for each method.");
            continue;
        }
        if !path.starts_with('/') {
            reading.say(Severity::Error, item, format!("The path {path} begins with no slash; it is read as if it did."));
        }
        let shared = parameters(reading, item);
        for (method, node) in item.members().filter(|(method, _)| METHODS.contains(method)) {
            reading.mark(node);
            if !node.is_map() {
                reading.say(Severity::Error, node, "An operation is an object.");
                continue;
            }
            let mut own = parameters(reading, node);
            for parameter in &shared {
                if !own.iter().any(|known| known.name == parameter.name && known.place == parameter.place) {
                    own.push(Parameter { ..*parameter });
                }
            }
            let request = reading.follow(node, "requestBody").and_then(|body| {
                let _ = reading.take(body, "required");
                content(reading, body)
            });
            all.push(Operation { method: method.to_ascii_uppercase(), path, node, parameters: own, request, answers: answers(reading, node) });
        }
    }
    all
}

fn parameters<'t>(reading: &Reading<'t>, holder: Node<'t>) -> Vec<Parameter<'t>> {
    let Some(list) = reading.take(holder, "parameters") else { return Vec::new() };
    let mut all = Vec::new();
    for node in list.items() {
        // Marked only where something is made of it: a parameter that is passed over is told.
        let Some(target) = reading.resolve(node) else { continue };
        let text = |name: &str| target.get(name).and_then(Node::text);
        let (Some(name), Some(place)) = (text("name"), text("in")) else {
            reading.say(Severity::Error, target, "A parameter has a `name` and says with `in` where it stands.");
            continue;
        };
        for member in ["name", "in", "required", "style", "explode"] {
            let _ = reading.take(target, member);
        }
        all.push(Parameter { name, place, required: target.get("required").and_then(Node::bool).unwrap_or(place == "path"), node: target });
    }
    all
}

fn answers<'t>(reading: &Reading<'t>, operation: Node<'t>) -> Vec<Answer<'t>> {
    let Some(responses) = reading.take(operation, "responses") else { return Vec::new() };
    let mut all = Vec::new();
    for (code, node) in responses.members().filter(|(code, _)| !code.starts_with("x-")) {
        let Some(node) = reading.resolve(node) else { continue };
        let mut headers = Vec::new();
        if let Some(list) = reading.take(node, "headers") {
            headers = list.members().filter_map(|(name, header)| Some((name, reading.resolve(header)?))).collect();
        }
        all.push(Answer { code, content: content(reading, node), headers });
    }
    all
}

fn content<'t>(reading: &Reading<'t>, holder: Node<'t>) -> Option<Content<'t>> {
    let map = reading.take(holder, "content")?;
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = |name: &str| name.ends_with("/json") || name.ends_with("+json") || name == "*/*" || name == "application/*";
    let chosen = map.members().find(|(name, _)| is_json(&essence(name))).or_else(|| map.members().next())?;
    reading.mark(chosen.1);
    let schema = chosen.1.get("schema");
    if let Some(schema) = schema {
        reading.mark(schema);
    }
    let mut types: Vec<String> = map.members().map(|(name, _)| essence(name)).collect();
    // The chosen one speaks for all; others of the same schema say nothing more.
    let first = essence(chosen.0);
    types.retain(|name| *name != first);
    types.insert(0, first.clone());
    let reference = |node: Node<'t>| node.get("schema").and_then(|schema| schema.get("$ref")).and_then(Node::text);
    for (_, other) in map.members().filter(|(_, other)| other.id != chosen.1.id) {
        if reference(other).is_some() && reference(other) == reference(chosen.1) {
            reading.mark_all(other);
        }
    }
    Some(Content { types, schema, media: Some(chosen.1), is_json: is_json(&first) })
}
