//! What every third-party suite needs: its cases from beside the checkout, a tally of them, and why some do not apply.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// A file of a set as text; `None`, with a line, where the set is absent.
pub fn text(file: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(file);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {file} is not beside the checkout");
    }
    text
}

/// A file of a set as a value.
pub fn document(file: &str) -> Option<Value> {
    text(file).map(|text| serde_json::from_str(&text).unwrap())
}

/// The cases of a file that is a list.
pub fn cases(file: &str) -> Option<Vec<Value>> {
    document(file).map(|cases| cases.as_array().unwrap().clone())
}

/// What became of the cases of a suite.
#[derive(Default)]
pub struct Tally {
    judged: usize,
    skipped: BTreeMap<String, usize>,
    failures: Vec<String>,
}

impl Tally {
    /// A case that does not apply, and why.
    pub fn skip(&mut self, why: &str) {
        self.skip_all(1, why);
    }

    /// Several of them.
    pub fn skip_all(&mut self, cases: usize, why: &str) {
        *self.skipped.entry(why.to_owned()).or_default() += cases;
    }

    /// A case that was judged; what is said of it where it differs.
    pub fn judge(&mut self, fits: bool, otherwise: impl FnOnce() -> String) {
        self.judged += 1;
        if !fits {
            self.failures.push(otherwise());
        }
    }

    /// A case whose verdict is yes or no.
    pub fn expect(&mut self, case: impl Into<String>, expected: bool, got: bool) {
        self.judge(expected == got, || format!("{}: expected {expected}, got {got}", case.into()));
    }

    /// Prints what was judged, in the form that the table of suites reads, and fails with what differed.
    pub fn close(self, suite: &str) {
        let reasons: Vec<String> = self.skipped.iter().map(|(why, cases)| format!("{cases}: {why}")).collect();
        let reasons = if reasons.is_empty() { "none".to_owned() } else { reasons.join("; ") };
        println!("{suite}: {} judged, {} passed, skipped: {reasons}", self.judged, self.judged - self.failures.len());
        assert!(self.failures.is_empty(), "{suite}: {} differ:\n{}", self.failures.len(), self.failures.join("\n"));
    }
}
