//! The media type of a patch says what its members mean.

use crate::design::policy::PatchFormat;
use crate::design::{Behaviour, Concern, Design, Pointer};
use crate::http::Method;
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// PATCH has no patch format.
pub static RULE: Rule = Rule {
    id: "patch-type-missing",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 3,
    title: "PATCH without a patch format",
    passes: "PATCH names its format",
    question: &[5],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Plain JSON does not say whether null removes a member or stores null. A patch format does, and Accept-Patch announces it.",
    advice: "Accept application/merge-patch+json, beside plain JSON if clients need it.",
    sources: &["RFC 5789 section 2", "RFC 6902", "RFC 7396"],
    example: Example { bad: || shop_where(|policies| policies.update.patch_formats = vec![PatchFormat::PlainJson]), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let patches = || look::endpoints(design).filter(|endpoint| endpoint.method == Method::PATCH && endpoint.behaviour == Behaviour::Update);
    if patches().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Update);
    let named = |format: &&PatchFormat| **format != PatchFormat::PlainJson;
    if let Some(format) = design.policies.update.patch_formats.iter().find(named) {
        audit.pass(at, format!("accepts {}", format.media_type()));
        return;
    }
    let edit = mend::policy(design, |p| &p.update, |update| update.patch_formats.insert(0, PatchFormat::MergePatch));
    audit
        .fail(at.clone(), "PATCH takes no patch format, so nobody knows what null means. Accept application/merge-patch+json.")
        .because(at, "merge patch is not accepted")
        .because_of(patches())
        .fix("Accept merge patches", Safety::Safe, [edit]);
}
