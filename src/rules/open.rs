//! What a document leaves open is neither blamed nor praised: nobody chose it, and OpenAPI has no word for much of it.

use super::Rule;
use crate::design::{Concern, Design, Pointer};

/// Whether a rule has nothing to judge at a place, because what stands there was assumed.
pub fn is_open(design: &Design, rule: &Rule, at: &Pointer) -> bool {
    if design.assumed.is_empty() {
        return false;
    }
    match left_open_by(rule.id) {
        Some(place) => design.is_assumed(&place),
        // Of these a document says a part.
        None if matches!(at, Pointer::Policy(Concern::Authentication | Concern::Concurrency | Concern::Creation)) => false,
        None if matches!(at, Pointer::Policy(Concern::Filtering | Concern::Pagination)) => false,
        None => matches!(at, Pointer::Field(..) | Pointer::Policy(_) | Pointer::Brief) && design.is_assumed(at),
    }
}

/// The assumption under which a rule has nothing to say anywhere.
fn left_open_by(rule: &str) -> Option<Pointer> {
    let concern = match rule {
        // Behind the contract: OpenAPI has no word for it, or clients never see it.
        "conflict-undeclared"
        | "content-type-passed-over"
        | "malformed-answers-422"
        | "no-content-with-body"
        | "no-health-endpoint"
        | "undeclared-path-parameter"
        | "unknown-parameter-ignored"
        | "unlinked-parent"
        | "action-not-repeatable"
        | "error-inside-200"
        | "create-without-read"
        | "nested-only"
        | "update-without-method"
        | "challenge-missing" => return Some(Pointer::Design),
        "brief-unanswered" => return Some(Pointer::Brief),
        "personal-data-public" | "write-without-authentication" => Concern::Authentication,
        "no-filter" | "no-sort" => Concern::Filtering,
        "no-next-link" => Concern::Pagination,
        "object-level-authorization" | "privileged-field-writable" => Concern::Authorization,
        "precondition-undeclared" => Concern::Concurrency,
        "put-creates-server-id" => Concern::Creation,
        _ => return None,
    };
    Some(Pointer::Policy(concern))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::review;

    #[test]
    fn rules_that_are_left_open_are_known() {
        let known = [
            "conflict-undeclared",
            "content-type-passed-over",
            "malformed-answers-422",
            "no-content-with-body",
            "no-health-endpoint",
            "undeclared-path-parameter",
            "unknown-parameter-ignored",
            "unlinked-parent",
            "action-not-repeatable",
            "error-inside-200",
            "create-without-read",
            "nested-only",
            "update-without-method",
            "brief-unanswered",
            "challenge-missing",
            "personal-data-public",
            "write-without-authentication",
            "no-filter",
            "no-sort",
            "no-next-link",
            "object-level-authorization",
            "privileged-field-writable",
            "precondition-undeclared",
            "put-creates-server-id",
        ];
        for id in known {
            assert!(crate::rules::find(id).is_some() && left_open_by(id).is_some(), "{id}");
        }
    }

    #[test]
    fn an_assumption_earns_nothing_and_costs_nothing() {
        let mut design = crate::design::samples::flawed();
        let before = review(&design);
        let at = before.findings.iter().map(|finding| &finding.at).find(|at| matches!(at, Pointer::Policy(_))).cloned().unwrap();
        design.assume([at.clone()]);
        let after = review(&design);
        assert!(before.findings.len() > after.findings.len());
        assert!(after.findings.iter().all(|finding| finding.at != at || left_open_by(finding.rule).is_some()));
    }
}
