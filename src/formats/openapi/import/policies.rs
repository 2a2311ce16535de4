//! Policies from what operations have in common: parameters, header fields, statuses, media types.

use std::sync::Arc;

use super::operations::{Operation, Parameter};
use super::reading::Reading;
use super::{Severity, shape};
use crate::design::policy::{
    Algorithm, Envelope, ErrorShape, Format, IfMatch, KeyUse, LimitFields, OverLimit, Pages, PatchFormat, UnknownFields, UnknownParameters, Validator,
};
use crate::design::query::criteria;
use crate::design::{Behaviour, Design, Endpoint, words};
use crate::http::media_type;

/// Fields of requests that need no word in a design.
const USUAL: [&str; 5] = ["accept", "content-type", "authorization", "user-agent", "host"];
/// Names under which a page's length, its place and its cursor are asked for.
const LIMITS: [&str; 8] = ["limit", "per_page", "page_size", "perpage", "pagesize", "max_results", "count", "first"];
const PLACES: [&str; 4] = ["offset", "page", "skip", "start"];
const CURSORS: [&str; 9] = ["cursor", "after", "page_token", "starting_after", "next_token", "before", "ending_before", "since_id", "continue"];

/// Reads the policies.
pub fn infer<'t>(reading: &Reading<'t>, design: &mut Design, operations: &[Operation<'t>]) {
    let endpoints: Vec<Arc<Endpoint>> = design.endpoints.clone();
    let pairs: Vec<(&Operation<'t>, &Endpoint)> = operations.iter().zip(&endpoints).map(|(operation, endpoint)| (operation, &**endpoint)).collect();
    collections(reading, design, &pairs);
    writes(design, &pairs);
    headers(reading, design, &pairs);
    answers(reading, design, operations, &pairs);
    parameters(reading, design, &pairs);
    successes(design);
}

type Pairs<'p, 't> = [(&'p Operation<'t>, &'p Endpoint)];

/// Pages and envelopes.
fn collections<'t>(reading: &Reading<'t>, design: &mut Design, pairs: &Pairs<'_, 't>) {
    let lists = || pairs.iter().filter(|(_, endpoint)| endpoint.behaviour.is_list());
    let all = lists().count();
    let with = |names: &[&str]| lists().filter(|(operation, _)| operation.parameters.iter().any(|parameter| is_named(parameter, names))).count();
    let (cursors, places, limits) = (with(&CURSORS), with(&PLACES), with(&LIMITS));
    let arrays = lists().filter(|(operation, _)| operation.success_schema().is_some_and(|schema| shape::items(reading, schema).is_some())).count();
    let usual: Vec<&Parameter<'t>> =
        lists().filter_map(|(operation, _)| operation.parameters.iter().find(|parameter| is_named(parameter, &LIMITS))).collect();
    let number = |name: &str| {
        let found = usual.iter().find_map(|parameter| parameter.node.get("schema").and_then(|schema| reading.resolve(schema))?.get(name));
        found
            .inspect(|node| reading.mark(*node))
            .and_then(|node| node.integer())
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| *number > 0)
    };
    let (default, max) = (number("default"), number("maximum"));
    let linked =
        lists().any(|(operation, _)| operation.answers.iter().any(|answer| answer.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("link"))));
    let told = lists().find(|(operation, _)| tells_next(reading, operation)).filter(|_| !linked);
    if let Some((operation, _)) = told {
        reading.say(Severity::Note, operation.node, "Where the next page is stands in its content; in the design it stands in `Link`.");
    }
    let total = lists().any(|(operation, _)| {
        operation
            .success_schema()
            .is_some_and(|schema| shape::of(reading, schema).members.keys().any(|name| ["total", "total_count", "totalCount"].contains(name)))
    });
    let policy = &mut Arc::make_mut(&mut design.policies).pagination;
    policy.pages = match (cursors, places + limits) {
        _ if all == 0 => Pages::Cursor,
        (0, 0) => Pages::None,
        (cursors, others) if cursors * 2 >= others.min(all) && cursors > 0 => Pages::Cursor,
        _ => Pages::Offset,
    };
    if all > 0 {
        policy.links = linked || told.is_some();
        policy.envelope = if arrays * 2 > all { Envelope::Array } else { Envelope::Object };
        policy.total = total && policy.envelope == Envelope::Object;
        policy.over_limit = if max.is_some() { OverLimit::Refuse } else { OverLimit::Clamp };
    }
    policy.default_limit = default.unwrap_or(policy.default_limit);
    policy.max_limit = max.unwrap_or(policy.max_limit).max(policy.default_limit);
    for (operation, _) in lists().filter(|(operation, _)| operation.success_schema().is_some()) {
        let is_array = operation.success_schema().is_some_and(|schema| shape::items(reading, schema).is_some());
        if is_array != (arrays * 2 > all) {
            let text = if is_array {
                "It answers with an array, where most lists answer with an object; the design has one form for all."
            } else {
                "It answers with an object, where most lists answer with an array; the design has one form for all."
            };
            reading.say(Severity::Warning, operation.node, text);
        }
    }
}

/// Whether the content of a list says where the next page is, itself or in what is said about the page.
fn tells_next<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> bool {
    let says = |name: &&str| *name == "continue" || name.starts_with("load_more") || words::split(name).first().is_some_and(|word| word == "next");
    let about = ["meta", "metadata", "links", "_links", "paging", "pagination", "page"];
    operation.success_schema().is_some_and(|schema| {
        let whole = shape::of(reading, schema);
        let mut parts = whole.members.iter().filter(|(name, _)| about.contains(*name)).map(|(_, member)| shape::of(reading, member.node));
        whole.members.keys().any(says) || parts.any(|part| part.members.keys().any(says))
    })
}

/// Whether what makes something takes a key in its content, as some did before there was a field for it.
fn takes_key<'t>(reading: &Reading<'t>, operation: &Operation<'t>, endpoint: &Endpoint) -> bool {
    let content = operation.request.as_ref().filter(|_| endpoint.behaviour == Behaviour::Create);
    content.and_then(|content| content.schema).is_some_and(|schema| {
        let is_key = |name: &&str| words::snake(name) == "idempotency_key";
        shape::of(reading, schema).members.keys().any(is_key)
    })
}

fn is_named(parameter: &Parameter<'_>, names: &[&str]) -> bool {
    // `listOptions.limit` is the limit of a group of options.
    let own = parameter.name.rsplit('.').next().unwrap_or(parameter.name);
    let name = words::snake(own);
    parameter.place == "query" && (names.contains(&name.as_str()) || names.contains(&own.to_ascii_lowercase().as_str()))
}

/// What creates, changes and removals answer.
fn writes<'t>(design: &mut Design, pairs: &Pairs<'_, 't>) {
    let of = |wanted: fn(&Behaviour) -> bool| pairs.iter().filter(move |(_, endpoint)| wanted(&endpoint.behaviour));
    let most = |found: &mut dyn Iterator<Item = bool>| {
        let (mut yes, mut all) = (0, 0);
        found.for_each(|is| (yes, all) = (yes + usize::from(is), all + 1));
        (all > 0).then_some(yes * 2 >= all)
    };
    let has_content = |operation: &Operation<'_>| operation.success().is_some_and(|(_, answer)| answer.content.is_some());
    let creates = || of(|behaviour| *behaviour == Behaviour::Create);
    let policies = Arc::make_mut(&mut design.policies);
    let is_201 = |operation: &Operation<'_>| operation.success().is_some_and(|(status, _)| status == 201);
    if let Some(yes) = most(&mut creates().map(|(operation, _)| is_201(operation))) {
        let usual = creates().filter_map(|(operation, _)| operation.success()).map(|(status, _)| status).next().unwrap_or(200);
        policies.creation.status = if yes { 201 } else { usual };
    }
    let located = |operation: &Operation<'_>| {
        operation.answers.iter().any(|answer| answer.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("location")))
    };
    policies.creation.location = most(&mut creates().map(|(operation, _)| located(operation))).unwrap_or(true);
    policies.creation.body = most(&mut creates().map(|(operation, _)| has_content(operation))).unwrap_or(true);
    policies.creation.put_creates =
        most(&mut of(|behaviour| *behaviour == Behaviour::Replace).map(|(operation, _)| operation.has_status(201))).unwrap_or(false);
    let changes = || of(|behaviour| matches!(behaviour, Behaviour::Replace | Behaviour::Update));
    policies.update.body = most(&mut changes().map(|(operation, _)| has_content(operation))).unwrap_or(true);
    policies.deletion.body = most(&mut of(|behaviour| *behaviour == Behaviour::Delete).map(|(operation, _)| has_content(operation))).unwrap_or(false);
    let mut formats: Vec<PatchFormat> = Vec::new();
    for (operation, _) in of(|behaviour| *behaviour == Behaviour::Update) {
        for name in operation.request.iter().flat_map(|content| &content.types) {
            let format = match name.as_str() {
                media_type::MERGE_PATCH => PatchFormat::MergePatch,
                media_type::JSON_PATCH => PatchFormat::JsonPatch,
                _ => PatchFormat::PlainJson,
            };
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
    }
    if !formats.is_empty() {
        policies.update.patch_formats = formats;
    }
}

/// Preconditions, keys, limits, caches.
fn headers<'t>(reading: &Reading<'t>, design: &mut Design, pairs: &Pairs<'_, 't>) {
    let asked = |name: &str| pairs.iter().filter_map(|(operation, _)| operation.parameter("header", name)).collect::<Vec<_>>();
    let strictly = |found: &[&Parameter<'_>]| found.iter().any(|parameter| parameter.required);
    for name in ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range", "Idempotency-Key"] {
        asked(name).iter().for_each(|parameter| reading.mark_all(parameter.node));
    }
    let answered = |wanted: &str| {
        pairs
            .iter()
            .flat_map(|(operation, _)| &operation.answers)
            .flat_map(|answer| &answer.headers)
            .filter(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, node)| *node)
            .inspect(|node| reading.mark_all(*node))
            .collect::<Vec<_>>()
    };
    let policies = Arc::make_mut(&mut design.policies);
    let if_match = asked("If-Match").into_iter().chain(asked("If-Unmodified-Since")).collect::<Vec<_>>();
    policies.concurrency.if_match = match if_match.is_empty() {
        true => IfMatch::Ignored,
        false if strictly(&if_match) => IfMatch::Required,
        false => IfMatch::Honoured,
    };
    let tags = answered("ETag");
    let is_weak = tags.iter().any(|node| node.get("example").and_then(|example| example.text()).is_some_and(|text| text.starts_with("W/")));
    // 304 is given where there is something to compare (RFC 9110 section 15.4.5).
    let compared = pairs.iter().any(|(operation, _)| operation.has_status(304));
    let tagged = compared || !tags.is_empty() || !asked("If-None-Match").is_empty() || !asked("If-Match").is_empty();
    policies.caching.validator = match (tagged, is_weak) {
        (false, _) => Validator::None,
        (true, true) => Validator::Weak,
        (true, false) => Validator::Strong,
    };
    policies.caching.last_modified = !answered("Last-Modified").is_empty() || !asked("If-Modified-Since").is_empty();
    let control = answered("Cache-Control");
    policies.caching.cache_control = control.iter().find_map(|node| node.get("example").and_then(|example| example.text()).map(str::to_owned));
    let keys = asked("Idempotency-Key");
    policies.idempotency.key = match keys.is_empty() {
        true => match pairs.iter().find(|(operation, endpoint)| takes_key(reading, operation, endpoint)) {
            Some((operation, _)) => {
                reading.say(
                    Severity::Note,
                    operation.node,
                    "The key of a request stands in its content; in the design it is the field Idempotency-Key.",
                );
                KeyUse::Honoured
            }
            None => KeyUse::Off,
        },
        false if strictly(&keys) => KeyUse::Required,
        false => KeyUse::Honoured,
    };
    let prefixed = answered("X-RateLimit-Limit").into_iter().chain(answered("X-RateLimit-Remaining")).chain(answered("X-RateLimit-Reset")).next();
    let own = answered("RateLimit").into_iter().chain(answered("RateLimit-Policy")).chain(answered("RateLimit-Limit")).next();
    let refuses = pairs.iter().any(|(operation, _)| operation.has_status(429));
    if refuses || prefixed.is_some() || own.is_some() {
        // How much is allowed stands nowhere; a believable limit that a person does not run into.
        policies.rate_limits.algorithm = Algorithm::FixedWindow;
        (policies.rate_limits.limit, policies.rate_limits.anonymous) = (1_000, 1_000);
        policies.rate_limits.fields = match (own, prefixed) {
            (Some(_), Some(_)) => LimitFields::Both,
            (Some(_), None) => LimitFields::Ietf,
            (None, Some(_)) => LimitFields::Prefixed,
            (None, None) => LimitFields::None,
        };
        policies.rate_limits.retry_after = !answered("Retry-After").is_empty();
    } else {
        answered("Retry-After");
    }
    for name in [
        "Location",
        "Link",
        "Vary",
        "Content-Type",
        "Accept-Patch",
        "Allow",
        "WWW-Authenticate",
        "Idempotency-Replayed",
        "Content-Range",
        "Deprecation",
        "Sunset",
    ] {
        answered(name);
    }
}

/// Errors, representations, what is refused.
fn answers<'t>(reading: &Reading<'t>, design: &mut Design, operations: &[Operation<'t>], pairs: &Pairs<'_, 't>) {
    let all = || operations.iter().flat_map(|operation| &operation.answers);
    let is_error = |code: &str| code.starts_with(['4', '5']) || code == "default";
    let problem = all()
        .filter(|answer| is_error(answer.code))
        .filter_map(|answer| answer.content.as_ref())
        .any(|content| content.types.iter().any(|name| name == media_type::PROBLEM));
    let policies = Arc::make_mut(&mut design.policies);
    policies.errors.shape = if problem { ErrorShape::ProblemDetails } else { ErrorShape::AdHoc };
    let has = |wanted: u16| operations.iter().any(|operation| operation.has_status(wanted));
    policies.validation.status = if !has(422) && has(400) { 400 } else { 422 };
    policies.content.malformed_status = if has(422) && !has(400) { 422 } else { 400 };
    policies.content.strict_type = has(415);
    policies.negotiation.strict = has(406);
    let closed = pairs
        .iter()
        .filter(|(operation, _)| {
            operation.request.as_ref().and_then(|content| content.schema).is_some_and(|schema| shape::of(reading, schema).closed)
        })
        .count();
    let open = pairs.iter().filter(|(operation, endpoint)| endpoint.takes_content() && operation.request.is_some()).count();
    policies.validation.unknown_fields = if closed * 2 > open { UnknownFields::Refuse } else { UnknownFields::Ignore };
    let mut formats = vec![Format::Json];
    for (operation, endpoint) in pairs {
        let Some(content) = operation.success().and_then(|(_, answer)| answer.content.as_ref()) else { continue };
        for name in content.types.iter().filter(|_| endpoint.behaviour.is_read()) {
            let format = match name.as_str() {
                "application/xml" | "text/xml" => Some(Format::Xml),
                "text/csv" => Some(Format::Csv),
                _ => None,
            };
            formats.extend(format.filter(|format| !formats.contains(format)));
        }
    }
    policies.negotiation.formats = formats;
    policies.negotiation.vary = policies.negotiation.formats.len() > 1;
    for endpoint in &mut design.endpoints {
        if let Some(operation) = pairs.iter().find(|(_, known)| known.id == endpoint.id).map(|(operation, _)| operation)
            && operation.answers.iter().any(|answer| super::operations::status(answer.code).is_none())
        {
            let place = operation
                .answers
                .iter()
                .find(|answer| super::operations::status(answer.code).is_none())
                .map(|answer| answer.code)
                .unwrap_or_default();
            reading.say(
                Severity::Note,
                operation.node,
                format!("Its answer `{place}` stands for no one status; the design answers errors as its policies say."),
            );
        }
    }
}

/// Query parameters of lists: filters, order, search. What is not known is told.
fn parameters<'t>(reading: &Reading<'t>, design: &mut Design, pairs: &Pairs<'_, 't>) {
    let mut known =
        crate::design::policy::Filtering { filters: false, search: false, sort: false, fields: false, include: false, ..Default::default() };
    let (mut passed_over, mut lists) = (false, false);
    for (operation, endpoint) in pairs {
        let names: Vec<String> =
            design.resource_of(endpoint).map(|resource| criteria(resource).into_iter().map(|criterion| criterion.name).collect()).unwrap_or_default();
        let is_list = endpoint.behaviour.is_list();
        lists |= is_list;
        for parameter in &operation.parameters {
            let name = parameter.name.split(['[', ':']).next().unwrap_or_default();
            let placed = match parameter.place {
                "path" => true,
                "header" if USUAL.contains(&parameter.name.to_ascii_lowercase().as_str()) => true,
                "header" | "cookie" => {
                    reading.is_marked(parameter.node) && parameter.node.get("schema").is_some_and(|schema| reading.is_marked(schema))
                }
                _ if !is_list && !endpoint.behaviour.is_read() => false,
                _ if is_named(parameter, &["limit", "offset", "cursor", "facets"]) => true,
                _ => match name {
                    "q" if is_list => set(&mut known.search),
                    "sort" if is_list => set(&mut known.sort),
                    "fields" => set(&mut known.fields),
                    "include" => set(&mut known.include),
                    _ if is_list && names.iter().any(|field| field == name) => set(&mut known.filters),
                    _ => false,
                },
            };
            if placed {
                reading.mark_all(parameter.node);
                continue;
            }
            passed_over |= is_list && parameter.place == "query";
            tell(reading, parameter, is_list);
        }
    }
    if lists {
        // Clients of the document go on sending what it promises.
        known.unknown = if passed_over { UnknownParameters::Ignore } else { UnknownParameters::Refuse };
        Arc::make_mut(&mut design.policies).filtering = known;
    }
}

/// Whether a parameter cuts a list into pages.
pub fn is_of_pages(parameter: &Parameter<'_>) -> bool {
    [&LIMITS[..], &PLACES, &CURSORS].iter().any(|names| is_named(parameter, names))
}

fn set(flag: &mut bool) -> bool {
    *flag = true;
    true
}

fn tell<'t>(reading: &Reading<'t>, parameter: &Parameter<'t>, is_list: bool) {
    if parameter.node.get("schema").is_some_and(|schema| reading.is_marked(schema)) {
        return;
    }
    reading.mark_all(parameter.node);
    let text = match parameter.place {
        "query" if is_list && is_named(parameter, &LIMITS) => {
            "The length of a page is asked for with `limit` in the design; this name is passed over."
        }
        "query" if is_list && is_named(parameter, &PLACES) => {
            "The place of a page is asked for with `offset` in the design; this name is passed over."
        }
        "query" if is_list && is_named(parameter, &CURSORS) => "The next page is asked for with `cursor` in the design; this name is passed over.",
        "query" if is_list => "It is no field of the records, so it filters nothing in the design and is passed over.",
        "query" => "The design has no word for this query parameter; the server passes it over.",
        "header" => "The design has no word for this header field; the server passes it over.",
        "cookie" => "The design reads no cookies; the server passes it over.",
        _ => "It stands in no place that OpenAPI knows.",
    };
    reading.say(Severity::Warning, parameter.node, text);
}

/// Keeps a success status only where it is another one than the policies give.
fn successes(design: &mut Design) {
    let plain = design.clone();
    for endpoint in &mut design.endpoints {
        let bare = Endpoint { success: None, ..(**endpoint).clone() };
        let usual = crate::design::answers::expected(&plain, &bare).first().map(|answer| answer.status);
        if endpoint.success.is_some() && (usual == endpoint.success || matches!(endpoint.behaviour, Behaviour::Fixed { .. } | Behaviour::Health)) {
            *Arc::make_mut(endpoint) = bare;
        }
    }
}
