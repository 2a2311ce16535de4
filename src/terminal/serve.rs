//! `roundtrip serve`: the server that a design describes, on a real port of this machine.
//!
//! The core answers in a few microseconds, one request after the other; most of the time goes into the system's sockets. So a few
//! threads read and write, and take turns at the core. The lines about exchanges are written by a thread of their own, so that a
//! slow terminal does not slow the server.

mod answer;
pub mod clock;
mod curl;
mod guide;
mod lines;
mod log;
mod threads;
mod wire;

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use roundtrip::design::{Client, Credential, Design};
use roundtrip::mock::metrics::Figures;
use roundtrip::mock::{Moment, Rng, Server};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use clock::Clock;
use lines::{Form, Writer};

use super::fault::{Fault, reason};
use super::paint::{Ink, Paint};
use super::{source, watch};

const AFTER: &str = "\
Examples:
  roundtrip serve hotel-booking
  roundtrip serve design.json --port 9000
  roundtrip serve payments --port 0 --quiet
  roundtrip serve design.json --watch
  roundtrip serve hotel-booking --har traffic.har
  roundtrip serve hotel-booking --data data.json --at 2026-01-01T00:00:00Z --frozen
  roundtrip serve hotel-booking --log json | jq -r 'select(.status >= 400) | .why'
  roundtrip export flawed --format roundtrip | roundtrip serve -

The server listens on 127.0.0.1 only. It starts with the design's records, keeps changes in memory, and forgets them when it
ends. Each exchange is written as one line: time, method, target, status, and what decided it. With --log json the line is an
object that also says the page's origin, the client, the endpoint, and what a preflight asks for; standard output then holds
nothing else. Ctrl-C ends it.";

/// Run a design as an HTTP server on this machine
///
/// The server behaves as the sketch says, the bad choices too. It prints requests to paste: one for each client of the design,
/// and some that show a conflict, a precondition, a preflight.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// A sample, a file, a link, or `-` for standard input
    design: String,
    /// The port on 127.0.0.1; 0 lets the system choose a free one
    #[arg(long, default_value_t = 8700)]
    port: u16,
    /// Makes the generated records and identifiers; the design's own seed if left out
    #[arg(long)]
    seed: Option<u64>,
    /// Begin with the records of this file, as `roundtrip data` writes them
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Where the clock begins: 2026-01-01T00:00:00Z, or a day; the system's time if left out
    #[arg(long, value_name = "MOMENT", value_parser = clock::parse)]
    at: Option<Moment>,
    /// The clock stands still
    #[arg(long)]
    frozen: bool,
    /// Read the design again whenever its file changes; records stay where their resource did
    #[arg(long)]
    watch: bool,
    /// At the end, write the traffic into this file as a HAR archive
    #[arg(long, value_name = "FILE")]
    har: Option<PathBuf>,
    /// How each exchange is written
    #[arg(long, value_name = "FORM", default_value = "text")]
    log: Form,
    /// Write no line about each exchange
    #[arg(long)]
    quiet: bool,
}

/// Serves until Ctrl-C, or until nobody reads the lines any more.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    let watched = if options.watch { Some(watch::Watched::new(&options.design)?) } else { None };
    let (design, remark) = opened(options)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Fault::input(format!("The server cannot start: {}.", reason(&error))))?;
    runtime.block_on(serve(options, design, remark, watched))
}

/// The design as it is served, and what had to be changed for that.
fn opened(options: &Options) -> Result<(Design, Option<String>), Fault> {
    let mut design = source::open(&options.design)?;
    design.seed = options.seed.unwrap_or(design.seed);
    let remark = wire::fit(&mut design);
    Ok((design, remark))
}

async fn serve(options: &Options, design: Design, remark: Option<String>, watched: Option<watch::Watched>) -> Result<ExitCode, Fault> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| no_port(options.port, &error))?;
    let address = listener.local_addr().map_err(|error| Fault::input(format!("The server has no address: {}.", reason(&error))))?;
    let mut stop = interrupted().await;
    let clock = Clock::new(options.at, options.frozen);
    let now = clock.now();
    let seed = design.seed;
    let mut server = Server::new(Arc::new(design), now);
    if let Some(path) = &options.data {
        let text = std::fs::read_to_string(path).map_err(|error| Fault::input(format!("{} cannot be read: {}.", path.display(), reason(&error))))?;
        let imported = server.import(&text, true, now, &mut Rng::named(seed, "data"));
        imported.map_err(|error| Fault::input(format!("{}: {error} `roundtrip data` shows the form.", path.display())))?;
    }
    let (writer, paint) = match options.log {
        Form::Text => (Writer::Text(Paint::stdout()), Paint::stdout()),
        Form::Json => (Writer::Json, Paint::none()),
    };
    tell(options.log, &greeting(&server, address, remark.as_deref(), now, paint))?;
    let (log, mut closed) = if options.quiet { (log::Log::none(), None) } else { log::Log::start(writer) };
    let site = Arc::new(wire::Site::new(server, Rng::named(seed, "serve"), clock, log, options.har.is_some()));
    let mut changes = changes(watched);
    let mut threads = threads::Threads::start(&site).map_err(|error| Fault::input(format!("The server cannot start: {}.", reason(&error))))?;
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Too many open files, or a connection that was gone before it was taken: neither ends the server.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            },
            Some(()) = changes.recv() => {
                tell(options.log, &anew(options, &site))?;
                continue;
            }
            _ = &mut stop => {
                site.finish();
                if let Some(path) = &options.har {
                    let archive = site.archive(&format!("http://{address}"));
                    std::fs::write(path, archive).map_err(|error| Fault::input(format!("{} cannot be written: {}.", path.display(), reason(&error))))?;
                }
                if let Some(figures) = site.figures().filter(|_| !options.quiet) {
                    tell(options.log, &summary(&figures))?;
                }
                return Ok(ExitCode::SUCCESS);
            }
            () = log::ended(&mut closed) => return Ok(ExitCode::SUCCESS),
        };
        let _ = stream.set_nodelay(true);
        threads.take(stream);
    }
}

/// Told when the file has changed. Without a file nobody is ever told.
fn changes(watched: Option<watch::Watched>) -> mpsc::Receiver<()> {
    let (tell, told) = mpsc::channel(1);
    if let Some(mut file) = watched {
        std::thread::spawn(move || {
            loop {
                file.wait();
                if tell.blocking_send(()).is_err() {
                    break;
                }
            }
        });
    }
    told
}

/// Takes the changed design, or says why the old one stays.
fn anew(options: &Options, site: &wire::Site) -> String {
    match opened(options) {
        Ok((design, remark)) => {
            let said = format!("{} was read again: {}.\n", options.design, count(design.endpoints.len(), "endpoint"));
            site.redesign(design);
            said + &remark.map(|remark| remark + "\n").unwrap_or_default()
        }
        Err(fault) => format!("{fault} The design of before is still served.\n"),
    }
}

/// Says what is no exchange: where programs read the exchanges, beside them.
fn tell(log: Form, text: &str) -> Result<(), Fault> {
    match log {
        Form::Text => super::print(text),
        Form::Json => io::stderr().write_all(text.as_bytes()).map_err(Fault::Output),
    }
}

/// The traffic in a few lines.
fn summary(figures: &Figures) -> String {
    let millis = |micros: u64| format!("{}.{} ms", micros / 1000, micros % 1000 / 100);
    let percent = |count: usize| format!("{:.1} %", count as f64 * 100.0 / figures.count.max(1) as f64);
    let mut out = format!(
        "\n{}: P50 {}, P95 {}, P99 {}, {} server errors, {} client errors\n",
        count(figures.count, "request"),
        millis(figures.p50),
        millis(figures.p95),
        millis(figures.p99),
        percent(figures.server_errors),
        percent(figures.client_errors)
    );
    for alert in &figures.alerts {
        let _ = writeln!(out, "Over the design's limits: {}.", alert.words());
    }
    out
}

/// Told of Ctrl-C. The signal is caught from here on, before anybody reads that the server listens.
async fn interrupted() -> oneshot::Receiver<()> {
    let (tell, told) = oneshot::channel();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            let _ = tell.send(());
        } else {
            std::future::pending::<()>().await;
        }
    });
    tokio::task::yield_now().await;
    told
}

fn no_port(port: u16, error: &io::Error) -> Fault {
    let next = port.checked_add(1).unwrap_or(8700);
    Fault::input(match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("Port {port} on 127.0.0.1 is taken by another program. Choose another with `--port {next}`, or any free one with `--port 0`.")
        }
        io::ErrorKind::PermissionDenied => {
            format!("Port {port} is kept for the system's own programs. Choose one from 1024 up, such as `--port 8700`.")
        }
        _ => format!("Port {port} on 127.0.0.1 cannot be opened: {}. Choose another with `--port`.", reason(error)),
    })
}

/// What is served, and what to try.
fn greeting(server: &Server, address: SocketAddr, remark: Option<&str>, now: Moment, paint: Paint) -> String {
    let design = server.design();
    let origin = format!("http://{address}");
    let mut out = String::new();
    let base = format!("{origin}{}", design.base_path);
    let _ = writeln!(out, "{} listens on {}", design.name, paint.ink(Ink::Strong, &origin));
    let _ = writeln!(out, "Base URL {base}");
    let _ = writeln!(
        out,
        "{}, {}, {}. Ctrl-C ends it.",
        count(design.resources.len(), "resource"),
        count(design.endpoints.len(), "endpoint"),
        count(server.store().total(), "record")
    );
    if let Some(remark) = remark {
        let _ = writeln!(out, "{remark}");
    }
    let clients = guide::for_clients(server, now);
    if !clients.is_empty() {
        let _ = writeln!(out, "\nClients");
    }
    for (client, request) in clients {
        let _ = writeln!(out, "  {}{}", paint.ink(Ink::Strong, &client.name), paint.ink(Ink::Faint, about(&client)));
        match request {
            Some(request) => {
                let _ = writeln!(out, "    {}", curl::line(&request, &origin));
            }
            None => {
                let _ = writeln!(out, "    Nothing here is open to this client.");
            }
        }
    }
    let examples = guide::examples(server, now);
    if !examples.is_empty() {
        let _ = writeln!(out, "\nTry");
    }
    for example in examples {
        let _ = writeln!(out, "  {}", paint.ink(Ink::Strong, &example.label));
        let _ = writeln!(out, "    {}", curl::line(&example.request, &origin));
    }
    out.push('\n');
    out
}

/// What is known about a client: `, guest, a page at https://app.stay.example`.
fn about(client: &Client) -> String {
    let roles = client.roles.iter().map(|role| format!(", {role}")).collect::<String>();
    let place = client.origin.as_ref().map(|origin| format!(", a page at {origin}")).unwrap_or_default();
    let credential = match client.credential {
        Credential::None => ", without credentials",
        _ => "",
    };
    format!("{roles}{place}{credential}")
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
