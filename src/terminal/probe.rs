//! `roundtrip probe`: a script of requests, sent to a design or to a program on this machine.

mod wire;

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use roundtrip::formats::http_script::{Known, Script, Scripted};
use roundtrip::http::{Request, Response, status};
use roundtrip::mock::{Exchange, Moment, Outcome, Rng, Server};

use super::fault::{Fault, reason};
use super::paint::{Ink, Paint};
use super::serve::clock;
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip export hotel-booking --format http -o calls.http
  roundtrip probe calls.http --design hotel-booking
  roundtrip probe calls.http --url http://127.0.0.1:8700
  roundtrip probe calls.http --design design.json --full | less

A script is a .http file as editors read it:

  @origin = http://127.0.0.1:8700

  ### Make a booking
  # @name made
  ? 201
  POST {{origin}}/v1/bookings
  content-type: application/json

  {\"roomId\": \"rm_204\"}

  ### Read it
  ? 200
  GET {{origin}}{{made.response.headers.location}}

`? 201` says which status is expected. {{made.response.body./id}} is a member of an earlier answer.

Exit codes: 0 every answer was as expected, 1 one was not, 2 the script or the design was no good.";

/// Run a .http script against a design, or against a program on this machine
///
/// Against a design each answer comes with the stages of the server that decided it.
#[derive(Args)]
#[command(after_help = AFTER, group(clap::ArgGroup::new("whom").required(true).args(["design", "url"])))]
pub struct Options {
    /// A .http file, or `-` for standard input
    script: String,
    /// The design to run it against: a sample, a file, a link
    #[arg(long)]
    design: Option<String>,
    /// The program to run it against: an address on this machine, such as http://127.0.0.1:8700
    #[arg(long, value_parser = wire::Address::parse)]
    url: Option<wire::Address>,
    /// Where the design's clock begins: 2026-01-01T00:00:00Z, or a day
    #[arg(long, value_name = "MOMENT", value_parser = clock::parse)]
    at: Option<Moment>,
    /// Show header fields and content as well
    #[arg(long)]
    full: bool,
}

/// Runs a script; exit code 1 where an answer was not the expected one.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    let text = source::plain_text(&options.script)?;
    let script = Script::parse(&text).map_err(|error| Fault::input(format!("{}: {error}", options.script)))?;
    let mut target = match (&options.url, &options.design) {
        (Some(address), _) => Target::Program(address.clone()),
        (None, Some(design)) => {
            let design = source::open(design)?;
            let seed = design.seed;
            let now = options.at.unwrap_or(Moment::START);
            Target::Design(Box::new(Server::new(Arc::new(design), now)), Rng::named(seed, "serve"), now)
        }
        (None, None) => return Err(Fault::input("Say with --design or --url whom to ask.")),
    };
    let mut known = Known { variables: script.variables.clone(), ..Known::default() };
    let paint = Paint::stdout();
    let (mut expected, mut otherwise) = (0, 0);
    for scripted in &script.requests {
        let (_, request) = scripted.request(&known).map_err(|error| Fault::input(format!("{}: {error}", options.script)))?;
        let (request, response, trace) = target.ask(request)?;
        let fits = scripted.expected.is_none_or(|status| status == response.status);
        expected += usize::from(scripted.expected.is_some());
        otherwise += usize::from(!fits);
        super::print(&written(scripted, &request, &response, &trace, options.full, fits, paint))?;
        if let Some(name) = &scripted.name {
            known.answers.push((name.clone(), response));
        }
    }
    let sent = script.requests.len();
    super::print(&format!(
        "{sent} {}, {expected} with an expected status, {otherwise} answered otherwise\n",
        if sent == 1 { "request" } else { "requests" }
    ))?;
    Ok(if otherwise > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Whom the requests go to.
enum Target {
    Design(Box<Server>, Rng, Moment),
    Program(wire::Address),
}

impl Target {
    /// The request as it was sent, its answer, and why it is that.
    fn ask(&mut self, request: Request) -> Result<(Request, Response, String), Fault> {
        match self {
            Self::Program(address) => {
                let response = address
                    .send(&request)
                    .map_err(|error| Fault::input(format!("{} {}: {}. Is the program running?", address.origin(), request.target, reason(&error))))?;
                Ok((request, response, String::new()))
            }
            Self::Design(server, rng, now) => {
                *now = now.plus_millis(1_000);
                let exchange = server.handle(server.sign(request, *now), *now, rng);
                let trace = steps(&exchange);
                Ok((exchange.request, exchange.response, trace))
            }
        }
    }
}

fn steps(exchange: &Exchange) -> String {
    let mut out = String::new();
    for step in exchange.trace.0.iter().filter(|step| step.outcome != Outcome::Skipped && step.stage.key() != "finish") {
        let mark = if step.outcome == Outcome::Answered { " = answered" } else { "" };
        let _ = writeln!(out, "  {}{mark}: {}", step.stage.key(), step.why.text);
    }
    out
}

fn written(scripted: &Scripted, request: &Request, response: &Response, trace: &str, full: bool, fits: bool, paint: Paint) -> String {
    let mut out = String::new();
    if !scripted.title.is_empty() {
        let _ = writeln!(out, "### {}", paint.ink(Ink::Strong, &scripted.title));
    }
    let message = |out: &mut String, sign: char, headers: &roundtrip::http::Headers, body: &roundtrip::http::Body| {
        for (name, value) in headers.iter().filter(|_| full) {
            let _ = writeln!(out, "{sign} {name}: {value}");
        }
        for line in body.text().unwrap_or_default().lines().filter(|_| full) {
            let _ = writeln!(out, "{sign} {line}");
        }
    };
    let _ = writeln!(out, "> {} {}", request.method, request.target);
    message(&mut out, '>', &request.headers, &request.body);
    let ink = if fits { Ink::Strong } else { Ink::Bad };
    let _ = writeln!(out, "< {}", paint.ink(ink, status::line(response.status)));
    message(&mut out, '<', &response.headers, &response.body);
    let _ = write!(out, "{}", paint.ink(Ink::Faint, trace));
    if let Some(expected) = scripted.expected.filter(|_| !fits) {
        let _ = writeln!(out, "  {}", paint.ink(Ink::Bad, format_args!("line {}: expected {}", scripted.line, status::line(expected))));
    }
    out.push('\n');
    out
}
