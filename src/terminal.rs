//! The command `roundtrip`: the same core as the page, for terminals and build machines.
//!
//! Each subcommand is a file here and stays thin: it opens a design, asks the core, and writes what came back. Results go to
//! standard output, faults to standard error. Exit codes: 0 it worked, 1 a review or a comparison found what fails or a probe was
//! answered otherwise, 2 the input was no good.

mod compare;
mod completion;
mod data;
mod export;
mod fault;
mod import;
mod matrix;
mod paint;
mod probe;
mod profile;
mod proof;
mod review;
mod samples;
mod serve;
mod source;
mod watch;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use fault::Fault;

const AFTER: &str = "\
A design is a sample's name, a file, a link, or `-` for standard input. A file holds a design, OpenAPI 3.0 or 3.1, Swagger 2.0 (JSON or
YAML), a Postman collection, a HAR archive or curl commands; its content tells. `roundtrip samples` lists the samples.

Examples:
  roundtrip samples
  roundtrip serve hotel-booking
  roundtrip review openapi.yaml
  roundtrip import openapi.yaml -o design.json
  roundtrip compare v1.json v2.json
  roundtrip matrix hotel-booking
  roundtrip export hotel-booking --format openapi-yaml -o openapi.yaml
  roundtrip probe calls.http --design hotel-booking
  roundtrip completion bash > ~/.local/share/bash-completion/completions/roundtrip

Exit codes: 0 it worked, 1 a review or a comparison found what fails or a probe was answered otherwise, 2 the input was no good.";

/// Sketch a REST API, run it, review it, export it.
#[derive(Parser)]
#[command(name = "roundtrip", version, about, after_help = AFTER, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Samples(samples::Options),
    Serve(serve::Options),
    Review(review::Options),
    Compare(compare::Options),
    Matrix(matrix::Options),
    Export(export::Options),
    Import(import::Options),
    Data(data::Options),
    Probe(probe::Options),
    Completion(completion::Options),
}

/// Reads the command line, does what it says, and reports how that went.
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Samples(options) => samples::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Review(options) => review::run(&options),
        Command::Compare(options) => compare::run(&options),
        Command::Matrix(options) => matrix::run(&options),
        Command::Export(options) => export::run(&options),
        Command::Import(options) => import::run(&options),
        Command::Data(options) => data::run(&options),
        Command::Probe(options) => probe::run(&options),
        Command::Completion(options) => completion::run(&options, Cli::command()),
    };
    match done {
        Ok(code) => code,
        Err(fault) if fault.is_closed_pipe() => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(io::stderr(), "roundtrip: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Writes a whole text to standard output.
fn print(text: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Fault::Output)
}
