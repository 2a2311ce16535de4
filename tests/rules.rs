//! One generic test over every rule: it is listed, its texts are plain, its examples do what they say, its fix cures.
//!
//! `UPDATE=1 cargo test --test rules` rewrites the catalogue in `tests/golden/rules.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use roundtrip::design::{Accepted, Behaviour, Design, Edit, Endpoint, Field, FieldKind, Pointer, Resource, samples, words};
use roundtrip::http::Method;
use roundtrip::proofs;
use roundtrip::rules::{self, ALL, Audit, Finding, Group, LESSONS, Rule, Safety, Severity, State};

fn audit(rule: &'static Rule, design: &Design) -> Audit {
    Audit::of(rule, design)
}

fn score(design: &Design) -> f32 {
    rules::review(design).score.expect("the design has endpoints")
}

/// The folder of the forms in which a review is written: no group of rules.
const NO_GROUP: &str = "written";

/// The rules' files, `<group>/<rule_id>`.
fn files() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files = BTreeSet::new();
    for group in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir() && !path.ends_with(NO_GROUP)) {
        for file in std::fs::read_dir(&group).unwrap().map(|entry| entry.unwrap().path()) {
            files.insert(format!("{}/{}", group.file_name().unwrap().to_string_lossy(), file.file_stem().unwrap().to_string_lossy()));
        }
    }
    files
}

#[test]
fn every_file_is_listed_and_every_rule_has_its_file() {
    let listed: BTreeSet<String> = ALL.iter().map(|rule| rule.id.replace('-', "_")).collect();
    assert_eq!(listed.len(), ALL.len(), "ids repeat");
    let files = files();
    for file in &files {
        let (group, name) = file.split_once('/').unwrap();
        assert!(
            listed.contains(name),
            "src/rules/{file}.rs exists but is not in the list of src/rules/all.rs: add `{name}` to `{group}`, or make id and file name equal"
        );
    }
    for name in &listed {
        assert!(files.iter().any(|file| file.ends_with(&format!("/{name}"))), "{name}: no file of that name; the id is the file name in kebab case");
    }
}

#[test]
fn rules_stand_in_the_order_of_their_groups() {
    let groups: Vec<Group> = ALL.iter().map(|rule| rule.group).collect();
    assert!(groups.is_sorted(), "keep the rules of a group together, groups in the order of Group::ALL");
}

fn assert_plain(what: &str, text: &str, ends_with_period: bool) {
    assert!(!text.is_empty(), "{what} is empty");
    assert_eq!(text.ends_with('.'), ends_with_period, "{what}: a title has no period, a sentence has one: {text}");
    assert!(!text.starts_with(char::is_lowercase), "{what}: begin with a capital: {text}");
    assert!(!text.contains('!') && !text.contains("  "), "{what}: no exclamation marks, no double spaces: {text}");
    let words = words::split(text);
    for banned in ["please", "simply", "just", "oops", "invalid", "obviously", "utilize"] {
        assert!(!words.iter().any(|word| word == banned), "{what}: `{banned}` is not for us: {text}");
    }
}

#[test]
fn texts_are_plain() {
    let mut titles = BTreeSet::new();
    for (rule, lesson) in LESSONS {
        let id = rule.id;
        assert_plain(&format!("{id}: title"), rule.title, false);
        assert_plain(&format!("{id}: passes"), rule.passes, false);
        assert_plain(&format!("{id}: why"), lesson.why, true);
        assert_plain(&format!("{id}: advice"), lesson.advice, true);
        assert!(rule.title.split_whitespace().count() <= 6, "{id}: a title has six words at most");
        assert!(rule.passes.split_whitespace().count() <= 8, "{id}: `passes` has eight words at most");
        assert!(lesson.why.split_whitespace().count() <= 40, "{id}: `why` has forty words at most");
        assert!(lesson.advice.split_whitespace().count() <= 30, "{id}: `advice` has thirty words at most");
        assert!(titles.insert(rule.title), "{id}: the title stands twice");
        assert!((1..=10).contains(&rule.weight), "{id}: a weight is 1 to 10");
        assert!(rule.question.iter().all(|question| *question <= 56), "{id}: the guide has 56 questions");
        assert!(!rule.question.is_empty(), "{id}: name the question that teaches it");
        assert!(rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{id}: kebab case");
        for source in lesson.sources {
            assert!(!source.contains("://") && !source.is_empty(), "{id}: name the source, no address");
        }
    }
}

fn assert_message(rule: &Rule, finding: &Finding) {
    assert_plain(&format!("{}: message", rule.id), &finding.message, true);
    let count = finding.message.split_whitespace().count();
    assert!(count <= 20, "{}: {count} words, 20 at most: {}", rule.id, finding.message);
    if let Some(fix) = &finding.fix {
        assert_plain(&format!("{}: fix", rule.id), &fix.label, false);
        assert!(!fix.edits.is_empty(), "{}: a fix without edits", rule.id);
    }
}

#[test]
fn the_bad_example_fails_and_the_good_one_passes() {
    for (rule, lesson) in LESSONS {
        let bad = audit(rule, &(lesson.example.bad)());
        assert!(!bad.findings().is_empty(), "{}: the bad example passes", rule.id);
        for finding in bad.findings() {
            assert_message(rule, finding);
            assert!(!finding.evidence.is_empty(), "{}: a finding shows what was seen", rule.id);
        }
        let good = audit(rule, &(lesson.example.good)());
        assert!(good.findings().is_empty(), "{}: the good example fails: {}", rule.id, good.findings()[0].message);
        assert!(!good.passes().is_empty(), "{}: the good example has no site, so it proves nothing", rule.id);
    }
}

/// Severity, rule and place of every finding.
fn severe(design: &Design) -> BTreeSet<(Severity, &'static str, String)> {
    rules::review(design).findings.into_iter().map(|finding| (finding.severity, finding.rule, finding.at.to_string())).collect()
}

#[test]
fn fixes_cure_and_do_no_harm() {
    for (rule, lesson) in LESSONS {
        let mut design = (lesson.example.bad)();
        let found = audit(rule, &design);
        let fixable = found.findings().iter().filter(|finding| finding.fix.is_some()).count();
        for finding in found.findings() {
            let Some(fix) = &finding.fix else { continue };
            let before = design.clone();
            design.apply_all(&fix.edits).unwrap_or_else(|error| panic!("{}: {}: {error}", rule.id, fix.label));
            let after = audit(rule, &design);
            let still = after.findings().iter().any(|left| left.at == finding.at && left.message == finding.message);
            assert!(!still, "{}: «{}» does not cure: {}", rule.id, fix.label, finding.message);
            assert!(score(&design) >= score(&before) - 1e-3, "{}: «{}» lowers the score", rule.id, fix.label);
            let (before_fix, after_fix) = (severe(&before), severe(&design));
            let fresh: Vec<_> = after_fix.difference(&before_fix).filter(|(severity, ..)| *severity > finding.severity).collect();
            assert!(fresh.is_empty(), "{}: «{}» adds {fresh:?}", rule.id, fix.label);
            let gain = rules::gain(&before, fix);
            assert!((gain - (score(&design) - score(&before))).abs() < 1e-3, "{}: gain is after minus before", rule.id);
        }
        if fixable > 0 && fixable == found.findings().len() {
            assert!(audit(rule, &design).findings().is_empty(), "{}: fixes leave findings: {}", rule.id, audit(rule, &design).findings()[0].message);
        }
    }
}

#[test]
fn messages_on_the_samples_are_plain_too() {
    for finding in samples::ALL.iter().flat_map(|sample| rules::review(&sample.design()).findings) {
        assert_message(rules::find(finding.rule).unwrap(), &finding);
    }
}

/// Nouns that hold verbs, controllers, uncountables, single things: nobody may find fault with them.
#[test]
fn honest_paths_pass() {
    let list = |path: &str, behaviour: Behaviour| Endpoint::new(path, Method::GET, path, behaviour, None);
    let fixed = || Behaviour::Fixed { status: 200, body: serde_json::Value::Null };
    let mut design = Design::default();
    for path in [
        "/me",
        "/self",
        "/health",
        "/kpis/{id}",
        "/api/v1/widgets/{id}",
        "/budgets",
        "/inputs/{id}",
        "/posters/{id}",
        "/news/{id}",
        "/series/{id}",
        "/search",
        "/sign-in",
        "/login",
        "/authorize",
        "/oauth2/authorize",
        "/oauth2/revoke",
        "/store-hours/{day}",
        "/import-jobs/{id}",
        "/updates",
        "/people/{id}",
        "/codes-of-conduct/{key}",
        "/cpus/{id}",
        "/analyses/{id}",
        "/media/{id}",
        "/settings",
        "/offices/{id}",
        "/analytics",
        "/feedback/{id}",
        "/addresses/{id}",
        "/setups/{id}",
    ] {
        design.endpoints.push(list(path, fixed()).into());
    }
    for (index, path) in
        ["/orders/{id}/cancellation", "/payments/{id}/refund", "/users/{id}/password-reset", "/orders/search"].into_iter().enumerate()
    {
        design.endpoints.push(Endpoint { method: Method::POST, ..Endpoint::new(&format!("post{index}"), Method::POST, path, fixed(), None) }.into());
    }
    for id in ["verb-in-path", "crud-word-in-path", "singular-collection", "uppercase-in-path", "underscore-in-path", "nested-deeper-than-two"] {
        let audit = Audit::of(rules::find(id).unwrap(), &design);
        let messages: Vec<&str> = audit.findings().iter().map(|finding| finding.message.as_str()).collect();
        assert!(messages.is_empty(), "{id}: {messages:?}");
    }
}

#[test]
fn proposals_name_things() {
    for (method, path, behaviour, resource, expected) in [
        ("GET", "/getUsers", Behaviour::List, "User", "GET /users"),
        ("POST", "/createUser", Behaviour::Create, "User", "POST /users"),
        ("GET", "/deleteUser", Behaviour::Delete, "User", "DELETE /users/{id}"),
        ("GET", "/getUserById/{id}", Behaviour::Read, "User", "GET /users/{id}"),
        ("POST", "/users/{id}/update", Behaviour::Update, "User", "PATCH /users/{id}"),
        ("POST", "/users/{id}/activate", Behaviour::Transition { name: "activate".to_owned() }, "User", "POST /users/{id}/activation"),
        ("POST", "/users/{id}/sendReminder", Behaviour::Transition { name: "remind".to_owned() }, "User", "POST /users/{id}/reminder-delivery"),
    ] {
        let mut design = Design::default();
        design.resources.push(Resource { name: "User".to_owned(), segment: "users".to_owned(), ..Resource::default() }.into());
        design.endpoints.push(Endpoint::new("call", method.parse().unwrap(), path, behaviour, Some(resource)).into());
        let finding = rules::review(&design).findings.into_iter().find(|finding| finding.rule.ends_with("in-path")).expect(path);
        design.apply_all(&finding.fix.expect(path).edits).unwrap();
        assert_eq!(design.endpoint("call").unwrap().label(), expected, "{path}");
    }
}

#[test]
fn a_fix_that_would_double_something_names_what_is_there() {
    let users = || Resource { name: "User".to_owned(), segment: "users".to_owned(), ..Resource::default() };
    let call = |id: &str, method: &str, path: &str, behaviour: Behaviour| Endpoint::new(id, method.parse().unwrap(), path, behaviour, Some("User"));
    let fixed = || Behaviour::Fixed { status: 200, body: serde_json::Value::Null };
    let activate = || Behaviour::Transition { name: "activate".to_owned() };
    for (rule, faulty, there) in [
        ("verb-in-path", call("call", "POST", "/users/{id}/activate", activate()), call("there", "POST", "/users/{key}/activation", fixed())),
        ("crud-word-in-path", call("call", "GET", "/getUsers", Behaviour::List), call("there", "GET", "/users", fixed())),
        ("trailing-slash", call("call", "GET", "/users/", Behaviour::List), call("there", "GET", "/users", fixed())),
        ("get-changes-state", call("call", "GET", "/users/{id}", Behaviour::Delete), call("there", "DELETE", "/users/{id}", fixed())),
        ("put-that-patches", call("call", "PUT", "/users/{id}", Behaviour::Update), call("there", "PATCH", "/users/{id}", fixed())),
    ] {
        let mut design = Design::default();
        design.resources.push(users().into());
        design.endpoints.push(faulty.into());
        let found = |design: &Design| {
            let finding = rules::review(design).findings.into_iter().find(|finding| finding.rule == rule && finding.at == Pointer::endpoint("call"));
            finding.unwrap_or_else(|| panic!("{rule} finds nothing"))
        };
        let free = found(&design);
        assert!(free.fix.is_some() && free.obstacle.is_none(), "{rule}: nothing is in the way");
        design.endpoints.push(there.into());
        let blocked = found(&design);
        assert_eq!((blocked.fix, blocked.obstacle), (None, Some(Pointer::endpoint("there"))), "{rule}");
    }
}

#[test]
fn a_rename_to_a_name_in_use_names_the_field_that_has_it() {
    let mut design = Design::default();
    let fields = ["firstName", "lastName", "postCode", "created_at"].map(|name| Field::new(name, FieldKind::text()));
    design.resources.push(Resource { name: "User".to_owned(), segment: "users".to_owned(), fields: fields.to_vec(), ..Resource::default() }.into());
    design.endpoints.push(Endpoint::new("list", Method::GET, "/users", Behaviour::List, Some("User")).into());
    let found = |design: &Design| rules::review(design).findings.into_iter().find(|finding| finding.rule == "field-case-mixed").expect("a finding");
    assert_eq!(found(&design).fix.map(|fix| fix.label).as_deref(), Some("Rename to createdAt"));
    design.apply(&Edit::AddField { resource: "User".to_owned(), field: Field::new("createdAt", FieldKind::text()), index: None }).unwrap();
    let blocked = found(&design);
    assert_eq!((blocked.fix, blocked.obstacle), (None, Some(Pointer::field("User", "createdAt"))));
}

#[test]
fn the_points_sum_to_what_is_missing() {
    for design in LESSONS.iter().map(|(_, lesson)| (lesson.example.bad)()).chain(samples::ALL.iter().map(|sample| sample.design())) {
        let report = rules::review(&design);
        let lost: f32 = report.findings.iter().map(|finding| finding.points).sum();
        let score = report.score.unwrap();
        assert!((100.0 - score - lost).abs() < 1e-3, "{}: {score} + {lost}", design.name);
        assert!((report.groups.iter().map(|group| group.points).sum::<f32>() - lost).abs() < 1e-3);
        assert!(report.findings.is_sorted_by(|a, b| a.points >= b.points), "costliest first");
    }
}

/// The design with a second copy of every resource and endpoint under other names.
fn doubled(design: &Design) -> Design {
    let mut doubled = design.clone();
    let other_segment = |text: &str| {
        let owned = design.resource_at(text).is_some();
        if owned { format!("other-{text}") } else { text.to_owned() }
    };
    for resource in &design.resources {
        let mut copy: Resource = (**resource).clone();
        copy.name = format!("Other{}", resource.name);
        copy.segment = other_segment(&resource.segment);
        for Field { kind, .. } in &mut copy.fields {
            if let FieldKind::Reference { to, .. } = kind {
                *to = format!("Other{to}");
            }
        }
        doubled.resources.push(copy.into());
    }
    for endpoint in &design.endpoints {
        let mut copy: Endpoint = (**endpoint).clone();
        copy.id = format!("{}Other", endpoint.id);
        copy.resource = endpoint.resource.as_ref().map(|name| format!("Other{name}"));
        let known = endpoint.template().literals().any(|text| design.resource_at(text).is_some());
        copy.path = match known {
            true => endpoint.path.split('/').map(other_segment).collect::<Vec<_>>().join("/"),
            false => format!("{}Other", endpoint.path),
        };
        doubled.endpoints.push(copy.into());
    }
    doubled
}

#[test]
fn rule_and_place_name_one_finding() {
    for design in LESSONS.iter().map(|(_, lesson)| (lesson.example.bad)()).chain(samples::ALL.iter().map(|sample| sample.design())) {
        let mut known = BTreeSet::new();
        for finding in rules::review(&design).findings {
            assert!(known.insert((finding.rule, finding.at.to_string())), "{} stands twice at {}: join the two", finding.rule, finding.at);
        }
    }
}

/// The addresses of OAuth are given by its custom, so no rule about names or shapes may stumble over them.
#[test]
fn an_authorization_server_brings_no_findings() {
    let (_, lesson) = LESSONS.iter().find(|(rule, _)| rule.id == "implicit-grant").unwrap();
    let found: Vec<_> =
        rules::review(&(lesson.example.good)()).findings.into_iter().map(|finding| (finding.rule, finding.at, finding.message)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_larger_api_is_not_worse() {
    let examples = LESSONS.iter().map(|(rule, lesson)| (rule.id, (lesson.example.bad)()));
    for (id, design) in samples::ALL.iter().map(|sample| (sample.id, sample.design())).chain(examples) {
        let (once, twice) = (score(&design), score(&doubled(&design)));
        assert!((once - twice).abs() <= 1.0, "{id}: {once} alone, {twice} doubled");
    }
}

#[test]
fn an_accepted_finding_costs_nothing() {
    let mut design = samples::flawed();
    let before = rules::review(&design);
    let worst = before.findings[0].clone();
    design.apply(&Edit::Accept(Accepted { rule: worst.rule.into(), at: worst.at.clone(), reason: "Agreed with the team.".into() })).unwrap();
    let after = rules::review(&design);
    assert_eq!(after.accepted[0].reason, "Agreed with the team.");
    let same_place: f32 = before.findings.iter().filter(|finding| finding.rule == worst.rule && finding.at == worst.at).map(|f| f.points).sum();
    assert!((after.score.unwrap() - before.score.unwrap() - same_place).abs() < 1e-3);
}

#[test]
fn nothing_to_judge_is_no_number() {
    let report = rules::review(&Design::default());
    assert_eq!((report.score, report.band), (None, None));
    assert_eq!(report.headline(), "The score starts with your first endpoint.");
    assert_eq!(report.counts().not_applicable, ALL.len());
    assert!(report.rules.iter().all(|result| result.state == State::NotApplicable));
}

fn listing(design: &Design) -> String {
    let report = rules::review(design);
    let mut text = format!("{} scores {:?}\n", design.name, report.rounded());
    for finding in &report.findings {
        let _ = writeln!(text, "{} {:.2} {} {}: {}", finding.severity.shape(), finding.points, finding.rule, finding.at, finding.message);
    }
    text
}

#[test]
fn good_samples_score_high_without_errors() {
    for design in [samples::hotel_booking(), samples::payments()] {
        assert!(score(&design) >= 90.0, "{}", listing(&design));
        assert!(severe(&design).iter().all(|(severity, ..)| *severity < Severity::Error), "{}", listing(&design));
    }
}

#[test]
fn the_flawed_sample_scores_low_and_safe_fixes_raise_it() {
    let flawed = samples::flawed();
    let (mended, applied) = rules::apply_safe_fixes(&flawed);
    assert!(score(&flawed) < 45.0, "{}", listing(&flawed));
    assert!(score(&mended) >= score(&flawed) + 5.0, "{} then {}", score(&flawed), score(&mended));
    assert!(score(&mended) < score(&samples::hotel_booking()));
    assert!(!applied.is_empty());
    assert_valid(&mended);
    let ids = |design: &Design| design.endpoints.iter().map(|endpoint| endpoint.id.clone()).collect::<BTreeSet<_>>();
    assert!(ids(&mended).is_superset(&ids(&flawed)), "no endpoint is lost");
    let paths = |design: &Design| flawed.endpoints.iter().map(|known| design.endpoint(&known.id).unwrap().label()).collect::<Vec<_>>();
    assert_eq!(paths(&mended), paths(&flawed), "safe fixes leave methods and paths alone");
    let (again, more) = rules::apply_safe_fixes(&mended);
    assert!(again == mended && more.is_empty(), "a second run changes nothing: {:?}", more.first().map(|fix| &fix.label));
}

#[test]
fn every_fix_in_turn_leads_to_a_strong_design() {
    for sample in samples::ALL {
        let mut design = sample.design();
        for _ in 0..400 {
            let report = rules::review(&design);
            let next = report.findings.iter().find_map(|finding| {
                let mut mended = design.clone();
                mended.apply_all(&finding.fix.as_ref()?.edits).ok()?;
                Some((mended, finding.clone()))
            });
            let Some((mended, finding)) = next else { break };
            let gained = score(&mended) - score(&design);
            assert!(gained > -0.5, "{}: {} «{}» costs {gained}", sample.id, finding.rule, finding.fix.unwrap().label);
            design = mended;
            assert_valid(&design);
        }
        assert!(score(&design) >= 85.0, "{}: {}", sample.id, listing(&design));
        let left: Vec<_> = rules::review(&design).findings.into_iter().filter(|finding| finding.fix.is_some()).map(|finding| finding.rule).collect();
        assert!(left.is_empty(), "{}: fixes do not come to an end: {left:?}", sample.id);
    }
}

/// Method and path are unique, and everything that is named exists.
fn assert_valid(design: &Design) {
    let mut routes = BTreeSet::new();
    for endpoint in &design.endpoints {
        assert!(routes.insert((endpoint.method.to_string(), endpoint.template().shape())), "{} stands twice", endpoint.label());
        assert!(endpoint.resource.as_deref().is_none_or(|name| design.resource(name).is_some()));
    }
    for relation in design.relations() {
        assert!(design.resource(&relation.to).is_some());
    }
}

fn catalogue() -> String {
    let mut text = "# Rules\n\nRendered from `rules::ALL`; `UPDATE=1 cargo test --test rules` rewrites it.\n".to_owned();
    let kinds = fix_kinds();
    let (fixable, safe) = (kinds.len(), kinds.values().filter(|safety| **safety == Safety::Safe).count());
    let shown: BTreeSet<&str> = proofs::all().map(|proof| proof.rule).collect();
    let _ = writeln!(text, "\n{} rules, {fixable} with a fix, {safe} of them safe; {} are shown by running them.", ALL.len(), shown.len());
    for group in Group::ALL {
        let mut rules = LESSONS.iter().filter(|(rule, _)| rule.group == group).peekable();
        if rules.peek().is_some() {
            let _ = writeln!(text, "\n## {}", group.title());
        }
        for (rule, lesson) in rules {
            let questions: Vec<String> = rule
                .question
                .iter()
                .map(|question| if *question == 0 { "common mistakes".to_owned() } else { format!("question {question}") })
                .collect();
            let fix = match kinds.get(rule.id) {
                Some(Safety::Safe) => "safe fix",
                Some(Safety::ReviewFirst) => "fix to review",
                None => "no fix",
            };
            let _ = write!(
                text,
                "\n### {} `{}`\n\n{} {}, weight {}, {fix}{}; {}.\n\n{} {}\n",
                rule.title,
                rule.id,
                rule.severity.shape(),
                rule.severity.word(),
                rule.weight,
                if shown.contains(rule.id) { ", shown by running it" } else { "" },
                questions.join(", "),
                lesson.why,
                lesson.advice
            );
            let audit = audit(rule, &(lesson.example.bad)());
            if let Some(finding) = audit.findings().first() {
                let _ = writeln!(text, "\n> {}", finding.message);
            }
            if !lesson.sources.is_empty() {
                let _ = writeln!(text, "\nAfter {}.", lesson.sources.join("; "));
            }
        }
    }
    text
}

/// Rules whose example can be mended, and how safely.
fn fix_kinds() -> BTreeMap<&'static str, Safety> {
    let mut kinds = BTreeMap::new();
    for (rule, lesson) in LESSONS {
        let audit = audit(rule, &(lesson.example.bad)());
        if let Some(fix) = audit.findings().iter().find_map(|finding| finding.fix.as_ref()) {
            kinds.insert(rule.id, fix.safety);
        }
    }
    kinds
}

#[test]
fn the_catalogue_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rules.md");
    let now = catalogue();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let then = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(now == then, "tests/golden/rules.md is old: run `UPDATE=1 cargo test --test rules` and read the diff");
}

#[test]
fn the_rule_set_is_as_large_as_promised() {
    let (rules, fixes, proofs) = (ALL.len(), fix_kinds().len(), proofs::all().count());
    assert!(rules >= 120 && fixes >= 60 && proofs >= 40, "{rules} rules, {fixes} fixes, {proofs} proofs");
}
