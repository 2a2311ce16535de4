//! What a client makes, it can look at.

use crate::design::{Access, Behaviour, Design, Edit, Endpoint, naming};
use crate::http::Method;
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A record can be made but not read.
pub static RULE: Rule = Rule {
    id: "create-without-read",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 4,
    title: "Create without read",
    passes: "What is made can be read",
    question: &[4, 9],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Location of the new record leads to a 404, and after a lost answer a client cannot find out whether its create went through.",
    advice: "Offer GET for one record of every collection that takes POST.",
    sources: &["RFC 9110 section 9.3.3"],
    example: Example { bad: || shop_with(|design| design.endpoints.retain(|endpoint| endpoint.id != "readCustomer")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for resource in &design.resources {
        let creates = || look::creates(design).filter(|endpoint| endpoint.resource.as_deref() == Some(&resource.name));
        let Some(create) = creates().next() else { continue };
        if look::has(design, &resource.name, |behaviour| *behaviour == Behaviour::Read) {
            audit.pass(resource.at(), "can be read after it was made");
            continue;
        }
        // Credentials are handed out once; and what a fixed answer shows at the address can be read.
        let passing = look::has_word(&resource.name, &["token", "secret", "key", "credential", "credentials"]);
        let shown = || look::endpoints(design).any(|other| other.method == Method::GET && stands_at(other, create));
        if passing || shown() {
            continue;
        }
        // Whoever may not make one without credentials should not read it without either.
        let access = if design.needs_credentials(create) && create.access.is_inherit() { Access::Authenticated } else { create.access.clone() };
        let mut read = Endpoint { access, ..Endpoint::usual(resource, Behaviour::Read) }.with_expected_errors(design);
        read.id = naming::free_id(design, &read.id);
        let label = format!("Add {}", read.label());
        audit
            .fail(resource.at(), format!("{} can be made but never read, so Location leads nowhere. Add a read.", resource.name))
            .because_of(creates())
            .maybe_fix(label, Safety::ReviewFirst, mend::if_distinct(design, vec![Edit::AddEndpoint { endpoint: read }]));
    }
}

/// Whether an endpoint reads what a create makes: at its own path, or at one record below it, whatever format it names.
fn stands_at(read: &Endpoint, create: &Endpoint) -> bool {
    let plain = |path: &str| route::extension(path).map_or(path, |(stem, _)| stem).to_owned();
    let (read, create) = (plain(&read.path), plain(&create.path));
    read.rsplit_once('/').is_some_and(|(holder, last)| last.starts_with('{') && mend::same_shape(holder, &create))
}
