//! The guides: the first call, credentials, errors, limits, changes. Each says what this server does, and shows it.

use std::sync::Arc;

use super::book::{Block, Page, Span, anchor, code, plain};
use super::reference::{answer, message_of};
use crate::design::policy::{ApiKeyPlace, ErrorShape, KeyUse, Strategy};
use crate::design::words::sentence;
use crate::design::{Access, Behaviour, Credential, Design};
use crate::formats::calls::{Call, Folder};
use crate::formats::code::FORMS;
use crate::http::status;
use crate::mock::problem_kinds::{self, example};
use crate::mock::{Moment, Server};

/// How many errors are shown with an example.
const SHOWN: usize = 12;

/// The first call, and the first record.
pub fn getting_started(design: &Design, folders: &[Folder<'_>]) -> Page {
    let mut page = Page::new("getting-started.md", "Getting started");
    let about = if design.summary.is_empty() { design.name.clone() } else { design.summary.clone() };
    page.blocks.push(Block::Text(plain(about)));
    page.text(&format!("The API is at `{}{}`. Two calls take five minutes.", design.origin, design.base_path));
    let calls = || folders.iter().flat_map(|folder| &folder.calls).filter(|call| call.works());
    let open = |call: &&Call<'_>| call.client.is_none();
    let reads = |call: &&Call<'_>| call.endpoint.behaviour.is_read();
    let first = calls().filter(reads).find(open).or_else(|| calls().find(reads)).or_else(|| calls().next());
    let Some(first) = first else {
        page.text("The API has no call yet that works as it stands.");
        return page;
    };
    page.heading(1, "Your first call");
    page.text(if first.client.is_some() {
        "It needs credentials; the ones here are examples. Put your own in their place."
    } else {
        "It needs no credentials."
    });
    command(&mut page, design, first);
    if let Some(create) = calls().find(|call| call.endpoint.behaviour == Behaviour::Create) {
        page.heading(1, "Your first record");
        if design.policies.creation.location {
            page.text("Whatever the answer names in `Location` is the address of the new record.");
        }
        command(&mut page, design, create);
    }
    page.heading(1, "Where to go from here");
    let link = |words: &str, to: &str| vec![Span::Link(words.to_owned(), to.to_owned())];
    page.list(vec![
        link("Authentication: how to get credentials, and where they go", "authentication"),
        link("Reference: every call with an example", "reference"),
        link("Errors: what can go wrong, and what to do", "errors"),
        link("Rate limits: how much you may send", "rate-limits"),
        link("Changelog: what is old, and what ends", "changelog"),
    ]);
    page
}

fn command(page: &mut Page, design: &Design, call: &Call<'_>) {
    if let Some(form) = FORMS.first() {
        page.code(format!("{}, with curl", call.title()), "sh", (form.write)(&design.origin, &call.request));
    }
    page.code("The answer", "http", answer(&call.response));
}

/// How to be known.
pub fn authentication(design: &Design, folders: &[Folder<'_>]) -> Page {
    let policy = &design.policies.authentication;
    let mut page = Page::new("authentication.md", "Authentication");
    let needy: Vec<&Call<'_>> = folders.iter().flat_map(|folder| &folder.calls).filter(|call| design.needs_credentials(call.endpoint)).collect();
    if needy.is_empty() {
        page.text("No call needs credentials.");
        return page;
    }
    let total = folders.iter().map(|folder| folder.calls.len()).sum::<usize>();
    page.text(&format!("{} of {total} calls need credentials. They travel with each request.", needy.len()));
    page.heading(1, "Ways to say who you are");
    let mut ways = Vec::new();
    let say = |text: &str| super::book::said(text);
    if policy.bearer {
        ways.push(say("A bearer token: `Authorization: Bearer <token>` (RFC 6750)."));
    }
    match &policy.api_key {
        Some(key) if key.place == ApiKeyPlace::Header => ways.push(say(&format!("An API key: the field `{}`.", key.name))),
        Some(key) => {
            ways.push(say(&format!("An API key: the parameter `{}` in the query. It ends up in logs; treat such addresses as secrets.", key.name)))
        }
        None => {}
    }
    if let Some(sessions) = &policy.sessions {
        ways.push(say(&format!("A session: sign in, and send back the cookie `{}` that the answer sets.", sessions.name)));
    }
    page.list(ways);
    obtain(&mut page, design);
    if let Some(call) = needy.iter().find(|call| call.works() && call.refusal.is_some()) {
        page.heading(1, "With and without");
        page.code("With credentials", "http", message_of(design, &call.request));
        page.text(&format!("The answer is `{}`.", status::line(call.response.status)));
        if let Some(refusal) = &call.refusal {
            page.code("The same without credentials", "http", answer(refusal));
        }
        page.text(&format!(
            "`{}` means that the server does not know you: look at the credentials. `403 Forbidden` means that it does, and that you may not.",
            status::line(policy.status)
        ));
    }
    let rows = needy.iter().filter_map(|call| match &call.endpoint.access {
        Access::Roles(roles) => Some(vec![code(format!("{} {}", call.endpoint.method, design.full_path(call.endpoint))), plain(roles.join(", "))]),
        _ => None,
    });
    let rows: Vec<Vec<Vec<Span>>> = rows.collect();
    if !rows.is_empty() {
        page.heading(1, "Roles");
        page.table("Calls that ask for a role", vec!["Call", "Role"], rows);
    }
    page.heading(1, "Keep them secret");
    page.list(vec![
        plain("Never put credentials into an address, a page's source or a repository."),
        plain("Send them over https only."),
        plain("Give each program its own, so that one can be taken back without the others."),
    ]);
    page
}

/// How credentials are got.
fn obtain(page: &mut Page, design: &Design) {
    page.heading(1, "Getting credentials");
    let path =
        |behaviour: &Behaviour| design.endpoints.iter().find(|endpoint| endpoint.behaviour == *behaviour).map(|endpoint| design.full_path(endpoint));
    let mut steps = Vec::new();
    if let Some(sign_in) = path(&Behaviour::SignIn) {
        steps.push(format!("Sign in: send name and password to `POST {sign_in}`."));
    }
    if let (Some(authorize), Some(token)) = (path(&Behaviour::Authorize), path(&Behaviour::Token)) {
        steps.push(format!("Send your user to `{authorize}` with a code challenge (PKCE, RFC 7636)."));
        steps.push(format!("Exchange the code that comes back at `POST {token}` for a token."));
    } else if let Some(token) = path(&Behaviour::Token) {
        steps.push(format!("Ask `POST {token}` for a token with your application's own credentials."));
    }
    if steps.is_empty() {
        page.text("They are handed out by whoever runs the API; no call gives them.");
    } else {
        page.steps(&steps);
    }
    let known = design.clients.iter().filter(|client| client.credential != Credential::None);
    let rows = known.map(|client| {
        let kind = match &client.credential {
            Credential::Bearer(_) => "bearer token",
            Credential::ApiKey(_) => "API key",
            Credential::Password(_) => "password",
            Credential::None => "none",
        };
        vec![plain(&client.name), plain(kind), plain(client.roles.join(", "))]
    });
    page.table("Clients the API knows", vec!["Client", "Credentials", "Roles"], rows.collect());
}

/// Every error, and what a client does about it.
pub fn errors(design: &Design) -> Page {
    let mut page = Page::new("errors.md", "Errors");
    page.text(match design.policies.errors.shape {
        ErrorShape::ProblemDetails => {
            "Errors are problem details (RFC 9457): `application/problem+json` with `type`, `title`, `status` and `detail`. Decide by `status` and `type`; show `detail` to people."
        }
        ErrorShape::AdHoc => "Errors are JSON with the member `error`. Decide by the status.",
        ErrorShape::OkWithError => "Errors come with the status 200, and say so inside. Look into each answer.",
        ErrorShape::StackTrace => "Errors come as a text from inside the server. Decide by the status.",
    });
    let mut statuses: Vec<(u16, Vec<String>, usize)> = Vec::new();
    for endpoint in &design.endpoints {
        for answer in crate::design::answers::expected(design, endpoint).into_iter().filter(|answer| answer.status >= 400) {
            if !statuses.iter().any(|(status, ..)| *status == answer.status) {
                statuses.push((answer.status, Vec::new(), 0));
            }
            let Some((_, reasons, calls)) = statuses.iter_mut().find(|(status, ..)| *status == answer.status) else { continue };
            *calls += 1;
            // One call may have several reasons, and another one of them.
            for reason in answer.when.split(", or ").filter(|reason| !reason.is_empty()) {
                if !reasons.iter().any(|known| known == reason) {
                    reasons.push(reason.to_owned());
                }
            }
        }
    }
    crate::order::by_key(&mut statuses, |(status, ..)| *status);
    let rows = statuses.iter().map(|(status, reasons, calls)| {
        let calls = if *calls == 1 { "1 call".to_owned() } else { format!("{calls} calls") };
        vec![code(status::line(*status)), plain(format!("{}.", sentence(&reasons.join("; ")))), plain(calls), plain(todo(*status))]
    });
    page.table("All errors by status", vec!["Status", "When", "Where", "What to do"], rows.collect());
    let server = Server::new(Arc::new(design.clone()), Moment::START);
    let mut shown = 0;
    for kind in problem_kinds::ALL.iter().filter(|kind| statuses.iter().any(|(status, ..)| *status == kind.status)) {
        // Only what this server answers by itself: an error that had to be made possible first is none of its.
        let Some(exchange) = example::as_it_is(&server, kind.kind, Moment::START) else { continue };
        if shown == 0 {
            page.heading(1, "Each kind, as the server says it");
        }
        shown += 1;
        page.blocks.push(Block::Heading(2, plain(kind.title()), format!("error-{}", anchor(kind.kind))));
        page.text(kind.what);
        page.blocks.push(Block::Text(vec![Span::Strong("What to do:".to_owned()), Span::Plain(format!(" {}", kind.remedy))]));
        let target: String = exchange.request.target.chars().take(200).collect();
        page.code(format!("Answer to {} {target}", exchange.request.method), "http", answer(&exchange.response));
        if shown == SHOWN {
            break;
        }
    }
    retries(&mut page, design);
    page
}

fn todo(status: u16) -> &'static str {
    match status {
        401 => "Send valid credentials, then try again.",
        403 => "Ask for the right; the same request will fail again.",
        404 => "Look at the address; the record may never have been, or be somebody else's.",
        405 => "Use a method that Allow names.",
        406 => "Ask for a representation that exists.",
        409 => "Read the present state, resolve the conflict, try again.",
        410 => "Forget the address; it will not come back.",
        412 => "Read the record again, apply your change to it, and send the new ETag.",
        413 => "Send less.",
        415 => "Send JSON, and say so in Content-Type.",
        416 => "Ask for a range within the length.",
        422 => "Correct the fields that the answer names.",
        428 => "Read the record, and send its ETag in If-Match.",
        429 => "Wait as Retry-After says, then try again.",
        500..=599 => "Wait, then try again; each time a little longer.",
        _ => "Correct the request; the same one will fail again.",
    }
}

fn retries(page: &mut Page, design: &Design) {
    page.heading(1, "Trying again");
    page.text("`GET`, `PUT` and `DELETE` may be sent again: twice is the same as once (RFC 9110 section 9.2.2).");
    match design.policies.idempotency.key {
        KeyUse::Honoured | KeyUse::Required => page.text(&format!(
            "A `POST` may be sent again with the same `Idempotency-Key`: the first answer is kept for {} hours and comes back.",
            design.policies.idempotency.hours
        )),
        KeyUse::Off | KeyUse::Ignored => page.text("A `POST` that may have worked must not be sent again blindly: look first whether it did."),
    }
}

/// How much a client may send.
pub fn rate_limits(design: &Design) -> Page {
    let policy = &design.policies.rate_limits;
    let mut page = Page::new("rate-limits.md", "Rate limits");
    if !policy.limits() {
        page.text("Nobody counts requests at present. Be ready for `429 Too Many Requests` all the same: a limit may come.");
        return page;
    }
    page.text(&format!("Requests are counted for each caller, in windows of {} seconds.", policy.window));
    let row = |name: &str, limit: u32| vec![plain(name), plain(limit.to_string())];
    let mut rows = vec![row("Without credentials, all together", policy.anonymous), row("With credentials", policy.limit)];
    rows.extend(policy.tiers.iter().map(|tier| row(&format!("Tier {}", tier.name), tier.limit)));
    page.table(format!("Requests in {} seconds", policy.window), vec!["Caller", "Requests"], rows);
    page.heading(1, "Where you stand");
    let mut fields = Vec::new();
    if policy.fields.ietf() {
        fields.push(super::book::said("`RateLimit-Policy` says the limit, `RateLimit` what is left and when it is full again."));
    }
    if policy.fields.prefixed() {
        fields.push(super::book::said("`X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` say the same in the older way."));
    }
    if fields.is_empty() {
        page.text("Answers do not say what is left; count your own requests.");
    }
    page.list(fields);
    page.heading(1, "At the limit");
    page.text(if policy.retry_after {
        "The answer is `429 Too Many Requests`, and `Retry-After` says how many seconds to wait. Wait that long and a little more, each client another little."
    } else {
        "The answer is `429 Too Many Requests`. Wait a window, then try again; wait twice as long each time."
    });
    let server = Server::new(Arc::new(design.clone()), Moment::START);
    if let Some((exchange, _)) = example::find(&server, "too-many-requests", Moment::START) {
        page.code("A refusal", "http", answer(&exchange.response));
    }
    page
}

/// What is old, what is new, what ends.
pub fn changelog(design: &Design) -> Page {
    let mut page = Page::new("changelog.md", "Changelog");
    let versioning = &design.policies.versioning;
    let of = |limit: fn(&crate::design::Endpoint) -> &str, version: &str| {
        let hit = design.endpoints.iter().filter(|endpoint| limit(endpoint) == version);
        hit.map(|endpoint| code(format!("{} {}", endpoint.method, design.full_path(endpoint)))).collect::<Vec<_>>()
    };
    for version in versioning.versions.iter().rev() {
        page.heading(1, &format!("Version {version}"));
        let (new, last) = (of(|endpoint| &endpoint.since, version), of(|endpoint| &endpoint.until, version));
        let fields = design.resources.iter().flat_map(|resource| {
            let hit = resource.fields.iter().filter(|field| field.since == *version);
            hit.map(|field| code(format!("{}.{}", resource.name, field.name)))
        });
        let new: Vec<Vec<Span>> = new.into_iter().chain(fields).collect();
        if new.is_empty() && last.is_empty() {
            page.text("What there is without a limit is in this version too.");
        }
        if !new.is_empty() {
            page.text("New:");
            page.list(new);
        }
        if !last.is_empty() {
            page.text("For the last time:");
            page.list(last);
        }
    }
    let ends = design.endpoints.iter().filter(|endpoint| endpoint.deprecated || !design.lifetime(endpoint).since.is_empty());
    let rows: Vec<Vec<Vec<Span>>> = ends
        .map(|endpoint| {
            let life = design.lifetime(endpoint);
            let or = |text: &str| plain(if text.is_empty() { "not said" } else { text });
            vec![code(format!("{} {}", endpoint.method, design.full_path(endpoint))), or(&life.since), or(&life.sunset), or(&life.successor)]
        })
        .collect();
    if !rows.is_empty() {
        page.heading(1, "Going out of use");
        page.text("Answers of these calls carry `Deprecation` (RFC 9745), and `Sunset` (RFC 8594) where the end is set.");
        page.table("Deprecated calls", vec!["Call", "Since", "Ends", "Use in its place"], rows);
    }
    page.heading(1, "How changes come");
    page.text(match (versioning.lives(), versioning.strategy) {
        (true, Strategy::Path) => {
            "What breaks clients comes in a new version, with its own path. What is added comes at once: pass over members that you do not know."
        }
        (true, _) => {
            "What breaks clients comes in a new version, which requests name. What is added comes at once: pass over members that you do not know."
        }
        (false, _) => "There is one version. What is added comes at once: pass over members that you do not know.",
    });
    page
}
