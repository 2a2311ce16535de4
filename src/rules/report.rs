//! The result of a review, with its arithmetic in the open.
//!
//! A rule scores passes / sites. The score is 100 times the weighted mean over the rules that apply, so a large API is not
//! worse than a small one for having more of everything. A finding costs 100 × weight / (sites of its rule × sum of weights);
//! the points of all findings sum to what is missing from 100. An accepted finding costs nothing.

use serde::Serialize;

use super::{Audit, Evidence, Finding, Group, Measure, Richardson, RuleSet};
use crate::design::Design;
use crate::order;

/// A review of a design.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// 0 to 100; `None` while there is no endpoint to judge.
    pub score: Option<f32>,
    /// The word for the score.
    pub band: Option<Band>,
    /// The level of Richardson's maturity model.
    pub richardson: Richardson,
    /// Scores of the groups that apply, in their order.
    pub groups: Vec<GroupScore>,
    /// Faults, the costliest first.
    pub findings: Vec<Finding>,
    /// Faults that the author keeps.
    pub accepted: Vec<AcceptedFinding>,
    /// Every rule of the profile with its passes and sites, in the order of `ALL`.
    pub rules: Vec<RuleResult>,
}

/// The word for a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Below 50.
    Draft,
    /// 50 to 84.
    Solid,
    /// 85 to 94.
    Strong,
    /// 95 and more.
    Exemplary,
}

/// The score of a group: the same arithmetic over its rules alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupScore {
    /// The group.
    pub group: Group,
    /// Its words on screen.
    pub title: &'static str,
    /// 0 to 100.
    pub score: f32,
    /// What its findings cost in the score of the whole.
    pub points: f32,
    /// Open findings.
    pub findings: usize,
}

/// A fault that the author keeps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AcceptedFinding {
    /// The fault; it costs nothing.
    pub finding: Finding,
    /// Why it is right here.
    pub reason: String,
}

/// What one rule said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleResult {
    /// The rule's id.
    pub rule: &'static str,
    /// Its group.
    pub group: Group,
    /// «Verb in the path» where it found a fault, otherwise «Paths name things».
    pub title: &'static str,
    /// Its weight.
    pub weight: u8,
    /// Sites that cost nothing, accepted ones among them.
    pub passes: usize,
    /// Sites it looked at.
    pub sites: usize,
    /// How it stands.
    pub state: State,
    /// The first sites that pass, as evidence.
    pub seen: Vec<Evidence>,
}

/// How a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Every site passes.
    Pass,
    /// A site is at fault.
    Fix,
    /// There is no site.
    NotApplicable,
}

/// How many rules stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All rules.
    pub rules: usize,
    /// Rules without an open finding.
    pub pass: usize,
    /// Rules with one.
    pub fix: usize,
    /// Rules without a site.
    pub not_applicable: usize,
}

const SEEN: usize = 5;

impl Report {
    /// Runs these rules on a design.
    pub fn of(design: &Design, rules: RuleSet) -> Self {
        // With each finding the place of its rule among the results.
        let mut found_by: Vec<(usize, Finding)> = Vec::new();
        let mut accepted = Vec::new();
        let mut results = Vec::with_capacity(rules.len());
        let measure = Measure::of(design.brief.profile);
        for rule in rules {
            let Some(weight) = measure.weight(rule) else { continue };
            let (mut seen, found) = Audit::of(rule, design).into_parts();
            let sites = seen.len() + found.len();
            let mut open = 0;
            for finding in found {
                match design.accepted.iter().find(|known| measure.forgives && known.rule == rule.id && known.at == finding.at) {
                    Some(known) => accepted.push(AcceptedFinding { finding, reason: known.reason.clone() }),
                    None => {
                        found_by.push((results.len(), finding));
                        open += 1;
                    }
                }
            }
            let state = match (sites, open) {
                (0, _) => State::NotApplicable,
                (_, 0) => State::Pass,
                _ => State::Fix,
            };
            seen.truncate(SEEN);
            let title = if state == State::Fix { rule.title } else { rule.passes };
            results.push(RuleResult { rule: rule.id, group: rule.group, title, weight, passes: sites - open, sites, state, seen });
        }
        let weights: f64 = results.iter().filter(|result| result.sites > 0).map(|result| f64::from(result.weight)).sum();
        for (by, finding) in &mut found_by {
            if let Some(result) = results.get(*by) {
                finding.points = narrow(100.0 * f64::from(result.weight) / (count(result.sites) * weights));
            }
        }
        let mut findings: Vec<Finding> = found_by.into_iter().map(|(_, finding)| finding).collect();
        order::by(&mut findings, |a, b| b.points.total_cmp(&a.points).then(b.severity.cmp(&a.severity)));
        let score = mean(results.iter());
        let groups = Group::ALL.into_iter().filter_map(|group| group_score(group, &results, &findings)).collect();
        Self { score, band: score.map(Band::of), richardson: Richardson::of(design), groups, findings, accepted, rules: results }
    }

    /// The score as it is shown, with one decimal; 100 means that nothing is open.
    pub fn rounded(&self) -> Option<f32> {
        self.score.map(rounded)
    }

    /// How many rules stand how.
    pub fn counts(&self) -> Counts {
        let of = |state: State| self.rules.iter().filter(|result| result.state == state).count();
        Counts { rules: self.rules.len(), pass: of(State::Pass), fix: of(State::Fix), not_applicable: of(State::NotApplicable) }
    }

    /// Rules without an open finding.
    pub fn passed(&self) -> impl Iterator<Item = &RuleResult> {
        self.rules.iter().filter(|result| result.state == State::Pass)
    }

    /// Rules without a site.
    pub fn not_applicable(&self) -> impl Iterator<Item = &RuleResult> {
        self.rules.iter().filter(|result| result.state == State::NotApplicable)
    }

    /// Findings whose fix cannot break a client.
    pub fn safe(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_safe())
    }

    /// The line beside the number.
    pub fn headline(&self) -> String {
        match (self.score, self.findings.is_empty()) {
            (None, _) => "The score starts with your first endpoint.".to_owned(),
            (Some(_), true) => "Every rule that applies passes.".to_owned(),
            (Some(_), false) => self.counts().to_string(),
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rules, pass, fix, not_applicable } = self;
        write!(to, "{rules} rules: {pass} pass, {fix} to fix, {not_applicable} do not apply")
    }
}

impl Band {
    /// The band of a score, judged as it is shown.
    pub fn of(score: f32) -> Self {
        match rounded(score) {
            shown if shown >= 95.0 => Self::Exemplary,
            shown if shown >= 85.0 => Self::Strong,
            shown if shown >= 50.0 => Self::Solid,
            _ => Self::Draft,
        }
    }

    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Solid => "Solid",
            Self::Strong => "Strong",
            Self::Exemplary => "Exemplary",
        }
    }
}

fn rounded(score: f32) -> f32 {
    let shown = (score * 10.0).round() / 10.0;
    if score < 100.0 { shown.min(99.9) } else { shown }
}

fn mean<'a>(results: impl Iterator<Item = &'a RuleResult>) -> Option<f32> {
    let (mut sum, mut weights, mut perfect) = (0.0, 0.0, true);
    for result in results.filter(|result| result.sites > 0) {
        sum += f64::from(result.weight) * count(result.passes) / count(result.sites);
        weights += f64::from(result.weight);
        perfect &= result.passes == result.sites;
    }
    match weights > 0.0 {
        true if perfect => Some(100.0),
        true => Some(narrow(100.0 * sum / weights)),
        false => None,
    }
}

fn group_score(group: Group, results: &[RuleResult], findings: &[Finding]) -> Option<GroupScore> {
    let score = mean(results.iter().filter(|result| result.group == group))?;
    let mine = || findings.iter().filter(|finding| finding.group == group);
    Some(GroupScore { group, title: group.title(), score, points: mine().map(|finding| finding.points).sum(), findings: mine().count() })
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_possible_truncation, reason = "percentages need no more digits")]
fn narrow(number: f64) -> f32 {
    number as f32
}
