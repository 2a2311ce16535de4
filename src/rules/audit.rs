//! What a rule records: the sites it looked at, good and bad. Without sites a rule does not apply; silence earns nothing.

use std::borrow::Cow;

use super::open::is_open;
use super::{Evidence, Finding, Rule};
use crate::design::{Design, Pointer};

/// The record of one rule on one design.
pub struct Audit {
    rule: &'static Rule,
    passes: Vec<Evidence>,
    findings: Vec<Finding>,
    /// The finding that is still being described; it joins the others when the next begins.
    latest: Option<Finding>,
}

impl Audit {
    /// Runs a rule. A design without endpoints has nothing to judge.
    pub fn of(rule: &'static Rule, design: &Design) -> Self {
        let mut audit = Self { rule, passes: Vec::new(), findings: Vec::new(), latest: None };
        if !design.endpoints.is_empty() {
            (rule.check)(design, &mut audit);
        }
        audit.findings.extend(audit.latest.take());
        audit.passes.retain(|pass| !is_open(design, rule, &pass.at));
        audit.findings.retain(|finding| !is_open(design, rule, &finding.at));
        audit
    }

    /// Records a site that is as it should be.
    pub fn pass(&mut self, at: Pointer, saw: impl Into<Cow<'static, str>>) {
        self.passes.push(Evidence { at, saw: saw.into() });
    }

    /// Records a site at fault; say what was seen with `because`, and how to mend it with `fix`.
    pub fn fail(&mut self, at: Pointer, message: impl Into<String>) -> &mut Finding {
        self.findings.extend(self.latest.take());
        self.latest.insert(Finding::new(self.rule, at, message.into()))
    }

    /// Sites that are as they should be.
    pub fn passes(&self) -> &[Evidence] {
        &self.passes
    }

    /// Sites at fault.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The sites that pass, and the findings.
    pub fn into_parts(self) -> (Vec<Evidence>, Vec<Finding>) {
        (self.passes, self.findings)
    }
}
