//! One line for each exchange. The threads that answer only put their lines down; a thread of its own writes what lies there, so
//! that a busy server pays for one write in a few milliseconds instead of one, and a wake-up, for each answer.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use roundtrip::http::Method;
use roundtrip::mock::Exchange;
use tokio::sync::oneshot;

use super::lines::Writer;

/// How many bytes may wait before the server waits for the reader.
const WAITING: usize = 512 * 1024;
/// How long lines are gathered behind a write. The first one after a silence is written at once.
const PAUSE: Duration = Duration::from_millis(5);

/// Where the lines go.
pub struct Log(Option<(Arc<Lines>, Writer)>);

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
    pub fn start(writer: Writer) -> (Self, Closed) {
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
        (Self(Some((lines, writer))), Some(closed))
    }

    /// Writes an exchange.
    pub fn exchange(&self, exchange: &Exchange) {
        if let Some((lines, writer)) = &self.0 {
            lines.put(&writer.exchange(exchange));
        }
    }

    /// Writes a request that never reached the core.
    pub fn refused(&self, method: &Method, target: &str, status: u16, why: &str) {
        if let Some((lines, writer)) = &self.0 {
            lines.put(&writer.refused(method, target, status, why));
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
