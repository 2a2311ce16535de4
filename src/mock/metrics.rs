//! The traffic in figures: how much, how fast, how often wrong, for each endpoint and in all, held against the limits of the design.
//!
//! Percentiles are by nearest rank: the P-th of n sorted values is the one at place ceil(P/100 * n), counted from 1. It is always a
//! value that was measured, and with few exchanges the high ones are simply the slowest. A mean would hide the slow tail.

use super::Moment;
use crate::design::policy::Monitoring;
use crate::order;

/// One exchange as the figures see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The endpoint as people read it: `GET /rooms/{id}`; `None` where none was found.
    pub endpoint: Option<String>,
    /// The status.
    pub status: u16,
    /// How long it took, in microseconds: what the design plays, and what handling took.
    pub micros: u64,
    /// When it came.
    pub moment: Moment,
}

/// The traffic in figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// All of it.
    pub all: Figures,
    /// Each endpoint, the one with most requests first; what met no endpoint comes last.
    pub endpoints: Vec<Figures>,
}

/// Figures of some exchanges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// What they are about; empty for everything.
    pub name: String,
    /// How many exchanges.
    pub count: usize,
    /// How many with a server error, 5xx.
    pub server_errors: usize,
    /// How many with a client error, 4xx.
    pub client_errors: usize,
    /// Requests in a thousand seconds, over the time from the first to the last; `None` where they came at one moment.
    pub per_thousand_seconds: Option<u64>,
    /// 50 of 100 came within so many microseconds.
    pub p50: u64,
    /// 95 of 100.
    pub p95: u64,
    /// 99 of 100.
    pub p99: u64,
    /// The limits that are passed.
    pub alerts: Vec<Alert>,
}

/// A limit that is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Answers come too late.
    Slow,
    /// Too many server errors.
    Failing,
}

impl Alert {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Slow => "P99 over its limit",
            Self::Failing => "too many server errors",
        }
    }
}

impl Figures {
    /// Server errors in a thousand.
    pub fn errors_per_mille(&self) -> usize {
        (self.server_errors * 1000).checked_div(self.count).unwrap_or(0)
    }

    fn of(name: &str, samples: &[&Sample], limits: &Monitoring) -> Self {
        let mut times: Vec<u64> = samples.iter().map(|sample| sample.micros).collect();
        order::by(&mut times, u64::cmp);
        let hundred = |from: u16| samples.iter().filter(|sample| sample.status / 100 == from).count();
        let mut figures = Self {
            name: name.to_owned(),
            count: samples.len(),
            server_errors: hundred(5),
            client_errors: hundred(4),
            per_thousand_seconds: rate(samples),
            p50: percentile(&times, 50),
            p95: percentile(&times, 95),
            p99: percentile(&times, 99),
            alerts: Vec::new(),
        };
        let late = limits.watches_time() && figures.p99 > u64::from(limits.p99_millis) * 1000;
        let wrong = limits.watches_errors() && figures.server_errors * 1000 > samples.len() * limits.errors_per_mille as usize;
        figures.alerts.extend([(late, Alert::Slow), (wrong, Alert::Failing)].into_iter().filter(|(is, _)| *is).map(|(_, alert)| alert));
        figures
    }
}

/// Counts and measures.
pub fn measure(samples: &[Sample], limits: &Monitoring) -> Metrics {
    let mut groups: Vec<(Option<&str>, Vec<&Sample>)> = Vec::new();
    for sample in samples {
        let name = sample.endpoint.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(sample),
            None => groups.push((name, vec![sample])),
        }
    }
    order::by(&mut groups, |left, right| (left.0.is_none(), right.1.len()).cmp(&(right.0.is_none(), left.1.len())));
    let all: Vec<&Sample> = samples.iter().collect();
    Metrics {
        all: Figures::of("", &all, limits),
        endpoints: groups.iter().map(|(name, group)| Figures::of(name.unwrap_or("no endpoint"), group, limits)).collect(),
    }
}

/// The value at the nearest rank of sorted values; 0 of none.
pub fn percentile(sorted: &[u64], percent: usize) -> u64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0)
}

fn rate(samples: &[&Sample]) -> Option<u64> {
    let first = samples.iter().map(|sample| sample.moment).min()?;
    let last = samples.iter().map(|sample| sample.moment).max()?;
    let millis = last.0.saturating_sub(first.0);
    (samples.len() as u64 * 1_000_000).checked_div(millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(endpoint: Option<&str>, status: u16, millis: u64, second: u64) -> Sample {
        Sample { endpoint: endpoint.map(str::to_owned), status, micros: millis * 1000, moment: Moment(second * 1000) }
    }

    #[test]
    fn percentiles_by_nearest_rank() {
        let hundred: Vec<u64> = (1..=100).collect();
        for (values, percent, expected) in [
            (&hundred[..], 50, 50),
            (&hundred, 95, 95),
            (&hundred, 99, 99),
            (&hundred[..1], 99, 1),
            (&[15, 20, 35, 40, 50], 30, 20),
            (&[15, 20, 35, 40, 50], 40, 20),
            (&[15, 20, 35, 40, 50], 50, 35),
            (&[15, 20, 35, 40, 50], 100, 50),
            (&[], 50, 0),
        ] {
            assert_eq!(percentile(values, percent), expected, "P{percent} of {values:?}");
        }
    }

    #[test]
    fn figures_and_alerts() {
        let mut samples: Vec<Sample> = (0..98).map(|second| sample(Some("GET /a"), 200, 10, second)).collect();
        samples.push(sample(Some("POST /a"), 503, 900, 98));
        samples.push(sample(None, 404, 1, 100));
        let metrics = measure(&samples, &Monitoring::default());
        assert_eq!((metrics.all.count, metrics.all.server_errors, metrics.all.client_errors), (100, 1, 1));
        assert_eq!((metrics.all.p50, metrics.all.p99, metrics.all.per_thousand_seconds), (10_000, 10_000, Some(1000)));
        assert_eq!(metrics.all.alerts, [], "10 of 1000 are allowed, and 99 of 100 are fast");
        let names: Vec<&str> = metrics.endpoints.iter().map(|figures| figures.name.as_str()).collect();
        assert_eq!(names, ["GET /a", "POST /a", "no endpoint"]);
        assert_eq!(metrics.endpoints[1].alerts, [Alert::Slow, Alert::Failing]);
        let calm = measure(&samples, &Monitoring { p99_millis: 0, errors_per_mille: 1000 });
        assert!(calm.endpoints.iter().all(|figures| figures.alerts.is_empty()));
        assert_eq!(measure(&[], &Monitoring::default()).all, Figures::default());
    }
}
