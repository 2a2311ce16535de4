//! What a path asks for, and how it would be said with nouns.

use indexmap::IndexMap;

use crate::design::template::Segment;
use crate::design::{Behaviour, Design, Edit, Endpoint, Pointer, Resource, naming, words};
use crate::http::Method;
use crate::rules::Mend;

/// A segment that asks for an action.
pub struct Verb {
    /// Its place in the template.
    pub index: usize,
    /// The segment as written.
    pub segment: String,
    /// Whether it says what a method says already.
    pub crud: bool,
}

/// The first segment of an endpoint's path that asks for an action.
pub fn verb(endpoint: &Endpoint) -> Option<Verb> {
    // OAuth names its endpoints itself: everybody looks for /authorize and /revoke.
    if endpoint.behaviour.is_oauth() {
        return None;
    }
    let template = endpoint.template();
    let last = template.segments.len().saturating_sub(1);
    let mut behind_a_record = false;
    for (index, segment) in template.segments.iter().enumerate() {
        let Segment::Literal(text) = segment else {
            behind_a_record = true;
            continue;
        };
        let text = extension(text).map_or(text.as_ref(), |(stem, _)| stem);
        if is_of_oauth(&template.segments, text) {
            return None;
        }
        let acts = behind_a_record && index == last && !endpoint.method.is_safe() && words::acts_behind_a_record(text);
        if acts || words::is_verb(text) {
            return Some(Verb { index, segment: text.to_owned(), crud: words::is_crud_verb(text) });
        }
        behind_a_record = false;
    }
    None
}

/// Addresses that OAuth has given its name to (RFC 6749 section 3.1, RFC 7009 section 2, RFC 7662 section 2).
fn is_of_oauth(segments: &[Segment], text: &str) -> bool {
    let named = ["authorize", "revoke", "introspect", "register", "verify"].contains(&text);
    named && (is_below_oauth(segments) || text == "authorize" && segments.len() == 1)
}

/// Whether a path leads into the part of an API that speaks OAuth.
pub fn is_below_oauth(segments: &[Segment]) -> bool {
    segments.iter().any(|segment| matches!(segment, Segment::Literal(text) if text.starts_with("oauth") || text == "oidc"))
}

/// A path or segment without the name of a format or a program at its end, and that name: `orders` and `.json`.
pub fn extension(text: &str) -> Option<(&str, &'static str)> {
    let known = [".json", ".xml", ".csv", ".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".do", ".cgi", ".yaml", ".yml"];
    known
        .into_iter()
        .find_map(|extension| Some((text.strip_suffix(extension)?, extension)))
        .filter(|(stem, _)| !stem.is_empty() && !stem.ends_with('/'))
}

/// Whether a path asks for a search that may carry its question as content: `POST /orders/search`.
pub fn is_search(endpoint: &Endpoint) -> bool {
    endpoint.path.rsplit('/').next().is_some_and(|last| {
        words::split(last).iter().any(|word| ["search", "searches", "query", "queries", "lookup", "lookups", "graphql"].contains(&word.as_str()))
    })
}

/// Segments that name one thing of which there is only one for each caller or place.
pub fn is_singleton(segment: &str) -> bool {
    let words = words::split(segment);
    let known = [
        "me",
        "self",
        "current",
        "mine",
        "health",
        "status",
        "ping",
        "version",
        "info",
        "config",
        "configuration",
        "settings",
        "profile",
        "session",
        "dashboard",
        "summary",
        "metrics",
        "account",
        "balance",
        "cart",
        "basket",
        "search",
        "api",
        "root",
        "home",
        "token",
    ];
    matches!(words.as_slice(), [word] if known.contains(&word.as_str()))
}

/// `v1`, `v2.1`, `2.0`, `2026-01-01` are versions.
pub fn is_version(segment: &str) -> bool {
    let dotted = segment.split_once('.').is_some_and(|(major, minor)| is_number(major) && is_number(minor));
    dotted
        || segment.strip_prefix(['v', 'V']).is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()) && is_number(rest))
        || segment.len() == 10 && segment.split('-').count() == 3 && segment.split('-').all(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_digit() || character == '.')
}

/// The same call with a noun: `GET /getUsers` as `GET /users`, `POST /orders/{id}/cancel` as `POST /orders/{id}/cancellation`.
/// `None` where no better name is known.
pub fn remodel(design: &Design, endpoint: &Endpoint) -> Option<(Method, String)> {
    let verb = verb(endpoint)?;
    let resource = design.resource_of(endpoint).map(|resource| &**resource);
    let mut parts: Vec<String> = endpoint.template().segments.iter().map(written).collect();
    let place = parts.get_mut(verb.index)?;
    if !verb.crud {
        let noun = naming::noun_of_action(&verb.segment);
        let better = noun != words::kebab(&verb.segment) && !words::is_verb(&noun) && !words::acts_behind_a_record(&noun);
        *place = noun;
        return better.then(|| {
            (if endpoint.method.is_safe() { Method::POST } else { endpoint.method.clone() }, as_others_write_it(design, endpoint, joined(&parts)))
        });
    }
    match object(&verb.segment, resource) {
        Some(object) => *place = object,
        // Behind the word stands a thing of its own, and nobody knows what becomes of it.
        None if parts.get(verb.index + 1).is_some_and(|next| !next.starts_with('{')) => return None,
        None => {
            parts.remove(verb.index);
        }
    }
    if parts.is_empty() {
        parts.push(resource?.segment.clone());
    }
    if let Some(resource) = resource
        && endpoint.behaviour.is_on_item()
        && parts.last().is_some_and(|last| !last.starts_with('{'))
    {
        parts.push(format!("{{{}}}", resource.identifier.field));
    }
    let method = match endpoint.behaviour {
        Behaviour::Fixed { .. } => method_of(&verb.segment),
        _ => endpoint.behaviour.usual_method(),
    };
    // DELETE of /items would remove them all: `removeItem` means one of them.
    if method == Method::DELETE
        && parts.len() == verb.index + 1
        && let Some(object) = object(&verb.segment, resource)
    {
        parts.push(format!("{{{}_id}}", words::snake(&words::singular(&object))));
    }
    Some((method, as_others_write_it(design, endpoint, joined(&parts))))
}

/// The path with the parameter names that other endpoints on the same path use.
pub fn as_others_write_it(design: &Design, endpoint: &Endpoint, path: String) -> String {
    let other = super::look::endpoints(design).find(|other| other.id != endpoint.id && super::mend::same_shape(&other.path, &path));
    other.map_or(path, |other| other.path.clone())
}

/// What a CRUD verb is done to: `getAllUsers` to `users`, or the segment of the resource if that is what is meant.
fn object(segment: &str, resource: Option<&Resource>) -> Option<String> {
    let words = words::split(segment);
    let rest: Vec<&str> = words
        .iter()
        .skip(1)
        .map(String::as_str)
        .skip_while(|word| *word == "as")
        .take_while(|word| !["by", "for", "with", "as", "from", "to", "in"].contains(word))
        .filter(|word| *word != "all")
        .collect();
    let named = words::singular(&rest.join("-"));
    match resource {
        _ if rest.is_empty() => None,
        Some(resource) if named == words::kebab(&resource.name) || rest == ["one"] => Some(resource.segment.clone()),
        _ => Some(words::kebab(&words::plural(&rest.join("-")))),
    }
}

fn method_of(segment: &str) -> Method {
    match words::split(segment).first().map(String::as_str) {
        Some("create" | "add" | "insert" | "make" | "new" | "post" | "save" | "store") => Method::POST,
        Some("update" | "edit" | "modify" | "change" | "patch" | "set") => Method::PATCH,
        Some("put" | "replace" | "upsert") => Method::PUT,
        Some("delete" | "remove" | "destroy" | "erase" | "drop") => Method::DELETE,
        _ => Method::GET,
    }
}

/// A segment as it stands in a path.
pub fn written(segment: &Segment) -> String {
    match segment {
        Segment::Literal(text) => text.to_string(),
        Segment::Parameter(name) => format!("{{{name}}}"),
    }
}

/// Segments as a path.
pub fn joined(parts: &[String]) -> String {
    parts.iter().map(|part| format!("/{part}")).collect()
}

/// A literal segment with everything that stands under it.
pub struct Literal<'a> {
    /// As written.
    pub text: String,
    /// The resource whose collection it is.
    pub resource: Option<&'a Resource>,
    /// Its resource, or an endpoint that uses it and stands for no other segment.
    at: Pointer,
    /// The endpoints that use it.
    pub endpoints: Vec<&'a Endpoint>,
    /// Whether a parameter stands behind it.
    pub holds: bool,
    /// Whether a record or a list of records stands behind it.
    pub collection: bool,
}

/// Every literal segment of the design once, in the order of first use.
pub fn literals(design: &Design) -> Vec<Literal<'_>> {
    let mut literals: IndexMap<String, (Literal<'_>, Use<'_>)> = IndexMap::new();
    for endpoint in super::look::endpoints(design) {
        let segments = endpoint.template().segments;
        for (index, segment) in segments.iter().enumerate() {
            let Segment::Literal(text) = segment else { continue };
            let (literal, used) = literals.entry(text.to_string()).or_insert_with(|| {
                let resource = design.resource_at(text).map(|resource| &**resource);
                (
                    Literal { text: text.to_string(), resource, at: Pointer::Design, endpoints: Vec::new(), holds: false, collection: false },
                    Use::default(),
                )
            });
            match (segments.get(index + 1), segments.len() - index) {
                (None, _) => {
                    used.listed |= matches!(endpoint.behaviour, Behaviour::List | Behaviour::Search | Behaviour::Create | Behaviour::Fixed { .. })
                }
                (Some(Segment::Parameter(_)), 2) => {
                    used.holds = true;
                    if !used.methods.contains(&&endpoint.method) {
                        used.methods.push(&endpoint.method);
                    }
                }
                (Some(Segment::Parameter(_)), _) => used.holds = true,
                (Some(Segment::Literal(_)), _) => {}
            }
            literal.endpoints.push(endpoint);
        }
    }
    let mut taken: Vec<Pointer> = Vec::new();
    let mut all: Vec<Literal<'_>> = Vec::with_capacity(literals.len());
    for (mut literal, used) in literals.into_values() {
        literal.holds = used.holds;
        // What nobody lists and nobody changes may be one thing with a part, such as /git/{sha}.
        literal.collection = match literal.resource {
            Some(_) => used.holds || used.listed,
            None => used.holds && (used.listed || used.methods.len() > 1),
        };
        let free = || literal.endpoints.iter().map(|endpoint| endpoint.at()).find(|at| !taken.contains(at));
        literal.at = match literal.resource {
            Some(resource) => resource.at(),
            None => free().unwrap_or_default(),
        };
        taken.push(literal.at.clone());
        all.push(literal);
    }
    all
}

/// How a literal segment is used.
#[derive(Default)]
struct Use<'a> {
    /// A path ends with it and lists or creates.
    listed: bool,
    /// A parameter stands behind it.
    holds: bool,
    /// Methods on one record behind it.
    methods: Vec<&'a Method>,
}

impl Literal<'_> {
    /// Where a finding about it stands: its resource, or the first endpoint that uses it.
    pub fn at(&self) -> Pointer {
        self.at.clone()
    }

    /// The edits that write it another way everywhere, unless two endpoints would then be the same.
    pub fn renamed(&self, design: &Design, to: &str) -> Mend {
        if to.is_empty() || to == self.text {
            return Err(None);
        }
        let edits = match (self.resource, design.resource_at(to)) {
            (Some(_), Some(taken)) => return Err(Some(taken.at())),
            (Some(resource), None) => vec![Edit::SetSegment { resource: resource.name.clone(), segment: to.to_owned() }],
            (None, _) => {
                self.endpoints.iter().map(|endpoint| super::mend::endpoint(endpoint, |endpoint| endpoint.path = self.path(endpoint, to))).collect()
            }
        };
        super::mend::if_distinct(design, edits)
    }

    fn path(&self, endpoint: &Endpoint, to: &str) -> String {
        let template = endpoint.template();
        let parts: Vec<String> = template
            .segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) if *text == self.text => to.to_owned(),
                other => written(other),
            })
            .collect();
        joined(&parts)
    }
}
