//! Who needs more is given more.

use std::sync::Arc;

use crate::design::policy::Tier;
use crate::design::{Client, Concern, Credential, Design, Pointer};
use crate::rules::example::shop_with;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// One limit holds for pages and for partners.
pub static RULE: Rule = Rule {
    id: "one-tier-for-all",
    group: Group::Traffic,
    severity: Severity::Hint,
    weight: 2,
    title: "One limit for everybody",
    passes: "Partners have a limit of their own",
    question: &[51],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A partner that serves thousands of people is held to what one person needs, or one person may do what only a partner should.",
    advice: "Give clients tiers, and each tier a limit that fits it.",
    sources: &[],
    example: Example {
        bad: mixed_shop,
        good: || {
            let mut design = mixed_shop();
            Arc::make_mut(&mut design.policies).rate_limits.tiers = Tier::parse("partner: 1000").into_iter().collect();
            design
        },
    },
};

/// The shop with a partner that calls from a server.
fn mixed_shop() -> Design {
    shop_with(|design| {
        design.clients.push(Arc::new(Client::program("Partner").bearer("partner-token-1")));
        design.clients.push(Arc::new(Client::program("Warehouse").bearer("warehouse-token-1")));
    })
}

/// Whether pages and several known programs call.
fn mixed(design: &Design) -> bool {
    let known = |client: &&Arc<Client>| client.credential != Credential::None;
    let (pages, programs): (Vec<_>, Vec<_>) = design.clients.iter().filter(known).partition(|client| client.origin.is_some());
    !pages.is_empty() && programs.len() > 1
}

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.rate_limits.limits() || !mixed(design) {
        return;
    }
    let at = Pointer::Policy(Concern::RateLimits);
    let policy = &design.policies.rate_limits;
    if !policy.tiers.is_empty() {
        audit.pass(at, format!("{} beside the usual limit", look::number(policy.tiers.len(), "tier")));
        return;
    }
    audit.fail(at.clone(), format!("Programs and pages share one limit of {}. Give programs a tier.", policy.limit)).because(at, "no tiers");
}
