//! `roundtrip data`: the records that a design begins with, and more like them, as JSON.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use roundtrip::http::json;
use roundtrip::mock::{Moment, Rng, Server};

use super::fault::Fault;
use super::serve::clock;
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip data hotel-booking
  roundtrip data hotel-booking --generate 200 > data.json
  roundtrip data design.json --generate 1000 --resource Booking --seed 7
  roundtrip serve hotel-booking --data data.json

An object with a list for each resource. The same seed and moment make the same records.";

/// Print the records of a design, and generate more
///
/// Generated records look real and fit together: references lead to records that exist, unique values are unique, and nothing
/// is taken twice at a time.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// A sample, a file, a link, or `-` for standard input
    design: String,
    /// How many more records of each resource to make, at most 1000
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1000))]
    generate: u16,
    /// Make them of this resource only
    #[arg(long, value_name = "NAME")]
    resource: Option<String>,
    /// Makes the records; the design's own seed if left out
    #[arg(long)]
    seed: Option<u64>,
    /// The moment around which dates lie: 2026-01-01T00:00:00Z, or a day; now, if left out
    #[arg(long, value_name = "MOMENT", value_parser = clock::parse)]
    at: Option<Moment>,
}

/// Prints the records.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    let mut design = source::open(&options.design)?;
    design.seed = options.seed.unwrap_or(design.seed);
    let now = options.at.unwrap_or_else(clock::system);
    let mut rng = Rng::named(design.seed, "data");
    let mut server = Server::new(Arc::new(design), now);
    let wanted = usize::from(options.generate);
    let made = match &options.resource {
        Some(resource) => server.generate(resource, wanted, now, &mut rng),
        None => server.generate_everywhere(wanted, now, &mut rng),
    };
    let made = made.map_err(|error| Fault::input(error.to_string()))?;
    if made.made < made.wanted {
        eprintln!("roundtrip: {} of {} records were made; no more fit, since unique values ran out.", made.made, made.wanted);
    }
    super::print(&(json::pretty(&server.export()) + "\n"))?;
    Ok(ExitCode::SUCCESS)
}
