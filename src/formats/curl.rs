//! Pasted curl commands as a design: each is a call.

mod words;

use serde_json::Value;

use super::openapi::import::converted::Converting;
use super::openapi::import::reading::Reading;
use super::openapi::import::{Import, ImportError, Place, Severity};
use super::recorded::{self, Auth, Recorded, address};
use super::tree::{self, Node};
use words::Word;

/// Options that take a value and say nothing of the API.
const WITH_VALUE: [&str; 24] = [
    "-A",
    "--user-agent",
    "-e",
    "--referer",
    "-o",
    "--output",
    "-m",
    "--max-time",
    "--connect-timeout",
    "-w",
    "--write-out",
    "-x",
    "--proxy",
    "--retry",
    "--cacert",
    "--cert",
    "--key",
    "-E",
    "-c",
    "--cookie-jar",
    "--resolve",
    "-K",
    "--config",
    "--limit-rate",
];

/// Whether a text is a curl command, as people copy it from documentation or a browser.
pub fn is_curl(text: &str) -> bool {
    let says_something = |line: &&str| !line.is_empty() && !line.starts_with('#') && !words::is_assignment(line);
    let first = text.lines().take(50).map(str::trim).find(says_something).unwrap_or_default();
    let first = first.strip_prefix("$ ").unwrap_or(first);
    first.strip_prefix("curl").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\\']))
}

/// Reads commands.
pub fn read(text: &str) -> Result<Import, ImportError> {
    if text.len() > tree::MAX_BYTES {
        return Err(ImportError::Read(tree::ReadError::TooLarge { bytes: text.len() }));
    }
    let commands = words::commands(text).map_err(|at| {
        ImportError::Read(tree::ReadError::Malformed { language: "a curl command", at, what: "a quotation mark has no second one".to_owned() })
    })?;
    let written: Vec<Value> = commands.iter().map(|command| command.iter().map(|word| Value::from(word.text.as_str())).collect()).collect();
    let json = Value::Array(written).to_string();
    let tree = tree::read(&json).map_err(ImportError::Read)?;
    let reading = Reading::new(&tree);
    reading.mark_all(reading.root());
    let doc = Converting::new(&reading);
    let calls = reading.root().items().filter_map(|command| call(&reading, command)).collect();
    let (server, calls) = recorded::of_one_server(&doc, calls);
    if calls.is_empty() {
        return Err(ImportError::Missing { member: "address behind `curl`" });
    }
    let host = server.split_once("://").map_or("Pasted API", |(_, host)| host);
    let document = recorded::document(&doc, host, "", &server, &calls);
    let mut import = doc.finish_recorded(&document)?;
    // Places are those of the words in the text that was pasted.
    for place in import.remarks.iter_mut().map(|remark| &mut remark.place).chain(import.places.values_mut()) {
        *place = located(&commands, place);
    }
    Ok(import)
}

fn located(commands: &[Vec<Word>], place: &Place) -> Place {
    let mut steps = place.pointer.split('/').skip(1).filter_map(|step| step.parse::<usize>().ok());
    let command = steps.next().and_then(|index| commands.get(index));
    let word = steps.next().and_then(|index| command?.get(index)).or_else(|| command?.first());
    Place { pointer: place.pointer.clone(), spot: word.map(|word| word.spot).unwrap_or_default() }
}

fn call<'t>(reading: &Reading<'t>, command: Node<'t>) -> Option<(String, Recorded<'t>)> {
    let words: Vec<Node<'t>> = command.items().collect();
    let mut given: Given = Given::default();
    let mut rest = words.iter().skip(1);
    while let Some(node) = rest.next() {
        let text = node.text().unwrap_or_default();
        let (name, joined) = split(text);
        let mut value = || joined.map(str::to_owned).or_else(|| Some(rest.next()?.text()?.to_owned())).unwrap_or_default();
        match name {
            _ if !text.starts_with('-') || text == "-" => given.url = Some(text.to_owned()),
            "--url" => given.url = Some(value()),
            "-X" | "--request" => given.method = Some(value().to_ascii_uppercase()),
            "-I" | "--head" => given.method = Some("HEAD".to_owned()),
            "-G" | "--get" => given.to_query = true,
            "-H" | "--header" => given.header(&value()),
            "--json" => {
                given.header("content-type: application/json");
                given.data.push(value());
            }
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" => given.data.push(value()),
            "--data-urlencode" => given.data.push(value()),
            "-F" | "--form" | "--form-string" => given.form.push(value()),
            "-u" | "--user" | "--basic" => {
                if name != "--basic" {
                    value();
                }
                given.auth = Auth::Basic;
            }
            "--oauth2-bearer" => {
                value();
                given.auth = Auth::Bearer;
            }
            "-b" | "--cookie" => {
                value();
                reading.say(Severity::Note, *node, "Cookies are not kept; see the policy Authentication for sessions.");
            }
            _ if WITH_VALUE.contains(&name) => drop(value()),
            _ => {}
        }
    }
    let address = address::parse(&given.url.clone()?);
    let data = given.data.join("&");
    if data.starts_with('@') {
        reading.say(Severity::Warning, command, "The content stands in a file that was not pasted; the design takes any.");
    }
    let mut query = address.query;
    if given.to_query && !data.is_empty() {
        query.extend(address::parse(&format!("/?{data}")).query);
    }
    let content = given.content(&data);
    let method = given.method.clone().unwrap_or_else(|| if content.is_some() { "POST".to_owned() } else { "GET".to_owned() });
    let auth = if given.auth == Auth::None { recorded::auth(&given.headers, &query) } else { given.auth };
    let recorded = Recorded {
        at: command,
        name: String::new(),
        about: String::new(),
        method,
        path: address.path,
        query,
        headers: given.headers,
        content,
        auth,
        answers: Vec::new(),
    };
    Some((address.origin, recorded))
}

/// `--header=x` and `-XPOST` in their two parts.
fn split(text: &str) -> (&str, Option<&str>) {
    if text.starts_with("--") {
        return text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    }
    let takes_value = ["-X", "-H", "-d", "-F", "-u", "-b", "-A", "-e", "-o", "-m", "-w", "-x"];
    match takes_value.iter().find(|name| text.starts_with(**name) && text.len() > name.len()) {
        Some(name) => (name, text.get(name.len()..)),
        None => (text, None),
    }
}

struct Given {
    url: Option<String>,
    method: Option<String>,
    headers: Vec<(String, String)>,
    data: Vec<String>,
    form: Vec<String>,
    auth: Auth,
    to_query: bool,
}

impl Default for Given {
    fn default() -> Self {
        Self { url: None, method: None, headers: Vec::new(), data: Vec::new(), form: Vec::new(), auth: Auth::None, to_query: false }
    }
}

impl Given {
    fn header(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line.trim_end_matches(';'), ""));
        self.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }

    fn content(&self, data: &str) -> Option<(String, String)> {
        let said = self.headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.clone());
        let members = |pairs: Vec<(String, String)>| {
            let members: serde_json::Map<String, Value> = pairs.into_iter().map(|(name, value)| (name, value.into())).collect();
            Value::Object(members).to_string()
        };
        if !self.form.is_empty() {
            let pairs = self.form.iter().filter_map(|part| part.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned()));
            return Some(("multipart/form-data".to_owned(), members(pairs.collect())));
        }
        if self.data.is_empty() || self.to_query {
            return None;
        }
        match (said, data.trim_start().starts_with(['{', '['])) {
            (Some(kind), _) if !kind.contains("form") => Some((kind, data.to_owned())),
            // People paste JSON without saying so.
            (None, true) => Some(("application/json".to_owned(), data.to_owned())),
            _ => Some(("application/x-www-form-urlencoded".to_owned(), members(address::parse(&format!("/?{data}")).query))),
        }
    }
}
