//! `--watch`: a file is looked at a few times a second, and whatever is done with it is done again when it has changed.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::fault::Fault;

/// How often a file is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// A file that is looked at.
pub struct Watched {
    path: PathBuf,
    seen: Option<(SystemTime, u64)>,
}

impl Watched {
    /// The file of this name; samples, links and standard input do not change.
    pub fn new(name: &str) -> Result<Self, Fault> {
        let path = PathBuf::from(name);
        if !path.is_file() {
            return Err(Fault::input(format!(
                "--watch looks at a file, and {name} is none. Save the design into one: `roundtrip export {name} --format roundtrip -o design.json`."
            )));
        }
        let seen = look(&path);
        Ok(Self { path, seen })
    }

    /// Waits until the file has changed and is whole again: editors write in several steps.
    pub fn wait(&mut self) {
        loop {
            std::thread::sleep(PAUSE);
            let now = look(&self.path);
            if now.is_some() && now != self.seen {
                std::thread::sleep(PAUSE / 5);
                self.seen = look(&self.path).or(now);
                return;
            }
        }
    }
}

fn look(path: &PathBuf) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
