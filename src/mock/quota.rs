//! Counting requests: fixed windows, sliding windows and token buckets, by moments only.
//!
//! All arithmetic is in whole numbers, so that the same moments give the same answers everywhere.

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use crate::design::policy::Algorithm;

/// The highest limit that is counted exactly.
const MOST_REQUESTS: u32 = 100_000_000;
/// The longest window in seconds: a year.
const LONGEST_WINDOW: u32 = 31_536_000;

/// What a caller has used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Usage {
    /// Requests in a window of the clock.
    Window {
        /// The window's number since 1970.
        index: u64,
        /// Requests in it.
        count: u64,
        /// Requests in the one before.
        before: u64,
    },
    /// Tokens in a bucket.
    Bucket {
        /// When it was last looked at.
        at: Moment,
        /// What was in it then: a token is as many parts as the window has milliseconds.
        level: u64,
    },
}

/// Where a caller stands after a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Requests that are still allowed now.
    pub remaining: u64,
    /// Milliseconds until all of the limit is there again.
    pub whole_in: u64,
    /// Milliseconds until a request is allowed again; `None` where this one was.
    pub refused_for: Option<u64>,
}

/// Counts a request at a moment. A refused request is not counted. `window` is in seconds. `None` where nobody counts.
pub fn take(algorithm: Algorithm, limit: u32, window: u32, usage: Option<&Usage>, now: Moment) -> Option<(Usage, Standing)> {
    let limit = u64::from(limit.min(MOST_REQUESTS));
    let window = u64::from(window.clamp(1, LONGEST_WINDOW)) * 1000;
    match algorithm {
        Algorithm::None => None,
        Algorithm::FixedWindow => Some(windows(limit, window, usage, now, false)),
        Algorithm::SlidingWindow => Some(windows(limit, window, usage, now, true)),
        Algorithm::TokenBucket => Some(bucket(limit, window, usage, now)),
    }
}

/// When what was counted began to count: the window's beginning, or the last look at the bucket.
pub fn begins(window: u32, usage: &Usage) -> Moment {
    match usage {
        Usage::Window { index, .. } => Moment(index.saturating_mul(u64::from(window.clamp(1, LONGEST_WINDOW)) * 1000)),
        Usage::Bucket { at, .. } => *at,
    }
}

/// When all of the limit is there again, if nobody sends; `None` where nobody counts or nothing is used.
pub fn whole_at(algorithm: Algorithm, limit: u32, window: u32, usage: &Usage) -> Option<Moment> {
    let limit = u64::from(limit.min(MOST_REQUESTS));
    let window = u64::from(window.clamp(1, LONGEST_WINDOW)) * 1000;
    let windows = match algorithm {
        Algorithm::FixedWindow => 1,
        Algorithm::SlidingWindow => 2,
        Algorithm::None | Algorithm::TokenBucket => 0,
    };
    match usage {
        Usage::Window { index, count, .. } if windows > 0 && *count > 0 => Some(Moment(index.saturating_add(windows).saturating_mul(window))),
        Usage::Bucket { at, level } if algorithm == Algorithm::TokenBucket && limit > 0 => {
            Some(at.plus_millis((limit * window).saturating_sub(*level).div_ceil(limit)))
        }
        _ => None,
    }
}

fn windows(limit: u64, window: u64, usage: Option<&Usage>, now: Moment, slides: bool) -> (Usage, Standing) {
    let (index, elapsed) = (now.0 / window, now.0 % window);
    let (mut count, before) = match usage {
        Some(Usage::Window { index: known, count, before }) if *known >= index => (*count, *before),
        Some(Usage::Window { index: known, count, .. }) if known + 1 == index => (0, *count),
        _ => (0, 0),
    };
    let before = if slides { before } else { 0 };
    let all = limit * window;
    // In parts of a request: how much of the window before a window that ends now still covers.
    let used = |count: u64| (before * (window - elapsed)).saturating_add(count * window);
    let allowed = used(count + 1) <= all;
    if allowed {
        count += 1;
    }
    let refused_for = (!allowed).then(|| {
        let to_next = window - elapsed;
        if !slides || limit == 0 {
            return to_next;
        }
        // Either the window before fades far enough in this one, or this one has to fade in the next.
        match count < limit {
            true => to_next.saturating_sub((limit - count - 1) * window / before.max(1)),
            false => to_next + window.saturating_sub((limit - 1) * window / count.max(1)),
        }
    });
    let whole_in = match (count, before) {
        (0, 0) => 0,
        (0, _) => window - elapsed,
        _ if slides => 2 * window - elapsed,
        _ => window - elapsed,
    };
    let standing = Standing { remaining: all.saturating_sub(used(count)) / window, whole_in, refused_for };
    (Usage::Window { index, count, before }, standing)
}

fn bucket(limit: u64, window: u64, usage: Option<&Usage>, now: Moment) -> (Usage, Standing) {
    let full = limit * window;
    let mut level = match usage {
        // So many tokens come in a window, so as many parts come in a millisecond.
        Some(Usage::Bucket { at, level }) => level.saturating_add(now.0.saturating_sub(at.0).saturating_mul(limit)).min(full),
        _ => full,
    };
    let allowed = level >= window;
    if allowed {
        level -= window;
    }
    let refused_for = (!allowed).then(|| if limit == 0 { window } else { (window - level).div_ceil(limit) });
    let whole_in = if limit == 0 { 0 } else { (full - level).div_ceil(limit) };
    (Usage::Bucket { at: now, level }, Standing { remaining: level / window, whole_in, refused_for })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Algorithm; 3] = [Algorithm::FixedWindow, Algorithm::SlidingWindow, Algorithm::TokenBucket];

    /// Sends at these milliseconds; says which requests pass.
    fn passing(algorithm: Algorithm, limit: u32, window: u32, moments: &[u64]) -> Vec<bool> {
        let mut usage = None;
        let mut passing = Vec::new();
        for now in moments {
            let (after, standing) = take(algorithm, limit, window, usage.as_ref(), Moment(*now)).unwrap();
            passing.push(standing.refused_for.is_none());
            usage = Some(after);
        }
        passing
    }

    #[test]
    fn a_burst_passes_up_to_the_limit() {
        for algorithm in ALL {
            assert_eq!(passing(algorithm, 3, 60, &[0, 1, 2, 3, 4]), [true, true, true, false, false], "{algorithm:?}");
        }
    }

    #[test]
    fn around_the_end_of_a_window() {
        // Three at the end of one window, three at the beginning of the next.
        let moments = [59_000, 59_001, 59_002, 60_000, 60_001, 60_002];
        assert_eq!(passing(Algorithm::FixedWindow, 3, 60, &moments), [true; 6], "twice the limit passes");
        assert_eq!(passing(Algorithm::SlidingWindow, 3, 60, &moments), [true, true, true, false, false, false]);
        assert_eq!(passing(Algorithm::TokenBucket, 3, 60, &moments), [true, true, true, false, false, false]);
    }

    #[test]
    fn tokens_come_in_steadily() {
        // Three a minute: one every twenty seconds.
        assert_eq!(passing(Algorithm::TokenBucket, 3, 60, &[0, 0, 0, 19_999, 20_000, 20_001, 40_000]), [true, true, true, false, true, false, true]);
    }

    #[test]
    fn the_wait_is_right_to_the_millisecond() {
        for algorithm in ALL {
            for limit in [1, 2, 3, 7, 20] {
                let (mut usage, mut now, mut refusals) = (None, 1_234_567, 0);
                for step in 0..400_u64 {
                    let (after, standing) = take(algorithm, limit, 10, usage.as_ref(), Moment(now)).unwrap();
                    if let Some(wait) = standing.refused_for {
                        refusals += 1;
                        assert!(wait > 0);
                        let at = |millis| take(algorithm, limit, 10, Some(&after), Moment(now + millis)).unwrap().1;
                        assert_eq!(at(wait).refused_for, None, "{algorithm:?} {limit} at {now}: {standing:?}");
                        assert!(at(wait - 1).refused_for.is_some(), "{algorithm:?} {limit} at {now}: {standing:?}");
                    }
                    let whole = take(algorithm, limit, 10, Some(&after), Moment(now + standing.whole_in)).unwrap().1;
                    assert_eq!(whole.remaining, u64::from(limit) - 1, "{algorithm:?} {limit} at {now}: {standing:?}");
                    usage = Some(after);
                    now += step * 37 % 450;
                }
                assert!(refusals > 0, "{algorithm:?} {limit}");
            }
        }
    }

    #[test]
    fn odd_limits_do_no_harm() {
        for algorithm in ALL {
            for (limit, window) in [(0, 0), (0, 60), (1, 0), (u32::MAX, u32::MAX), (1, u32::MAX)] {
                let mut usage = None;
                for now in [0, 5, u64::MAX / 2, 3, u64::MAX] {
                    let (after, standing) = take(algorithm, limit, window, usage.as_ref(), Moment(now)).unwrap();
                    assert_eq!(limit == 0, standing.refused_for.is_some() && limit == 0);
                    usage = Some(after);
                }
            }
            let other = Usage::Bucket { at: Moment(9), level: u64::MAX };
            assert!(take(algorithm, 5, 60, Some(&other), Moment(0)).is_some());
        }
        assert!(take(Algorithm::None, 5, 60, None, Moment(0)).is_none());
    }
}
