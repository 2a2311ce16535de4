//! Every lab runs to its end and shows what it says; every challenge's own solution holds, and its starting design does not.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use roundtrip::labs::{self, Act, Card, Challenge, Course, Kind, Lab, LabError, Step, fits, observe};

fn every_lab() -> Vec<Lab> {
    let is_lab = |card: &Card| matches!(card.kind, Kind::Lab(_));
    labs::cards().unwrap().into_iter().filter(is_lab).map(|card| labs::lab(&card.id).unwrap()).collect()
}

fn every_challenge() -> Vec<Challenge> {
    let is_one = |card: &Card| card.kind == Kind::Challenge;
    labs::cards().unwrap().into_iter().filter(is_one).map(|card| labs::challenge(&card.id).unwrap()).collect()
}

/// Runs the step that a course stands at.
fn run_step(course: &mut Course) {
    while course.next().is_some() {
        course.press().unwrap_or_else(|error| panic!("{} step {}: {error}", course.lab().id, course.at + 1));
    }
}

#[test]
fn every_lab_runs_to_its_end_and_shows_what_it_says() {
    let mut wrong = Vec::new();
    'labs: for lab in every_lab() {
        let mut course = Course::new(lab.clone(), 0).unwrap_or_else(|error| panic!("{}: {error}", lab.id));
        for (place, step) in lab.steps.iter().enumerate() {
            let at = format!("{} step {} ({})", lab.id, place + 1, step.title);
            assert_eq!(course.at, place, "{at}");
            while course.next().is_some() {
                if let Err(error) = course.press() {
                    wrong.push(format!("{at}: {error}"));
                    continue 'labs;
                }
            }
            assert!(!step.reveal.shows.is_empty(), "{at}: the reveal claims nothing that can be checked");
            for claim in &step.reveal.shows {
                match observe(&course.scene(), claim.of, &claim.about) {
                    Ok(seen) if fits(&claim.is, &seen) => {}
                    seen => wrong.push(format!("{at}: {} {:?} is {seen:?}, and the reveal says {}", claim.about, claim.of, claim.is)),
                }
            }
            for header in &step.reveal.headers {
                let seen = observe(&course.scene(), None, &format!("header {header}"));
                if !seen.as_ref().is_ok_and(|seen| fits("some", seen)) {
                    wrong.push(format!("{at}: the last answer has no {header}"));
                }
            }
            match course.forward() {
                Ok(goes_on) => assert_eq!(goes_on, place + 1 < lab.steps.len(), "{at}"),
                Err(error) => {
                    wrong.push(format!("{at}: on the way to the next: {error}"));
                    continue 'labs;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_prediction_has_one_right_choice_and_the_trace_says_why() {
    let mut wrong = Vec::new();
    for lab in every_lab() {
        assert!(lab.steps.iter().any(|step| step.ask.is_some()), "{}: no step asks for a prediction", lab.id);
        for place in 0..lab.steps.len() {
            let mut course = Course::new(lab.clone(), place).unwrap();
            let Some(question) = course.step().unwrap().ask.clone() else { continue };
            let at = format!("{} step {}", lab.id, place + 1);
            assert!(course.verdict(0).is_none(), "{at}: told before it has happened");
            run_step(&mut course);
            let seen = observe(&course.scene(), question.of, &question.about).unwrap_or_else(|error| panic!("{at}: {error}"));
            let right: Vec<usize> = (0..question.choices.len()).filter(|choice| fits(&question.choices[*choice].is, &seen)).collect();
            if right.len() != 1 {
                wrong.push(format!("{at}: {} is {seen}; the choices that fit are {right:?}", question.about));
                continue;
            }
            for choice in 0..question.choices.len() {
                let verdict = course.verdict(choice).unwrap().unwrap();
                assert_eq!(verdict.is_right, choice == right[0], "{at}");
                assert_eq!(verdict.right, question.choices[right[0]].text);
                assert!(!verdict.why.is_empty(), "{at}: no reason");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_step_is_the_same_by_a_link_as_by_walking() {
    for lab in every_lab() {
        let mut walked = Course::new(lab.clone(), 0).unwrap();
        for place in 0..lab.steps.len() {
            let linked = Course::new(lab.clone(), place).unwrap();
            assert_eq!((linked.at, &linked.before), (walked.at, &walked.before), "{} step {}", lab.id, place + 1);
            run_step(&mut walked);
            let mut again = linked;
            run_step(&mut again);
            assert_eq!(again.done, walked.done, "{} step {}: not the same bytes", lab.id, place + 1);
            walked.forward().unwrap();
        }
    }
}

#[test]
fn the_words_keep_to_their_length() {
    let words = |text: &str| text.split_whitespace().count();
    let mut ids = BTreeSet::new();
    for lab in every_lab() {
        assert!(ids.insert(lab.id.clone()), "{} is there twice", lab.id);
        assert!(lab.question.ends_with('?'), "{}: the title is a question", lab.id);
        assert!((1..=2).contains(&lab.cast.len()), "{}: one client or two", lab.id);
        for Step { title, context, hint, reveal, acts, before, .. } in &lab.steps {
            assert!(words(title) <= 4, "{}: {title}", lab.id);
            for text in [context, hint, &reveal.text] {
                assert!(words(text) <= 30, "{}: {} words: {text}", lab.id, words(text));
                assert!(!text.contains('!') && !text.contains('—') && text.ends_with(['.', '?']), "{}: {text}", lab.id);
            }
            for act in acts {
                assert!(!act.label().is_empty(), "{}: a button without words", lab.id);
            }
            for by in acts.iter().chain(before).filter_map(Act::by) {
                assert!(lab.cast.iter().any(|name| name == by), "{}: {by} acts and is not shown", lab.id);
            }
        }
    }
    for challenge in every_challenge() {
        assert!(ids.insert(challenge.id.clone()), "{} is there twice", challenge.id);
        assert!(challenge.question.ends_with('?'), "{}: the title is a question", challenge.id);
        assert!(!challenge.missing.is_empty() && challenge.checks.len() >= 3, "{}", challenge.id);
        for check in &challenge.checks {
            for text in [&check.met, &check.unmet] {
                assert!(words(text) <= 30 && text.ends_with('.'), "{}: {text}", challenge.id);
            }
        }
    }
}

#[test]
fn a_challenge_holds_with_its_solution_and_not_before() {
    let mut wrong = Vec::new();
    for challenge in every_challenge() {
        let (start, solved) = (challenge.start.design().unwrap(), challenge.solved().unwrap());
        let unmet = challenge.checks.iter().filter(|check| !labs::check(check, &start).is_met).count();
        assert!(unmet > 0, "{}: nothing is to be done", challenge.id);
        for check in &challenge.checks {
            let checked = labs::check(check, &solved);
            if !checked.is_met || checked.evidence.is_none() {
                wrong.push(format!("{}: the solution fails `{}`: {} {:?}", challenge.id, check.title, checked.said, told(&checked)));
            }
        }
        let par = challenge.par().unwrap();
        assert!(par > 0 && par == labs::changes(&start, &solved), "{}: {par}", challenge.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn told(checked: &labs::Checked) -> Vec<String> {
    let line = |run: &labs::Run| {
        format!("{} {} {} -> {:?}", run.by, run.request.method, run.request.target, run.main().map(|exchange| exchange.response.status))
    };
    checked.runs.iter().map(line).collect()
}

#[test]
fn a_check_of_a_design_without_the_endpoint_says_which_is_missing() {
    let text = r#"{ "title": "t", "acts": [{ "do": "call", "does": "create", "of": "Spa" }], "shows": [], "met": "Yes.", "unmet": "No." }"#;
    let checked = labs::check(&serde_json::from_str(text).unwrap(), &roundtrip::design::samples::hotel_booking());
    assert!(!checked.is_met && checked.runs.is_empty());
    assert_eq!(checked.said, LabError::NoEndpoint { does: "create".to_owned(), resource: "Spa".to_owned() }.to_string());
}

#[test]
fn an_endpoint_is_found_by_what_it_does_whatever_it_is_called() {
    let mut design = roundtrip::design::samples::hotel_booking();
    design.apply(&roundtrip::design::Edit::SetSegment { resource: "Booking".into(), segment: "reservations".into() }).unwrap();
    for of in ["Booking", "bookings", "reservation", "Reservations"] {
        let text = format!(
            r#"{{ "title": "t", "acts": [{{ "do": "call", "does": "create", "of": "{of}" }}], "shows": [{{ "about": "status", "is": "201" }}], "met": "Yes.", "unmet": "No." }}"#
        );
        assert!(labs::check(&serde_json::from_str(&text).unwrap(), &design).is_met, "{of}");
    }
}
