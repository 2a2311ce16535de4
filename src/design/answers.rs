//! Which statuses an endpoint can answer, read from its behaviour and the policies: the list behind «May answer», the
//! responses of the exported document, and the rules that compare it with what the sketch declares.

use super::policy::{
    Gone, IfMatch, JobAnswer, JobDone, KeyUse, OverLimit, Pages, PatchFormat, RangeUse, Referenced, Refusal, Strategy, UnknownParameters, Validator,
};
use super::template::{Meaning, Segment, meanings};
use super::{Access, Behaviour, Design, Endpoint, Resource, relation};
use crate::http::Method;
use crate::order;

/// A status that an endpoint can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// When it is given, in one sentence.
    pub when: String,
    /// Every endpoint of its kind can answer this; a sketch need not declare it one by one.
    pub common: bool,
}

/// The status of success.
pub fn success_status(design: &Design, endpoint: &Endpoint) -> u16 {
    let policies = &design.policies;
    if let Some(status) = endpoint.success {
        return status;
    }
    match &endpoint.behaviour {
        Behaviour::List
        | Behaviour::Search
        | Behaviour::Read
        | Behaviour::Transition { .. }
        | Behaviour::KeySet
        | Behaviour::Token
        | Behaviour::Revoke
        | Behaviour::Metadata
        | Behaviour::Health
        | Behaviour::Home
        | Behaviour::Restore => 200,
        Behaviour::Authorize => 302,
        Behaviour::Create => policies.creation.status,
        Behaviour::SignIn => policies.authentication.sessions.as_ref().map_or(204, |sessions| sessions.status),
        Behaviour::SignOut => 204,
        Behaviour::StartUpload => 201,
        Behaviour::UploadChunk | Behaviour::UploadStatus => 200,
        Behaviour::StartJob if policies.jobs.answer != JobAnswer::AtOnce => 202,
        Behaviour::StartJob | Behaviour::JobStatus | Behaviour::CancelJob => 200,
        Behaviour::Replace | Behaviour::Update => {
            if policies.update.body {
                200
            } else {
                204
            }
        }
        Behaviour::Delete => {
            if policies.deletion.body {
                200
            } else {
                204
            }
        }
        Behaviour::DeleteAll => 204,
        Behaviour::Fixed { status, .. } => *status,
    }
}

/// Every status this endpoint can answer, success first, then in order of number.
pub fn expected(design: &Design, endpoint: &Endpoint) -> Vec<Answer> {
    let policies = &design.policies;
    let resource = design.resource_of(endpoint).map(|resource| &**resource);
    let on_item = endpoint.behaviour.is_on_item() && resource.is_some();
    let signs_in = endpoint.behaviour == Behaviour::SignIn;
    let writes_content = endpoint.takes_content() && (resource.is_some() || signs_in);
    let mut answers = Vec::new();
    let mut add = |applies: bool, status: u16, when: &str, common: bool| {
        if applies && !answers.iter().any(|known: &Answer| known.status == status) {
            answers.push(Answer { status, when: when.to_owned(), common });
        }
    };

    add(true, success_status(design, endpoint), "it works", false);
    let put_creates = policies.creation.put_creates && endpoint.behaviour == Behaviour::Replace;
    add(put_creates, 201, "nothing was there before", false);
    let jobs = &policies.jobs;
    let is = |behaviour| endpoint.behaviour == behaviour && resource.is_some();
    add(is(Behaviour::StartJob) && jobs.answer == JobAnswer::Preferred, 201, "the client waits until the work is done", false);
    add(is(Behaviour::JobStatus) && jobs.done == JobDone::SeeOther, 303, "the result is there", false);
    let (opens, sends) = (is(Behaviour::StartUpload), is(Behaviour::UploadChunk));
    add(sends, 201, "every part has come", false);
    add(opens, 400, "the length or the checksum is not declared", false);
    add(sends, 400, "Content-Range is missing", false);
    add(sends, 413, "the part is too large", false);
    add(sends, 422, "the part or the checksum of the whole does not fit", false);
    add(sends || is(Behaviour::UploadStatus), 404, "no such upload", false);
    add(sends || is(Behaviour::UploadStatus), 410, "the upload was opened long ago", false);
    let watches = is(Behaviour::JobStatus) || is(Behaviour::CancelJob);
    add(watches, 404, "no such job", false);
    add(watches && jobs.gone, 410, "the job ended long ago", false);
    add(is(Behaviour::CancelJob), 409, "the job is finished", false);
    let reads = endpoint.behaviour.is_read() && endpoint.method == Method::GET;
    let parts = policies.ranges.support != RangeUse::Off && reads && endpoint.behaviour == Behaviour::Read && resource.is_some();
    add(parts, 206, "a part was asked for", true);
    add(parts, 416, "the range lies behind the end", true);
    // A list has no date of its own: a record that is gone leaves none behind.
    let dated = policies.caching.last_modified && endpoint.behaviour == Behaviour::Read;
    let tagged = reads || endpoint.behaviour == Behaviour::Home && endpoint.method == Method::GET;
    let validates = policies.caching.validator != Validator::None;
    add(tagged && validates || reads && dated, 304, "the client's copy is still right", false);
    let pages = endpoint.behaviour.is_list() && policies.pagination.pages != Pages::None;
    add(pages && policies.pagination.over_limit == OverLimit::Refuse, 400, "a query parameter is wrong", false);
    add(writes_content, policies.content.malformed_status, "the content does not parse", false);
    let strict = policies.filtering.unknown == UnknownParameters::Refuse;
    add(endpoint.behaviour.is_list() && strict, 400, "a query parameter is unknown", false);
    add(endpoint.behaviour == Behaviour::Read && resource.is_some() && strict, 400, "a query parameter is unknown", true);
    add(signs_in, policies.authentication.status, "the name or the password is wrong", false);
    add(design.needs_credentials(endpoint), policies.authentication.status, "credentials are missing or unknown", false);
    let by_role = matches!(endpoint.access, Access::Roles(_));
    add(
        by_role && policies.authorization.refusal != Refusal::Hidden,
        policies.authorization.refusal.status(),
        "the client's role does not suffice",
        false,
    );
    let protects = |name: &str| policies.authorization.protects(name);
    let refers = || resource.is_some_and(|resource| resource.fields.iter().filter_map(|field| relation::target(&field.kind)).any(protects));
    let worked = watches || sends || is(Behaviour::UploadStatus);
    let owned = resource.is_some_and(|resource| (on_item || worked) && protects(&resource.name) || writes_content && refers());
    add(owned && policies.authorization.refusal != Refusal::Hidden, policies.authorization.refusal.status(), "the record is somebody else's", false);
    let parents = meanings(design, endpoint).iter().any(|(_, meaning)| matches!(meaning, Meaning::Parent { .. }));
    add(on_item || parents, 404, "no such record", false);
    let kept = policies.deletion.keeps && policies.deletion.gone == Gone::Gone;
    add(kept && (on_item && endpoint.behaviour != Behaviour::Restore || parents), 410, "the record was removed", false);
    let asks_kept = endpoint.behaviour.is_read() && resource.is_some() && policies.deletion.shows_kept();
    add(policies.deprecation.ends && !design.lifetime(endpoint).sunset.is_empty(), 410, "its sunset has passed", false);
    let versioned = policies.versioning.lives() && policies.versioning.strategy != Strategy::Path;
    add(versioned, 400, "the version is unknown or missing", true);
    add(asks_kept, policies.authentication.status, "removed records are asked for without credentials", false);
    add(asks_kept, 403, "the client's role does not suffice", false);
    let acceptable = resource.is_some() && endpoint.behaviour != Behaviour::DeleteAll;
    add(acceptable && policies.negotiation.strict, 406, "no representation fits Accept", true);
    add(resource.is_some_and(|resource| conflicts(design, endpoint, resource)), 409, "it conflicts with another record or state", false);
    let guarded =
        matches!(endpoint.behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete | Behaviour::Restore | Behaviour::Transition { .. })
            && on_item;
    let honoured = policies.concurrency.if_match != IfMatch::Ignored && policies.caching.validates();
    add(guarded && honoured, policies.concurrency.stale_write_status, "the record has changed since it was read", false);
    add(writes_content, 413, "the content is too large", true);
    add(writes_content && policies.content.strict_type, 415, "the content is not JSON", true);
    add(writes_content, policies.validation.status, "a field is invalid", false);
    let overwrites = guarded && !matches!(endpoint.behaviour, Behaviour::Restore | Behaviour::Transition { .. });
    let missing = if policies.caching.guards_by_date() { "If-Unmodified-Since is missing" } else { "If-Match is missing" };
    add(overwrites && honoured && policies.concurrency.if_match == IfMatch::Required, 428, missing, false);

    add(policies.rate_limits.limits() && endpoint.behaviour != Behaviour::Health, 429, "too many requests were sent", true);
    for status in super::policy::faults::STATUSES {
        add(policies.faults.fails() && endpoint.behaviour != Behaviour::Health, status, "a failure is played", true);
    }
    add(endpoint.behaviour == Behaviour::Health, 503, "the server is not well", false);
    let form = endpoint.behaviour.reads_form();
    add(endpoint.behaviour == Behaviour::Authorize, 400, "the application or its address is not known", false);
    add(form, 400, "the grant does not work", false);
    add(form, 401, "the application is not known", false);
    let limited = || policies.oauth.scope_of(design, endpoint).is_some() && super::policy::oauth::hands_out(design);
    add(policies.authentication.bearer && limited(), 403, "the token does not reach this", true);
    let keyed = policies.idempotency.protects(endpoint) && resource.is_some();
    let insists = policies.idempotency.key == KeyUse::Required;
    let unkeyed = if insists { "Idempotency-Key is missing or cannot be read" } else { "Idempotency-Key cannot be read" };
    for (status, when) in [(400, unkeyed), (422, "Idempotency-Key belongs to another request")] {
        match answers.iter_mut().find(|known| known.status == status) {
            Some(known) if keyed => known.when = format!("{}, or {when}", known.when),
            None if keyed => answers.push(Answer { status, when: when.to_owned(), common: false }),
            _ => {}
        }
    }

    // The target is read before anything else; where part of it is the caller's, it can be wrong.
    let filled = endpoint.template().segments.iter().any(|segment| matches!(segment, Segment::Parameter(_)));
    if filled && !answers.iter().any(|known| known.status == 400) {
        answers.push(Answer { status: 400, when: "the path cannot be read".to_owned(), common: true });
    }

    let success = answers.first().map(|answer| answer.status);
    order::by_key(&mut answers, |answer| (Some(answer.status) != success, answer.status));
    answers
}

/// Whether a call can meet a 409.
fn conflicts(design: &Design, endpoint: &Endpoint, resource: &Resource) -> bool {
    let refers = || design.refers(&resource.name);
    match &endpoint.behaviour {
        Behaviour::Create | Behaviour::StartJob | Behaviour::StartUpload | Behaviour::UploadChunk => {
            !resource.all_unique_keys().is_empty() || !resource.no_overlap.is_empty() || refers()
        }
        Behaviour::Update if design.policies.update.patch_formats.contains(&PatchFormat::JsonPatch) => true,
        Behaviour::Replace | Behaviour::Update => {
            !resource.all_unique_keys().is_empty() || !resource.no_overlap.is_empty() || refers() || resource.lifecycle.is_some()
        }
        Behaviour::Delete => design.policies.deletion.referenced == Referenced::Refuse && design.is_referred(&resource.name),
        Behaviour::Restore | Behaviour::Transition { .. } => true,
        _ => false,
    }
}
