//! `roundtrip matrix`: who may do what, each cell a request that was tried.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use roundtrip::mock::Moment;
use roundtrip::mock::matrix::{self, Cell, Matrix};
use serde_json::{Value, json};

use super::fault::Fault;
use super::paint::{Ink, Paint};
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip matrix hotel-booking
  roundtrip matrix design.json --format markdown >> README.md
  roundtrip matrix payments --json | jq '.rows[] | select(.cells[].status == 200) | .label'

A dash stands where there is no such record to ask for: a client that owns none.";

/// Show who may do what: every endpoint, called as every client and as nobody
///
/// Each status is that of a request that was sent to a copy of the server with the design's own records. Where records have
/// owners, the caller's own record is tried, and one of somebody else.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// A sample, a file, a link, or `-` for standard input
    design: String,
    /// How to write the table
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: callers, and rows with a cell for each
    Json,
    /// For documents
    Markdown,
}

/// Writes the table.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    let design = source::open(&options.design)?;
    let matrix = matrix::matrix(&Arc::new(design), Moment::START);
    let format = if options.json { Format::Json } else { options.format };
    super::print(&match format {
        Format::Text => text(&matrix, Paint::stdout()),
        Format::Json => serde_json::to_string_pretty(&object(&matrix)).unwrap_or_default() + "\n",
        Format::Markdown => markdown(&matrix),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn shown(cell: &Cell) -> String {
    cell.status.map_or_else(|| "-".to_owned(), |status| status.to_string())
}

fn text(matrix: &Matrix, paint: Paint) -> String {
    if matrix.rows.is_empty() {
        return "The design has no endpoint yet.\n".to_owned();
    }
    let first = matrix.rows.iter().map(|row| row.title().chars().count()).chain([8]).max().unwrap_or(0);
    let widths: Vec<usize> = matrix.callers.iter().map(|caller| caller.chars().count().max(3)).collect();
    let mut out = format!("{:first$}", "Endpoint");
    for (caller, width) in matrix.callers.iter().zip(&widths) {
        let _ = write!(out, "  {caller:width$}");
    }
    let mut out = format!("{}\n", paint.ink(Ink::Strong, out.trim_end()));
    for row in &matrix.rows {
        let _ = write!(out, "{:first$}", row.title());
        let last = widths.len().saturating_sub(1);
        for (index, (cell, width)) in row.cells.iter().zip(&widths).enumerate() {
            let padded = if index == last { shown(cell) } else { format!("{:width$}", shown(cell)) };
            let _ = match cell.status {
                Some(status) => write!(out, "  {}", paint.ink(Ink::of_status(status), padded)),
                None => write!(out, "  {}", paint.ink(Ink::Faint, padded)),
            };
        }
        out.push('\n');
    }
    out
}

fn markdown(matrix: &Matrix) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.into_iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | "));
    let mut out = line(std::iter::once("Endpoint".to_owned()).chain(matrix.callers.iter().cloned()).collect());
    out.push_str(&line(vec!["---".to_owned(); matrix.callers.len() + 1]));
    for row in &matrix.rows {
        out.push_str(&line(
            std::iter::once(format!("`{}`{}", row.label, row.whose.map_or_else(String::new, |whose| format!(", {}", whose.words()))))
                .chain(row.cells.iter().map(shown))
                .collect(),
        ));
    }
    out
}

fn object(matrix: &Matrix) -> Value {
    let cell = |cell: &Cell| json!({ "status": cell.status, "stage": cell.stage, "why": cell.why, "target": cell.request.as_ref().map(|request| &request.target) });
    let rows: Vec<Value> = matrix
        .rows
        .iter()
        .map(|row| json!({ "endpoint": row.endpoint, "label": row.label, "whose": row.whose.map(|whose| whose.words()), "cells": row.cells.iter().map(cell).collect::<Vec<_>>() }))
        .collect();
    json!({ "callers": matrix.callers, "rows": rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use roundtrip::design::samples;

    #[test]
    fn every_sample_has_a_table() {
        for sample in samples::ALL {
            let design = Arc::new(sample.design());
            let matrix = matrix::matrix(&design, Moment::START);
            let (text, markdown, object) = (text(&matrix, Paint::none()), markdown(&matrix), object(&matrix));
            assert_eq!(text.lines().count(), matrix.rows.len() + 1);
            assert_eq!(markdown.lines().count(), matrix.rows.len() + 2);
            assert_eq!(object["rows"].as_array().map(Vec::len), Some(matrix.rows.len()));
            assert!(text.lines().all(|line| line == line.trim_end()), "{text}");
        }
    }
}
