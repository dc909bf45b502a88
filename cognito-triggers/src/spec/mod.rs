//! Facts about Cognito: its triggers, their sources, and the limits and rules of its API.
//!
//! This is the lowest layer: it imports none of the others.
//!
//! - `table` lists every trigger and every source; `source` and `scope` are made from it.
//! - `rules` has the lengths and the characters of a message's texts.
//! - `attribute` has the names and the values that user attributes may have.
//! - `version` has the layouts of a token generation event.
//! - `open_enum` makes enums for names to which Cognito adds.
//! - `sealed` marks the types that may have this crate's traits.

#[macro_use]
mod table;

pub(crate) mod attribute;
pub(crate) mod convert;
pub(crate) mod open_enum;
pub mod rules;
pub(crate) mod scope;
pub(crate) mod sealed;
pub(crate) mod source;
pub(crate) mod version;
