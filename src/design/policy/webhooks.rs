//! Messages to another server when records change (Standard Webhooks 1.0).

use serde::{Deserialize, Serialize};

/// Who is told, of what, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Webhooks {
    /// Where messages go; empty where nobody is told.
    pub receiver: String,
    /// What is told.
    pub events: Vec<Event>,
    /// How a receiver knows who has sent a message.
    pub signature: SignatureForm,
    /// The secret that both sides know.
    pub secret: String,
    /// How often a message is sent at most, until the receiver answers with 2xx.
    pub attempts: u32,
    /// Seconds after which a receiver refuses a message as too old.
    pub tolerance: u32,
}

/// What can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// A record was made.
    Created,
    /// A record was changed.
    Updated,
    /// A record was removed.
    Deleted,
    /// A record went on along its life-cycle.
    Transition,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Created, Self::Updated, Self::Deleted, Self::Transition];

    /// The word in the name of a message; a transition has its own.
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Transition => "transition",
        }
    }
}

/// How messages are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureForm {
    /// Name, moment and content, as Standard Webhooks writes it.
    #[default]
    Standard,
    /// The content alone, as `sha256=` with hexadecimal digits: a repetition looks new.
    Sha256,
    /// Not at all: anybody can send them.
    None,
}

impl Webhooks {
    /// Whether anybody is told of anything.
    pub fn tells(&self) -> bool {
        !self.receiver.is_empty() && !self.events.is_empty()
    }
}

impl Default for Webhooks {
    fn default() -> Self {
        Self {
            receiver: String::new(),
            events: Event::ALL.to_vec(),
            signature: SignatureForm::Standard,
            secret: "whsec_cm91bmR0cmlwIHJvdW5kdHJpcCByb3VuZHRyaXA=".to_owned(),
            attempts: 5,
            tolerance: 300,
        }
    }
}
