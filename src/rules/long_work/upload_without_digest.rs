//! What arrives is what was sent.

use std::sync::Arc;

use crate::design::policy::DigestUse;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::with_uploads;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Content that was damaged on the way is kept.
pub static RULE: Rule = Rule {
    id: "upload-without-digest",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 3,
    title: "Damaged uploads are kept",
    passes: "Uploads are compared with their checksum",
    question: &[45],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A part that arrives damaged, or twice at the wrong place, makes a file that opens for nobody, and the client was told that all is well.",
    advice: "Take Repr-Digest with the session, and compare it with what has arrived.",
    sources: &["RFC 9530 section 3"],
    example: Example {
        bad: || with_uploads(|design| Arc::make_mut(&mut design.policies).uploads.digest = DigestUse::Ignored),
        good: || with_uploads(|_| {}),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::uploads(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Uploads);
    let policy = &design.policies.uploads;
    if policy.digest != DigestUse::Ignored {
        audit.pass(at, "the checksum of the whole is compared");
        return;
    }
    let edit = mend::policy(design, |p| &p.uploads, |policy| policy.digest = DigestUse::Honoured);
    audit
        .fail(at.clone(), "A checksum is passed over, so damaged uploads are kept. Compare it.")
        .because(at, "Repr-Digest is passed over")
        .because_of(look::uploads(design))
        .fix("Compare the checksum", Safety::ReviewFirst, [edit]);
}
