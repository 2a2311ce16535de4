//! Whoever knows an identifier does not have the record for that.

use crate::design::policy::Owner;
use crate::design::{Access, Client, Concern, Credential, Design, Edit, Endpoint, FieldKind, Pointer, Resource, words};
use crate::order;
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Every known client has the records of all.
pub static RULE: Rule = Rule {
    id: "object-level-authorization",
    group: Group::Authentication,
    severity: Severity::Warning,
    weight: 5,
    title: "Anybody known has everybody's records",
    passes: "Records are kept for their owners",
    question: &[16, 22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that changes the identifier in its own request reads, changes or deletes what belongs to others: the most common hole in APIs.",
    advice: "Name the field that says whose a record is, compare it with the caller in every request, and name the roles that may pass.",
    sources: &["OWASP API Security 2023: API1", "CWE-639"],
    example: Example { bad: || shop_where(|policies| policies.authorization.owners.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.authorization;
    let mut unkept: Vec<(&Resource, String, &Endpoint)> = Vec::new();
    for resource in &design.resources {
        let Some(field) = owner_field(design, resource) else { continue };
        let Some(open) = design.endpoints_of(&resource.name).map(|endpoint| &**endpoint).find(|endpoint| is_open(design, endpoint)) else { continue };
        match policy.protects(&resource.name) {
            true => audit.pass(resource.at(), format!("{field} says whose it is, and it is compared")),
            false => unkept.push((resource, field, open)),
        }
    }
    let Some((first, _, open)) = unkept.first() else { return };
    let edit = mend::policy(
        design,
        |p| &p.authorization,
        |authorization| {
            authorization.check_owner = true;
            for (resource, field, _) in unkept.iter().filter(|(resource, ..)| policy.owner_of(&resource.name).is_none()) {
                authorization.owners.push(Owner { resource: resource.name.clone(), field: field.clone() });
            }
            authorization.sees_all.extend(roles(design));
            order::distinct(&mut authorization.sees_all);
        },
    );
    let (name, at) = (words::spaced(&first.name), Pointer::Policy(Concern::Authorization));
    let message = format!("Any known client has every {name} whose identifier it knows, such as with {}. Say whose it is.", open.label());
    let finding = audit.fail(at.clone(), message).because(at, if policy.check_owner { "no owner is named" } else { "nobody compares the owner" });
    for (resource, field, open) in unkept.iter().take(4) {
        finding.because(open.at(), format!("{} by {field}", words::spaced(&resource.name)));
    }
    let mut edits = mend::with_declarations(design, edit);
    let people = unkept.iter().filter(|(resource, field, _)| *field == resource.identifier.field).map(|(resource, ..)| *resource);
    edits.extend(people.take(1).flat_map(|person| identities(design, person)));
    finding.fix("Keep records for their owners", Safety::ReviewFirst, edits);
}

/// Who each client is among the people there are, so that it keeps records of its own: those who serve others need none.
fn identities<'a>(design: &'a Design, person: &'a Resource) -> impl Iterator<Item = Edit> + 'a {
    let serving = roles(design);
    let ids = person.records.iter().filter_map(|record| Some(record.get(&person.identifier.field)?.as_str()?.to_owned()));
    let serves = move |client: &Client| client.roles.iter().any(|role| serving.contains(role));
    let clients = design.clients.iter().filter(move |client| client.subject.is_empty() && client.credential != Credential::None && !serves(client));
    clients.zip(ids).map(|(client, id)| Edit::SetClient { name: client.name.clone(), to: Client { subject: id, ..(**client).clone() } })
}

/// Known callers of any kind meet single records there, or all of them.
fn is_open(design: &Design, endpoint: &Endpoint) -> bool {
    let meets = endpoint.behaviour.is_on_item() || endpoint.behaviour.is_list();
    meets && design.needs_credentials(endpoint) && !matches!(endpoint.access, Access::Roles(_))
}

/// Roles that endpoints ask for are those of people who serve others.
fn roles(design: &Design) -> Vec<String> {
    let asked = look::endpoints(design).filter_map(|endpoint| match &endpoint.access {
        Access::Roles(roles) => Some(roles.clone()),
        _ => None,
    });
    asked.flatten().collect()
}

/// What names a person: the record itself, a reference to one, or a field that is called so.
fn owner_field(design: &Design, resource: &Resource) -> Option<String> {
    let policy = &design.policies.authorization;
    if let Some(field) = policy.owner_of(&resource.name) {
        return Some(field.to_owned());
    }
    if look::is_person(resource) {
        return Some(resource.identifier.field.clone());
    }
    let is_owner = |kind: &FieldKind, name: &str| match kind {
        FieldKind::Reference { to, .. } => design.resource(to).is_some_and(|to| look::is_person(to)),
        FieldKind::String { .. } | FieldKind::Integer { .. } => {
            let name = words::camel(name);
            ["owner", "ownerId", "userId", "accountId", "customerId"].contains(&name.as_str())
        }
        _ => false,
    };
    resource.fields.iter().find(|field| is_owner(&field.kind, &field.name)).map(|field| field.name.clone())
}
