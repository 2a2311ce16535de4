//! Every proof reproduces on the bad example of its rule, and on nothing that is as it should be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

use std::collections::BTreeSet;
use std::sync::Arc;

use roundtrip::design::{Design, samples};
use roundtrip::proofs::{self, Shown};
use roundtrip::rules::{self, Audit, Finding, LESSONS};

/// The findings of one rule.
fn findings(rule: &str, design: &Design) -> Vec<Finding> {
    Audit::of(rules::find(rule).unwrap(), design).findings().to_vec()
}

/// The first finding of a design that is shown.
fn shown(rule: &str, design: Design) -> Option<(Finding, Shown)> {
    let design = Arc::new(design);
    findings(rule, &design).into_iter().find_map(|finding| Some((finding.clone(), proofs::prove(&design, &finding)?)))
}

#[test]
fn each_rule_has_one_proof_at_most() {
    let mut known = BTreeSet::new();
    for proof in proofs::all() {
        assert!(rules::find(proof.rule).is_some(), "{}: no such rule", proof.rule);
        assert!(known.insert(proof.rule), "{}: two proofs", proof.rule);
    }
    assert!(known.len() >= 40, "{} proofs", known.len());
}

#[test]
fn the_bad_example_shows_it_and_the_good_one_does_not() {
    let mut faults = Vec::new();
    for proof in proofs::all() {
        let lesson = rules::lesson(proof.rule).unwrap();
        let bad = (lesson.example.bad)();
        let Some((finding, shown)) = shown(proof.rule, bad.clone()) else {
            faults.push(format!("{}: does not reproduce on the bad example", proof.rule));
            continue;
        };
        if shown.claim.exchange >= shown.seen.len() || shown.claim.line.is_empty() {
            faults.push(format!("{}: says where it shows, in an exchange there is: {:?}", proof.rule, shown.claim));
        }
        if !shown.claim.text.ends_with('.') || shown.claim.text.split_whitespace().count() > 40 {
            faults.push(format!("{}: a claim is one sentence: {}", proof.rule, shown.claim.text));
        }
        if let Some(left) = proofs::prove(&Arc::new((lesson.example.good)()), &finding) {
            faults.push(format!("{}: reproduces on the good example: {}", proof.rule, proofs::lines(&left).join("\n    ")));
        }
        if let Some(fix) = &finding.fix {
            let mut mended = bad;
            mended.apply_all(&fix.edits).unwrap();
            if let Some(left) = proofs::prove(&Arc::new(mended), &finding) {
                faults.push(format!("{}: reproduces after «{}»: {}", proof.rule, fix.label, proofs::lines(&left).join("\n    ")));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_proof_is_the_same_each_time() {
    for (rule, lesson) in LESSONS {
        let design = (lesson.example.bad)();
        assert!(shown(rule.id, design.clone()) == shown(rule.id, design), "{}: two runs differ", rule.id);
    }
}

/// What a reader sees of the flawed sample: `UPDATE=1 cargo test --test proofs` rewrites it.
#[test]
fn the_flawed_sample_is_shown() {
    let mut text = String::new();
    for sample in samples::ALL {
        let design = Arc::new(sample.design());
        text.push_str(&format!("# {}\n", design.name));
        for finding in rules::review(&design).findings {
            if let Some(shown) = proofs::prove(&design, &finding) {
                text.push_str(&format!("\n{} at {}\n", finding.rule, finding.at));
                proofs::lines(&shown).iter().for_each(|line| text.push_str(&format!("    {line}\n")));
            }
        }
        text.push('\n');
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/proofs.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let then = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(then == text, "tests/golden/proofs.txt is old: run `UPDATE=1 cargo test --test proofs` and read the diff");
}
