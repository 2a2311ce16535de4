//! A lab as it goes: which step, what was done in it, what was predicted. A course can begin at any step: what comes before is done
//! on the way, so that a link leads to a step and a reset is the same as coming anew.

use super::bench::{Bench, Done, Run};
use super::observe::{Scene, fits, observe};
use super::{Act, Lab, LabError, Step};
use crate::design::words::sentence;
use crate::user_agent::cache::Act as CacheAct;
use crate::user_agent::{Event, Outcome};

/// A lab under way.
pub struct Course {
    lab: Lab,
    /// The server.
    pub bench: Bench,
    /// The step, from 0.
    pub at: usize,
    /// What was done in it.
    pub done: Vec<Done>,
    /// What was done on the way to it.
    earlier: Vec<Done>,
    /// What was done before the person came to this step.
    pub before: Vec<Done>,
}

/// What a prediction is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it came as predicted.
    pub is_right: bool,
    /// The choice that was right.
    pub right: String,
    /// Why it came so, from the trace.
    pub why: String,
}

impl Course {
    /// The lab at a step; the last one where there are fewer.
    pub fn new(lab: Lab, at: usize) -> Result<Self, LabError> {
        let bench = Bench::new(lab.start.design()?);
        let last = lab.steps.len().saturating_sub(1);
        let mut course = Self { lab, bench, at: 0, done: Vec::new(), earlier: Vec::new(), before: Vec::new() };
        course.arrive()?;
        for _ in 0..at.min(last) {
            while course.next().is_some() {
                course.press()?;
            }
            course.forward()?;
        }
        Ok(course)
    }

    /// The lab.
    pub fn lab(&self) -> &Lab {
        &self.lab
    }

    /// The step; `None` only for a lab without any.
    pub fn step(&self) -> Option<&Step> {
        self.lab.steps.get(self.at)
    }

    /// What is to be done next in this step.
    pub fn next(&self) -> Option<&Act> {
        self.step()?.acts.get(self.done.len())
    }

    /// Whether everything in this step is done.
    pub fn is_through(&self) -> bool {
        self.next().is_none()
    }

    /// Does what is to be done next.
    pub fn press(&mut self) -> Result<(), LabError> {
        if let Some(act) = self.next().cloned() {
            let done = self.bench.perform(&act)?;
            self.done.push(done);
        }
        Ok(())
    }

    /// Goes on to the next step, if this one is through and there is one.
    pub fn forward(&mut self) -> Result<bool, LabError> {
        if !self.is_through() || self.at + 1 >= self.lab.steps.len() {
            return Ok(false);
        }
        self.at += 1;
        self.earlier.append(&mut self.before);
        self.earlier.append(&mut self.done);
        self.arrive()?;
        Ok(true)
    }

    /// What was done so far, to look at.
    pub fn scene(&self) -> Scene<'_> {
        Scene { bench: &self.bench, done: &self.done, earlier: self.earlier.iter().chain(&self.before).collect() }
    }

    /// What a prediction is answered with, once what it is about is done. The place of the choice counts from 0.
    pub fn verdict(&self, choice: usize) -> Option<Result<Verdict, LabError>> {
        let question = self.step()?.ask.as_ref()?;
        let about = question.of.unwrap_or_else(|| self.step().map_or(0, |step| step.acts.len().saturating_sub(1)));
        if about >= self.done.len() {
            return None;
        }
        let seen = match observe(&self.scene(), question.of, &question.about) {
            Ok(seen) => seen,
            Err(error) => return Some(Err(error)),
        };
        let right = question.choices.iter().position(|choice| fits(&choice.is, &seen));
        let text = right.and_then(|place| question.choices.get(place)).map_or(seen, |choice| choice.text.clone());
        Some(Ok(Verdict { is_right: right == Some(choice), right: text, why: self.done.get(about).map(why).unwrap_or_default() }))
    }

    fn arrive(&mut self) -> Result<(), LabError> {
        let acts = self.step().map(|step| step.before.clone()).unwrap_or_default();
        for act in &acts {
            let done = self.bench.perform(act)?;
            self.before.push(done);
        }
        Ok(())
    }
}

/// Why an act ended as it did, in the words of whoever decided.
fn why(done: &Done) -> String {
    if let Some(receipt) = &done.receipt {
        return sentence(receipt.why);
    }
    done.last().map(reason).unwrap_or_default()
}

/// Why a request ended as it did.
pub fn reason(run: &Run) -> String {
    if let Some(journey) = &run.journey {
        if let Outcome::Blocked(blocked) = &journey.outcome {
            return sentence(&blocked.reason);
        }
        let reused = journey.events.iter().rev().find_map(|event| match event {
            Event::Cache { act: CacheAct::Reused | CacheAct::ReusedStale | CacheAct::Validated, why, .. } => Some(why),
            _ => None,
        });
        if let Some(why) = reused {
            return sentence(&why.text);
        }
    }
    run.main().and_then(|exchange| exchange.decisive()).map(|step| format!("{}: {}", step.stage.title(), step.why.text)).unwrap_or_default()
}
