//! Addresses and telephone numbers are not for everybody.

use crate::design::{Access, Design, Endpoint, Field, FieldKind, Resource, TextFormat, words};
use crate::rules::example::{shop_where, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Anybody may read personal data.
pub static RULE: Rule = Rule {
    id: "personal-data-public",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 8,
    title: "Personal data open to everybody",
    passes: "Personal data wants credentials",
    question: &[16, 22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Whoever finds the address can copy the list of people, and the law asks the provider why.",
    advice: "Ask for credentials wherever people can be read.",
    sources: &["OWASP API Security 2023: API1", "OWASP API Security 2023: API3"],
    example: Example { bad: || unowned(Access::Public), good: || unowned(Access::Authenticated) },
};

/// A shop in which nobody compares owners, and who may read a customer there.
fn unowned(access: Access) -> Design {
    let open = shop_where(|policies| policies.authorization.owners.clear());
    Design { policies: open.policies, ..shop_whose("readCustomer", |endpoint| endpoint.access = access) }
}

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::reads(design) {
        let Some((resource, field)) = personal(design, endpoint) else { continue };
        if design.needs_credentials(endpoint) {
            audit.pass(endpoint.at(), "wants credentials");
            continue;
        }
        if look::meets_owners(design, endpoint) {
            audit.pass(endpoint.at(), "shows it to its owner alone");
            continue;
        }
        let edit = mend::endpoint_with_declarations(design, endpoint, |endpoint| endpoint.access = Access::Authenticated);
        audit
            .fail(endpoint.at(), format!("Anybody may read `{}` of every {} with {}.", field.name, words::spaced(&resource.name), endpoint.label()))
            .because(resource.field_at(&field.name), "personal data")
            .because(endpoint.at(), "open to everybody")
            .fix("Ask for credentials", Safety::ReviewFirst, [edit]);
    }
}

fn personal<'a>(design: &'a Design, endpoint: &Endpoint) -> Option<(&'a Resource, &'a Field)> {
    let resource = &**design.resource_of(endpoint).filter(|resource| look::is_person(resource))?;
    let is_personal = |field: &&Field| {
        let form = matches!(field.kind, FieldKind::String { format: Some(TextFormat::Email | TextFormat::Phone), .. });
        let named = || look::has_word(&field.name, &["email", "phone", "mobile", "birthday", "birthdate", "ssn", "passport", "iban"]);
        !field.write_only && (form || named())
    };
    resource.fields.iter().find(is_personal).map(|field| (resource, field))
}
