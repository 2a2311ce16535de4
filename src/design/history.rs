//! Undo and redo over edits, with names. Typing in one field within a short while is one step.

use std::fmt;
use std::sync::Arc;

use super::{Design, Edit, EditError, Inverse};

/// A design with what was done to it.
#[derive(Clone, Debug, Default)]
pub struct History {
    design: Design,
    past: Vec<Step>,
    future: Vec<Step>,
    /// The number of the last step.
    last: u64,
}

#[derive(Clone, Debug)]
struct Step {
    number: u64,
    label: String,
    /// Edits with the same key follow each other into one step until the step is closed.
    burst: Option<String>,
    before: Before,
}

/// The design before a step: known, or read from what was kept when it is needed.
#[derive(Clone, Debug)]
enum Before {
    Known(Inverse),
    Kept(Earlier),
}

/// Gives the design before a step, from the one after it; `None` where what was kept cannot be read.
#[derive(Clone)]
pub struct Earlier(pub Arc<Reader>);

/// Reads the design before a step from the one after it.
pub type Reader = dyn Fn(&Design) -> Option<Design> + Send + Sync;

impl fmt::Debug for Earlier {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Earlier")
    }
}

/// Steps kept; older ones are forgotten.
const KEPT: usize = 500;

impl History {
    /// A history that begins with this design.
    pub fn new(design: Design) -> Self {
        Self { design, ..Self::default() }
    }

    /// A history that was kept: the design, and the steps that led to it, the oldest first. They are numbered from 1.
    pub fn kept(design: Design, steps: Vec<(String, Earlier)>) -> Self {
        let last = steps.len() as u64;
        let steps = steps.into_iter().zip(1..).map(|((label, before), number)| Step { number, label, burst: None, before: Before::Kept(before) });
        Self { design, past: steps.collect(), future: Vec::new(), last }
    }

    /// The steps that undo would take back, the oldest first: number, label, and the design before, where it is at hand.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (u64, &str, Option<&Design>)> {
        self.past.iter().map(|step| match &step.before {
            Before::Known(Inverse(design)) => (step.number, step.label.as_str(), Some(design)),
            Before::Kept(_) => (step.number, step.label.as_str(), None),
        })
    }

    /// The design now.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Whether nothing was done since it was opened.
    pub fn is_as_opened(&self) -> bool {
        self.future.is_empty() && self.past.iter().all(|step| matches!(step.before, Before::Kept(_)))
    }

    /// Carries out edits as one step. With a `burst`, they join the step before if it has the same burst and is still open.
    pub fn apply(&mut self, label: impl Into<String>, edits: &[Edit], burst: Option<&str>) -> Result<(), EditError> {
        let before = self.design.clone();
        let inverse = self.design.apply_all(edits)?;
        if self.design == before {
            return Ok(());
        }
        self.future.clear();
        let joins = burst.is_some() && self.past.last().is_some_and(|step| step.burst.as_deref() == burst);
        match self.past.last_mut() {
            Some(step) if joins => step.label = label.into(),
            _ => {
                self.last += 1;
                self.past.push(Step { number: self.last, label: label.into(), burst: burst.map(str::to_owned), before: Before::Known(inverse) });
            }
        }
        if self.past.len() > KEPT {
            self.past.remove(0);
        }
        Ok(())
    }

    /// Ends a burst: the next edit is a step of its own.
    pub fn close(&mut self) {
        if let Some(step) = self.past.last_mut() {
            step.burst = None;
        }
    }

    /// Takes the last step back and says what it was.
    pub fn undo(&mut self) -> Option<String> {
        let step = self.past.pop()?;
        let Some(inverse) = step.before.read(&self.design) else {
            // What led to a step that cannot be read cannot be read either.
            self.past.clear();
            return None;
        };
        let inverse = self.design.revert(inverse);
        self.future.push(Step { number: step.number, label: step.label.clone(), burst: None, before: Before::Known(inverse) });
        Some(step.label)
    }

    /// Does again what was taken back and says what it was.
    pub fn redo(&mut self) -> Option<String> {
        let step = self.future.pop()?;
        let inverse = self.design.revert(step.before.read(&self.design)?);
        self.past.push(Step { number: step.number, label: step.label.clone(), burst: None, before: Before::Known(inverse) });
        Some(step.label)
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    pub fn redoable(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }
}

impl Before {
    fn read(self, after: &Design) -> Option<Inverse> {
        match self {
            Self::Known(inverse) => Some(inverse),
            Self::Kept(Earlier(read)) => read(after).map(Inverse),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> [Edit; 1] {
        [Edit::Describe { name: text.into(), summary: String::new() }]
    }

    #[test]
    fn a_burst_is_one_step() {
        let mut history = History::default();
        for text in ["H", "Ho", "Hot"] {
            history.apply("Describe", &name(text), Some("name")).unwrap();
        }
        history.close();
        history.apply("Describe", &name("Hotel"), Some("name")).unwrap();
        assert_eq!(history.undo().as_deref(), Some("Describe"));
        assert_eq!(history.design().name, "Hot");
        history.undo();
        assert_eq!(history.design(), &Design::default());
        assert_eq!(history.undo(), None);
        history.redo();
        history.redo();
        assert_eq!(history.design().name, "Hotel");
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut history = History::default();
        history.apply("Describe", &name("New API"), None).unwrap();
        assert_eq!(history.undoable(), None);
    }

    #[test]
    fn kept_steps_are_read_when_they_are_taken_back() {
        let named = |text: &str| Design { name: text.into(), ..Design::default() };
        let step =
            |text: &'static str| Earlier(Arc::new(move |_: &Design| (text != "lost").then(|| Design { name: text.into(), ..Design::default() })));
        let mut history = History::kept(named("c"), vec![("z".into(), step("lost")), ("a".into(), step("a")), ("b".into(), step("b"))]);
        history.apply("d", &name("d"), None).unwrap();
        let steps: Vec<_> = history.steps().map(|(number, label, before)| (number, label.to_owned(), before.is_some())).collect();
        assert_eq!(steps, [(1, "z".into(), false), (2, "a".into(), false), (3, "b".into(), false), (4, "d".into(), true)]);
        assert_eq!((history.undo().as_deref(), history.undo().as_deref()), (Some("d"), Some("b")));
        assert_eq!(history.design().name, "b");
        assert_eq!(history.redo().as_deref(), Some("b"));
        assert_eq!(history.design().name, "c");
        history.undo();
        history.undo();
        assert_eq!(history.undo(), None, "what cannot be read is no step");
        assert_eq!(history.design().name, "a");
    }
}
