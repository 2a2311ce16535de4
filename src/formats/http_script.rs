//! Scripts of requests: the `.http` files of editors, with what each request is expected to answer.
//!
//! `###` begins a request, `# @name` names it, `@origin = ...` gives a variable its value, `? 201` says the expected status. In
//! double braces stands a variable, or part of an earlier answer: `{{made.response.headers.location}}`, `{{made.response.body./id}}`.

use std::fmt;

use crate::http::{Method, Request, Response, headers};

/// A script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// Variables with their values.
    pub variables: Vec<(String, String)>,
    /// The requests in their order.
    pub requests: Vec<Scripted>,
}

/// A request of a script, with braces as they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scripted {
    /// What stands behind `###`.
    pub title: String,
    /// What `# @name` says.
    pub name: Option<String>,
    /// The line of its method; counts from 1.
    pub line: usize,
    /// The method.
    pub method: String,
    /// The address, or the target alone.
    pub url: String,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The content.
    pub body: String,
    /// The status that it should answer.
    pub expected: Option<u16>,
}

/// Why a script cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptError {
    /// A line that is no part of a request.
    Line { line: usize, what: String },
    /// Nothing to send.
    Empty,
    /// Something in braces that nobody knows.
    Unknown { line: usize, name: String },
}

impl fmt::Display for ScriptError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { line, what } => write!(to, "Line {line}: {what}"),
            Self::Empty => write!(to, "The script holds no request. Write one, such as `GET /v1/rooms`, behind a line `### List rooms`."),
            Self::Unknown { line, name } => {
                write!(
                    to,
                    "Line {line}: nothing is known as {{{{{name}}}}}. Write `@{name} = value` above, or name an earlier request with `# @name`."
                )
            }
        }
    }
}

impl std::error::Error for ScriptError {}

impl Script {
    /// Reads a script.
    pub fn parse(text: &str) -> Result<Self, ScriptError> {
        let mut script = Self::default();
        let mut now = Scripted::default();
        let mut in_body = false;
        let mut waiting = Vec::new();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let number = index + 1;
            if let Some(title) = line.strip_prefix("###") {
                script.keep(std::mem::take(&mut now), &mut waiting);
                now.title = title.trim().to_owned();
                in_body = false;
            } else if in_body {
                waiting.push(line);
            } else if let Some((name, value)) = line.strip_prefix('@').and_then(|rest| rest.split_once('=')).filter(|_| now.method.is_empty()) {
                script.variables.push((name.trim().to_owned(), value.trim().to_owned()));
            } else if let Some(note) = remark(line) {
                now.note(note, number)?;
            } else if line.trim().is_empty() {
                in_body = !now.method.is_empty();
            } else if now.method.is_empty() {
                (now.method, now.url) = first_line(line, number)?;
                now.line = number;
            } else if line.starts_with([' ', '\t']) && now.headers.is_empty() {
                // A long query goes on in the next line.
                now.url.push_str(line.trim());
            } else {
                let (name, value) = line.split_once(':').ok_or_else(|| ScriptError::Line {
                    line: number,
                    what: format!("`{line}` is no header field. Write `name: value`, or an empty line before the content."),
                })?;
                now.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        script.keep(now, &mut waiting);
        if script.requests.is_empty() { Err(ScriptError::Empty) } else { Ok(script) }
    }

    fn keep(&mut self, mut request: Scripted, body: &mut Vec<&str>) {
        request.body = std::mem::take(body).join("\n").trim_end().to_owned();
        if !request.method.is_empty() {
            self.requests.push(request);
        }
    }
}

/// What a comment says, or a line `? 201`.
fn remark(line: &str) -> Option<&str> {
    let trimmed = line.trim_start();
    let comment = trimmed.strip_prefix("//").or_else(|| trimmed.strip_prefix('#'));
    comment.map(str::trim).or_else(|| trimmed.starts_with('?').then_some(trimmed))
}

fn first_line(line: &str, number: usize) -> Result<(String, String), ScriptError> {
    let (first, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    if rest.is_empty() && (first.starts_with('/') || first.starts_with("http") || first.starts_with("{{")) {
        return Ok(("GET".to_owned(), first.to_owned()));
    }
    let is_method = headers::is_token(first) && !rest.is_empty();
    let url = rest.trim().trim_end_matches("HTTP/1.1").trim_end_matches("HTTP/2").trim().to_owned();
    match is_method {
        true => Ok((first.to_owned(), url)),
        false => Err(ScriptError::Line {
            line: number,
            what: format!("`{}` is no request. Write method and address, such as `GET /v1/rooms`.", line.trim()),
        }),
    }
}

impl Scripted {
    fn note(&mut self, note: &str, line: usize) -> Result<(), ScriptError> {
        if let Some(name) = note.strip_prefix("@name") {
            self.name = Some(name.trim_start_matches([' ', '=']).trim().to_owned());
        } else if let Some(expected) = note.strip_prefix('?') {
            let word = expected.split_whitespace().next().unwrap_or_default();
            let status = word.parse().ok().filter(|status| (100..1000).contains(status));
            self.expected =
                Some(status.ok_or_else(|| ScriptError::Line { line, what: format!("`{word}` is no status. Write one such as `? 201`.") })?);
        }
        Ok(())
    }

    /// The request with its braces filled; the address keeps its target only, its origin stands beside.
    pub fn request(&self, known: &Known) -> Result<(String, Request), ScriptError> {
        let fill = |text: &str| known.fill(text, self.line);
        let url = fill(&self.url)?;
        let (origin, target) = match url.split_once("://") {
            Some((scheme, rest)) => {
                let (host, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
                (format!("{scheme}://{host}"), target.to_owned())
            }
            None => (String::new(), url),
        };
        let target = if target.starts_with('/') { target } else { format!("/{target}") };
        let method = Method::from_bytes(self.method.as_bytes())
            .map_err(|_| ScriptError::Line { line: self.line, what: format!("`{}` is no method.", self.method) })?;
        let mut request = Request::new(method, target.replace(' ', "%20"));
        for (name, value) in &self.headers {
            let (name, value) = (fill(name)?, fill(value)?);
            if !headers::is_token(&name) || !headers::is_field_value(&value) {
                return Err(ScriptError::Line { line: self.line, what: format!("`{name}` is no header field that can be sent.") });
            }
            request.headers.append(&name, value);
        }
        request.body = fill(&self.body)?.into();
        Ok((origin, request))
    }
}

/// What braces can stand for: variables, and what earlier requests were answered.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Variables; the last one of a name counts.
    pub variables: Vec<(String, String)>,
    /// Answers by the names of their requests.
    pub answers: Vec<(String, Response)>,
}

impl Known {
    fn fill(&self, text: &str, line: usize) -> Result<String, ScriptError> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("{{") {
            let Some((name, after)) = behind.split_once("}}") else { break };
            out.push_str(before);
            let name = name.trim();
            let value = self.value(name).ok_or_else(|| ScriptError::Unknown { line, name: name.to_owned() })?;
            // A variable may hold another one; a circle ends as an unknown name.
            match value.contains("{{") && !value.contains(&format!("{{{{{name}}}}}")) && value.len() < 10_000 {
                true => out.push_str(&self.without(name).fill(&value, line)?),
                false => out.push_str(&value),
            }
            rest = after;
        }
        Ok(out + rest)
    }

    fn without(&self, name: &str) -> Self {
        let variables = self.variables.iter().filter(|(known, _)| known != name).cloned().collect();
        Self { variables, answers: self.answers.clone() }
    }

    fn value(&self, name: &str) -> Option<String> {
        if let Some((_, value)) = self.variables.iter().rev().find(|(known, _)| known == name) {
            return Some(value.clone());
        }
        let (request, part) = name.split_once(".response.")?;
        let (_, answer) = self.answers.iter().rev().find(|(known, _)| known == request)?;
        if let Some(field) = part.strip_prefix("headers.") {
            return answer.headers.get(field).map(str::to_owned);
        }
        let place = part.strip_prefix("body.")?;
        // `$.a.b` as editors write it, or a JSON pointer.
        let pointer = place.strip_prefix('$').map_or_else(|| place.to_owned(), |path| path.replace(['.', '['], "/").replace(']', ""));
        let body = answer.body.json()?;
        let found = body.pointer(&pointer)?;
        Some(found.as_str().map_or_else(|| found.to_string(), str::to_owned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXT: &str = "@origin = http://127.0.0.1:8700\n@base = {{origin}}/v1\n\n### Make a booking\n# @name made\n? 201\nPOST {{base}}/bookings HTTP/1.1\ncontent-type: application/json\n\n{\"a\": 1}\n\n### Read it\n// a comment\nGET {{made.response.headers.location}}\nx-id: {{made.response.body.$.items[0].id}}\n";

    #[test]
    fn a_script_and_what_an_answer_gives_to_the_next_request() {
        let script = Script::parse(TEXT).unwrap();
        let [make, read] = script.requests.as_slice() else { panic!("{script:?}") };
        let mut known = Known { variables: script.variables.clone(), ..Known::default() };
        let (origin, request) = make.request(&known).unwrap();
        assert_eq!((origin.as_str(), request.target.as_str(), request.body.text()), ("http://127.0.0.1:8700", "/v1/bookings", Some("{\"a\": 1}")));
        assert_eq!((make.expected, make.title.as_str(), make.line), (Some(201), "Make a booking", 7));
        let answer = Response::new(201).header("location", "/v1/bookings/1").content("application/json", &json!({ "items": [{ "id": 7 }] }));
        known.answers.push(("made".to_owned(), answer));
        let (_, request) = read.request(&known).unwrap();
        assert_eq!((request.target.as_str(), request.headers.get("x-id")), ("/v1/bookings/1", Some("7")));
    }

    #[test]
    fn faults_name_the_line() {
        for (text, expected) in [
            ("", "no request"),
            ("### a\nhello\n", "Line 2: `hello` is no request"),
            ("GET /a\nno field\n", "Line 2: `no field` is no header field"),
            ("GET /a\n? ok\n", "Line 2: `ok` is no status"),
        ] {
            let error = Script::parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
        let script = Script::parse("@a = {{b}}\n@b = {{a}}\nGET /{{a}}").unwrap();
        let known = Known { variables: script.variables.clone(), ..Known::default() };
        assert!(script.requests[0].request(&known).unwrap_err().to_string().contains("nothing is known as {{a}}"));
    }
}
