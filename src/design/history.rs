//! Undo and redo over edits, with names. Typing in one field within a short while is one step.

use super::{Design, Edit, EditError, Inverse};

/// A design with what was done to it.
#[derive(Clone, Debug, Default)]
pub struct History {
    design: Design,
    past: Vec<Step>,
    future: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    label: String,
    /// Edits with the same key follow each other into one step until the step is closed.
    burst: Option<String>,
    inverse: Inverse,
}

/// Steps kept; older ones are forgotten.
const KEPT: usize = 500;

impl History {
    /// A history that begins with this design.
    pub fn new(design: Design) -> Self {
        Self { design, past: Vec::new(), future: Vec::new() }
    }

    /// The design now.
    pub fn design(&self) -> &Design {
        &self.design
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
            _ => self.past.push(Step { label: label.into(), burst: burst.map(str::to_owned), inverse }),
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
        let inverse = self.design.revert(step.inverse);
        self.future.push(Step { label: step.label.clone(), burst: None, inverse });
        Some(step.label)
    }

    /// Does again what was taken back and says what it was.
    pub fn redo(&mut self) -> Option<String> {
        let step = self.future.pop()?;
        let inverse = self.design.revert(step.inverse);
        self.past.push(Step { label: step.label.clone(), burst: None, inverse });
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
}
