//! Long work: begun with 202, watched by its status, cancelled; 303, 404, 409, 410 (RFC 9110 sections 15.3.3, 15.4.4, 15.5.11).

use serde_json::{Map, Value, json};

use super::{Done, create};
use crate::design::policy::{JobAnswer, JobDone};
use crate::design::template::Segment;
use crate::design::words::letters::Letters;
use crate::design::{Behaviour, Concern, Pointer, Resource};
use crate::http::{Problem, media_type, prefer, target};
use crate::mock::ledger::job::{Job, State};
use crate::mock::ledger::{Ledger, MOST_JOBS};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::stages::conflict;
use crate::mock::stages::lookup::Subject;
use crate::mock::stages::ownership::{is_foreign, withhold_work};
use crate::mock::stages::problems::refuse;
use crate::mock::stages::representation::uri;
use crate::mock::store::Store;
use crate::mock::{Decision, Reply, Rng, Why};

/// The longest time between two looks at a job, in seconds.
const PATIENCE: u64 = 10;

/// Makes the records of jobs that have come to their end since the last request. What conflicts by now with another record
/// makes its job fail.
pub fn settle(call: &Call, store: &mut Store, ledger: &mut Ledger, rng: &mut Rng) {
    for id in ledger.jobs.names(|job| job.result.is_none() && job.state(call.now) == State::Succeeded) {
        let Some(job) = ledger.jobs.get(&id).map(|job| Job::clone(job)) else { continue };
        let Some(resource) = call.design.resource(&job.resource) else { continue };
        if conflict::met(call, resource, &Subject::default(), &job.draft, store).is_some() {
            ledger.jobs.put(id, Job { fails: true, ..job });
            continue;
        }
        let at = Call { now: job.end(), ..*call };
        let record = create::store(&at, resource, None, job.draft.clone(), store, ledger, rng);
        ledger.jobs.put(id, Job { result: Some(record.id.clone()), ..job });
    }
}

/// Begins a job, shows one, or cancels one, as the endpoint says.
#[expect(clippy::too_many_arguments, reason = "an action is where everything that was found comes together")]
pub fn perform(
    call: &Call,
    route: &Route,
    resource: &Resource,
    only: Option<&str>,
    draft: Option<Map<String, Value>>,
    store: &mut Store,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Decision<Done> {
    if let Some(draft) = draft {
        return start(call, route, resource, only, draft, store, ledger, rng);
    }
    let id = route.arguments.last().map(|(_, value)| value.clone()).unwrap_or_default();
    let Some(job) = ledger.jobs.get(&id).filter(|job| job.resource == resource.name).map(|job| Job::clone(job)) else {
        return missing(call, &id);
    };
    if let Some(who) = only.filter(|who| is_foreign(call, who, resource, &job.by, &job.draft, store)) {
        return withhold_work(call, resource, who, no_such(&id));
    }
    let keep = u64::from(call.design.policies.jobs.keep_minutes) * 60_000;
    if job.state(call.now).is_final() && call.now >= job.end().plus_millis(keep) {
        return forgotten(call, &id);
    }
    match route.endpoint().behaviour {
        Behaviour::CancelJob => cancel(call, resource, &id, job, store, ledger),
        _ => show(call, resource, &id, &job, store),
    }
}

#[expect(clippy::too_many_arguments, reason = "an action is where everything that was found comes together")]
fn start(
    call: &Call,
    route: &Route,
    resource: &Resource,
    only: Option<&str>,
    draft: Map<String, Value>,
    store: &mut Store,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Decision<Done> {
    let policy = &call.design.policies.jobs;
    let prefers = call.request.headers.combined("prefer").is_some_and(|field| prefer::find(&field, "respond-async").is_some());
    let millis = |seconds: u32| u64::from(seconds) * 1000;
    if policy.answer == JobAnswer::AtOnce || (policy.answer == JobAnswer::Preferred && !prefers) {
        let record = create::store(call, resource, None, draft, store, ledger, rng);
        let seconds = u64::from(policy.queue_seconds) + u64::from(policy.run_seconds);
        let why = Why::new(format!("{seconds} s of work before the answer")).spec("RFC 9110 section 15.3.3");
        return Decision::pass(Done::Created(record), why.because_of(place()));
    }
    let job = Job {
        resource: resource.name.clone(),
        draft,
        by: only.unwrap_or_default().to_owned(),
        accepted: call.now,
        queue: millis(policy.queue_seconds),
        run: millis(policy.run_seconds),
        fails: policy.fail_percent > 0 && rng.below(100) < u64::from(policy.fail_percent),
        cancelled: None,
        result: None,
    };
    let id = create::uuid_v4(rng);
    let mut reply = described(call, 202, format!("The work on a {} is accepted", resource.name.lower()), resource, &id, &job, store);
    let href = href(call, route, resource, &Behaviour::JobStatus, &id);
    match href.filter(|_| policy.location) {
        Some(href) => reply.set("location", href, "Where to see how the job stands."),
        None => reply.title.push_str(", and nothing shows how it stands"),
    }
    if prefers {
        reply.set("preference-applied", "respond-async", "The client did not want to wait.");
    }
    ledger.jobs.put(id, job);
    ledger.jobs.remove_least(MOST_JOBS, |job| job.accepted);
    Decision::pass(Done::Written(Box::new(reply)), Why::new("accepted, the work goes on").spec("RFC 9110 section 15.3.3").because_of(place()))
}

fn show(call: &Call, resource: &Resource, id: &str, job: &Job, store: &Store) -> Decision<Done> {
    let state = job.state(call.now);
    if let Some(href) = result(call, resource, job, store).filter(|_| call.design.policies.jobs.done == JobDone::SeeOther) {
        let mut reply = described(call, 303, "The result is somewhere else".to_owned(), resource, id, job, store);
        reply.set("location", href, "The result of the job.");
        let why = Why::new("succeeded: 303 leads to the result").spec("RFC 9110 section 15.4.4");
        return Decision::pass(Done::Written(Box::new(reply)), why.because_of(place()));
    }
    let reply = described(call, 200, format!("The job is {}", state.word()), resource, id, job, store);
    let why = Why::new(format!("{}, {} %", state.word(), job.progress(call.now))).spec("RFC 9110 section 9.3.1");
    Decision::pass(Done::Written(Box::new(reply)), why.because_of(place()))
}

fn cancel(call: &Call, resource: &Resource, id: &str, job: Job, store: &Store, ledger: &mut Ledger) -> Decision<Done> {
    let state = job.state(call.now);
    if matches!(state, State::Succeeded | State::Failed) {
        let detail = format!("The job {} at {}. What is done cannot be cancelled.", state.word(), job.end().rfc3339());
        let reply = refuse(call, Problem::new(409, "job-finished", "The job is finished", detail).with("state", state.word()));
        let why = Why::new(format!("the job {} already", state.word())).spec("RFC 9110 section 15.5.10");
        return Decision::answer(reply, why.because_of(place()).compare("queued or running", state.word()));
    }
    let job = Job { cancelled: job.cancelled.or(Some(call.now)), ..job };
    let reply = described(call, 200, "The job is cancelled".to_owned(), resource, id, &job, store);
    let text = if state == State::Cancelled { "cancelled before: nothing to do" } else { "cancelled, the work stops" };
    if state != State::Cancelled {
        ledger.jobs.put(id.to_owned(), job);
    }
    Decision::pass(Done::Written(Box::new(reply)), Why::new(text).spec("RFC 9110 section 9.3.5").because_of(place()))
}

/// How a job stands, as content: the representation that RFC 9110 section 15.3.3 asks for.
fn described(call: &Call, status: u16, title: String, resource: &Resource, id: &str, job: &Job, store: &Store) -> Reply {
    let policy = &call.design.policies.jobs;
    let state = job.state(call.now);
    let mut body = json!({ "id": id, "status": state.word() });
    let mut say = |applies: bool, name: &str, value: Value| {
        if let Some(members) = body.as_object_mut().filter(|_| applies) {
            members.insert(name.to_owned(), value);
        }
    };
    say(policy.progress, "progress", job.progress(call.now).into());
    say(true, "acceptedAt", job.accepted.rfc3339().into());
    say(state.is_final(), "finishedAt", job.end().rfc3339().into());
    let result = result(call, resource, job, store);
    say(result.is_some(), "result", result.into());
    say(state == State::Failed, "error", json!({ "title": "The work has failed", "detail": "Start it again." }));
    let mut reply = Reply::new(status, title).content(media_type::JSON, &body, "How the job stands.");
    reply.set("cache-control", "no-store", "The next look may find another state: keep no copy.");
    if policy.retry_after && !state.is_final() {
        let left = job.end().0.saturating_sub(call.now.0).div_ceil(1000).clamp(1, PATIENCE);
        reply.set("retry-after", left.to_string(), format!("Look again in {left} s, not sooner."));
    }
    reply
}

/// Where the record is that a job has made.
fn result(call: &Call, resource: &Resource, job: &Job, store: &Store) -> Option<String> {
    let record = store.get(&resource.name, job.result.as_deref()?)?;
    uri(call.design, resource, record)
}

/// The path of a job or an upload: its last parameter is its name, others are those of this request.
pub fn href(call: &Call, route: &Route, resource: &Resource, behaviour: &Behaviour, id: &str) -> Option<String> {
    let endpoint = call.design.endpoints_of(&resource.name).find(|endpoint| endpoint.behaviour == *behaviour)?;
    let template = endpoint.template();
    let mut left = template.parameters().count();
    let mut path = call.design.base_path.clone();
    for segment in &template.segments {
        path.push('/');
        match segment {
            Segment::Literal(text) => path.push_str(text),
            Segment::Parameter(name) => {
                left = left.saturating_sub(1);
                let known = || route.arguments.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
                let value = if left == 0 { Some(id) } else { known() };
                path.push_str(&target::encode_segment(value?));
            }
        }
    }
    Some(path)
}

fn no_such(id: &str) -> Problem {
    Problem::new(404, "no-such-job", "No such job", format!("There is no job `{id}`."))
}

fn missing(call: &Call, id: &str) -> Decision<Done> {
    let reply = refuse(call, no_such(id));
    Decision::answer(reply, Why::new("no job has this name").spec("RFC 9110 section 15.5.5").because_of(place()))
}

fn forgotten(call: &Call, id: &str) -> Decision<Done> {
    let policy = &call.design.policies.jobs;
    if !policy.gone {
        return missing(call, id);
    }
    let detail =
        format!("The job `{id}` ended more than {} min ago, and is forgotten. Start it again where it is still needed.", policy.keep_minutes);
    let reply = refuse(call, Problem::new(410, "job-forgotten", "The job is forgotten", detail));
    Decision::answer(reply, Why::new("the job ended long ago").spec("RFC 9110 section 15.5.11").because_of(place()))
}

fn place() -> Pointer {
    Pointer::Policy(Concern::Jobs)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use crate::design::{Behaviour, Endpoint, samples};
    use crate::http::{Method, Request};
    use crate::mock::{Exchange, Moment, Rng, Server};

    fn server() -> Server {
        let mut design = samples::hotel_booking();
        for behaviour in [Behaviour::StartJob, Behaviour::JobStatus, Behaviour::CancelJob] {
            let endpoint = Endpoint::usual(design.resource("Guest").unwrap(), behaviour);
            design.endpoints.push(Arc::new(Endpoint { access: crate::design::Access::Public, ..endpoint }));
        }
        Server::new(Arc::new(design), Moment::START)
    }

    fn send(server: &mut Server, method: Method, target: &str, seconds: u64) -> Exchange {
        let mut request = Request::new(method.clone(), target);
        if method == Method::POST {
            request = request.json(&json!({ "name": "Lin", "email": "lin@new.example" }));
        }
        server.handle(request, Moment::START.plus_millis(seconds * 1000), &mut Rng::new(1))
    }

    #[test]
    fn a_job_makes_its_record_when_its_time_has_come() {
        let mut server = server();
        let guests = server.store.list("Guest").count();
        let accepted = send(&mut server, Method::POST, "/v1/guest-jobs", 0);
        assert_eq!(accepted.response.status, 202, "{accepted:#?}");
        let status = accepted.response.headers.get("location").unwrap().to_owned();
        let seen = |exchange: &Exchange| exchange.response.body.json().unwrap()["status"].clone();
        assert_eq!(seen(&send(&mut server, Method::GET, &status, 1)), "queued");
        assert_eq!(seen(&send(&mut server, Method::GET, &status, 20)), "running");
        assert_eq!(server.store.list("Guest").count(), guests);
        let before = (server.store.clone(), server.ledger.jobs.clone());
        let done = send(&mut server, Method::GET, &status, 40);
        assert_eq!(seen(&done), "succeeded");
        assert_eq!(server.store.list("Guest").count(), guests + 1);
        server.store.revert(&done.changes);
        server.ledger.revert(&done.remembered);
        assert_eq!((server.store.list("Guest").count(), &server.ledger.jobs), (guests, &before.1), "an exchange can be taken back");
        let again = send(&mut server, Method::GET, &status, 40);
        assert_eq!(again.response.body.json().unwrap()["status"], Value::from("succeeded"));
        assert_eq!(send(&mut server, Method::GET, &status, 4000).response.status, 410);
        assert_eq!(send(&mut server, Method::GET, "/v1/guest-jobs/none", 40).response.status, 404);
    }
    #[test]
    fn of_two_jobs_for_one_unique_value_the_second_fails() {
        let mut server = server();
        let accepted = [0, 1].map(|at| {
            let request = Request::new(Method::POST, "/v1/guest-jobs").json(&json!({ "name": "Lin", "email": "lin@new.example" }));
            server.handle(request, Moment::START.plus_millis(at), &mut Rng::new(at + 1))
        });
        let seen = accepted.map(|exchange| {
            let location = exchange.response.headers.get("location").unwrap().to_owned();
            send(&mut server, Method::GET, &location, 60).response.body.json().unwrap()["status"].clone()
        });
        assert_eq!(seen, ["succeeded", "failed"]);
    }
}
