//! What a cookie does not say about itself, the browser decides, or a thief.

use crate::design::policy::{SameSite, Sessions};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// The cookie of the session lacks HttpOnly, Secure or SameSite.
pub static RULE: Rule = Rule {
    id: "cookie-without-flags",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 7,
    title: "Session cookie lies open",
    passes: "The session cookie is guarded",
    question: &[43],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A cookie that scripts can read is stolen by one foreign script, over http by anybody on the way, and one that crosses sites lets other pages act.",
    advice: "Set HttpOnly, Secure and SameSite=Lax or Strict; where it has to cross sites, compare the origin of every change.",
    sources: &["RFC 6265bis section 4.1.2", "RFC 6265bis section 8", "OWASP Session Management Cheat Sheet"],
    example: Example {
        bad: || {
            shop_where(|policies| {
                let weak = Sessions { http_only: false, same_site: SameSite::Unsaid, ..Sessions::default() };
                policies.authentication.sessions = Some(weak);
            })
        },
        good: || shop_where(|policies| policies.authentication.sessions = Some(Sessions::default())),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let Some(sessions) = &design.policies.authentication.sessions else { return };
    let at = Pointer::Policy(Concern::Authentication);
    let mut seen = Vec::new();
    if !sessions.http_only {
        seen.push("without HttpOnly: scripts of the page read it");
    }
    if !sessions.secure {
        seen.push("without Secure: it travels over plain http too");
    }
    match sessions.same_site {
        SameSite::Lax | SameSite::Strict => {}
        SameSite::None if sessions.checks_origin => {}
        SameSite::None => seen.push("SameSite=None, and no origin is compared: other sites' pages act in the caller's name"),
        SameSite::Unsaid => seen.push("without SameSite: browsers differ"),
    }
    seen.extend(sessions.refused());
    if seen.is_empty() {
        audit.pass(at, "HttpOnly, Secure, and kept from other sites");
        return;
    }
    let edit = mend::policy(design, |p| &p.authentication, |authentication| authentication.sessions.as_mut().into_iter().for_each(guard));
    let mut finding = audit.fail(at.clone(), format!("The cookie {} is not guarded as it can be. Say HttpOnly, Secure and SameSite.", sessions.name));
    for saw in seen {
        finding = finding.because(at.clone(), saw);
    }
    finding.fix("Guard the cookie", Safety::ReviewFirst, [edit]);
}

fn guard(sessions: &mut Sessions) {
    sessions.http_only = true;
    sessions.secure = true;
    if sessions.same_site == SameSite::Unsaid || sessions.same_site == SameSite::None && !sessions.checks_origin {
        sessions.same_site = SameSite::Lax;
    }
    if sessions.refused().is_some() {
        "/".clone_into(&mut sessions.path);
    }
}
