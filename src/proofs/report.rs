//! A proof as lines of text, for terminals and reports.

use super::Shown;
use crate::http::status;

/// At most this many requests are written out; those in the middle are counted.
const WRITTEN: usize = 6;

/// The claim, and what was sent with what was answered: one line each. `▸` marks the exchange that shows it.
pub fn lines(shown: &Shown) -> Vec<String> {
    let mut lines = vec![shown.claim.text.clone()];
    let count = shown.seen.len();
    for (index, seen) in shown.seen.iter().enumerate() {
        let hidden = count > WRITTEN && index >= WRITTEN / 2 && index < count - WRITTEN / 2 && index != shown.claim.exchange;
        if hidden {
            if index == WRITTEN / 2 {
                lines.push(format!("  … {count} requests in all"));
            }
            continue;
        }
        let (mark, tail) = match index == shown.claim.exchange {
            true => ("▸", format!("  ({})", shown.claim.line)),
            false => (" ", String::new()),
        };
        let exchange = &seen.exchange;
        lines.push(format!(
            "{mark} #{} {}: {} {} → {}{tail}",
            index + 1,
            seen.who,
            exchange.request.method,
            exchange.request.target,
            status::line(exchange.response.status)
        ));
    }
    lines
}
