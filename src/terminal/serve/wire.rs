//! Between hyper's messages and the core's: nothing is decided here but what only a wire can know.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::ext::ReasonPhrase;
use hyper::header::{HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Response as WireResponse, StatusCode, Version};
use roundtrip::design::{Concern, Design, Edit};
use roundtrip::formats::har;
use roundtrip::http::{Body, Headers, Method, Problem, Request, Response, media_type, status};
use roundtrip::mock::metrics::{Figures, Sample, measure};
use roundtrip::mock::{Exchange, Rng, Server, problem_kinds};

use super::answer::Answer;
use super::clock::Clock;
use super::log::Log;

/// The largest content that is held in memory, whatever a design allows.
const MAX_CONTENT: u32 = 64 * 1024 * 1024;
/// How much of a content that is too large is read and thrown away, so that its sender lives to read the answer.
const MAX_DRAINED: u64 = 256 * 1024 * 1024;

/// So many of the newest exchanges are measured.
const COUNTED: usize = 10_000;
/// How often a thread turns to its other connections before it waits for the core.
const PATIENCE: usize = 8;

/// What one exchange at a time may change.
struct State {
    server: Server,
    rng: Rng,
    /// The newest exchanges, for the figures at the end.
    samples: VecDeque<Sample>,
}

/// A server behind a real port.
pub struct Site {
    state: Mutex<State>,
    clock: Clock,
    log: Log,
    /// What was answered, where somebody wants it as an archive.
    kept: Option<Mutex<Vec<Exchange>>>,
    /// What the design says to those who do not ask the core.
    around: RwLock<Around>,
}

/// What a design says to those who do not ask the core.
#[derive(Clone)]
struct Around {
    /// Where problem types are documented.
    types: String,
    /// The path of these pages; empty where the design has endpoints there.
    pages: String,
    /// The most bytes of content that the core needs to see: one more than it accepts.
    enough: usize,
}

impl Around {
    fn of(design: &Design) -> Self {
        let enough = usize::try_from(design.policies.content.max_bytes).unwrap_or(usize::MAX).saturating_add(1);
        let types = format!("{}{}", design.origin, design.policies.errors.types);
        // The design's own routes go first.
        let own = design.endpoints.iter().any(|endpoint| design.full_path(endpoint).starts_with(&design.policies.errors.types));
        let pages = if own { String::new() } else { design.policies.errors.types.clone() };
        Self { types, pages, enough }
    }
}

/// Lowers the content limit of a design to what this machine should hold; says so if it did.
pub fn fit(design: &mut Design) -> Option<String> {
    let mut content = design.policies.content.clone();
    if content.max_bytes <= MAX_CONTENT {
        return None;
    }
    let wished = std::mem::replace(&mut content.max_bytes, MAX_CONTENT);
    design.apply(&Edit::SetPolicy(content.into())).ok()?;
    Some(format!("{} of the design: content up to {MAX_CONTENT} bytes is read here, instead of {wished}.", Concern::Content.title()))
}

impl Site {
    /// Puts a server behind a port.
    pub fn new(server: Server, rng: Rng, clock: Clock, log: Log, keeps: bool) -> Self {
        let around = RwLock::new(Around::of(server.design()));
        let state = Mutex::new(State { server, rng, samples: VecDeque::with_capacity(COUNTED) });
        Self { state, clock, log, kept: keeps.then(Mutex::default), around }
    }

    /// Puts another design in the place of the one that is served.
    pub fn redesign(&self, design: Design) {
        *self.around.write().unwrap_or_else(PoisonError::into_inner) = Around::of(&design);
        self.state.lock().unwrap_or_else(PoisonError::into_inner).server.redesign(Arc::new(design));
    }

    fn around<T>(&self, of: impl FnOnce(&Around) -> T) -> T {
        of(&self.around.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The traffic as a HAR archive; secrets are left out.
    pub fn archive(&self, origin: &str) -> String {
        let kept = self.kept.as_ref().map(|kept| kept.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default();
        har::archive(origin, &kept, false)
    }

    /// Answers one request: at once where it has no content to wait for and the core is free, which is nearly always.
    pub fn answer(self: &Arc<Self>, request: hyper::Request<Incoming>) -> Answer {
        let (head, content) = request.into_parts();
        if let Some(problem) = bad_host(&head) {
            self.log.refused(&head.method, &head.uri.to_string(), problem.status, &problem.detail);
            return Answer::now(written(self.refusal(&problem, &head.uri)));
        }
        if let Some(page) = self.page_of_problem(&head) {
            return Answer::now(written(page));
        }
        let site = Arc::clone(self);
        if !content.is_end_stream() {
            return Answer::soon(async move { site.answer_content(head, content).await });
        }
        match self.tried(asked(head, Vec::new())) {
            Ok(exchange) if exchange.latency == 0 => Answer::now(self.sent(exchange)),
            Ok(exchange) => Answer::soon(async move { site.late(exchange).await }),
            Err(request) => Answer::soon(async move { site.late(site.handled(request).await).await }),
        }
    }

    /// Answers a request that brings content.
    async fn answer_content(&self, head: Parts, content: Incoming) -> WireResponse<Full<Bytes>> {
        let enough = self.around(|around| around.enough);
        let announced = content.size_hint().lower();
        let asks_first = head.headers.get("expect").is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"100-continue"));
        let body = match announced > enough as u64 && asks_first {
            // Not reading it means not asking for it: the sender is spared the upload.
            true => Ok(vec![0; enough]),
            false => self.read(content).await,
        };
        match body {
            Ok(body) => self.late(self.handled(asked(head, body)).await).await,
            Err(error) => {
                let problem = Problem::new(400, "content-cut-off", "The content is cut off", format!("The content could not be read: {error}."));
                self.log.refused(&head.method, &head.uri.to_string(), problem.status, &problem.detail);
                written(self.refusal(&problem, &head.uri))
            }
        }
    }

    /// The answer, after the time that the design lets it take.
    async fn late(&self, exchange: Exchange) -> WireResponse<Full<Bytes>> {
        if exchange.latency > 0 {
            tokio::time::sleep(Duration::from_millis(exchange.latency.into())).await;
        }
        self.sent(exchange)
    }

    fn sent(&self, exchange: Exchange) -> WireResponse<Full<Bytes>> {
        self.log.exchange(&exchange);
        if let Some(kept) = &self.kept {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() < COUNTED {
                kept.push(exchange.clone());
            }
        }
        if !(200..=999).contains(&exchange.response.status) {
            let detail = format!("The sketch answers {}, which is no final status. Give it one from 200 to 599.", exchange.response.status);
            let problem = Problem::new(500, "fault", "The status cannot be sent", detail);
            return written(self.refusal(&problem, &"/".parse().unwrap_or_default()));
        }
        written(exchange.response)
    }

    /// The traffic so far in figures; `None` before the first request.
    pub fn figures(&self) -> Option<Figures> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let samples: Vec<Sample> = state.samples.iter().cloned().collect();
        let limits = state.server.design().policies.monitoring.clone();
        drop(state);
        (!samples.is_empty()).then(|| measure(&samples, &limits).all)
    }

    /// What a problem's `type` leads to: a page about it, beside the routes of the design (RFC 9457 section 3.1.1).
    fn page_of_problem(&self, head: &Parts) -> Option<Response> {
        if !matches!(head.method, Method::GET | Method::HEAD) {
            return None;
        }
        let kind = self.around(|around| head.uri.path().strip_prefix(around.pages.as_str()).and_then(problem_kinds::find))?;
        let mut page = Response::new(200).header("content-type", "text/markdown; charset=utf-8").header("cache-control", "public, max-age=86400");
        page.body = kind.markdown().into();
        Some(page)
    }

    /// The core's turn. While another thread has it, this one reads and writes for its other connections: to fall asleep and be
    /// woken would cost more than the core takes.
    async fn handled(&self, request: Request) -> Exchange {
        let mut waiting = request;
        for _ in 0..PATIENCE {
            match self.tried(waiting) {
                Ok(exchange) => return exchange,
                Err(request) => waiting = request,
            }
            tokio::task::yield_now().await;
        }
        self.handle(self.state.lock().unwrap_or_else(PoisonError::into_inner), waiting)
    }

    /// The exchange, or the request again where another thread has the core.
    fn tried(&self, request: Request) -> Result<Exchange, Request> {
        match self.state.try_lock() {
            Ok(state) => Ok(self.handle(state, request)),
            Err(TryLockError::Poisoned(state)) => Ok(self.handle(state.into_inner(), request)),
            Err(TryLockError::WouldBlock) => Err(request),
        }
    }

    fn handle(&self, mut state: MutexGuard<'_, State>, request: Request) -> Exchange {
        let started = Instant::now();
        let State { server, rng, samples } = &mut *state;
        let exchange = server.handle(request, self.clock.now(), rng);
        count(samples, &exchange, started.elapsed());
        exchange
    }

    /// Ends well: see [`Log::finish`].
    pub fn finish(&self) {
        self.log.finish();
    }

    /// An answer without the core.
    fn refusal(&self, problem: &Problem, uri: &hyper::Uri) -> Response {
        let body = problem.to_json(&self.around(|around| around.types.clone()), &problem.headline, uri.path());
        Response::new(problem.status).header("cache-control", "no-store").header("connection", "close").content(media_type::PROBLEM, &body)
    }

    /// Reads as much content as the core needs to judge it, and throws away the rest.
    async fn read(&self, mut content: Incoming) -> Result<Vec<u8>, hyper::Error> {
        if content.is_end_stream() {
            return Ok(Vec::new());
        }
        let mut read = Vec::new();
        let mut drained = 0;
        while let Some(frame) = content.frame().await {
            let Ok(data) = frame?.into_data() else { continue };
            let room = self.around(|around| around.enough).saturating_sub(read.len());
            let taken = data.get(..room.min(data.len())).unwrap_or_default();
            read.extend_from_slice(taken);
            drained += (data.len() - taken.len()) as u64;
            if drained > MAX_DRAINED {
                break;
            }
        }
        Ok(read)
    }
}

/// Keeps what the figures need of an exchange. They are those of all endpoints together, so that no name is copied.
fn count(samples: &mut VecDeque<Sample>, exchange: &Exchange, took: Duration) {
    let micros = u64::from(exchange.latency) * 1000 + u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    if samples.len() == COUNTED {
        samples.pop_front();
    }
    samples.push_back(Sample { endpoint: None, status: exchange.response.status, micros, moment: exchange.moment });
}

/// The core's request.
fn asked(head: Parts, content: Vec<u8>) -> Request {
    Request { target: target(&head.uri), headers: headers(&head.headers), body: content.into(), method: head.method }
}

/// The target in origin form, whatever form came (RFC 9112 section 3.2).
fn target(uri: &hyper::Uri) -> String {
    match uri.path_and_query() {
        Some(path) if path.as_str().starts_with(['/', '*']) => path.as_str().to_owned(),
        Some(path) => format!("/{path}"),
        // The authority form of CONNECT names no path.
        None => "/".to_owned(),
    }
}

/// Header lines as text: UTF-8 where it is, otherwise one character per byte (RFC 9110 section 5.5).
fn headers(lines: &hyper::HeaderMap) -> Headers {
    let mut headers = Headers::new();
    for (name, value) in lines {
        match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => headers.append(name.as_str(), text),
            Err(_) => headers.append(name.as_str(), value.as_bytes().iter().map(|byte| char::from(*byte)).collect::<String>()),
        }
    }
    headers
}

/// A request of HTTP/1.1 names its host, once (RFC 9112 section 3.2).
fn bad_host(head: &Parts) -> Option<Problem> {
    let mut hosts = head.headers.get_all("host").iter();
    let detail = match (hosts.next(), hosts.next()) {
        (_, Some(_)) => "The Host line stands more than once. Send it once.",
        (None, _) if head.version == Version::HTTP_11 => "The Host line is missing. HTTP/1.1 asks for it.",
        _ => return None,
    };
    Some(Problem::new(400, "malformed-request", "The Host line is wrong", detail))
}

/// The core's answer as hyper sends it.
fn written(response: Response) -> WireResponse<Full<Bytes>> {
    let mut written = WireResponse::new(Full::new(content(&response.body)));
    *written.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let 413 | 422 = response.status {
        // RFC 9110 gave these two new names; hyper knows the old ones.
        written.extensions_mut().insert(ReasonPhrase::from_static(status::reason(response.status).as_bytes()));
    }
    let lines = written.headers_mut();
    lines.reserve(response.headers.len());
    for (name, value) in response.headers.into_lines() {
        // A design may hold any text; what cannot travel as a header line stays behind.
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_maybe_shared(Bytes::from(value))) {
            lines.append(name, value);
        }
    }
    written
}

fn content(body: &Body) -> Bytes {
    Bytes::copy_from_slice(body.bytes())
}
