//! The shortest way up: which rules to satisfy, in which order, to reach a score.

use serde::Serialize;

use super::{Band, Report};
use crate::order;

/// A rule to satisfy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The rule's id.
    pub rule: &'static str,
    /// The fault as a headline.
    pub title: &'static str,
    /// In how many places it stands.
    pub places: usize,
    /// In how many of them a machine can mend it.
    pub fixable: usize,
    /// What it costs in all.
    pub points: f32,
}

impl Report {
    /// The fewest rules that lead to a score, the costliest first; all that are open where it takes all of them. Points are those
    /// of the design as it stands: a fix that makes other rules apply moves them a little.
    pub fn way_to(&self, score: f32) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for finding in &self.findings {
            let fixable = usize::from(finding.fix.is_some());
            match steps.iter_mut().find(|step| step.rule == finding.rule) {
                Some(step) => {
                    step.places += 1;
                    step.fixable += fixable;
                    step.points += finding.points;
                }
                None => steps.push(Step { rule: finding.rule, title: finding.title, places: 1, fixable, points: finding.points }),
            }
        }
        order::by(&mut steps, |a, b| b.points.total_cmp(&a.points));
        let mut reached = self.score.unwrap_or_default();
        let mut count = 0;
        for step in &steps {
            if reached >= score {
                break;
            }
            reached += step.points;
            count += 1;
        }
        steps.truncate(count);
        steps
    }

    /// The band above this one, and the score where it begins.
    pub fn next_band(&self) -> Option<(Band, f32)> {
        match self.band? {
            Band::Draft => Some((Band::Solid, 50.0)),
            Band::Solid => Some((Band::Strong, 85.0)),
            Band::Strong => Some((Band::Exemplary, 95.0)),
            Band::Exemplary => None,
        }
    }

    /// The way in words: «3 rules lead to Strong, 31 to 100».
    pub fn way_in_words(&self) -> Option<String> {
        let all = self.way_to(100.0).len();
        let rules = |count: usize| super::look::number(count, "rule");
        match self.next_band() {
            _ if all == 0 => None,
            Some((band, from)) => Some(format!("{} to {}, {} to 100.", rules(self.way_to(from).len()), band.word(), rules(all))),
            None => Some(format!("{} to 100.", rules(all))),
        }
    }
}
