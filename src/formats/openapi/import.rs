//! An OpenAPI document, 3.0 or 3.1, as a design that answers at once: resources and behaviours from paths, methods and schemas,
//! policies from parameters, header fields and statuses.
//!
//! Nothing is lost in silence. Whatever is understood is marked; what is not marked at the end becomes a remark with its pointer
//! (`leftovers`). A document that Roundtrip wrote carries in `x-roundtrip` what OpenAPI has no word for, as changes to the design
//! that the rest of the document gives (`own`), so that changes made to the document by others count.

mod behaviours;
pub mod converted;
mod fields;
mod leftovers;
mod lives;
mod oauth;
mod operations;
pub(super) mod own;
mod policies;
pub mod reading;
mod relations;
mod resources;
mod samples;
mod security;
mod servers;
mod shape;
mod silence;

use std::collections::BTreeMap;
use std::fmt;

use crate::design::{Client, Design, Pointer};
use crate::formats::tree::{self, Id, ReadError, Spot, Tree};
use reading::Reading;

/// A design, and what had no place in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The design.
    pub design: Design,
    /// What is not in the design as the document says it, in the order of the document.
    pub remarks: Vec<Remark>,
    /// Where the parts of the design come from.
    pub places: BTreeMap<Pointer, Place>,
}

/// A place in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The JSON pointer (RFC 6901).
    pub pointer: String,
    /// Line and column.
    pub spot: Spot,
}

/// Something that the design does not say as the document does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// How much it matters.
    pub severity: Severity,
    /// Where it stands in the document.
    pub place: Place,
    /// What became of it, in a sentence.
    pub text: String,
}

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document itself is at fault there.
    Error,
    /// A client can notice: the server behaves otherwise.
    Warning,
    /// Words and details that no client notices.
    Note,
}

impl Severity {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Why a document gives no design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Neither JSON nor YAML, or too much of it.
    Read(ReadError),
    /// JSON or YAML, but without the member that marks OpenAPI.
    Foreign,
    /// Another version than 3.0, 3.1 and Swagger 2.0.
    Version { said: String },
    /// A member that cannot be missing.
    Missing { member: &'static str },
    /// A member of the wrong kind.
    Wrong { place: Place, wanted: &'static str },
}

impl fmt::Display for ImportError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(to),
            Self::Foreign => write!(to, "This is no OpenAPI document: the member `openapi` is missing at its top. Choose another file."),
            Self::Version { said } => {
                let name = if said.starts_with("Swagger") { "" } else { "OpenAPI " };
                write!(to, "This is {name}{said}; OpenAPI 3.0, 3.1 and Swagger 2.0 are read. Save it as one of these.")
            }
            Self::Missing { member } => write!(to, "The document has no `{member}`. Add it and open it again."),
            Self::Wrong { place, wanted } => {
                write!(to, "Line {}, column {} ({}): {wanted} is expected here.", place.spot.line, place.spot.column, place.pointer)
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// Whether a text says of itself that it is OpenAPI, of whichever version. The member may stand anywhere at the top.
pub fn is_openapi(text: &str) -> bool {
    let text = text.trim_start();
    let marks = ["openapi", "swagger"];
    if !text.starts_with('{') {
        return text.lines().any(|line| marks.iter().any(|word| line.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(':'))));
    }
    let own: String = text.chars().take(40).filter(|letter| !letter.is_whitespace()).collect();
    !own.starts_with("{\"roundtrip\"") && marks.iter().any(|word| text.contains(&format!("\"{word}\"")))
}

/// Reads a document.
pub fn read(text: &str) -> Result<Import, ImportError> {
    let tree = tree::read(text).map_err(ImportError::Read)?;
    match tree.root().get("openapi").is_none() && tree.root().get("swagger").is_some() {
        true => crate::formats::swagger::read(&tree),
        false => read_openapi(&tree),
    }
}

fn read_openapi(tree: &Tree<'_>) -> Result<Import, ImportError> {
    let reading = Reading::new(tree);
    check(&reading)?;
    let mut design = inferred(&reading);
    let mut origins = reading.origins.take();
    own::complete(&reading, &mut design, &mut origins);
    leftovers::tell(&reading);
    Ok(finish(tree, design, origins, reading.remarks.take()))
}

/// Reads what the words of OpenAPI alone say, whatever `x-roundtrip` adds.
pub(super) fn words(text: &str) -> Result<Import, ImportError> {
    let tree = tree::read(text).map_err(ImportError::Read)?;
    let reading = Reading::new(&tree);
    check(&reading)?;
    let design = inferred(&reading);
    leftovers::tell(&reading);
    Ok(finish(&tree, design, reading.origins.take(), reading.remarks.take()))
}

/// The design that the words of OpenAPI alone give.
fn inferred(reading: &Reading<'_>) -> Design {
    let mut design = Design { clients: Vec::new(), ..Design::default() };
    if let Some(info) = reading.take(reading.root(), "info") {
        design.name = reading.text_of(info, "title").unwrap_or_else(|| "Imported API".to_owned());
        design.summary = reading.text_of(info, "description").or_else(|| reading.text_of(info, "summary")).unwrap_or_default();
        let _ = reading.take(info, "version");
    }
    let operations = operations::all(reading);
    servers::locate(reading, &mut design);
    let groups = resources::groups(reading, &operations);
    resources::add(reading, &mut design, &groups, &operations);
    behaviours::add(reading, &mut design, &groups, &operations);
    policies::infer(reading, &mut design, &operations);
    security::infer(reading, &mut design, &operations);
    silence::note(reading, &mut design, &operations);
    design
}

fn check(reading: &Reading<'_>) -> Result<(), ImportError> {
    let root = reading.root();
    let wrong = |node: tree::Node<'_>, wanted| ImportError::Wrong { place: Place { pointer: node.pointer(), spot: node.spot() }, wanted };
    if !root.is_map() {
        return Err(ImportError::Foreign);
    }
    let version = reading.take(root, "openapi").ok_or(ImportError::Foreign)?;
    // `openapi: 3.1` without quotes is a number in YAML.
    let said = version.text().map(str::to_owned).or_else(|| version.number().map(|number| number.to_string())).unwrap_or_default();
    if !["3.0", "3.1"].iter().any(|known| said == *known || said.starts_with(&format!("{known}."))) {
        return Err(ImportError::Version { said });
    }
    match root.get("paths") {
        Some(paths) if !paths.is_map() => Err(wrong(paths, "an object with a member for each path")),
        None if root.get("webhooks").is_none() && root.get("components").is_none() => Err(ImportError::Missing { member: "paths" }),
        _ => Ok(()),
    }
}

fn finish(tree: &Tree<'_>, design: Design, origins: BTreeMap<Pointer, Id>, remarks: Vec<reading::Said>) -> Import {
    let mut ids: Vec<Id> = remarks.iter().map(|remark| remark.at).collect();
    ids.extend(origins.values().copied());
    let mut places = ids.iter().zip(tree.spots(&ids)).map(|(id, spot)| Place { pointer: tree.node(*id).pointer(), spot });
    let mut remarks: Vec<Remark> = remarks
        .into_iter()
        .zip(places.by_ref())
        .map(|(said, place)| Remark { severity: said.severity, place, text: said.text.into_owned() })
        .collect();
    crate::order::by_key(&mut remarks, |remark| remark.place.spot);
    Import { design, remarks, places: origins.into_keys().zip(places).collect() }
}

/// A caller for the server that stands for those of the document.
fn caller(design: &Design) -> Client {
    let client = Client::program("App");
    let policy = &design.policies.authentication;
    match (&policy.api_key, policy.bearer) {
        (Some(_), false) => client.api_key("app-key-1"),
        _ => client.bearer("app-token-1"),
    }
}

#[cfg(test)]
mod tests;
