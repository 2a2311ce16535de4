//! The score is fair: to size, to what was decided on purpose, and between designs that a reviewer would rank.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

use std::sync::Arc;

use roundtrip::design::brief::Profile;
use roundtrip::design::policy::{Algorithm, ErrorShape};
use roundtrip::design::{Accepted, Design, Edit, samples};
use roundtrip::rules::{self, ALL, FIRST, LESSONS, MEASURES, Report, Severity, Stand};

fn score(design: &Design) -> f32 {
    rules::review(design).score.expect("the design has endpoints")
}

fn under(profile: Profile, mut design: Design) -> Design {
    Arc::make_mut(&mut design.brief).profile = profile;
    design
}

/// Every fix that there is, until none is left.
fn mended(design: &Design) -> Design {
    let mut design = design.clone();
    for _ in 0..400 {
        let next = rules::review(&design).findings.into_iter().find_map(|finding| {
            let mut next = design.clone();
            next.apply_all(&finding.fix?.edits).ok()?;
            Some(next)
        });
        let Some(next) = next else { break };
        design = next;
    }
    design
}

#[test]
fn designs_rank_as_a_reviewer_would_rank_them() {
    let flawed = samples::flawed();
    let (safe, _) = rules::apply_safe_fixes(&flawed);
    let all = mended(&flawed);
    let order = [score(&flawed), score(&safe), score(&all)];
    assert!(order.is_sorted() && order[0] < 45.0 && order[2] > 85.0, "{order:?}");
    for sound in [samples::hotel_booking(), samples::payments()] {
        assert!(score(&sound) > score(&safe) + 20.0, "{} is sound", sound.name);
    }
    for profile in [Profile::Guide, Profile::Strict, Profile::Workshop] {
        let at = |design: &Design| score(&under(profile, design.clone()));
        assert!(at(&flawed) < at(&safe) && at(&safe) < at(&samples::hotel_booking()), "{profile:?} ranks otherwise");
    }
}

/// One fault of the same weight more, and the score falls.
#[test]
fn each_fault_costs() {
    for (rule, lesson) in LESSONS {
        let (good, bad) = ((lesson.example.good)(), (lesson.example.bad)());
        let cost = |design: &Design| rules::review(design).findings.iter().filter(|finding| finding.rule == rule.id).map(|f| f.points).sum::<f32>();
        assert!(cost(&bad) > 0.05 && cost(&good) == 0.0, "{}: {} and {}", rule.id, cost(&bad), cost(&good));
    }
}

#[test]
fn profiles_are_data() {
    let flawed = samples::flawed();
    let report = |profile| rules::review(&under(profile, flawed.clone()));
    let (guide, strict, workshop) = (report(Profile::Guide), report(Profile::Strict), report(Profile::Workshop));
    assert_eq!(guide.rules.len(), ALL.len());
    assert_eq!(strict.rules.len(), ALL.len());
    assert!(workshop.rules.len() < ALL.len());
    assert!(workshop.findings.iter().all(|finding| finding.severity > Severity::Hint), "no hints in a workshop");
    let hint = ALL.iter().find(|rule| rule.severity == Severity::Hint).unwrap();
    let weights: Vec<Option<u8>> = MEASURES.iter().map(|measure| measure.weight(hint)).collect();
    assert_eq!(weights, [Some(hint.weight), Some(hint.weight * 2), None]);
}

#[test]
fn what_was_accepted_costs_nothing_but_to_the_strict() {
    let flawed = samples::flawed();
    let worst = rules::review(&flawed).findings.into_iter().next().unwrap();
    let mut accepted = flawed.clone();
    accepted.apply(&Edit::Accept(Accepted { rule: worst.rule.into(), at: worst.at, reason: "Agreed with the team.".into() })).unwrap();
    assert!(score(&accepted) > score(&flawed));
    let strict = |design: &Design| score(&under(Profile::Strict, design.clone()));
    assert!((strict(&accepted) - strict(&flawed)).abs() < 1e-3);
    assert!(rules::review(&under(Profile::Strict, accepted)).accepted.is_empty());
}

#[test]
fn the_shortest_way_is_short_and_leads_there() {
    for sample in samples::ALL {
        let report = rules::review(&sample.design());
        let all = report.way_to(100.0);
        let missing: f32 = all.iter().map(|step| step.points).sum();
        assert!((100.0 - report.score.unwrap() - missing).abs() < 1e-2, "{}: all of it leads to 100", sample.id);
        assert!(all.is_sorted_by(|a, b| a.points >= b.points));
        if let Some((_, from)) = report.next_band() {
            let steps = report.way_to(from);
            let gained: f32 = steps.iter().map(|step| step.points).sum();
            let without_last = gained - steps.last().unwrap().points;
            assert!(report.score.unwrap() + gained >= from && report.score.unwrap() + without_last < from, "{}: not one too many", sample.id);
        }
    }
    assert_eq!(rules::review(&Design::default()).way_to(100.0), []);
}

/// The page begins with some of the rules: the ring may not jump when the others come.
#[test]
fn the_first_rules_give_the_opening_design_the_score_of_all() {
    let design = samples::hotel_booking();
    let (first, all) = (Report::of(&design, FIRST).score.unwrap(), score(&design));
    assert!((first - all).abs() < 0.5, "{first} at first, then {all}");
    let open = |report: &Report| report.findings.iter().map(|finding| (finding.rule, finding.at.clone())).collect::<Vec<_>>();
    assert_eq!(open(&Report::of(&design, FIRST)), open(&rules::review(&design)), "the same findings, in the same order");
}

#[test]
fn the_constraints_of_rest_have_evidence() {
    let design = samples::hotel_booking();
    let six = rules::constraints(&design);
    assert_eq!(
        six.iter().map(|known| (known.title, known.stand)).collect::<Vec<_>>(),
        [
            ("Client and server", Stand::Kept),
            ("Stateless", Stand::Kept),
            ("Cacheable", Stand::Kept),
            ("Uniform interface", Stand::Partly),
            ("Layered system", Stand::Kept),
            ("Code on demand", Stand::Open),
        ]
    );
    let flawed = rules::constraints(&samples::flawed());
    assert!(flawed.iter().filter(|known| known.stand == Stand::Partly).count() >= 2, "{flawed:#?}");
    let mut worse = design;
    let policies = Arc::make_mut(&mut worse.policies);
    policies.errors.shape = ErrorShape::StackTrace;
    (policies.rate_limits.algorithm, policies.rate_limits.per_instance) = (Algorithm::TokenBucket, true);
    let stands: Vec<Stand> = rules::constraints(&worse).into_iter().map(|known| known.stand).collect();
    assert_eq!(stands[..2], [Stand::Partly, Stand::Partly]);
    assert!(rules::constraints(&Design::default()).is_empty());
}
