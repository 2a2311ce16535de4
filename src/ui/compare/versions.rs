//! The versions that can be compared: those at hand, those this browser keeps, and whatever a person brings.

use std::sync::Arc;

use roundtrip::compare::{self, Report, Today, of_design};
use roundtrip::design::contract::Contract;
use roundtrip::design::{Design, Document, samples};
use roundtrip::formats::openapi::{contract, import};
use roundtrip::formats::{link, opening};

use crate::ui::keep::versions;
use crate::ui::workspace::Workspace;

/// The most automatic versions that are offered; named ones are all there.
const AUTOMATIC: usize = 3;

/// A version with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// As people call it: `v1`, «The design as opened».
    pub name: String,
    /// Whether a person named it; then the address can say it.
    pub is_named: bool,
    /// The design it was; none, where a document has calls and gives no design.
    pub design: Option<Arc<Design>>,
    /// What a document in OpenAPI says, word by word.
    pub contract: Option<Arc<Contract>>,
}

impl Version {
    /// A design.
    pub fn of(name: &str, design: Arc<Design>) -> Self {
        Self { name: name.to_owned(), is_named: false, design: Some(design), contract: None }
    }

    /// What a person brings: a link, a document in OpenAPI, or whatever else gives a design. Why not, in words.
    pub fn read(name: &str, text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.starts_with("d1.") || text.contains("#d1.") && !text.contains(char::is_whitespace) {
            let design = link::decode(text).map_err(|error| error.to_string())?;
            return Ok(Self::of(&format!("The link of {}", design.name), Arc::new(design)));
        }
        let read = opening::read(text).map(|import| Arc::new(import.design)).map_err(|error| error.to_string());
        if !import::is_openapi(text) {
            return Ok(Self::of(name, read?));
        }
        let contract = contract::read(text).map_err(|error| error.to_string())?;
        // What gives no design can be compared all the same, if it has calls.
        let design = match read {
            Err(why) if contract.operations.is_empty() => return Err(why),
            read => read.ok(),
        };
        Ok(Self { name: name.to_owned(), is_named: false, design, contract: Some(Arc::new(contract)) })
    }

    /// As texts, to leave a worker with: its own name if it has one, the design, what the document says.
    pub fn to_texts(&self) -> Vec<String> {
        let design = self.design.as_ref().map(|design| Document::new((**design).clone()).to_compact_json());
        let contract = self.contract.as_ref().and_then(|contract| serde_json::to_string(&**contract).ok());
        vec![self.name.clone(), design.unwrap_or_default(), contract.unwrap_or_default()]
    }

    /// What left a worker, by the name of the file where it has none of its own.
    pub fn from_texts(file: &str, texts: &[String]) -> Result<Self, String> {
        let [name, design, contract] = texts else { return Err(format!("{file} was not read in full. Choose it again.")) };
        let name = if name.is_empty() { file.to_owned() } else { name.clone() };
        let read = |design: &String| Document::from_json(design).map(|document| Arc::new(document.design)).map_err(|error| error.to_string());
        let design = Some(design).filter(|design| !design.is_empty()).map(read).transpose()?;
        let read = |contract: &String| serde_json::from_str(contract).map(Arc::new).map_err(|error| error.to_string());
        let contract = Some(contract).filter(|contract| !contract.is_empty()).map(read).transpose()?;
        Ok(Self { name, is_named: false, design, contract })
    }

    /// What it says of its own version: `1.4.0`.
    pub fn number(&self) -> String {
        match (&self.contract, &self.design) {
            (Some(contract), _) => contract.version.clone(),
            (None, Some(design)) => of_design::contract(design).version,
            (None, None) => String::new(),
        }
    }
}

/// What differs, as `roundtrip compare` tells it: two documents in OpenAPI as they stand, everything else as designs. `None` where
/// one side is a design and the other a document that gives none.
pub fn report(old: &Version, new: &Version, today: Today) -> Option<Report> {
    match (&old.contract, &new.contract, &old.design, &new.design) {
        (Some(before), Some(after), ..) => Some(compare::contracts(before, after, today)),
        (_, _, Some(before), Some(after)) => Some(compare::designs(before, after, today)),
        _ => None,
    }
}

/// The versions that this browser keeps of the design, named ones first. None, where it keeps nothing for this page.
pub async fn kept(workspace: Workspace) -> Vec<Version> {
    let Some(place) = workspace.place.get_untracked() else { return Vec::new() };
    let (automatic, named): (Vec<_>, Vec<_>) = versions::all(&place).await.unwrap_or_default().into_iter().partition(|version| version.automatic);
    let all = named.into_iter().chain(automatic.into_iter().take(AUTOMATIC));
    all.map(|version| Version { is_named: !version.automatic, ..Version::of(&version.name, Arc::new(version.document.design)) }).collect()
}

/// The versions that are at hand, the likeliest first.
pub fn known(workspace: Workspace) -> Vec<Version> {
    let opened = workspace.opened.get_untracked();
    let name = workspace.design.with_untracked(|design| design.name.clone());
    let sample = samples::ALL.iter().find(|sample| sample.title == name).map(|sample| sample.design()).filter(|sample| *sample != *opened);
    let sample = sample.map(|sample| Version::of(&format!("The sample {name}"), Arc::new(sample)));
    std::iter::once(Version::of("The design as opened", opened)).chain(sample).collect()
}
