//! Roundtrip's core: everything the product knows, with no clock, no randomness, no storage and no async.
//!
//! A person sketches a REST API (`design`); a server made from that sketch answers requests and records why (`mock`); a
//! browser stands between a page and that server (`user_agent`); a review says what is weak and how to mend it (`rules`),
//! and shows it on a scratch copy of the server (`proofs`); the result leaves as a document that others understand (`formats`);
//! two versions are set side by side (`compare`); and labs and challenges teach with all of it (`labs`).
//!
//! Who may use whom: `http` ← `design` ← {`mock`, `rules`, `formats`, `compare`}; `user_agent` → `http`; `proofs` → `mock`, `rules`, `user_agent`; `labs` → all of them. `mock` and
//! `rules` never see each other: they meet in `design::Pointer`. Two shells stand on top, outside this library: `ui` with `browser` and `dom` (the page)
//! and `terminal` (the command). `tests/architecture.rs` keeps these directions.
//!
//! What is absent on purpose: the library never reads a clock, draws randomness, stores, prints or awaits; the shell passes
//! moments and seeds in. It does not panic on any input. Nothing that is shown or serialised iterates over a hash map.
//!
//! | I want to add | I touch | the test that guides me |
//! |---|---|---|
//! | a rule | `rules/<group>/<rule_id>.rs`, one `mod` line, one name in `rules::all` | `tests/rules.rs` |
//! | a proof of a finding | a script in `proofs/<group>.rs` | `tests/proofs.rs` |
//! | an HTTP behaviour | `design/policy/<name>.rs`, `mock/stages/<name>.rs`, a `Stage`, one line in `mock/pipeline.rs` | `tests/architecture.rs`, `tests/exchanges/<name>.http` |
//! | a lab or a challenge | a file in `labs/content`, its line in `labs/catalogue.rs` | `tests/labs.rs` |
//! | something editable | a variant of `design::Edit` and its arm, a row in `ui/sketch` | the undo test in `design/edit.rs` |
//! | a format | `formats/<name>.rs`, one line in its list | `tests/formats.rs` |

pub mod compare;
pub mod design;
pub mod formats;
pub mod http;
pub mod labs;
pub mod mock;
pub mod order;
pub mod proofs;
pub mod rules;
pub mod user_agent;
