//! One call for each endpoint as a script: curl and HTTPie for a shell, fetch for a program, a `.http` file for editors.

use std::fmt::Write as _;

use super::calls::{self, Call};
use super::{Rendered, code};
use crate::design::{Design, words};
use crate::http::status;

/// Words that no function of JavaScript can be named.
const RESERVED: [&str; 40] = [
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "void",
    "while",
    "with",
];

/// Curl commands.
pub fn curl(design: &Design) -> Rendered {
    shell(design, "curl.sh", |address, call| {
        code::curl_at(address, &call.request).replacen("curl", "curl --silent --show-error --include --write-out '\\n'", 1)
    })
}

/// HTTPie commands.
pub fn httpie(design: &Design) -> Rendered {
    shell(design, "httpie.sh", |address, call| code::httpie_at(address, &call.request))
}

/// A script for a shell; the origin is a variable that the caller can set.
fn shell(design: &Design, file: &str, write: fn(&str, &Call<'_>) -> String) -> Rendered {
    let (folders, remarks) = calls::all(design);
    let mut text = format!(
        "#!/bin/sh\n# {}: a call for each endpoint. Elsewhere: ORIGIN=http://127.0.0.1:8700 sh {file}\nORIGIN=${{ORIGIN:-{}}}\n",
        one_line(&design.name),
        // A brace would end the expansion, and a sign of the shell begin another one.
        design.origin.replace(['}', '$', '`', '\\', '"', '\'', ' '], "")
    );
    for folder in &folders {
        for call in &folder.calls {
            let address = format!("\"$ORIGIN\"{}", code::quoted(&call.request.target));
            let _ = write!(text, "\n# {}: {}\n{}\n", one_line(&call.title()), status::line(call.response.status), write(&address, call));
        }
    }
    Rendered { text, remarks }
}

/// Functions that call fetch.
pub fn fetch(design: &Design) -> Rendered {
    let (folders, remarks) = calls::all(design);
    let mut text = format!(
        "// {}: a function for each endpoint, for browsers and for Node 18 or newer.\n\nexport const origin = {};\n",
        one_line(&design.name),
        code::string(&design.origin)
    );
    let mut names: Vec<String> = vec!["origin".to_owned(), "fetch".to_owned(), "JSON".to_owned()];
    for call in folders.iter().flat_map(|folder| &folder.calls) {
        let name = identifier(&call.endpoint.id, &names);
        let address = format!("origin + {}", code::string(&call.request.target));
        let _ = write!(
            text,
            "\n/** {}: {} */\nexport function {name}() {{\n  return {};\n}}\n",
            one_line(&call.title()).replace("*/", "* /"),
            status::line(call.response.status),
            code::fetch(&address, &call.request, "  ")
        );
        names.push(name);
    }
    Rendered { text, remarks }
}

/// A name for a function that is none of these.
pub fn identifier(wish: &str, taken: &[String]) -> String {
    let plain: String = words::camel(wish).chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    let fits = plain.starts_with(|letter: char| !letter.is_ascii_digit()) && !RESERVED.contains(&plain.as_str());
    let first = if fits { plain } else { format!("call{plain}") };
    let is_free = |name: &String| !taken.contains(name);
    let others = (2..).map(|number| format!("{first}{number}"));
    std::iter::once(first.clone()).chain(others).find(is_free).unwrap_or(first)
}

/// A `.http` file, as the clients of editors read it.
pub fn http_file(design: &Design) -> Rendered {
    let (folders, remarks) = calls::all(design);
    let mut text = format!("# {}\n@origin = {}\n", one_line(&design.name), design.origin);
    for call in folders.iter().flat_map(|folder| &folder.calls) {
        let _ = write!(
            text,
            "\n### {}\n# @name {}\n# ? {}\n{} {{{{origin}}}}{}\n{}",
            one_line(&call.title()),
            identifier(&call.endpoint.id, &[]),
            call.response.status,
            call.request.method,
            call.request.target,
            code::lines(&call.request.headers)
        );
        if let Some(body) = call.request.body.text().filter(|body| !body.is_empty()) {
            let _ = write!(text, "\n{body}\n");
        }
    }
    Rendered { text, remarks }
}

/// Words that stay on their line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_functions() {
        let taken = ["list".to_owned(), "list2".to_owned()];
        for (wish, expected) in [("list", "list3"), ("delete", "calldelete"), ("2fa", "call2fa"), ("get-thing", "getThing"), ("日本", "call")] {
            assert_eq!(identifier(wish, &taken), expected);
        }
    }
}
