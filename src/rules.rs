//! The review: what is weak in a design, why, what it costs, and how to mend it.
//!
//! A rule is a value in a file of its own, `<group>/<rule_id>.rs`. It looks at a design and records every site, good or bad;
//! [`Report`] turns the records into a score whose arithmetic anyone can redo. To add one: write the file, add its `mod` line
//! below and its name in the list of `all.rs`; `tests/rules.rs` says what is missing. Fixes are made of the same edits as everything else.

mod all;
mod audit;
mod believable;
mod catalogue;
mod constraints;
mod example;
mod finding;
mod fixes;
mod look;
mod mend;
mod open;
mod profile;
mod report;
mod richardson;
mod route;
mod rule;
mod way;
pub mod written;

use crate::design::Design;

/// Rules that judge together, in the order in which the page lists them.
pub type RuleSet = &'static [&'static Rule];

pub use all::{ALL, FIRST, LESSONS};
pub use audit::Audit;
pub use catalogue::{TOPICS, look_up, topic};
pub use constraints::{Constraint, Stand, constraints};
pub use finding::{Evidence, Finding, Fix, Mend, Safety};
pub use fixes::{AppliedFix, apply_safe_fixes, apply_safe_fixes_by, gain, gain_by};
pub use profile::{MEASURES, Measure, PROFILES};
pub use report::{AcceptedFinding, Band, Counts, GroupScore, Report, RuleResult, State};
pub use richardson::Richardson;
pub use rule::{Example, Group, Lesson, Rule, Severity};
pub use way::Step;

mod paths {
    pub mod ambiguous_templates;
    pub mod crud_word_in_path;
    pub mod duplicate_endpoint;
    pub mod empty_or_encoded_segment;
    pub mod file_extension;
    pub mod filter_as_path_segment;
    pub mod identifier_in_query;
    pub mod inconsistent_parameter_names;
    pub mod nested_deeper_than_two;
    pub mod nested_only;
    pub mod repeated_parameter;
    pub mod secret_in_path;
    pub mod singular_collection;
    pub mod trailing_slash;
    pub mod undeclared_path_parameter;
    pub mod underscore_in_path;
    pub mod unlinked_parent;
    pub mod uppercase_in_path;
    pub mod verb_in_path;
}
mod methods {
    pub mod content_without_meaning;
    pub mod create_without_read;
    pub mod delete_on_collection;
    pub mod get_changes_state;
    pub mod patch_that_replaces;
    pub mod patch_type_missing;
    pub mod post_for_reading;
    pub mod put_creates_server_id;
    pub mod put_on_collection;
    pub mod put_that_patches;
    pub mod tunnelled_change;
    pub mod unreachable_transition;
    pub mod update_without_method;
}
mod status_codes {
    pub mod challenge_missing;
    pub mod client_fault_as_server_fault;
    pub mod conflict_undeclared;
    pub mod create_answers_200;
    pub mod create_without_location;
    pub mod delete_without_204;
    pub mod error_inside_200;
    pub mod forbidden_answers_401;
    pub mod malformed_answers_422;
    pub mod no_client_error_declared;
    pub mod no_content_with_body;
    pub mod not_found_undeclared;
    pub mod precondition_undeclared;
    pub mod refusal_undeclared;
    pub mod status_unfit_for_method;
    pub mod unauthenticated_answers_403;
    pub mod validation_answers_400;
    pub mod validation_undeclared;
}
mod errors {
    pub mod error_shapes_differ;
    pub mod errors_not_problem_details;
    pub mod field_errors_without_pointers;
    pub mod generic_message;
    pub mod problem_type_no_address;
    pub mod stack_trace_leaked;
}
mod collections {
    pub mod no_filter;
    pub mod no_next_link;
    pub mod no_page_limit;
    pub mod no_sort;
    pub mod offset_on_large_set;
    pub mod related_one_by_one;
    pub mod search_over_post;
    pub mod top_level_array;
    pub mod unknown_parameter_ignored;
    pub mod unpaginated_collection;
    pub mod unstable_order;
}
mod caching {
    pub mod cacheability_undeclared;
    pub mod lost_update_possible;
    pub mod no_validator;
    pub mod precondition_optional;
    pub mod private_data_in_shared_cache;
    pub mod vary_missing;
    pub mod weak_validator_for_writes;
}
mod idempotency {
    pub mod action_not_repeatable;
    pub mod key_life_too_short;
    pub mod payment_without_key;
    pub mod unsafe_create_without_key;
}
mod authentication {
    pub mod algorithm_not_pinned;
    pub mod api_key_in_browser;
    pub mod audience_unchecked;
    pub mod cookie_without_flags;
    pub mod key_in_query;
    pub mod no_way_to_authenticate;
    pub mod object_level_authorization;
    pub mod others_listed;
    pub mod owner_from_content;
    pub mod personal_data_public;
    pub mod plain_http;
    pub mod server_session;
    pub mod shared_secret_tokens;
    pub mod token_lives_long;
    pub mod token_without_expiry;
    pub mod unsigned_token_accepted;
    pub mod write_without_authentication;
}
mod oauth {
    pub mod code_long_lived;
    pub mod code_reusable;
    pub mod implicit_grant;
    pub mod loose_redirect_match;
    pub mod no_pkce;
    pub mod password_grant;
    pub mod refresh_token_not_rotated;
}
mod cors {
    pub mod cors_header_not_allowed;
    pub mod cors_headers_not_exposed;
    pub mod cors_insecure_origin;
    pub mod cors_method_not_allowed;
    pub mod cors_no_max_age;
    pub mod cors_null_origin;
    pub mod cors_origin_malformed;
    pub mod cors_reflected_origin;
    pub mod cors_wildcard_with_credentials;
    pub mod known_page_refused;
    pub mod session_page_shut_out;
}
mod traffic {
    pub mod counter_per_instance;
    pub mod limit_headers_missing;
    pub mod no_health_endpoint;
    pub mod no_rate_limit;
    pub mod no_retry_after;
    pub mod one_tier_for_all;
    pub mod thresholds_unset;
}
mod long_work {
    pub mod accepted_without_location;
    pub mod job_forgotten_soon;
    pub mod job_without_cancel;
    pub mod job_without_progress;
    pub mod job_without_result;
    pub mod job_without_retry_after;
    pub mod job_without_status;
    pub mod large_upload_in_one_piece;
    pub mod long_work_at_once;
    pub mod upload_not_resumable;
    pub mod upload_without_digest;
    pub mod webhook_plain_http;
    pub mod webhook_tolerance_wide;
    pub mod webhook_unsigned;
    pub mod webhook_without_retry;
    pub mod webhook_without_timestamp;
}
mod evolution {
    pub mod deprecated_without_sunset;
    pub mod deprecation_unannounced;
    pub mod field_removed_early;
    pub mod newest_by_default;
    pub mod no_successor;
    pub mod strategies_mixed;
    pub mod sunset_too_near;
    pub mod sunset_without_end;
    pub mod unversioned;
    pub mod version_in_query;
    pub mod version_misplaced;
}
mod representations {
    pub mod accept_passed_over;
    pub mod content_type_passed_over;
    pub mod dates_not_rfc3339;
    pub mod enum_case_mixed;
    pub mod example_unfit;
    pub mod field_case_mixed;
    pub mod guessable_identifier;
    pub mod identifier_kinds_mixed;
    pub mod mass_assignment;
    pub mod money_as_float;
    pub mod no_hypermedia;
    pub mod privileged_field_writable;
    pub mod required_read_only;
    pub mod secret_readable;
    pub mod server_field_writable;
}
mod documentation {
    pub mod api_without_summary;
    pub mod endpoint_without_summary;
    pub mod field_without_example;
    pub mod field_without_note;
    pub mod no_auth_guide;
    pub mod no_changelog;
    pub mod no_error_reference;
    pub mod no_getting_started;
    pub mod no_limit_guide;
    pub mod resource_without_note;
}
mod fit {
    pub mod brief_unanswered;
    pub mod chatty_internal_calls;
    pub mod event_fan_out;
    pub mod events_by_polling;
    pub mod streaming_over_rest;
    pub mod two_way_real_time;
}

/// Reviews a design with every rule.
pub fn review(design: &Design) -> Report {
    Report::of(design, ALL)
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// What the rule of this id teaches.
pub fn lesson(id: &str) -> Option<&'static Lesson> {
    LESSONS.iter().find(|(rule, _)| rule.id == id).map(|(_, lesson)| *lesson)
}
