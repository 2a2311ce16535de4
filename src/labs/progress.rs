//! What a person has done so far: a small document of its own, kept by the shell and taken along as a file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The mark of the file.
const KIND: &str = "roundtrip-progress";

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Always `roundtrip-progress`.
    kind: String,
    /// Steps of labs that were gone through, by the lab.
    labs: BTreeMap<String, BTreeSet<usize>>,
    /// Challenges that were begun, and with how many changes they were solved.
    challenges: BTreeMap<String, Option<usize>>,
}

/// How far somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    New,
    /// So many parts of all.
    Begun(usize, usize),
    /// Through.
    Done,
}

impl Progress {
    /// Reads what was kept or taken along; `None` where it is nothing of the kind.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|progress| progress.kind == KIND)
    }

    /// The text that is kept and taken along.
    pub fn write(&self) -> String {
        let marked = Self { kind: KIND.to_owned(), ..self.clone() };
        serde_json::to_string_pretty(&marked).unwrap_or_default()
    }

    /// A step of a lab was gone through.
    pub fn pass(&mut self, lab: &str, step: usize) {
        self.labs.entry(lab.to_owned()).or_default().insert(step);
    }

    /// A challenge was begun.
    pub fn begin(&mut self, challenge: &str) {
        self.challenges.entry(challenge.to_owned()).or_default();
    }

    /// A challenge was solved; the fewest changes count.
    pub fn solve(&mut self, challenge: &str, changes: usize) {
        let best = self.challenges.entry(challenge.to_owned()).or_default();
        *best = Some(best.map_or(changes, |best| best.min(changes)));
    }

    /// Adds what another file knows.
    pub fn join(&mut self, other: &Self) {
        for (lab, steps) in &other.labs {
            self.labs.entry(lab.clone()).or_default().extend(steps);
        }
        for (challenge, changes) in &other.challenges {
            match changes {
                Some(changes) => self.solve(challenge, *changes),
                None => self.begin(challenge),
            }
        }
    }

    /// Whether a step was gone through.
    pub fn passed(&self, lab: &str, step: usize) -> bool {
        self.labs.get(lab).is_some_and(|steps| steps.contains(&step))
    }

    /// How far somebody is with a lab of so many steps.
    pub fn lab(&self, lab: &str, steps: usize) -> State {
        match self.labs.get(lab).map_or(0, |done| done.iter().filter(|step| **step < steps).count()) {
            0 => State::New,
            done if done >= steps => State::Done,
            done => State::Begun(done, steps),
        }
    }

    /// How far somebody is with a challenge.
    pub fn challenge(&self, challenge: &str) -> State {
        match self.challenges.get(challenge) {
            None => State::New,
            Some(None) => State::Begun(1, 2),
            Some(Some(_)) => State::Done,
        }
    }

    /// The fewest changes a challenge was solved with.
    pub fn best(&self, challenge: &str) -> Option<usize> {
        self.challenges.get(challenge).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_back_and_joins() {
        let mut progress = Progress::default();
        assert_eq!((progress.lab("a", 2), progress.challenge("c")), (State::New, State::New));
        progress.pass("a", 0);
        progress.begin("c");
        assert_eq!((progress.lab("a", 2), progress.challenge("c")), (State::Begun(1, 2), State::Begun(1, 2)));
        let mut other = Progress::read(&progress.write()).unwrap();
        other.pass("a", 1);
        other.solve("c", 9);
        other.solve("c", 11);
        progress.join(&other);
        assert_eq!((progress.lab("a", 2), progress.challenge("c"), progress.best("c")), (State::Done, State::Done, Some(9)));
        assert_eq!((Progress::read("{}"), Progress::read("no")), (None, None));
    }
}
