//! Roundtrip's pure core.
