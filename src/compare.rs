//! Two versions of an API side by side: what breaks whom, what may, what is new, and what stays.
//!
//! What is compared are contracts (`design::contract`): what clients may send and what they may rely on in answers. The two have
//! opposite needs, so each change is judged by its direction: a request must still be taken, and an answer must still be
//! understood. The server's leniency is no contract. Two designs have policies beside it, which are compared as they stand, and
//! what breaks gets a softer way, made of edits.
//!
//! Nothing here sends a request: `proofs::both` shows a change by running an old request against the new server, and needs no more
//! than the endpoints that a change names.

mod answers;
mod calls;
mod limits;
pub mod of_design;
mod policies;
mod soften;
mod values;
mod version;
mod words;
pub mod written;

use serde::Serialize;
use serde_json::Value;

use crate::design::contract::Contract;
use crate::design::{Design, Edit, Pointer};

pub use version::{Bump, next};

/// How a change is felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A client that worked stops working.
    Breaking,
    /// Some client may stop working: it depends on how it was written.
    Risky,
    /// Something is new, or allows more; clients that work go on.
    Additive,
    /// No client notices.
    Same,
}

impl Level {
    /// Every level, the gravest first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::Risky, Self::Additive, Self::Same];

    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Risky => "Risky",
            Self::Additive => "Additive",
            Self::Same => "Same",
        }
    }

    /// The shape that stands for it, so that colour is not needed.
    pub fn shape(self) -> &'static str {
        match self {
            Self::Breaking => "■",
            Self::Risky => "▲",
            Self::Additive => "◆",
            Self::Same => "○",
        }
    }
}

/// A difference between two versions.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What kind it is, for programs: `request-property-became-required`.
    pub kind: String,
    /// How it is felt.
    pub level: Level,
    /// Where it stands in the design, if there is one.
    pub at: Pointer,
    /// What changed, in a sentence.
    pub title: String,
    /// How it was.
    pub old: String,
    /// How it is.
    pub new: String,
    /// Who notices, and what that client sees.
    pub who: String,
    /// The calls it shows in, as the old version writes them.
    pub calls: Vec<String>,
    /// The endpoints of the old design behind these calls.
    #[serde(skip)]
    pub endpoints: Vec<String>,
    /// What an old client may send that shows it.
    #[serde(skip)]
    pub sends: Option<Sends>,
    /// How it could be done without breaking anybody.
    pub softer: Option<Softer>,
}

impl Change {
    /// Whether an old request that was answered like this and is answered like that now shows this change, and not another one.
    pub fn is_shown_by(&self, old: u16, new: u16) -> bool {
        let said =
            self.who.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| word.len() == 3).find_map(|word| word.parse::<u16>().ok());
        let is_request = self.kind.starts_with("request-") || self.kind.starts_with("new-required-request-");
        match said {
            Some(status) => new == status && old != status,
            None if is_request => old < 400 && new >= 400,
            None if self.kind.starts_with("response-") => old < 400 && new < 400,
            None => true,
        }
    }
}

/// A value that an old request may hold, by which a change shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Sends {
    /// A member of the content.
    Member(String, Value),
    /// The content leaves this member out.
    Without(String),
    /// A parameter in the query.
    Query(String, String),
}

/// A softer way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Softer {
    /// What it does: «Keep the old path, marked as deprecated».
    pub label: String,
    /// The edits of the new design that do it.
    pub edits: Vec<Edit>,
}

/// Everything that differs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The gravest first, each level in the order of the old version.
    pub changes: Vec<Change>,
    /// The calls that are exactly as they were.
    pub same: Vec<String>,
    /// Descriptions and summaries that differ.
    pub words: usize,
}

/// The moment at which two versions are compared, for ends that have passed or not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Today {
    /// Seconds since 1970.
    pub seconds: u64,
}

impl Report {
    /// How many changes have this level. Calls that did not change count as the same.
    pub fn count(&self, level: Level) -> usize {
        let own = self.changes.iter().filter(|change| change.level == level).count();
        own + if level == Level::Same { self.same.len() } else { 0 }
    }

    /// The gravest level there is; `None` where nothing differs.
    pub fn worst(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).min()
    }

    /// One line: `2 breaking, 1 risky, 5 additive, 11 the same`; or that nothing differs.
    pub fn headline(&self) -> String {
        if self.changes.is_empty() {
            let noun = if self.words == 1 { "description" } else { "descriptions" };
            return if self.words == 0 { "No difference.".to_owned() } else { format!("No difference in contract. {} {noun} changed.", self.words) };
        }
        let count = |level: Level, word: &str| format!("{} {word}", self.count(level));
        [count(Level::Breaking, "breaking"), count(Level::Risky, "risky"), count(Level::Additive, "additive"), count(Level::Same, "the same")]
            .join(", ")
    }
}

/// Compares two contracts.
pub fn contracts(old: &Contract, new: &Contract, today: Today) -> Report {
    let mut report = Report { words: words_changed(old, new), ..Report::default() };
    if old.servers == new.servers
        && old.operations == new.operations
        && old.schemas == new.schemas
        && old.schemes == new.schemes
        && old.webhooks == new.webhooks
    {
        report.same = old.operations.iter().map(|operation| operation.label()).collect();
        return report;
    }
    calls::compare(old, new, today, &mut report);
    settle(&mut report);
    report
}

/// Compares two designs: their contracts, their policies, and how to soften what breaks.
pub fn designs(old: &Design, new: &Design, today: Today) -> Report {
    let mut report = contracts(&of_design::contract(old), &of_design::contract(new), today);
    policies::compare(old, new, &mut report);
    soften::add(old, new, today, &mut report);
    settle(&mut report);
    report
}

fn settle(report: &mut Report) {
    report.changes.sort_by_key(|change| change.level);
    let touched: Vec<&String> = report.changes.iter().filter(|change| change.level != Level::Same).flat_map(|change| &change.calls).collect();
    report.same.retain(|call| !touched.contains(&call));
}

fn words_changed(old: &Contract, new: &Contract) -> usize {
    old.words.iter().filter(|(place, text)| new.words.get(*place).is_some_and(|other| other != *text)).count()
}
