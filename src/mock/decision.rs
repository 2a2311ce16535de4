//! Stages, decisions and the trace. A stage returns a `Decision`; only `Trace::record` opens it, so nothing gets past a stage
//! without a reason.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Reply;
use crate::design::Pointer;

/// The stages in the order of the pipeline. Each has its file in `stages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// A failure is played, where one is wanted.
    Faults,
    /// The request is readable at all.
    Message,
    /// A browser asks for permission before it calls.
    Preflight,
    /// Which version is meant.
    Version,
    /// Which endpoint is meant.
    Routing,
    /// The endpoint has not ended yet.
    Sunset,
    /// Who calls.
    Authentication,
    /// The caller has not asked too often.
    RateLimits,
    /// Whether this caller may.
    Authorization,
    /// Which representation the caller can read.
    Negotiation,
    /// The request content parses.
    Content,
    /// The query says which records are wanted.
    Filtering,
    /// A repetition gets the first answer again.
    Idempotency,
    /// The records that the path names exist.
    Lookup,
    /// The record is the caller's, or the caller may pass.
    Ownership,
    /// The patch fits the record.
    Patch,
    /// The content fits the fields.
    Validation,
    /// It fits the other records and the life-cycle.
    Conflict,
    /// The caller's copy is current.
    Preconditions,
    /// What was asked for is done.
    Action,
    /// The answer is written down.
    Representation,
    /// Links say what can come next.
    Hypermedia,
    /// A part of it is cut out.
    Ranges,
    /// Another server is told of it.
    Webhooks,
    /// Clients learn that they should leave.
    Deprecation,
    /// Pages of other origins may read it.
    Cors,
    /// What any answer carries.
    Finish,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 27] = [
        Self::Faults,
        Self::Message,
        Self::Preflight,
        Self::Version,
        Self::Routing,
        Self::Sunset,
        Self::Authentication,
        Self::RateLimits,
        Self::Authorization,
        Self::Negotiation,
        Self::Content,
        Self::Filtering,
        Self::Idempotency,
        Self::Lookup,
        Self::Ownership,
        Self::Patch,
        Self::Validation,
        Self::Conflict,
        Self::Preconditions,
        Self::Action,
        Self::Representation,
        Self::Hypermedia,
        Self::Ranges,
        Self::Webhooks,
        Self::Deprecation,
        Self::Cors,
        Self::Finish,
    ];

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Faults => "Faults",
            Self::Message => "Message",
            Self::Preflight => "Preflight",
            Self::Version => "Version",
            Self::Routing => "Route",
            Self::Sunset => "Sunset",
            Self::Authentication => "Authentication",
            Self::RateLimits => "Rate limits",
            Self::Authorization => "Authorization",
            Self::Negotiation => "Negotiation",
            Self::Content => "Content",
            Self::Filtering => "Filters",
            Self::Idempotency => "Idempotency",
            Self::Lookup => "Lookup",
            Self::Ownership => "Ownership",
            Self::Patch => "Patch",
            Self::Validation => "Validation",
            Self::Conflict => "Conflict",
            Self::Preconditions => "Preconditions",
            Self::Action => "Action",
            Self::Representation => "Representation",
            Self::Hypermedia => "Hypermedia",
            Self::Deprecation => "Deprecation",
            Self::Ranges => "Ranges",
            Self::Webhooks => "Webhooks",
            Self::Cors => "CORS",
            Self::Finish => "Finish",
        }
    }

    /// The word in transcripts and the name of the stage's file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Faults => "faults",
            Self::Message => "message",
            Self::Preflight => "preflight",
            Self::Version => "version",
            Self::Routing => "routing",
            Self::Sunset => "sunset",
            Self::Authentication => "authentication",
            Self::RateLimits => "rate_limits",
            Self::Authorization => "authorization",
            Self::Negotiation => "negotiation",
            Self::Content => "content",
            Self::Filtering => "filtering",
            Self::Idempotency => "idempotency",
            Self::Lookup => "lookup",
            Self::Ownership => "ownership",
            Self::Patch => "patch",
            Self::Validation => "validation",
            Self::Conflict => "conflict",
            Self::Preconditions => "preconditions",
            Self::Action => "action",
            Self::Representation => "representation",
            Self::Hypermedia => "hypermedia",
            Self::Deprecation => "deprecation",
            Self::Ranges => "ranges",
            Self::Webhooks => "webhooks",
            Self::Cors => "cors",
            Self::Finish => "finish",
        }
    }
}

/// What a stage did with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It had nothing to decide.
    Skipped,
    /// It let the request go on.
    Passed,
    /// It answered.
    Answered,
}

/// The reason of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// At most a dozen words about this request.
    pub text: Cow<'static, str>,
    /// The standard behind it: `RFC 9110 section 13.1.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spec: Option<Cow<'static, str>>,
    /// The place in the design that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design: Option<Pointer>,
    /// What would have passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What the request held instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub got: Option<String>,
}

impl<T: Into<Cow<'static, str>>> From<T> for Why {
    fn from(text: T) -> Self {
        Self { text: text.into(), spec: None, design: None, expected: None, got: None }
    }
}

impl Why {
    /// A reason in words.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        text.into().into()
    }

    /// Names the standard.
    pub fn spec(mut self, spec: &'static str) -> Self {
        self.spec = Some(Cow::Borrowed(spec));
        self
    }

    /// Names the place in the design.
    pub fn because_of(mut self, at: Pointer) -> Self {
        self.design = Some(at);
        self
    }

    /// Sets what would have passed beside what came.
    pub fn compare(mut self, expected: impl Into<String>, got: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self.got = Some(got.into());
        self
    }
}

/// What a stage decided: a value for the next stages, or the answer. Opaque until it is recorded.
#[must_use = "a decision counts only once it is recorded in the trace"]
pub struct Decision<T> {
    outcome: Outcome,
    why: Why,
    verdict: Result<T, Box<Reply>>,
}

impl<T> Decision<T> {
    /// The request goes on.
    pub fn pass(value: T, why: impl Into<Why>) -> Self {
        Self { outcome: Outcome::Passed, why: why.into(), verdict: Ok(value) }
    }

    /// There was nothing to decide.
    pub fn skip(value: T, why: impl Into<Why>) -> Self {
        Self { outcome: Outcome::Skipped, why: why.into(), verdict: Ok(value) }
    }

    /// The answer is found.
    pub fn answer(reply: Reply, why: impl Into<Why>) -> Self {
        Self { outcome: Outcome::Answered, why: why.into(), verdict: Err(Box::new(reply)) }
    }
}

/// One line of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which stage.
    pub stage: Stage,
    /// What it did.
    pub outcome: Outcome,
    /// Why.
    pub why: Why,
}

/// What the stages decided, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Trace(pub Vec<Step>);

impl Trace {
    /// Opens a decision, keeping its reason.
    pub fn record<T>(&mut self, stage: Stage, decision: Decision<T>) -> Result<T, Box<Reply>> {
        self.0.push(Step { stage, outcome: decision.outcome, why: decision.why });
        decision.verdict
    }

    /// The step that found the answer: the one that answered early, or the action.
    pub fn decisive(&self) -> Option<&Step> {
        self.0.iter().find(|step| step.outcome == Outcome::Answered)
    }

    /// Stages that the request never reached because an earlier one answered.
    pub fn not_reached(&self) -> Vec<Stage> {
        Stage::ALL.into_iter().filter(|stage| self.0.iter().all(|step| step.stage != *stage)).collect()
    }
}
