//! The review: what is weak in a design, why, what it costs, and how to mend it.
//!
//! A rule is a value in a file of its own, `<group>/<rule_id>.rs`. It looks at a design and records every site, good or bad;
//! [`Report`] turns the records into a score whose arithmetic anyone can redo. To add one: write the file, add its `mod` line
//! below and its line in [`ALL`]; `tests/rules.rs` says what is missing. Fixes are made of the same edits as everything else.

mod audit;
mod believable;
mod example;
mod finding;
mod fixes;
mod look;
mod mend;
mod report;
mod richardson;
mod route;
mod rule;

use crate::design::Design;

pub use audit::Audit;
pub use finding::{Evidence, Finding, Fix, Safety};
pub use fixes::{AppliedFix, apply_safe_fixes, gain};
pub use report::{AcceptedFinding, Band, Counts, GroupScore, Report, RuleResult, State};
pub use richardson::Richardson;
pub use rule::{Example, Group, Rule, Severity};

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
    pub mod create_without_read;
    pub mod delete_on_collection;
    pub mod get_changes_state;
    pub mod patch_that_replaces;
    pub mod patch_type_missing;
    pub mod post_for_reading;
    pub mod put_creates_server_id;
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
    pub mod errors_not_problem_details;
    pub mod field_errors_without_pointers;
    pub mod generic_message;
    pub mod stack_trace_leaked;
}
mod collections {
    pub mod no_filter;
    pub mod no_next_link;
    pub mod no_page_limit;
    pub mod offset_on_large_set;
    pub mod related_one_by_one;
    pub mod top_level_array;
    pub mod unknown_parameter_ignored;
    pub mod unpaginated_collection;
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
    pub mod key_life_too_short;
    pub mod payment_without_key;
    pub mod unsafe_create_without_key;
}
mod authentication {
    pub mod api_key_in_browser;
    pub mod key_in_query;
    pub mod no_way_to_authenticate;
    pub mod personal_data_public;
    pub mod plain_http;
    pub mod write_without_authentication;
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
}
mod traffic {
    pub mod limit_headers_missing;
    pub mod no_rate_limit;
    pub mod no_retry_after;
}
mod evolution {
    pub mod unversioned;
    pub mod version_misplaced;
}
mod representations {
    pub mod content_type_passed_over;
    pub mod dates_not_rfc3339;
    pub mod enum_case_mixed;
    pub mod example_unfit;
    pub mod field_case_mixed;
    pub mod guessable_identifier;
    pub mod identifier_kinds_mixed;
    pub mod mass_assignment;
    pub mod money_as_float;
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
    pub mod resource_without_note;
}
mod fit {
    pub mod brief_unanswered;
}

/// Every rule, by group.
pub static ALL: &[&Rule] = &[
    &paths::ambiguous_templates::RULE,
    &paths::crud_word_in_path::RULE,
    &paths::duplicate_endpoint::RULE,
    &paths::empty_or_encoded_segment::RULE,
    &paths::file_extension::RULE,
    &paths::filter_as_path_segment::RULE,
    &paths::identifier_in_query::RULE,
    &paths::inconsistent_parameter_names::RULE,
    &paths::nested_deeper_than_two::RULE,
    &paths::nested_only::RULE,
    &paths::repeated_parameter::RULE,
    &paths::secret_in_path::RULE,
    &paths::singular_collection::RULE,
    &paths::trailing_slash::RULE,
    &paths::undeclared_path_parameter::RULE,
    &paths::underscore_in_path::RULE,
    &paths::unlinked_parent::RULE,
    &paths::uppercase_in_path::RULE,
    &paths::verb_in_path::RULE,
    &methods::create_without_read::RULE,
    &methods::delete_on_collection::RULE,
    &methods::get_changes_state::RULE,
    &methods::patch_that_replaces::RULE,
    &methods::patch_type_missing::RULE,
    &methods::post_for_reading::RULE,
    &methods::put_creates_server_id::RULE,
    &methods::put_that_patches::RULE,
    &methods::tunnelled_change::RULE,
    &methods::unreachable_transition::RULE,
    &methods::update_without_method::RULE,
    &status_codes::challenge_missing::RULE,
    &status_codes::client_fault_as_server_fault::RULE,
    &status_codes::conflict_undeclared::RULE,
    &status_codes::create_answers_200::RULE,
    &status_codes::create_without_location::RULE,
    &status_codes::delete_without_204::RULE,
    &status_codes::error_inside_200::RULE,
    &status_codes::forbidden_answers_401::RULE,
    &status_codes::malformed_answers_422::RULE,
    &status_codes::no_client_error_declared::RULE,
    &status_codes::no_content_with_body::RULE,
    &status_codes::not_found_undeclared::RULE,
    &status_codes::precondition_undeclared::RULE,
    &status_codes::refusal_undeclared::RULE,
    &status_codes::status_unfit_for_method::RULE,
    &status_codes::unauthenticated_answers_403::RULE,
    &status_codes::validation_answers_400::RULE,
    &status_codes::validation_undeclared::RULE,
    &errors::errors_not_problem_details::RULE,
    &errors::field_errors_without_pointers::RULE,
    &errors::generic_message::RULE,
    &errors::stack_trace_leaked::RULE,
    &collections::no_filter::RULE,
    &collections::no_next_link::RULE,
    &collections::no_page_limit::RULE,
    &collections::offset_on_large_set::RULE,
    &collections::related_one_by_one::RULE,
    &collections::top_level_array::RULE,
    &collections::unknown_parameter_ignored::RULE,
    &collections::unpaginated_collection::RULE,
    &caching::cacheability_undeclared::RULE,
    &caching::lost_update_possible::RULE,
    &caching::no_validator::RULE,
    &caching::precondition_optional::RULE,
    &caching::private_data_in_shared_cache::RULE,
    &caching::vary_missing::RULE,
    &caching::weak_validator_for_writes::RULE,
    &idempotency::key_life_too_short::RULE,
    &idempotency::payment_without_key::RULE,
    &idempotency::unsafe_create_without_key::RULE,
    &authentication::api_key_in_browser::RULE,
    &authentication::key_in_query::RULE,
    &authentication::no_way_to_authenticate::RULE,
    &authentication::personal_data_public::RULE,
    &authentication::plain_http::RULE,
    &authentication::write_without_authentication::RULE,
    &cors::cors_header_not_allowed::RULE,
    &cors::cors_headers_not_exposed::RULE,
    &cors::cors_insecure_origin::RULE,
    &cors::cors_method_not_allowed::RULE,
    &cors::cors_no_max_age::RULE,
    &cors::cors_null_origin::RULE,
    &cors::cors_origin_malformed::RULE,
    &cors::cors_reflected_origin::RULE,
    &cors::cors_wildcard_with_credentials::RULE,
    &cors::known_page_refused::RULE,
    &traffic::limit_headers_missing::RULE,
    &traffic::no_rate_limit::RULE,
    &traffic::no_retry_after::RULE,
    &evolution::unversioned::RULE,
    &evolution::version_misplaced::RULE,
    &representations::content_type_passed_over::RULE,
    &representations::dates_not_rfc3339::RULE,
    &representations::enum_case_mixed::RULE,
    &representations::example_unfit::RULE,
    &representations::field_case_mixed::RULE,
    &representations::guessable_identifier::RULE,
    &representations::identifier_kinds_mixed::RULE,
    &representations::mass_assignment::RULE,
    &representations::money_as_float::RULE,
    &representations::privileged_field_writable::RULE,
    &representations::required_read_only::RULE,
    &representations::secret_readable::RULE,
    &representations::server_field_writable::RULE,
    &documentation::api_without_summary::RULE,
    &documentation::endpoint_without_summary::RULE,
    &documentation::field_without_example::RULE,
    &documentation::field_without_note::RULE,
    &documentation::resource_without_note::RULE,
    &fit::brief_unanswered::RULE,
];

/// Reviews a design with every rule.
pub fn review(design: &Design) -> Report {
    Report::of(design, ALL)
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
