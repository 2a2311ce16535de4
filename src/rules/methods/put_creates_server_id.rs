//! PUT may create where the client chooses the address, not where the server counts.

use crate::design::{Behaviour, Concern, Design, IdKind, Pointer};
use crate::http::Method;
use crate::rules::example::{shop_of, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// PUT creates records whose identifiers the server makes.
pub static RULE: Rule = Rule {
    id: "put-creates-server-id",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 3,
    title: "PUT creates under server-made ids",
    passes: "PUT creates at addresses clients choose",
    question: &[4],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that guesses the next number takes it from the server, and the next POST meets a record that is already there.",
    advice: "Let PUT answer 404 where nothing is, or use identifiers that clients can choose, such as UUIDs.",
    sources: &["RFC 9110 section 9.3.4"],
    example: Example {
        bad: || {
            let mut design = shop_of("Customer", |customer| customer.identifier.kind = IdKind::Integer);
            std::sync::Arc::make_mut(&mut design.policies).creation.put_creates = true;
            design
        },
        good: || shop_where(|policies| policies.creation.put_creates = true),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.creation.put_creates {
        return;
    }
    let at = Pointer::Policy(Concern::Creation);
    for endpoint in look::overwrites(design).filter(|endpoint| endpoint.method == Method::PUT && endpoint.behaviour == Behaviour::Replace) {
        let Some(resource) = design.resource_of(endpoint) else { continue };
        if design.is_assumed(&resource.at()) {
            continue;
        }
        let made = match resource.identifier.kind {
            IdKind::Integer => "a counted number",
            IdKind::Prefixed { .. } => "a random text of the server",
            IdKind::Uuid | IdKind::Slug => {
                audit.pass(endpoint.at(), "creates at an address the client may choose");
                continue;
            }
        };
        audit
            .fail(endpoint.at(), format!("{} creates, yet the identifier of {} is {made}.", endpoint.label(), resource.name))
            .because(at.clone(), "PUT creates what is not there")
            .because(resource.at(), format!("`{}` is {made}", resource.identifier.field))
            .fix("Let PUT answer 404", Safety::ReviewFirst, [mend::policy(design, |p| &p.creation, |creation| creation.put_creates = false)]);
    }
}
