//! What a rule is: a plain value. A missing part is a compile error; nothing registers itself.

use serde::Serialize;

use super::Audit;
use crate::design::Design;

/// A rule of the review.
pub struct Rule {
    /// The failing noun, equal to the file name: `verb-in-path`. Reads well after «allow».
    pub id: &'static str,
    /// Where the page lists it.
    pub group: Group,
    /// How much a fault hurts.
    pub severity: Severity,
    /// How much it counts in the score.
    pub weight: u8,
    /// The fault as a headline: «Verb in the path».
    pub title: &'static str,
    /// The opposite of the title, for the list of rules that pass: «Paths name things».
    pub passes: &'static str,
    /// Questions of the guide that teach it; 0 stands for its list of common mistakes.
    pub question: &'static [u8],
    /// Looks at a design and records every site, good or bad. A rule that does not apply records nothing.
    pub check: fn(&Design, &mut Audit),
}

/// What a rule teaches beside its verdict.
pub struct Lesson {
    /// Why it matters, in one or two sentences.
    pub why: &'static str,
    /// What to do about it.
    pub advice: &'static str,
    /// Standards behind it, such as `RFC 9110 section 15.5.6`; empty where it is a convention.
    pub sources: &'static [&'static str],
    /// Two designs that the tests and the page run.
    pub example: Example,
}

/// A design that fails a rule, and one that passes it.
pub struct Example {
    /// Fails.
    pub bad: fn() -> Design,
    /// Passes.
    pub good: fn() -> Design,
}

/// How much a fault hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; a team may well decide otherwise.
    Hint,
    /// Clients will stumble.
    Warning,
    /// Something breaks, leaks or is lost.
    Error,
}

impl Severity {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "Hint",
            Self::Warning => "Warning",
            Self::Error => "Error",
        }
    }

    /// The shape that stands for it beside its colour.
    pub fn shape(self) -> &'static str {
        match self {
            Self::Hint => "◆",
            Self::Warning => "▲",
            Self::Error => "■",
        }
    }
}

/// A group of rules, in the order in which the page lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Names and shapes of paths.
    Paths,
    /// What methods promise.
    Methods,
    /// What statuses say.
    StatusCodes,
    /// What errors look like.
    Errors,
    /// Lists.
    Collections,
    /// Freshness, validators, lost updates.
    Caching,
    /// Retries.
    Idempotency,
    /// Who may call.
    Authentication,
    /// Tokens of others.
    OAuth,
    /// Pages of other origins.
    Cors,
    /// Limits and health.
    Traffic,
    /// Jobs, uploads, webhooks.
    LongWork,
    /// Versions.
    Evolution,
    /// Fields and their forms.
    Representations,
    /// What readers are told.
    Documentation,
    /// Whether REST suits the task.
    Fit,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 16] = [
        Self::Paths,
        Self::Methods,
        Self::StatusCodes,
        Self::Errors,
        Self::Collections,
        Self::Caching,
        Self::Idempotency,
        Self::Authentication,
        Self::OAuth,
        Self::Cors,
        Self::Traffic,
        Self::LongWork,
        Self::Evolution,
        Self::Representations,
        Self::Documentation,
        Self::Fit,
    ];

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Paths => "Paths",
            Self::Methods => "Methods",
            Self::StatusCodes => "Status codes",
            Self::Errors => "Errors",
            Self::Collections => "Collections",
            Self::Caching => "Caching and concurrency",
            Self::Idempotency => "Idempotency",
            Self::Authentication => "Authentication",
            Self::OAuth => "OAuth",
            Self::Cors => "CORS",
            Self::Traffic => "Traffic",
            Self::LongWork => "Long work",
            Self::Evolution => "Evolution",
            Self::Representations => "Representations",
            Self::Documentation => "Documentation",
            Self::Fit => "Fit",
        }
    }
}
