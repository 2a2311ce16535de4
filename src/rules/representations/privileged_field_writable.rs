//! Nobody makes themselves an administrator.

use crate::design::{Access, Design, Field, FieldKind, Resource, words};
use crate::rules::example::shop_of;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// People can set their own privileges.
pub static RULE: Rule = Rule {
    id: "privileged-field-writable",
    group: Group::Representations,
    severity: Severity::Error,
    weight: 7,
    title: "Privilege that clients can set",
    passes: "Privileges are set by the server",
    question: &[16, 22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A person who may change their own record adds the field to the content and has the privilege.",
    advice: "Make the field read-only, and change it through a call that wants a role.",
    sources: &["OWASP API Security 2023: API3"],
    example: Example {
        bad: || shop_of("Customer", |customer| customer.fields.push(admin())),
        good: || shop_of("Customer", |customer| customer.fields.push(admin().read_only())),
    },
};

fn admin() -> Field {
    Field::new("isAdmin", FieldKind::Boolean).noted("May see all orders.").example(false)
}

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design).filter(|(resource, field)| look::is_person(resource) && is_privilege(&field.name)) {
        let at = resource.field_at(&field.name);
        if field.read_only {
            audit.pass(at, "read-only");
            continue;
        }
        let open = || writers(design, resource).filter(|endpoint| !matches!(endpoint.access, Access::Roles(_)));
        if open().next().is_none() {
            continue;
        }
        let edit = mend::field(resource, field, |field| (field.read_only, field.required) = (true, false));
        audit
            .fail(at.clone(), format!("Clients can set `{}` of a {} by sending it. Make it read-only.", field.name, words::spaced(&resource.name)))
            .because(at, "can be written")
            .because_of(open())
            .fix("Make it read-only", Safety::ReviewFirst, [edit]);
    }
}

fn writers<'a>(design: &'a Design, resource: &'a Resource) -> impl Iterator<Item = &'a crate::design::Endpoint> {
    look::content_takers(design).filter(move |endpoint| endpoint.resource.as_deref() == Some(&resource.name))
}

fn is_privilege(name: &str) -> bool {
    look::has_word(name, &["admin", "superuser", "role", "roles", "permission", "permissions", "privileges", "verified", "staff", "scopes"])
}
