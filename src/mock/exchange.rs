//! One request and its answer, with everything that explains them. Serialisable and replayable.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::decision::{Stage, Step, Trace};
use super::ledger::Notes;
use super::moment::Moment;
use super::stages::webhooks::Delivery;
use super::store::Change;
use crate::http::{Request, Response};

/// A request, its answer, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// What was asked.
    pub request: Request,
    /// What was answered.
    pub response: Response,
    /// The result in words: «Room is taken for these dates».
    pub title: String,
    /// What each stage decided.
    pub trace: Trace,
    /// A sentence about each header field's value.
    pub notes: Vec<HeaderNote>,
    /// When it was handled.
    pub moment: Moment,
    /// How much later the answer comes, in milliseconds, where the design plays a slow server.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub latency: u32,
    /// The endpoint that was meant, if one was found.
    pub endpoint: Option<String>,
    /// The known caller, if there is one.
    pub client: Option<String>,
    /// What it changed in the store; taking these back restores the state before.
    pub changes: Vec<Change>,
    /// What other servers are told of it, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliveries: Vec<Delivery>,
    /// What it changed in the server's memory beside records; taking these back restores the state before.
    #[serde(default, skip_serializing_if = "Notes::is_empty")]
    pub remembered: Notes,
}

/// What the value of a header field means in this answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderNote {
    /// The field, in lower case.
    pub name: Cow<'static, str>,
    /// One sentence about this value.
    pub text: Cow<'static, str>,
    /// The stage that set the field first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

fn is_zero(latency: &u32) -> bool {
    *latency == 0
}

impl Exchange {
    /// The step that decided the answer: the one that answered early, otherwise the action.
    pub fn decisive(&self) -> Option<&Step> {
        self.trace.decisive().or_else(|| self.trace.0.iter().find(|step| step.stage == Stage::Action))
    }

    /// What is said of a header field.
    pub fn note(&self, header: &str) -> Option<&HeaderNote> {
        self.notes.iter().find(|note| note.name.eq_ignore_ascii_case(header))
    }
}
