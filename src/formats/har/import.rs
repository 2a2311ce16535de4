//! An archive of traffic (HAR 1.2) as a design: calls of pages to an API, without what only draws the page.

use super::super::openapi::import::converted::Converting;
use super::super::openapi::import::reading::Reading;
use super::super::openapi::import::{Import, ImportError, Severity};
use super::super::recorded::{self, Answered, Recorded, address};
use super::super::tree::{Node, Tree};

/// Reads an archive.
pub fn read(tree: &Tree<'_>) -> Result<Import, ImportError> {
    let reading = Reading::new(tree);
    let log = reading.take(reading.root(), "log").ok_or(ImportError::Missing { member: "log" })?;
    let entries = reading.take(log, "entries").ok_or(ImportError::Missing { member: "log.entries" })?;
    ["version", "creator", "browser", "pages", "comment"].iter().filter_map(|name| log.get(name)).for_each(|node| reading.mark_all(node));
    let doc = Converting::new(&reading);
    let mut calls = Vec::new();
    for entry in entries.items() {
        // An entry is used as a whole or told as a whole.
        reading.mark_all(entry);
        match call(entry) {
            Ok(call) => calls.push(call),
            Err(why) => reading.say(Severity::Note, entry, why),
        }
    }
    let (server, calls) = recorded::of_one_server(&doc, calls);
    let host = server.split_once("://").map_or("Recorded API", |(_, host)| host);
    let about = format!("Read from {} recorded calls.", calls.len());
    let document = recorded::document(&doc, host, &about, &server, &calls);
    doc.finish_recorded(&document)
}

/// The call of an entry, or why it is none of an API.
fn call(entry: Node<'_>) -> Result<(String, Recorded<'_>), &'static str> {
    let (Some(request), Some(response)) = (entry.get("request"), entry.get("response")) else {
        return Err("It has no request or no response and is left out.");
    };
    let text = |node: Node<'_>, name: &str| node.get(name).and_then(Node::text).unwrap_or_default().to_owned();
    let method = text(request, "method").to_ascii_uppercase();
    let status = response.get("status").and_then(Node::integer).and_then(|status| u16::try_from(status).ok()).unwrap_or(0);
    let fields = |node: Node<'_>| {
        let list = node.get("headers").into_iter().flat_map(Node::items);
        list.filter_map(|field| Some((field.get("name")?.text()?.to_ascii_lowercase(), field.get("value")?.text()?.to_owned())))
            .filter(|(name, _)| !name.starts_with(':'))
            .collect::<Vec<(String, String)>>()
    };
    let (asked, answered) = (fields(request), fields(response));
    let content = response.get("content");
    let kind = content.and_then(|content| content.get("mimeType")).and_then(Node::text).unwrap_or_default();
    let asks_json = asked.iter().any(|(name, value)| name == "accept" && value.contains("json"));
    let is_json = kind.contains("json") || asked.iter().any(|(name, value)| name == "content-type" && value.contains("json"));
    if method == "OPTIONS" && asked.iter().any(|(name, _)| name == "access-control-request-method") {
        return Err("The browser's own question before a call is left out; see the policy CORS.");
    }
    if status == 0 {
        return Err("It was never answered and is left out.");
    }
    let draws = ["text/html", "text/css", "javascript", "image/", "font", "video/", "audio/", "wasm"].iter().any(|word| kind.contains(word));
    if draws || !(is_json || asks_json || method != "GET") {
        return Err("It brings a part of the page and no data, and is left out.");
    }
    let address = address::parse(&text(request, "url"));
    let auth = recorded::auth(&asked, &address.query);
    let posted = request
        .get("postData")
        .and_then(|data| Some((text(data, "mimeType"), data.get("text")?.text()?.to_owned())))
        .filter(|(_, text)| !text.is_empty());
    let is_text = content.is_some_and(|content| content.get("encoding").is_none());
    let body = content.and_then(|content| content.get("text")).and_then(Node::text).filter(|text| is_text && !text.is_empty());
    let answer = Answered { status, headers: answered, content: body.map(|text| (kind.to_owned(), text.to_owned())) };
    let recorded = Recorded {
        at: entry,
        name: String::new(),
        about: String::new(),
        method,
        path: address.path,
        query: address.query,
        headers: asked,
        content: posted,
        auth,
        answers: vec![answer],
    };
    Ok((address.origin, recorded))
}
