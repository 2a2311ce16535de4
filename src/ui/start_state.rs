//! With which design the page begins: the link, else the autosave, else the first sample. Nothing is lost on the way: what cannot
//! be opened is kept under another name and named in a banner.

use roundtrip::design::samples::{self, Sample};
use roundtrip::design::{Design, Document};
use roundtrip::formats::link::{self, LinkError};
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;
use super::share::opening;
use crate::browser::{location, storage};

/// The name of the autosave.
pub const AUTOSAVE: &str = "design";
/// The name under which an unreadable autosave is kept.
pub const DAMAGED: &str = "design.damaged";

/// A message that stays until it is dealt with.
#[derive(Clone, Debug, PartialEq)]
pub struct Banner {
    /// What happened, why, what to do.
    pub text: String,
    /// Whether work is at risk.
    pub error: bool,
    /// What can be saved: the label of a button, and the design it opens.
    pub offer: Option<(String, Box<Design>)>,
    /// A text that can be taken away as a file, because the page could not read it.
    pub rescue: Option<String>,
}

impl Banner {
    fn new(text: String) -> Self {
        Self { text, error: true, offer: None, rescue: None }
    }
}

/// Reading and writing designs.
#[derive(Clone, Copy)]
pub struct Documents {
    /// The design to begin with.
    pub load: fn() -> (Design, Option<Banner>),
    /// A text for the autosave.
    pub write: fn(&Design) -> String,
    /// The design of a sample.
    pub sample: fn(&Sample) -> Design,
    /// A design from a file, with what had no place in it.
    pub read: fn(&str) -> Result<opening::Opened, String>,
}

/// The part that knows documents: nothing is to be read on a first visit, and nothing to be written before the first change.
#[wasm_split(documents, fallible)]
pub fn documents() -> Fetched<Documents> {
    Ok(Documents { load, write: |design| Document::new(design.clone()).to_compact_json(), sample: Sample::design, read: opening::read })
}

/// The design of a visitor who has neither a design here nor a link to one.
pub fn first_visit() -> Option<Design> {
    let is_first = !location::fragment().starts_with('d') && storage::read(AUTOSAVE).is_none();
    is_first.then(samples::hotel_booking)
}

/// The design to begin with, whether it is the visitor's own, and what has to be said about it.
fn load() -> (Design, Option<Banner>) {
    let fragment = location::fragment();
    let own = autosave();
    if !fragment.starts_with('d') {
        return match own {
            Ok(Some(design)) => (design, None),
            Ok(None) => (samples::hotel_booking(), None),
            Err(banner) => (samples::hotel_booking(), Some(banner)),
        };
    }
    match link::decode(&fragment) {
        Ok(design) => {
            let kept = own.ok().flatten().filter(|own| *own != design);
            let banner = kept.map(|own| Banner {
                text: format!("Shared design: {}. Your own design {} is kept.", design.name, own.name),
                error: false,
                offer: Some((format!("Back to {}", own.name), Box::new(own))),
                rescue: None,
            });
            (design, banner)
        }
        Err(error) => {
            let mut banner = Banner::new(error.to_string());
            if let LinkError::Truncated { salvaged: Some(design), .. } = error {
                banner.offer = Some(("Open what is readable".to_owned(), design_of(design)));
            }
            (own.ok().flatten().unwrap_or_else(samples::hotel_booking), Some(banner))
        }
    }
}

fn design_of<T: Into<Box<Design>>>(design: T) -> Box<Design> {
    design.into()
}

/// The design kept in this browser. What cannot be read is set aside, not thrown away.
fn autosave() -> Result<Option<Design>, Banner> {
    let Some(text) = storage::read(AUTOSAVE) else { return Ok(None) };
    match Document::from_json(&text) {
        Ok(document) => Ok(Some(document.design)),
        Err(error) => {
            let _ = storage::keep(DAMAGED, &text);
            let mut banner = Banner::new(format!("The design kept in this browser could not be read. {error}"));
            banner.rescue = Some(text);
            Err(banner)
        }
    }
}
