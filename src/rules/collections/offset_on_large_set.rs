//! Counting to the hundred-thousandth record takes as long as reading it.

use crate::design::policy::Pages;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A large or fast-changing list is paged by offset.
pub static RULE: Rule = Rule {
    id: "offset-on-large-set",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 3,
    title: "Offset pages on moving data",
    passes: "Pages suit the data",
    question: &[19],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Records that come and go shift every later page, so a client skips some and sees others twice; and the database counts up to each page.",
    advice: "Page by cursor where a list is long or changes while it is read.",
    sources: &["AIP-158"],
    example: Example {
        bad: || {
            shop_with(|design| {
                let policies = std::sync::Arc::make_mut(&mut design.policies);
                policies.pagination.pages = Pages::Offset;
                std::sync::Arc::make_mut(&mut design.brief).peak_per_second = Some(200);
            })
        },
        good: shop,
    },
};

/// From here on a list moves under its readers.
const BUSY: u32 = 100;
/// From here on a list is long.
const LONG: usize = 500;

fn check(design: &Design, audit: &mut Audit) {
    if look::lists(design).next().is_none() || design.policies.pagination.pages == Pages::None {
        return;
    }
    let at = Pointer::Policy(Concern::Pagination);
    let busy = design.brief.peak_per_second.filter(|peak| *peak >= BUSY);
    let long = look::lists(design)
        .filter_map(|endpoint| design.resource_of(endpoint))
        .find(|resource| usize::from(resource.generated) + resource.records.len() >= LONG);
    if design.policies.pagination.pages == Pages::Cursor || busy.is_none() && long.is_none() {
        audit.pass(at, "pages stay right while records come and go");
        return;
    }
    let edit = mend::policy(design, |p| &p.pagination, |pagination| pagination.pages = Pages::Cursor);
    let finding = audit.fail(at.clone(), "Offset pages shift while records come and go; clients skip some and repeat others. Use cursors.");
    finding.because(at, "pages by offset");
    if let Some(peak) = busy {
        finding.because(Pointer::Brief, format!("{peak} requests per second at the peak"));
    }
    if let Some(resource) = long {
        finding.because(resource.at(), format!("{} records", usize::from(resource.generated) + resource.records.len()));
    }
    finding.fix("Page by cursor", Safety::ReviewFirst, [edit]);
}
