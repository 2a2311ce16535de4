//! One line for each exchange. The threads that answer only put their lines down; a thread of its own writes what lies there, so
//! that a busy server pays for one write in a few milliseconds instead of one, and a wake-up, for each answer.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use roundtrip::mock::Exchange;
use tokio::sync::oneshot;

use crate::terminal::paint::{Ink, Paint};

/// How many bytes may wait before the server waits for the reader.
const WAITING: usize = 512 * 1024;
/// How long lines are gathered behind a write. The first one after a silence is written at once.
const PAUSE: Duration = Duration::from_millis(5);

/// Where the lines go.
pub struct Log(Option<(Arc<Lines>, Paint)>);

/// Lines that wait to be written.
#[derive(Default)]
struct Lines {
    waiting: Mutex<Waiting>,
    come: Condvar,
    gone: Condvar,
}

#[derive(Default)]
struct Waiting {
    text: String,
    /// Nobody reads them any more.
    unread: bool,
}

/// Told when nobody reads the lines any more.
pub type Closed = Option<oneshot::Receiver<()>>;

impl Log {
    /// No lines.
    pub fn none() -> Self {
        Self(None)
    }

    /// Lines to standard output.
    pub fn start(paint: Paint) -> (Self, Closed) {
        let lines = Arc::new(Lines::default());
        let (gone, closed) = oneshot::channel();
        let source = Arc::clone(&lines);
        std::thread::spawn(move || {
            if source.write_all().is_err() {
                source.lock().unread = true;
                source.gone.notify_all();
                let _ = gone.send(());
            }
        });
        (Self(Some((lines, paint))), Some(closed))
    }

    /// Writes an exchange.
    pub fn exchange(&self, exchange: &Exchange) {
        if let Some((lines, paint)) = &self.0 {
            lines.put(&line(exchange, *paint));
        }
    }

    /// Writes a request that never reached the core.
    pub fn refused(&self, text: &str) {
        if let Some((lines, _)) = &self.0 {
            lines.put(&format!("{text}\n"));
        }
    }

    /// Gives the last lines a moment to be written, but does not wait for a reader that has stopped.
    pub fn finish(&self) {
        if let Some((lines, _)) = &self.0
            && !lines.lock().text.is_empty()
        {
            std::thread::sleep(2 * PAUSE);
        }
    }
}

impl Lines {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, line: &str) {
        let mut waiting = self.lock();
        while waiting.text.len() > WAITING && !waiting.unread {
            waiting = self.gone.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if waiting.unread {
            return;
        }
        let first = waiting.text.is_empty();
        waiting.text.push_str(line);
        drop(waiting);
        if first {
            self.come.notify_one();
        }
    }

    /// Writes for ever, or until nobody reads.
    fn write_all(&self) -> io::Result<()> {
        let mut batch = String::new();
        loop {
            let mut waiting = self.lock();
            while waiting.text.is_empty() {
                waiting = self.come.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            std::mem::swap(&mut waiting.text, &mut batch);
            drop(waiting);
            self.gone.notify_all();
            let mut out = io::stdout().lock();
            out.write_all(batch.as_bytes())?;
            out.flush()?;
            drop(out);
            batch.clear();
            std::thread::sleep(PAUSE);
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

/// `09:41:07 POST /v1/bookings 409 room taken by bk_7q2m · conflict, RFC 9110 section 15.5.10`
fn line(exchange: &Exchange, paint: Paint) -> String {
    let mut line = String::with_capacity(128);
    let second = exchange.moment.seconds() % 86_400;
    let clock = format_args!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    let status = exchange.response.status;
    let request = &exchange.request;
    let _ = write!(line, "{} {} ", paint.ink(Ink::Faint, clock), request.method);
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
