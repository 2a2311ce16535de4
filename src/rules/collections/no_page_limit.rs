//! A page has a largest size.

use crate::design::policy::Pages;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Clients may ask for pages of any size.
pub static RULE: Rule = Rule {
    id: "no-page-limit",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 4,
    title: "Page without a limit",
    passes: "Pages have a limit",
    question: &[19],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "One client that asks for a million records undoes the pages, and holds a connection and a server busy for everybody else.",
    advice: "Set a largest page of a few hundred records at most, and a default below it.",
    sources: &["OWASP API Security 2023: API4", "AIP-158"],
    example: Example { bad: || shop_where(|policies| policies.pagination.max_limit = 100_000), good: shop },
};

const MOST: u32 = 1000;

fn check(design: &Design, audit: &mut Audit) {
    let pagination = &design.policies.pagination;
    if look::lists(design).next().is_none() || pagination.pages == Pages::None {
        return;
    }
    let at = Pointer::Policy(Concern::Pagination);
    let (most, usual) = (pagination.max_limit, pagination.default_limit);
    let message = match most {
        0 => "Pages have no largest size, so one client can ask for everything. Set one.".to_owned(),
        _ if most > MOST => format!("A page may hold {most} records, which is no limit in practice. Set {MOST} or less."),
        _ if usual > most || usual == 0 => format!("The usual page holds {usual} records, the largest {most}. Let the usual one fit."),
        _ => {
            audit.pass(at, format!("at most {most} records, usually {usual}"));
            return;
        }
    };
    let edit = mend::policy(
        design,
        |p| &p.pagination,
        |pagination| {
            if most == 0 || most > MOST {
                pagination.max_limit = 100;
            }
            if usual == 0 || usual > pagination.max_limit {
                pagination.default_limit = pagination.max_limit.min(20);
            }
        },
    );
    audit.fail(at.clone(), message).because(at, format!("at most {most} records, usually {usual}")).because_of(look::lists(design)).fix(
        "Limit pages",
        Safety::ReviewFirst,
        [edit],
    );
}
