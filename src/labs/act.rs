//! What can be done in a step or a check.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::mock::receiver::Trick;

/// Something that is done.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Act {
    /// A client sends a request that is written out.
    Send {
        /// Its name in the design.
        by: String,
        /// What the button says.
        #[serde(default)]
        label: String,
        /// `PATCH /v1/rooms/rm_204`, fields on the next lines, an empty line, the content. `${name}` stands for what was kept.
        request: String,
        /// What is kept of the answer, by name: see [`super::observe`].
        #[serde(default)]
        keep: BTreeMap<String, String>,
        /// How often.
        #[serde(default = "once")]
        times: u16,
        /// Without the client's credentials.
        #[serde(default)]
        bare: bool,
    },
    /// Somebody sends what an endpoint of the design accepts, whatever its path is: for checks of a person's own design.
    Call {
        /// `create`, `list`, ... as [`crate::design::Behaviour::word`] has it.
        does: String,
        /// The resource, in any form of its name.
        of: String,
        /// Who: the first client that may, where none is named; `nobody` for no credentials.
        #[serde(default)]
        by: String,
        /// Fields that are set; an empty one is left out.
        #[serde(default)]
        headers: BTreeMap<String, String>,
        /// Members that are set in the content.
        #[serde(default)]
        members: Map<String, Value>,
        /// What follows `?`.
        #[serde(default)]
        query: String,
        /// What is kept of the answer.
        #[serde(default)]
        keep: BTreeMap<String, String>,
        /// How often, byte for byte the same.
        #[serde(default = "once")]
        times: u16,
    },
    /// A policy, or anything else of the design, is changed.
    Set {
        /// What the button says.
        label: String,
        /// What differs afterwards, by place.
        set: Map<String, Value>,
    },
    /// Time passes.
    Wait {
        /// What the button says.
        #[serde(default)]
        label: String,
        /// How much of it.
        seconds: u64,
    },
    /// Something happens to the last message that the server has sent by itself.
    Deliver {
        /// What the button says.
        label: String,
        /// What happens; it arrives as it was sent where nothing does.
        trick: Option<Mischief>,
    },
}

/// [`Trick`] as files name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mischief {
    /// Somebody changes its content.
    Changed,
    /// Somebody sends it again after a minute.
    SentAgain,
    /// Somebody sends it again after a day.
    SentAgainLate,
    /// Somebody who does not know the secret makes one.
    Forged,
}

impl Mischief {
    /// The receiver's word for it.
    pub fn trick(self) -> Trick {
        match self {
            Self::Changed => Trick::Changed,
            Self::SentAgain => Trick::SentAgain,
            Self::SentAgainLate => Trick::SentAgainLate,
            Self::Forged => Trick::Forged,
        }
    }
}

impl Act {
    /// What a button for it says.
    pub fn label(&self) -> String {
        let (label, usual) = match self {
            Self::Send { label, request, .. } => (label.as_str(), request.lines().next().unwrap_or_default().to_owned()),
            Self::Call { does, of, .. } => ("", format!("{does} {of}")),
            Self::Set { label, .. } | Self::Deliver { label, .. } => (label.as_str(), String::new()),
            Self::Wait { label, seconds } => (label.as_str(), format!("Wait {}", crate::user_agent::reason::span(*seconds))),
        };
        if label.is_empty() { usual } else { label.to_owned() }
    }

    /// The client that does it.
    pub fn by(&self) -> Option<&str> {
        match self {
            Self::Send { by, .. } | Self::Call { by, .. } => Some(by),
            Self::Set { .. } | Self::Wait { .. } | Self::Deliver { .. } => None,
        }
    }
}

fn once() -> u16 {
    1
}
