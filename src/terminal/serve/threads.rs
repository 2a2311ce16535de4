//! The threads that read and write. Each connection stays with one of them, so that none waits for another's connections.

use std::io;
use std::net::TcpStream as SystemStream;
use std::sync::Arc;
use std::thread;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::wire::Site;

/// More than these would wait for each other at the core.
const MOST: usize = 4;

/// Threads, and whose turn is next.
pub struct Threads {
    waiting: Vec<UnboundedSender<SystemStream>>,
    turn: usize,
}

impl Threads {
    /// As many as the machine has cores, up to a few. They end with the program.
    pub fn start(site: &Arc<Site>) -> io::Result<Self> {
        let count = thread::available_parallelism().map_or(1, usize::from).min(MOST);
        let mut waiting = Vec::new();
        for _ in 0..count {
            let (sender, streams) = unbounded_channel();
            let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
            let site = Arc::clone(site);
            thread::Builder::new().name("connections".to_owned()).spawn(move || runtime.block_on(serve(streams, site)))?;
            waiting.push(sender);
        }
        Ok(Self { waiting, turn: 0 })
    }

    /// Gives a connection to the next thread.
    pub fn take(&mut self, stream: TcpStream) {
        self.turn = self.turn.wrapping_add(1);
        if let (Ok(stream), Some(thread)) = (stream.into_std(), self.waiting.get(self.turn % self.waiting.len().max(1))) {
            let _ = thread.send(stream);
        }
    }
}

async fn serve(mut streams: UnboundedReceiver<SystemStream>, site: Arc<Site>) {
    let mut http = http1::Builder::new();
    // Not `pipeline_flush`: it keeps an answer back while half of the next request has come.
    http.half_close(true).writev(false);
    while let Some(stream) = streams.recv().await {
        let Ok(stream) = TcpStream::from_std(stream) else { continue };
        let site = Arc::clone(&site);
        let answering = service_fn(move |request| site.answer(request));
        let connection = http.serve_connection(TokioIo::new(stream), answering);
        tokio::spawn(async move {
            // A connection that breaks is the other side's business.
            let _ = connection.await;
        });
    }
}
