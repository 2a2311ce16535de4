//! Stage: the query of a list or a read says what is wanted: filters, search, order, fields, related records; 400 for what is
//! unknown (RFC 3986 section 3.4 leaves the query to the API; RFC 9110 section 15.5.1).

use super::action::deleted;
use super::authentication::Caller;
use super::problems::refuse;
use crate::design::policy::deletion::INCLUDE_DELETED;
use crate::design::policy::versioning::PARAMETER;
use crate::design::policy::{ApiKeyPlace, Format, Pages, UnknownParameters};
use crate::design::query::{Criterion, criteria, facets, includes, shown_fields};
use crate::design::words::letters::Letters;
use crate::design::{Behaviour, Concern, Pointer, Resource};
use crate::http::{FieldError, Problem, Target};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::{Filter, Operator, Selection, SortKey};
use crate::mock::{Decision, Why};
use crate::order;

/// Takes the query of a list or a read apart.
pub fn read(call: &Call, target: &Target, route: &Route, format: Format, caller: &Caller) -> Decision<Selection> {
    let endpoint = route.endpoint();
    let selection = Selection { format, ..Selection::default() };
    if route.resource().is_none() || !endpoint.behaviour.is_read() {
        return Decision::skip(selection, "the query selects nothing here");
    }
    if is_plain(call, target, route) {
        return Decision::skip(selection, Why::new("the query narrows nothing").because_of(Pointer::Policy(Concern::Filtering)));
    }
    call.extras.query(call, target, route, format, caller)
}

/// Most requests have no query, or ask for a page alone, and then there is nothing to look up.
pub fn is_plain(call: &Call, target: &Target, route: &Route) -> bool {
    let behaviour = &route.endpoint().behaviour;
    let pages = parameters_of(call.design.policies.pagination.pages);
    *behaviour != Behaviour::Search && target.query.iter().all(|(name, _)| behaviour.is_list() && pages.contains(&name.as_str()))
}

fn parameters_of(pages: Pages) -> &'static [&'static str] {
    match pages {
        Pages::None => &[],
        Pages::Offset => &["limit", "offset"],
        Pages::Cursor => &["limit", "cursor"],
    }
}

/// Takes a query apart that is more than a page.
pub fn select(call: &Call, target: &Target, route: &Route, format: Format, caller: &Caller) -> Decision<Selection> {
    let endpoint = route.endpoint();
    let mut selection = Selection { format, ..Selection::default() };
    let Some(resource) = route.resource() else { return Decision::skip(selection, "the query selects nothing here") };
    let place = Pointer::Policy(Concern::Filtering);
    let ignores = call.design.policies.filtering.unknown == UnknownParameters::Ignore;
    let criteria = criteria(resource);
    if endpoint.behaviour == Behaviour::Search {
        selection.facets = Some(facets(&criteria).into_iter().cloned().collect());
    }
    let mut decisive: Vec<String> = Vec::new();
    let mut ignored = 0;
    if target.parameter(INCLUDE_DELETED) == Some("true")
        && let Some(refused) = deleted::may_see(call, caller)
    {
        return refused;
    }
    for (name, value) in &target.query {
        match parameter(call, route, resource, &criteria, name, value, &mut selection) {
            Ok(true) => decisive.push(format!("{name}={value}\n")),
            Ok(false) => {}
            Err(_) if ignores => ignored += 1,
            Err(what) => return stopped(call, name, &what, place),
        }
    }
    // The order of conditions means nothing; that of sort keys stands inside their parameter.
    order::distinct(&mut decisive);
    selection.fingerprint = decisive.concat();
    let mut said = told(&selection);
    if ignored > 0 {
        said.push(format!("{ignored} unknown passed over"));
    }
    match said.is_empty() {
        true => Decision::skip(selection, Why::new("the query narrows nothing").because_of(place)),
        false => Decision::pass(selection, Why::new(said.join(", ")).spec("RFC 3986 section 3.4").because_of(place)),
    }
}

/// The names of the parameters that an endpoint understands.
fn known(call: &Call, route: &Route, criteria: &[Criterion]) -> Vec<String> {
    let policies = &call.design.policies;
    let policy = &policies.filtering;
    let mut names: Vec<String> = Vec::new();
    let mut add = |applies: bool, name: &str| {
        if applies {
            names.push(name.to_owned())
        }
    };
    let lists = route.endpoint().behaviour.is_list();
    let searches = route.endpoint().behaviour == Behaviour::Search;
    if let (false, Some(resource), None) = (lists, route.resource(), route.identity()) {
        add(true, &resource.identifier.field);
    }
    criteria.iter().for_each(|criterion| add(lists && policy.filters, &criterion.name));
    add(searches || lists && policy.search, "q");
    add(searches, "facets");
    add(lists && policy.sort, "sort");
    add(policy.fields, "fields");
    add(policies.deletion.shows_kept(), INCLUDE_DELETED);
    add(policies.versioning.in_query(), PARAMETER);
    add(policy.include && !includes(call.design, route.endpoint()).is_empty(), "include");
    parameters_of(policies.pagination.pages).iter().for_each(|name| add(lists, name));
    if let Some(key) = policies.authentication.api_key.as_ref().filter(|key| key.place == ApiKeyPlace::Query) {
        add(true, &key.name);
    }
    names
}

/// Takes one parameter. Whether it decides which records are meant, and in which order; or what is wrong with it.
fn parameter(
    call: &Call,
    route: &Route,
    resource: &Resource,
    criteria: &[Criterion],
    name: &str,
    value: &str,
    selection: &mut Selection,
) -> Result<bool, String> {
    let policy = &call.design.policies.filtering;
    let lists = route.endpoint().behaviour.is_list();
    let searches = route.endpoint().behaviour == Behaviour::Search;
    let sortable = || criteria.iter().filter(|criterion| criterion.is_sortable());
    match name {
        "q" if searches || lists && policy.search => {
            selection.words = value.split_whitespace().map(|word| word.lower()).collect();
            if selection.words.is_empty() {
                return Err("has to hold a word".to_owned());
            }
            Ok(true)
        }
        "sort" if lists && policy.sort => {
            let mut keys = Vec::new();
            for key in value.split(',') {
                let (descending, wanted) = key.strip_prefix('-').map_or((false, key), |rest| (true, rest));
                match sortable().find(|criterion| criterion.name == wanted) {
                    Some(criterion) => keys.push(SortKey { criterion: criterion.clone(), descending }),
                    None => {
                        let names: Vec<&str> = sortable().map(|criterion| criterion.name.as_str()).collect();
                        return Err(unfit("cannot order by", wanted, &names));
                    }
                }
            }
            selection.sort = keys;
            Ok(true)
        }
        "facets" if searches => {
            let known: Vec<&Criterion> = criteria.iter().filter(|criterion| criterion.is_countable(resource)).collect();
            let mut facets = Vec::new();
            for wanted in value.split(',') {
                match known.iter().find(|criterion| criterion.name == wanted) {
                    Some(criterion) => facets.push((*criterion).clone()),
                    None => {
                        let names: Vec<&str> = known.iter().map(|criterion| criterion.name.as_str()).collect();
                        return Err(unfit("cannot count", wanted, &names));
                    }
                }
            }
            selection.facets = Some(facets);
            Ok(false)
        }
        "fields" if policy.fields => {
            let known = shown_fields(resource);
            match value.split(',').find(|wanted| !known.contains(wanted)) {
                Some(wanted) => Err(unfit("names no field", wanted, &known)),
                None => {
                    selection.fields = Some(value.split(',').map(str::to_owned).collect());
                    Ok(false)
                }
            }
        }
        PARAMETER if call.design.policies.versioning.in_query() => Ok(false),
        INCLUDE_DELETED if call.design.policies.deletion.shows_kept() => {
            selection.hidden = match value {
                "true" => true,
                "false" => false,
                other => return Err(format!("has to be true or false, not `{other}`")),
            };
            Ok(selection.hidden)
        }
        "include" if policy.include => {
            let offered = includes(call.design, route.endpoint());
            for wanted in value.split(',') {
                let Some(found) = offered.iter().find(|include| include.name == wanted) else {
                    let names: Vec<&str> = offered.iter().map(|include| include.name.as_str()).collect();
                    return Err(unfit("cannot add", wanted, &names));
                };
                if !selection.include.contains(found) {
                    selection.include.push(found.clone());
                }
            }
            Ok(false)
        }
        _ => {
            let (plain, operator) = name.strip_suffix(']').and_then(|name| name.split_once('[')).unwrap_or((name, "eq"));
            let criterion = criteria.iter().find(|criterion| criterion.name == plain).filter(|_| lists && policy.filters);
            if let Some(criterion) = criterion {
                let Some((_, operator)) = Operator::WORDS.iter().find(|(word, _)| *word == operator) else {
                    return Err(unfit("has no operator", operator, &Operator::WORDS.map(|(word, _)| word)));
                };
                let filter = Filter::parse(criterion, *operator, value)?;
                selection.filters.push(filter);
                return Ok(true);
            }
            let known = known(call, route, criteria);
            // A read whose path names no record takes the identifier from the query.
            let names_record = name == "id" && !lists && route.identity().is_none();
            if known.iter().any(|known| known == name) || names_record {
                return Ok(false);
            }
            let what = match (searches, lists) {
                (true, _) => "is no parameter of this search",
                (false, true) => "is no parameter of this list",
                (false, false) => "is no parameter of this read",
            };
            let list = if known.is_empty() { "no parameter".to_owned() } else { known.join(", ") };
            Err(format!("{what}; it knows {list}"))
        }
    }
}

/// What is wrong with a part of a value, and what is known instead.
fn unfit(what: &str, wanted: &str, known: &[&str]) -> String {
    let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
    format!("{what} `{wanted}`; known: {known}")
}

/// A name that a caller made up may be of any length.
fn shortened(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().chars().take(40).collect()
}

fn told(selection: &Selection) -> Vec<String> {
    let mut said = Vec::new();
    match selection.filters.len() {
        0 => {}
        1 => said.push("1 filter".to_owned()),
        count => said.push(format!("{count} filters")),
    }
    if !selection.words.is_empty() {
        said.push("a search".to_owned());
    }
    if !selection.sort.is_empty() {
        let keys = selection.sort.iter().map(|key| format!("{}{}", if key.descending { "-" } else { "" }, key.criterion.name));
        said.push(format!("sorted by {}", keys.collect::<Vec<_>>().join(",")));
    }
    if let Some(fields) = &selection.fields {
        said.push(format!("{} of the fields", fields.len()));
    }
    if selection.hidden {
        said.push("removed records too".to_owned());
    }
    if !selection.include.is_empty() {
        said.push(format!("with {}", selection.include.iter().map(|include| include.name.as_str()).collect::<Vec<_>>().join(",")));
    }
    said
}

fn stopped(call: &Call, name: &str, what: &str, place: Pointer) -> Decision<Selection> {
    let detail = format!("{name} {what}");
    let (short, known) = what.split_once("; ").unwrap_or((what, what));
    let words: Vec<&str> = short.split_whitespace().take(13).collect();
    let why = Why::new(format!("{} {}", shortened(name), words.join(" "))).spec("RFC 9110 section 15.5.1").because_of(place).compare(known, name);
    let problem = Problem::new(400, "bad-query", format!("{name} cannot be used"), format!("{detail}."));
    Decision::answer(refuse(call, problem.with_errors(vec![FieldError::in_query(name, detail)])), why)
}
