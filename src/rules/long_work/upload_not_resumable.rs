//! An upload goes on where the line broke.

use std::sync::Arc;

use crate::design::{Behaviour, Concern, Design, Edit, Endpoint, Pointer};
use crate::rules::example::with_uploads;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Nobody learns which parts of an upload have arrived.
pub static RULE: Rule = Rule {
    id: "upload-not-resumable",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 3,
    title: "Uploads that begin again",
    passes: "Uploads go on where they stopped",
    question: &[45],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client whose line breaks cannot learn which parts have arrived, so it sends everything again, and the large upload never ends.",
    advice: "Let GET on the session name the parts that are missing.",
    sources: &["draft-ietf-httpbis-resumable-upload"],
    example: Example { bad: || with_uploads(|design| Arc::make_mut(&mut design.policies).uploads.missing = false), good: || with_uploads(|_| {}) },
};

/// Names what is missing, with an endpoint to ask for it.
fn resumable(design: &Design) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !design.policies.uploads.missing {
        edits.push(mend::policy(design, |p| &p.uploads, |policy| policy.missing = true));
    }
    let asked = |resource: &str| look::has(design, resource, |behaviour| *behaviour == Behaviour::UploadStatus);
    for start in look::uploads(design) {
        let Some(resource) = design.resource_of(start).filter(|resource| !asked(&resource.name)) else { continue };
        let endpoint = Endpoint { access: start.access.clone(), ..Endpoint::usual(resource, Behaviour::UploadStatus) }.with_expected_errors(design);
        edits.push(Edit::AddEndpoint { endpoint });
    }
    edits
}

fn check(design: &Design, audit: &mut Audit) {
    if look::uploads(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Uploads);
    let policy = &design.policies.uploads;
    if policy.missing && look::endpoints(design).any(|endpoint| endpoint.behaviour == Behaviour::UploadStatus) {
        audit.pass(at, "the session names what is missing");
        return;
    }
    let edits = resumable(design);
    audit
        .fail(at.clone(), "A client that lost its place cannot learn what is missing. Let the session name it.")
        .because(at, "no list of missing parts")
        .because_of(look::uploads(design))
        .fix("Name the missing parts", Safety::Safe, edits);
}
