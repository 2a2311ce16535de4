//! Links in answers: what a client can do next, said by the server (RFC 8288; draft-kelly-json-hal).

use serde::{Deserialize, Serialize};

use super::{Format, Policies};

/// Links in answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Hypermedia {
    /// How links are written.
    pub form: LinkForm,
    /// A record links to the collection it stands in.
    pub collection: bool,
    /// A record links to the records it belongs to, and to those that belong to it.
    pub related: bool,
    /// A record links to what can be done with it.
    pub actions: bool,
    /// Only what the record's state allows is offered; otherwise everything, and some links answer 409 when followed.
    pub by_state: bool,
    /// Targets begin with the origin; otherwise with the path.
    pub absolute: bool,
}

/// How links are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkForm {
    /// Not at all: clients build addresses by themselves.
    #[default]
    None,
    /// A `links` array in JSON: objects with `rel`, `href`, `method` and `type`.
    Links,
    /// The Hypertext Application Language: `_links` and `_embedded`, as a media type of its own.
    Hal,
}

impl Default for Hypermedia {
    fn default() -> Self {
        Self { form: LinkForm::None, collection: true, related: true, actions: true, by_state: true, absolute: false }
    }
}

impl Hypermedia {
    /// Whether records and lists carry links.
    pub fn links(&self) -> bool {
        self.form != LinkForm::None
    }
}

impl Policies {
    /// The representations there are, the usual one first: HAL stands before the others where links are written in it.
    pub fn representations(&self) -> Vec<Format> {
        let hal = (self.hypermedia.form == LinkForm::Hal).then_some(Format::Hal);
        hal.into_iter().chain(self.negotiation.offers().iter().copied().filter(|format| *format != Format::Hal)).collect()
    }
}
