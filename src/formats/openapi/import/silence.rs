//! What a document says nothing of, so that nobody is blamed or praised for what the design assumes there.

use super::operations::Operation;
use super::reading::Reading;
use super::{policies, shape};
use crate::design::policy::TokenKind;
use crate::design::{Behaviour, Concern, Design, Pointer, words};

/// Concerns that OpenAPI has no word for.
const WORDLESS: [Concern; 13] = [
    Concern::Cors,
    Concern::Oauth,
    Concern::Authorization,
    Concern::Negotiation,
    Concern::Hypermedia,
    Concern::Versioning,
    Concern::Ranges,
    Concern::Jobs,
    Concern::Uploads,
    Concern::Webhooks,
    Concern::Faults,
    Concern::Monitoring,
    Concern::Documentation,
];

/// Members of a page that say where the next one is, or whether there is one.
const ONWARD: [&str; 13] =
    ["next", "cursor", "links", "_links", "paging", "pagination", "marker", "iterator", "continue", "has_more", "last_id", "page_info", "more"];

/// Notes what was assumed.
pub fn note<'t>(reading: &Reading<'t>, design: &mut Design, operations: &[Operation<'t>]) {
    let mut open: Vec<Pointer> = WORDLESS.into_iter().map(Pointer::Policy).collect();
    open.extend([Pointer::Design, Pointer::Brief]);
    if design.policies.tokens.kind != TokenKind::Jwt {
        open.push(Pointer::Policy(Concern::Tokens));
    }
    let pairs = || operations.iter().zip(&design.endpoints);
    let lists = || pairs().filter(|(_, endpoint)| endpoint.behaviour.is_list());
    if lists().any(|(operation, _)| has_next(reading, operation)) {
        open.push(Pointer::Policy(Concern::Pagination));
    }
    if lists().any(|(operation, _)| operation.parameters.iter().any(|parameter| parameter.place == "query" && !policies::is_of_pages(parameter))) {
        open.push(Pointer::Policy(Concern::Filtering));
    }
    let has_schemes = reading.root().get("components").and_then(|components| components.get("securitySchemes")).is_some();
    // Whoever names schemes and asks for none of them has said so.
    if !has_schemes {
        open.push(Pointer::Policy(Concern::Authentication));
    }
    let guarded = |behaviour: &Behaviour| matches!(behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete);
    if pairs().any(|(operation, endpoint)| guarded(&endpoint.behaviour) && operation.parameter("header", "If-Match").is_none()) {
        open.push(Pointer::Policy(Concern::Concurrency));
    }
    if pairs().any(|(operation, endpoint)| endpoint.behaviour == Behaviour::Replace && !operation.has_status(201)) {
        open.push(Pointer::Policy(Concern::Creation));
    }
    let vague =
        |operation: &Operation<'_>| operation.answers.iter().any(|answer| answer.code == "default" || answer.code.eq_ignore_ascii_case("4XX"));
    open.extend(pairs().filter(|(operation, _)| vague(operation)).map(|(_, endpoint)| endpoint.at()));
    design.assume(open);
}

fn has_next<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> bool {
    let Some(schema) = operation.success_schema() else { return false };
    shape::of(reading, schema).members.keys().any(|name| {
        let name = words::snake(name);
        ONWARD.contains(&name.as_str()) || name.starts_with("next_")
    })
}
