//! Two versions of a design: what is told of each change, what shows it on the server, and what takes the sting out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use roundtrip::compare::{self, Bump, Level, Sends, Today, written};
use roundtrip::design::policy::{Algorithm, Concurrency, ErrorShape, Errors, Idempotency, IfMatch, KeyUse, Pages, Pagination, RateLimits};
use roundtrip::design::{Access, Design, Edit, Endpoint, Field, FieldKind, samples};
use roundtrip::proofs::both::{self, Twist};

const TODAY: Today = Today { seconds: 1_780_272_000 };

fn field(resource: &str, name: &str, change: impl Fn(&mut Field)) -> Vec<Edit> {
    let design = samples::hotel_booking();
    let mut to = design.resource(resource).unwrap().field(name).unwrap().clone();
    change(&mut to);
    vec![Edit::SetField { resource: resource.into(), field: name.into(), to }]
}

fn endpoint(id: &str, change: impl Fn(&mut Endpoint)) -> Vec<Edit> {
    let design = samples::hotel_booking();
    let mut to = (**design.endpoint(id).unwrap()).clone();
    change(&mut to);
    vec![Edit::SetEndpoint { id: id.into(), to }]
}

fn add(resource: &str, field: Field) -> Vec<Edit> {
    vec![Edit::AddField { resource: resource.into(), field, index: None }]
}

fn after(edits: &[Edit]) -> Design {
    let mut design = samples::hotel_booking();
    for edit in edits {
        design.apply(edit).unwrap_or_else(|error| panic!("{}: {error}", edit.label()));
    }
    design
}

/// Edits, the kind that has to be told, its level, and the statuses an old client gets from the old and the new server.
type Row = (Vec<Edit>, &'static str, Level, Option<(u16, u16)>);

fn table() -> Vec<Row> {
    use Level::{Additive, Breaking, Risky};
    vec![
        (vec![Edit::RemoveEndpoint { id: "readRoom".into() }], "endpoint-removed-without-deprecation", Breaking, Some((200, 405))),
        (endpoint("listRoomsOfHotel", |e| e.path = "/hotels/{hotelId}/chambers".into()), "endpoint-moved", Breaking, Some((200, 404))),
        (add("Guest", Field::required("passport", FieldKind::text())), "new-required-request-property", Breaking, Some((201, 422))),
        (add("Guest", Field::new("nickname", FieldKind::text())), "new-optional-request-property", Additive, None),
        (add("Guest", Field::new("nickname", FieldKind::text())), "response-optional-property-added", Additive, None),
        (add("Guest", Field::new("score", FieldKind::text()).read_only()), "response-required-property-added", Additive, None),
        (
            field("Guest", "name", |f| f.kind = FieldKind::String { min_length: None, max_length: Some(3), pattern: None, format: None }),
            "request-property-max-length-decreased",
            Breaking,
            Some((201, 422)),
        ),
        (
            vec![Edit::RemoveField { resource: "Guest".into(), field: "name".into() }],
            "response-required-property-removed",
            Breaking,
            Some((200, 200)),
        ),
        (vec![Edit::RemoveField { resource: "Guest".into(), field: "name".into() }], "request-property-removed", Breaking, Some((201, 422))),
        (field("Room", "type", |f| f.kind = FieldKind::one_of(&["single", "double"])), "request-property-enum-value-removed", Breaking, None),
        (
            field("Room", "type", |f| {
                if let FieldKind::Enum { values } = &mut f.kind {
                    values.push("tent".into())
                }
            }),
            "response-property-enum-value-added",
            Risky,
            None,
        ),
        (endpoint("readRoom", |e| e.access = Access::Authenticated), "api-security-required", Breaking, None),
        (
            vec![Edit::SetPolicy(Idempotency { key: KeyUse::Required, ..Idempotency::default() }.into())],
            "idempotency-key-changed",
            Breaking,
            Some((201, 400)),
        ),
        (vec![Edit::SetPolicy(Concurrency { if_match: IfMatch::Ignored, ..Concurrency::default() }.into())], "if-match-changed", Breaking, None),
        (vec![Edit::SetPolicy(Pagination { pages: Pages::Offset, ..Pagination::default() }.into())], "pagination-changed", Breaking, None),
        (vec![Edit::SetPolicy(Errors { shape: ErrorShape::AdHoc, ..Errors::default() }.into())], "error-shape-changed", Breaking, None),
        (
            vec![Edit::SetPolicy(RateLimits { algorithm: Algorithm::FixedWindow, limit: 5, ..RateLimits::default() }.into())],
            "rate-limit-tightened",
            Breaking,
            None,
        ),
    ]
}

#[test]
fn each_change_is_told_and_shown() {
    let old = Arc::new(samples::hotel_booking());
    for (edits, kind, level, statuses) in table() {
        let label = edits[0].label();
        let new = Arc::new(after(&edits));
        let report = compare::designs(&old, &new, TODAY);
        let kinds: Vec<&str> = report.changes.iter().map(|change| change.kind.as_str()).collect();
        let change = report.changes.iter().find(|change| change.kind == kind).unwrap_or_else(|| panic!("{label}: {kind} is not among {kinds:?}"));
        assert_eq!(change.level, level, "{label}");
        assert!(!change.title.is_empty() && change.who.ends_with('.'), "{label}: {change:?}");
        let Some(statuses) = statuses else { continue };
        let twist = change.sends.clone().map(|sends| match sends {
            Sends::Member(name, value) => Twist::Member(name, value),
            Sends::Without(name) => Twist::Without(name),
            Sends::Query(name, value) => Twist::Query(name, value),
        });
        let seen: Vec<(u16, u16)> = change
            .endpoints
            .iter()
            .filter_map(|id| both::run(&old, &new, id, twist.as_ref()))
            .filter(both::Both::differs)
            .map(|both| (both.old.response.status, both.new.response.status))
            .collect();
        assert!(seen.contains(&statuses), "{label}: {kind} shows as {seen:?}");
        assert!(change.is_shown_by(statuses.0, statuses.1), "{label}: {}", change.who);
    }
}

#[test]
fn a_softer_way_takes_the_break_away() {
    let old = samples::hotel_booking();
    let mut softened = 0;
    for (edits, kind, _, _) in table() {
        let mut new = after(&edits);
        let report = compare::designs(&old, &new, TODAY);
        let Some(softer) = report.changes.iter().find(|change| change.kind == kind).and_then(|change| change.softer.clone()) else { continue };
        softer.edits.iter().for_each(|edit| drop(new.apply(edit).unwrap()));
        let left = compare::designs(&old, &new, TODAY);
        assert!(!left.changes.iter().any(|change| change.kind == kind && change.level <= Level::Risky), "{}: {:?}", softer.label, left.changes);
        softened += 1;
    }
    assert!(softened >= 10, "{softened}");
}

#[test]
fn the_same_is_the_same() {
    for sample in samples::ALL {
        let design = sample.design();
        let report = compare::designs(&design, &design, TODAY);
        assert_eq!((report.changes.len(), report.headline().as_str(), Bump::of(&report)), (0, "No difference.", Bump::None), "{}", sample.id);
        assert_eq!(report.same.len(), design.endpoints.len());
    }
    let old = samples::hotel_booking();
    let new = after(&field("Guest", "name", |f| f.note = "As in the passport".into()));
    assert_eq!(compare::designs(&old, &new, TODAY).headline(), "No difference in contract. 1 description changed.");
}

#[test]
fn a_resource_that_is_renamed_is_no_difference_on_the_wire() {
    let old = samples::hotel_booking();
    let new = after(&[Edit::RenameResource { name: "Room".into(), to: "Suite".into() }]);
    let report = compare::designs(&old, &new, TODAY);
    assert_eq!(report.changes, [], "names of resources are not on the wire");
    let new = after(&[Edit::SetSegment { resource: "Room".into(), segment: "suites".into() }]);
    let report = compare::designs(&old, &new, TODAY);
    assert!(
        report.changes.iter().any(|change| change.kind == "endpoint-moved") && !report.changes.iter().any(|change| change.kind == "endpoint-added")
    );
}

#[test]
fn the_guide_and_the_changelog_name_every_change() {
    let old = samples::hotel_booking();
    let new = after(&[add("Guest", Field::required("passport", FieldKind::text())), vec![Edit::RemoveEndpoint { id: "readRoom".into() }]].concat());
    let report = compare::designs(&old, &new, TODAY);
    let guide = written::migration(&new.name, "1.2.0", &report);
    assert!(
        guide.starts_with("# Moving to Hotel booking 2.0.0\n") && guide.contains("### Guest.passport is new in requests, and required"),
        "{guide}"
    );
    assert!(guide.contains("Do this: send it with every request."), "{guide}");
    let log = written::changelog("1.2.0", "2026-06-01", &report);
    assert!(log.starts_with("## 2.0.0 (2026-06-01)\n\n### Breaking\n"), "{log}");
    assert_eq!(log.matches("\n* ").count(), report.changes.len());
}
