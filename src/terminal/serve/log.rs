//! One line for each exchange, written by a thread of its own in batches.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use roundtrip::mock::Exchange;
use tokio::sync::oneshot;

use crate::terminal::paint::{Ink, Paint};

/// How many lines may wait before the server waits for the reader.
const WAITING: usize = 4096;
/// How many bytes are written at once.
const BATCH: usize = 32 * 1024;

/// Where the lines go.
pub struct Log(Option<(SyncSender<String>, Paint)>);

/// Told when nobody reads the lines any more.
pub type Closed = Option<oneshot::Receiver<()>>;

impl Log {
    /// No lines.
    pub fn none() -> Self {
        Self(None)
    }

    /// Lines to standard output.
    pub fn start(paint: Paint) -> (Self, Closed) {
        let (sender, lines) = sync_channel(WAITING);
        let (gone, closed) = oneshot::channel();
        std::thread::spawn(move || {
            if write_all(&lines).is_err() {
                let _ = gone.send(());
            } else {
                std::mem::forget(gone);
            }
        });
        (Self(Some((sender, paint))), Some(closed))
    }

    /// Writes an exchange.
    pub fn exchange(&self, exchange: &Exchange) {
        if let Some((sender, paint)) = &self.0 {
            let _ = sender.send(line(exchange, *paint));
        }
    }

    /// Writes a request that never reached the core.
    pub fn refused(&self, text: &str) {
        if let Some((sender, _)) = &self.0 {
            let _ = sender.send(format!("{text}\n"));
        }
    }
}

/// Waits until nobody reads the lines any more; for ever where none are written.
pub async fn ended(closed: &mut Closed) {
    match closed {
        Some(closed) => {
            let _ = closed.await;
        }
        None => std::future::pending().await,
    }
}

fn write_all(lines: &Receiver<String>) -> io::Result<()> {
    let mut batch = String::with_capacity(BATCH);
    while let Ok(line) = lines.recv() {
        batch.push_str(&line);
        while batch.len() < BATCH {
            match lines.try_recv() {
                Ok(more) => batch.push_str(&more),
                Err(_) => break,
            }
        }
        let mut out = io::stdout().lock();
        out.write_all(batch.as_bytes())?;
        out.flush()?;
        batch.clear();
    }
    Ok(())
}

/// `09:41:07 POST /v1/bookings 409 room taken by bk_7q2m · conflict, RFC 9110 section 15.5.10`
fn line(exchange: &Exchange, paint: Paint) -> String {
    let mut line = String::with_capacity(128);
    let clock = exchange.moment.rfc3339();
    let status = exchange.response.status;
    let request = &exchange.request;
    let _ = write!(line, "{} {} ", paint.ink(Ink::Faint, clock.get(11..19).unwrap_or(&clock)), request.method);
    push_plain(&mut line, &request.target);
    let _ = write!(line, " {} ", paint.ink(Ink::of_status(status), status));
    if let Some(step) = exchange.decisive() {
        push_plain(&mut line, &step.why.text);
        let spec = step.why.spec.as_deref().map(|spec| format!(", {spec}")).unwrap_or_default();
        let _ = write!(line, "{}", paint.ink(Ink::Faint, format_args!(" · {}{spec}", step.stage.key())));
    }
    line.push('\n');
    line
}

/// Text from outside, without what a terminal would obey.
fn push_plain(line: &mut String, text: &str) {
    for letter in text.chars() {
        match letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter) || ('\u{2066}'..='\u{2069}').contains(&letter) {
            true => line.extend(letter.escape_default()),
            false => line.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use roundtrip::design::samples;
    use roundtrip::http::{Method, Request};
    use roundtrip::mock::{Moment, Rng, Server};
    use std::sync::Arc;

    #[test]
    fn a_line_names_what_decided() {
        let mut server = Server::new(Arc::new(samples::find("hotel-booking").unwrap().design()), Moment::START);
        let exchange = server.handle(Request::new(Method::GET, "/v1/bookings"), Moment::START, &mut Rng::new(1));
        assert_eq!(
            line(&exchange, Paint::none()),
            "09:41:00 GET /v1/bookings 401 needs credentials, got none · authentication, RFC 9110 section 11.6.1\n"
        );
        let mut plain = String::new();
        push_plain(&mut plain, "a\u{1b}[31m\u{202e}b");
        assert_eq!(plain, "a\\u{1b}[31m\\u{202e}b");
    }
}
