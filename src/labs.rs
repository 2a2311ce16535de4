//! Labs and challenges: guided runs of the real engine, as data with checks.
//!
//! A lab is a file of its own (`content/labs`): its design is a patch of a sample, its steps are requests of named clients, changes
//! of policies, and time that passes. What a step shows and what a prediction should have been is found by running it; no file
//! says what is right. A challenge (`content/challenges`) begins with a design that does not hold, and its checks are requests too,
//! sent to whatever design the person has by then. `tests/labs.rs` runs every one of them to its end.

mod act;
mod bench;
mod catalogue;
mod challenge;
mod changes;
mod check;
mod course;
mod forge;
mod lesson;
mod observe;
mod patch;
mod progress;

use std::fmt;

pub use act::Act;
pub use bench::{Bench, Done, Run};
pub use catalogue::{Card, Kind, cards, challenge, lab, named};
pub use challenge::{Challenge, Solution};
pub use changes::count as changes;
pub use check::{Check, Checked, run as check};
pub use course::{Course, Verdict};
pub use lesson::{Choice, Claim, Lab, Question, Reveal, Start, Step};
pub use observe::{Scene, fits, observe, of_run as seen_of};
pub use progress::{Progress, State};

/// Why a lab or a check cannot go on. The files of this program never are to blame, `tests/labs.rs` sees to that; a person's own
/// design may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabError {
    /// The file is no lab, or no challenge.
    Unreadable(String),
    /// A patch names a place that the design does not have, or leads to no design.
    Patch { at: String, why: String },
    /// A request is not written as one.
    BadRequest(String),
    /// Nobody of this name is in the design.
    NoClient(String),
    /// Nothing of this name was kept on the way.
    NotKept(String),
    /// The design has no endpoint that does this.
    NoEndpoint { does: String, resource: String },
    /// A step or a claim asks for something that is not there.
    Nothing(String),
}

impl fmt::Display for LabError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(to, "The file of the lab cannot be read: {why}"),
            Self::Patch { at, why } => write!(to, "The design cannot be changed at `{at}`: {why}"),
            Self::BadRequest(line) => write!(to, "`{line}` is no request. Write a method and a path."),
            Self::NoClient(name) => write!(to, "The design has no client {name}. Add it under Clients."),
            Self::NotKept(name) => write!(to, "Nothing is known as `{name}`: the answer that should hold it does not."),
            Self::NoEndpoint { does, resource } => write!(to, "No endpoint of the design does this: {does} of {resource}. Add it in Sketch."),
            Self::Nothing(what) => write!(to, "There is nothing to look at: {what}."),
        }
    }
}

impl std::error::Error for LabError {}
