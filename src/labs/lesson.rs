//! The shape of a lab's file.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Act, LabError, patch};
use crate::design::{Design, samples};

/// A lab.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lab {
    /// The word in addresses: `lost-update`.
    pub id: String,
    /// The title, as a question.
    pub question: String,
    /// How long it takes.
    pub minutes: u8,
    /// What one will see: `412`, `If-Match`.
    pub see: Vec<String>,
    /// One sentence about the scene.
    pub about: String,
    /// The question of the guide that it belongs to.
    pub guide: u8,
    /// Its own design.
    pub start: Start,
    /// The clients that are shown, by their names in the design: A, then B.
    pub cast: Vec<String>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A design as a patch of a sample.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Start {
    /// The sample.
    pub sample: String,
    /// What differs, by place: see [`patch::apply`].
    #[serde(default)]
    pub set: Map<String, Value>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// Two or three words for the strip.
    pub title: String,
    /// One sentence of context.
    pub context: String,
    /// What is done before the person comes.
    #[serde(default)]
    pub before: Vec<Act>,
    /// What the person does, in order.
    pub acts: Vec<Act>,
    /// What the person predicts.
    pub ask: Option<Question>,
    /// What helps to predict it.
    pub hint: String,
    /// What was to be seen.
    pub reveal: Reveal,
}

/// A prediction.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub text: String,
    /// The act it is about, by its place in the step; the last one where none is named.
    pub of: Option<usize>,
    /// What is looked at: see [`super::observe`].
    pub about: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// What may come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The observation that makes it right.
    pub is: String,
    /// What the button says.
    pub text: String,
}

/// What a step has shown.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reveal {
    /// One or two sentences.
    pub text: String,
    /// What they claim; the tests hold them to it.
    pub shows: Vec<Claim>,
    /// Fields of the last answer that matter here.
    #[serde(default)]
    pub headers: Vec<String>,
}

/// Something that is said of an act, and that running it proves or refutes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The act, by its place; the last one where none is named.
    pub of: Option<usize>,
    /// What is looked at: see [`super::observe`].
    pub about: String,
    /// What is seen: see [`super::fits`].
    pub is: String,
}

impl Lab {
    /// Reads a file.
    pub fn read(text: &str) -> Result<Self, LabError> {
        serde_json::from_str(text).map_err(|error| LabError::Unreadable(error.to_string()))
    }
}

impl Start {
    /// The design.
    pub fn design(&self) -> Result<Design, LabError> {
        let sample = samples::find(&self.sample).ok_or_else(|| LabError::Nothing(format!("a sample named {}", self.sample)))?;
        patch::apply(&sample.design(), &self.set)
    }
}
