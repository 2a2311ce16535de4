//! Files that want to do harm, or were damaged on their way: each is refused with the place, or opened without harm, in bounded
//! memory and time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "memory/held.rs"]
mod held;

use std::sync::Mutex;
use std::time::Instant;

use roundtrip::design::Design;
use roundtrip::formats::{self, opening};
use roundtrip::rules::{self, written};
use serde_json::json;

/// One test at a time: their memory is measured.
static TURN: Mutex<()> = Mutex::new(());

/// What becomes of a text, the megabytes that it took at the most, and the seconds.
fn opened(text: &str) -> (Result<Design, String>, usize, f32) {
    let start = Instant::now();
    let (result, bytes) = held::most(|| opening::read(text).map(|import| import.design).map_err(|error| error.to_string()));
    (result, bytes / 1_000_000, start.elapsed().as_secs_f32())
}

fn swagger(schemas: &str) -> String {
    format!(
        "swagger: '2.0'\ninfo: {{title: B, version: '1'}}\npaths:\n  /a: {{get: {{responses: {{'200': {{description: ok, schema: {{$ref: '#/definitions/S0'}}}}}}}}}}\ndefinitions:\n{schemas}"
    )
}

/// Nine aliases in each of many lists.
fn alias_bomb(head: &str) -> String {
    let mut text = format!("{head}x0: &x0 {{a: b}}\n");
    for index in 1..30 {
        let one = format!("*x{}", index - 1);
        text.push_str(&format!("x{index}: &x{index} [{}]\n", vec![one; 9].join(", ")));
    }
    text
}

#[test]
fn files_that_want_harm_are_refused_with_a_place_or_do_none() {
    let _turn = TURN.lock().unwrap_or_else(|fault| fault.into_inner());
    let huge = format!("{{\"openapi\": \"3.0.3\", \"x\": \"{}\"}}", "a".repeat(50_000_000));
    let deep = |head: &str| format!("{head}{}", "[".repeat(200_000));
    let deep_braces = format!("{{\"item\": [{}", "{\"item\": [".repeat(100_000));
    let circle: String = (0..50).map(|index| format!("  S{index}: {{allOf: [{{$ref: '#/definitions/S{0}'}}, {{$ref: '#/definitions/S{0}'}}], properties: {{a{index}: {{$ref: '#/definitions/S{0}'}}}}}}\n", (index + 1) % 50)).collect();
    let itself = swagger("  S0: {$ref: '#/definitions/S0'}\n");
    let folders = format!("{{\"info\": {{\"name\": \"x\"}}, \"item\": {}{}}}", "[{\"item\": ".repeat(60), "[]".to_owned() + &"}]".repeat(60));
    let many = format!("{{\"log\": {{\"entries\": [{}]}}}}", vec!["{}"; 400_000].join(","));
    let variables = "{\"info\": {\"name\": \"x\"}, \"variable\": [{\"key\": \"a\", \"value\": \"{{a}}{{a}}{{b}}{{b}}\"}, {\"key\": \"b\", \"value\": \"{{a}}{{a}}{{b}}{{b}}\"}], \"item\": [{\"request\": \"{{a}}/{{b}}\"}]}";
    let curl = format!("curl https://a.example/{} -d '{}'", "a/".repeat(5_000), "[".repeat(5_000));
    let links = format!("d1.{}", "A".repeat(1_000_000));
    // Expected words of a refusal, or nothing where it opens.
    let cases: Vec<(&str, String, &str)> = vec![
        ("50 MB", huge, "MB is the most that is read"),
        ("deep JSON", deep("{\"openapi\": "), "stand in each other"),
        ("deep YAML", deep("openapi: "), "stand in each other"),
        ("deep folders", deep_braces, "stand in each other"),
        ("sixty folders", folders, ""),
        ("circles of references", swagger(&circle), ""),
        ("a reference to itself", itself, ""),
        ("aliases in OpenAPI", alias_bomb("openapi: 3.0.3\ninfo: {title: B, version: '1'}\npaths: {}\n"), ""),
        ("aliases in Swagger", alias_bomb("swagger: '2.0'\ninfo: {title: B, version: '1'}\npaths: {}\ntags: *x29\n").replace("tags: *x29\n", ""), ""),
        ("aliases that are copied", format!("{}info: *x29\n", alias_bomb("swagger: '2.0'\npaths: {}\n")), "more than 3000000 values"),
        (
            "the same name twice",
            "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"a\", \"title\": \"b\", \"version\": \"1\"}, \"paths\": {}}".to_owned(),
            "",
        ),
        ("many entries", many, ""),
        ("variables of variables", variables.to_owned(), ""),
        ("a long command", curl, ""),
        ("a command that does not end", "curl \"https://a.example".to_owned(), "no second one"),
        ("a long link", links, ""),
        ("a control character", "{\"openapi\": \"3.0\u{0}\"}".to_owned(), "control character"),
        ("half a surrogate", "{\"openapi\": \"\\ud800\"}".to_owned(), "an escape"),
        ("cut off", "{\"openapi\": \"3.0.3\", \"paths\": {".to_owned(), "Line 1, column"),
        ("a list", "[1, 2, 3]".to_owned(), "nothing that can be opened"),
        ("nothing", String::new(), "There is nothing in it"),
    ];
    println!("| file | KB | outcome | MB held | seconds |");
    println!("|---|---|---|---|---|");
    let mut wrong = Vec::new();
    for (name, text, expected) in cases {
        let (result, megabytes, seconds) = opened(&text);
        let outcome = match &result {
            Ok(design) => format!("opens, {} endpoints", design.endpoints.len()),
            Err(error) => error.chars().take(110).collect(),
        };
        println!("| {name} | {} | {outcome} | {megabytes} | {seconds:.1} |", text.len() / 1000);
        let is_link = name == "a long link";
        let as_told = if is_link {
            result.is_err()
        } else {
            result.as_ref().err().map_or(expected.is_empty(), |error| !expected.is_empty() && error.contains(expected))
        };
        // Generous: machines that test are slow, and this is not optimised.
        if !as_told || megabytes > 700 || seconds > 60.0 {
            wrong.push(format!("{name}: {outcome}, {megabytes} MB, {seconds} s"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Scripts in names and descriptions come through as text, in whatever is written for a browser.
#[test]
fn scripts_in_words_do_not_run() {
    let _turn = TURN.lock().unwrap_or_else(|fault| fault.into_inner());
    let bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)>*/ alert(1) /* javascript:alert(1)";
    let document = json!({
        "openapi": "3.0.3", "info": { "title": bad, "description": bad, "version": "1" },
        "paths": { "/a": { "get": { "operationId": bad, "summary": bad, "description": bad, "responses": { "200": { "description": bad } } } } },
    });
    let design = opening::read(&document.to_string()).unwrap().design;
    let report = rules::review(&design);
    let html = written::html(&design, &report, &written::Source::default(), &|_| Vec::new());
    assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{html}");
    for form in written::BESIDE.iter().filter(|form| form.media_type.starts_with("image/svg")) {
        assert!(!(form.write)(&design).contains("<script"));
    }
    for id in ["fetch", "typescript"] {
        let text = (formats::find(id).unwrap().render)(&design).text;
        // Within a comment its end would begin code.
        let breaks_out = |line: &&str| line.contains("*/ alert") && !line.starts_with("// ");
        assert_eq!(text.lines().find(breaks_out), None, "{id}");
    }
    for id in ["curl", "httpie"] {
        let text = (formats::find(id).unwrap().render)(&design).text;
        assert!(
            text.lines().all(|line| line.is_empty()
                || line.starts_with(['#', ' '])
                || ["ORIGIN=", "curl ", "http "].iter().any(|start| line.starts_with(start))),
            "{id}: {text}"
        );
    }
}

/// A path or an origin cannot break out of the shell's words.
#[test]
fn commands_stay_commands() {
    let _turn = TURN.lock().unwrap_or_else(|fault| fault.into_inner());
    let document = json!({
        "openapi": "3.0.3", "info": { "title": "x\n$(touch a)", "version": "1" }, "servers": [{ "url": "https://a.example/b" }],
        "paths": { "/a'$(touch b)`touch c`": { "get": { "summary": "x\ntouch d", "responses": { "200": { "description": "ok" } } } } },
    });
    let mut design = opening::read(&document.to_string()).unwrap().design;
    design.origin = "https://a.example}$(touch e)`\"".to_owned();
    let text = (formats::find("curl").unwrap().render)(&design).text;
    let origin = text.lines().find(|line| line.starts_with("ORIGIN=")).unwrap();
    assert_eq!(origin, "ORIGIN=${ORIGIN:-https://a.example(touche)}");
    assert!(!text.lines().any(|line| line.starts_with("touch")), "{text}");
}

#[test]
fn what_stands_twice_is_told_once_and_what_gave_way_is_not_told_piece_by_piece() {
    let _turn = TURN.lock().unwrap_or_else(|fault| fault.into_inner());
    let text = r#"{"openapi": "3.0.3", "info": {"title": "a", "title": "b", "version": "1"}, "paths": {
        "/a": {"get": {"x-old": {"b": [1, 2]}, "responses": {"200": {"description": ""}}}},
        "/a": {"post": {"responses": {"201": {"description": ""}}}}}}"#;
    let import = opening::read(text).unwrap();
    let twice: Vec<&str> =
        import.remarks.iter().filter(|remark| remark.text.contains("stands twice")).map(|remark| remark.place.pointer.as_str()).collect();
    assert_eq!(twice, ["/info/title", "/paths/~1a"]);
    let nameless: Vec<&str> =
        import.remarks.iter().filter(|remark| remark.text.starts_with("``")).map(|remark| remark.place.pointer.as_str()).collect();
    assert_eq!(nameless, [""; 0]);
    assert!(!import.remarks.iter().any(|remark| remark.text.contains("x-old")), "it is gone with its object");
    assert_eq!(import.design.name, "b");
    assert_eq!(import.design.endpoints.len(), 1);
}
