//! A fault that a rule has found: where, what was seen, what it costs, and how a machine can mend it.

use std::borrow::Cow;

use serde::Serialize;

use super::{Group, Rule, Severity};
use crate::design::{Edit, Endpoint, Pointer};

/// How many endpoints a finding names that concerns many.
const WITNESSES: usize = 5;

/// Something seen at a place of the design.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// The place.
    pub at: Pointer,
    /// What was seen there.
    pub saw: Cow<'static, str>,
}

/// A fault.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule's id; `rules::find` gives its why and advice.
    pub rule: &'static str,
    /// The rule's group.
    pub group: Group,
    /// The rule's severity.
    pub severity: Severity,
    /// The rule's headline.
    pub title: &'static str,
    /// What is wrong here, in at most twenty words.
    pub message: String,
    /// Where it stands.
    pub at: Pointer,
    /// What was seen, and where.
    pub evidence: Vec<Evidence>,
    /// What it costs; the points of all findings sum to what is missing from 100.
    pub points: f32,
    /// How a machine can mend it.
    pub fix: Option<Fix>,
    /// What stands in the way of the fix there would be: its name, or its method and path, are in use.
    pub obstacle: Option<Pointer>,
    /// Questions of the guide that teach it.
    pub question: &'static [u8],
}

/// Edits that cure a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What it does, beginning with a verb: «Allow PATCH».
    pub label: String,
    /// Whether clients can notice.
    pub safety: Safety,
    /// The edits, to be applied as one.
    pub edits: Vec<Edit>,
}

/// Edits that mend something, or what stands in their way: a place whose name, or whose method and path, they would need.
pub type Mend = Result<Vec<Edit>, Option<Pointer>>;

/// Whether clients can notice a fix.
///
/// Safe means: every request that succeeds today still succeeds with the same status, and its answer still carries what it
/// carried; and nobody may do what nobody could do before. New headers, members and declarations are safe; moved paths, other
/// methods, statuses and shapes, new demands and new endpoints are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// No client breaks.
    Safe,
    /// A client may break: a person decides.
    ReviewFirst,
}

impl Finding {
    pub(super) fn new(rule: &'static Rule, at: Pointer, message: String) -> Self {
        Self {
            rule: rule.id,
            group: rule.group,
            severity: rule.severity,
            title: rule.title,
            message,
            at,
            evidence: Vec::new(),
            points: 0.0,
            fix: None,
            obstacle: None,
            question: rule.question,
        }
    }

    /// Adds what was seen.
    pub fn because(&mut self, at: Pointer, saw: impl Into<Cow<'static, str>>) -> &mut Self {
        self.evidence.push(Evidence { at, saw: saw.into() });
        self
    }

    /// Adds the first of these endpoints as what was seen.
    pub fn because_of<'a>(&mut self, endpoints: impl Iterator<Item = &'a Endpoint>) -> &mut Self {
        self.evidence.extend(endpoints.take(WITNESSES).map(|endpoint| Evidence { at: endpoint.at(), saw: endpoint.label().into() }));
        self
    }

    /// Offers a fix.
    pub fn fix(&mut self, label: impl Into<String>, safety: Safety, edits: impl IntoIterator<Item = Edit>) -> &mut Self {
        self.fix = Some(Fix { label: label.into(), safety, edits: edits.into_iter().collect() });
        self
    }

    /// Offers a fix where there is one, or says what stands in its way.
    pub fn maybe_fix(&mut self, label: impl Into<String>, safety: Safety, mend: Mend) -> &mut Self {
        match mend {
            Ok(edits) => return self.fix(label, safety, edits),
            Err(obstacle) => self.obstacle = obstacle,
        }
        self
    }

    /// Whether the fix can be applied without asking.
    pub fn is_safe(&self) -> bool {
        self.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
    }
}
