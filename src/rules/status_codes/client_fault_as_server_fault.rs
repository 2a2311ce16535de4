//! Who is at fault decides the first digit.

use crate::design::{Concern, Design, Edit, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The client's mistake is answered with 5xx.
pub static RULE: Rule = Rule {
    id: "client-fault-as-server-fault",
    group: Group::StatusCodes,
    severity: Severity::Error,
    weight: 7,
    title: "Client's fault answered with 5xx",
    passes: "5xx is the server's fault",
    question: &[8, 40],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients repeat 5xx, because the server may recover; the same broken content comes again and again, and wakes whoever is on call.",
    advice: "Answer 4xx for anything that the client has to mend.",
    sources: &["RFC 9110 section 15.5", "RFC 9110 section 15.6"],
    example: Example { bad: || shop_where(|policies| policies.content.malformed_status = 500), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let (content, validation) = (design.policies.content.malformed_status, design.policies.validation.status);
    let mut judge = |concern: Concern, status: u16, what: &str, better: u16, edit: Edit| {
        let at = Pointer::Policy(concern);
        if status < 500 {
            audit.pass(at, format!("{what} answers {status}"));
            return;
        }
        audit
            .fail(at.clone(), format!("{what} answers {status}, as if the server had failed. Answer {better}."))
            .because(at, format!("{what} answers {status}"))
            .fix(format!("Answer {better}"), Safety::ReviewFirst, mend::with_declarations(design, edit));
    };
    if look::content_takers(design).next().is_some() {
        let edit = mend::policy(design, |p| &p.content, |content| content.malformed_status = 400);
        judge(Concern::Content, content, "Broken syntax", 400, edit);
        let edit = mend::policy(design, |p| &p.validation, |validation| validation.status = 422);
        judge(Concern::Validation, validation, "A wrong field", 422, edit);
    }
    if look::protected(design).next().is_some() {
        let edit = mend::policy(design, |p| &p.authentication, |authentication| authentication.status = 401);
        judge(Concern::Authentication, design.policies.authentication.status, "A missing credential", 401, edit);
    }
}
