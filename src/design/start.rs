//! From a line of names, `booking, room, guest`, to resources with fields, relations and endpoints that work at once.
//!
//! Names that are known get the fields one would expect; the others get a name and a time of creation. Things that happen (a
//! booking, an order) point to the people and things that stand in the same line.

mod nouns;

use super::{Behaviour, Client, Design, Edit, Endpoint, Field, FieldKind, NoOverlap, Policy, Resource, naming, words};
use crate::design::words::letters::is_of_word;
use nouns::Role;

/// The most resources one line may make.
pub const MOST: usize = 40;

/// Why a line makes no resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartError {
    /// No name in it.
    Empty,
    /// More than [`MOST`] names.
    TooMany(usize),
    /// A name without any letter.
    NoName(String),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(to, "Type what your API manages, such as `booking, room, guest`."),
            Self::TooMany(count) => write!(to, "{count} names are more than {MOST}. Begin with the most important ones."),
            Self::NoName(text) => write!(to, "`{text}` has no letter in it. Type a noun, such as `booking`."),
        }
    }
}

impl std::error::Error for StartError {}

/// The edits that add the resources of a line, their fields, relations and endpoints. Names that the design has are left alone.
pub fn edits(design: &Design, line: &str) -> Result<Vec<Edit>, StartError> {
    let names = names(line)?;
    let fresh: Vec<&String> = names.iter().filter(|name| design.resource(name).is_none()).collect();
    let known: Vec<String> = design.resources.iter().map(|resource| resource.name.clone()).chain(names.iter().cloned()).collect();
    let mut edits = Vec::new();
    for (index, name) in fresh.iter().enumerate() {
        edits.push(Edit::AddResource { resource: resource(name, design.resources.len() + index) });
    }
    for name in &fresh {
        let targets = targets(name, &known);
        for target in &targets {
            edits.push(Edit::AddField {
                resource: (*name).clone(),
                field: Field::required(&reference(target), FieldKind::reference(target)),
                index: Some(0),
            });
        }
        let taken = targets.iter().find(|target| nouns::role(target) == Role::Thing);
        if let (Some(taken), Some((from, to))) = (taken, nouns::span(name)) {
            let rule = NoOverlap { key: vec![reference(taken)], from: from.to_owned(), to: to.to_owned(), except: vec!["cancelled".to_owned()] };
            let mut grown = design.clone();
            // The edits so far were made for this design, so they apply to a copy of it.
            if grown.apply_all(&edits).is_ok()
                && let Some(resource) = grown.resource(name)
            {
                edits.push(Edit::SetResource { resource: Resource { no_overlap: vec![rule], ..(**resource).clone() } });
            }
        }
    }
    let mut grown = design.clone();
    if grown.apply_all(&edits).is_err() {
        return Ok(edits);
    }
    for name in &fresh {
        edits.extend(usual_endpoints(&grown, name));
    }
    edits.extend(first_clients(design));
    Ok(edits)
}

/// A page and a program that may call, where nobody can yet.
pub fn first_clients(design: &Design) -> Vec<Edit> {
    if !design.clients.is_empty() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let page = Client::page("Web app", "https://app.example.com").bearer("web-token-1").roles(&["member"]);
    let mut cors = design.policies.cors.clone();
    cors.origins = super::policy::Origins::List(vec!["https://app.example.com".to_owned()]);
    edits.push(Edit::AddClient { client: page });
    edits.push(Edit::AddClient { client: Client::program("Script").bearer("script-token-1").roles(&["member"]) });
    edits.push(Edit::AddClient { client: Client::page("Unknown page", "https://elsewhere.example") });
    edits.push(Edit::SetPolicy(Policy::Cors(cors)));
    edits
}

/// A design made from nothing but a line.
pub fn design(line: &str) -> Result<Design, StartError> {
    let mut design = Design::default();
    let edits = edits(&design, line)?;
    if let Some(first) = names(line)?.first() {
        design.name = format!("{} API", words::sentence(&words::spaced(first)));
    }
    // The edits were made for this very design; a refusal would leave it as it is.
    let _ = design.apply_all(&edits);
    Ok(design)
}

/// A resource with the fields its name suggests, and no endpoints yet.
pub fn resource(name: &str, index: usize) -> Resource {
    let segment = naming::segment(name);
    Resource {
        name: name.to_owned(),
        segment,
        fields: nouns::fields(name),
        lifecycle: nouns::lifecycle(name),
        generated: 25,
        place: Some(place(index)),
        ..Resource::default()
    }
}

/// The five endpoints a resource begins with.
pub fn usual_endpoints(design: &Design, name: &str) -> Vec<Edit> {
    let Some(resource) = design.resource(name) else { return Vec::new() };
    [Behaviour::List, Behaviour::Create, Behaviour::Read, Behaviour::Update, Behaviour::Delete]
        .into_iter()
        .map(|behaviour| {
            let mut endpoint = Endpoint::usual(resource, behaviour).with_expected_errors(design);
            endpoint.id = naming::free_id(design, &endpoint.id);
            Edit::AddEndpoint { endpoint }
        })
        .collect()
}

/// Where the card of the n-th resource stands: three columns.
pub fn place(index: usize) -> (i32, i32) {
    let (column, row) = (index % 3, index / 3);
    (16 + 224 * i32::try_from(column).unwrap_or(0), 16 + 260 * i32::try_from(row).unwrap_or(0))
}

fn reference(target: &str) -> String {
    format!("{}Id", words::camel(target))
}

fn names(line: &str) -> Result<Vec<String>, StartError> {
    let mut names: Vec<String> = Vec::new();
    for part in line.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let name = words::pascal(&words::singular(part));
        if !name.chars().any(|letter| is_of_word(letter) && !letter.is_ascii_digit()) {
            return Err(StartError::NoName(part.to_owned()));
        }
        if !names.contains(&name) {
            names.push(name.chars().take(60).collect());
        }
    }
    match names.len() {
        0 => Err(StartError::Empty),
        count if count > MOST => Err(StartError::TooMany(count)),
        _ => Ok(names),
    }
}

/// The resources this one points to: an event points to the people and things beside it, a part to its whole.
fn targets(name: &str, all: &[String]) -> Vec<String> {
    let wholes = nouns::wholes(name);
    let role = nouns::role(name);
    all.iter()
        .filter(|other| other.as_str() != name)
        .filter(|other| {
            let is_whole = wholes.contains(&words::spaced(other).as_str());
            let by_role = role == Role::Event && matches!(nouns::role(other), Role::Person | Role::Thing) && !is_part_of_another(other, all);
            is_whole || by_role
        })
        .rev()
        .cloned()
        .collect()
}

/// A hotel stands behind its rooms: a booking of a room need not name the hotel too.
fn is_part_of_another(name: &str, all: &[String]) -> bool {
    all.iter().any(|other| other != name && nouns::wholes(other).contains(&words::spaced(name).as_str()) && nouns::role(other) == Role::Thing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_first_screen() {
        let design = design("booking, room, guest").unwrap();
        assert_eq!(design.resources.iter().map(|resource| resource.name.as_str()).collect::<Vec<_>>(), ["Booking", "Room", "Guest"]);
        let relations: Vec<_> = design.relations().into_iter().map(|relation| (relation.from, relation.to)).collect();
        assert_eq!(relations, [("Booking".into(), "Room".into()), ("Booking".into(), "Guest".into())]);
        assert_eq!(design.endpoints.len(), 15);
        assert!(design.endpoint("createBooking").is_some());
        assert_eq!(design.resource("Booking").unwrap().no_overlap[0].key, ["roomId"]);
    }

    #[test]
    fn names_in_any_form() {
        let design = design("Order Items; people\ncategories").unwrap();
        assert_eq!(design.resources.iter().map(|resource| resource.segment.as_str()).collect::<Vec<_>>(), ["order-items", "people", "categories"]);
    }

    #[test]
    fn lines_without_a_name_say_so() {
        assert_eq!(design(" , "), Err(StartError::Empty));
        assert_eq!(design("123"), Err(StartError::NoName("123".into())));
        let many = (0..50).map(|index| format!("thing{index}x")).collect::<Vec<_>>().join(",");
        assert!(design(&many).is_err());
    }

    #[test]
    fn a_second_line_leaves_what_is_there() {
        let mut design = design("order, customer").unwrap();
        let more = edits(&design, "order, product").unwrap();
        design.apply_all(&more).unwrap();
        assert_eq!(design.resources.len(), 3);
    }
}
