//! Facts about Cognito: its triggers, their sources, and the limits and rules of its API.
//!
//! This is the lowest layer: it imports none of the others.
//!
//! - `table` lists every trigger and every source; `source` and `scope` are made from it.
//! - `rules` has the lengths and the characters of a message's texts.
//! - `slot` is the place of a value in the HTML of an e-mail, and `html` finds it.
//! - `attribute` has the names and the values that user attributes may have.
//! - `characters` has those that an e-mail may have, and `places` what may stand where in a text.
//! - `unicode` has the code points that Unicode does not assign.
//! - `version` has the layouts of a token generation event.
//! - `open_enum` makes enums for names to which Cognito adds.
//! - `sealed` marks the types that may have this crate's traits.

#[macro_use]
mod table;

pub(crate) mod attribute;
pub(crate) mod characters;
pub(crate) mod convert;
pub(crate) mod html;
pub(crate) mod open_enum;
#[allow(dead_code, reason = "the macro crate uses the rest")]
pub(crate) mod places;
pub mod rules;
pub(crate) mod scope;
pub(crate) mod sealed;
pub(crate) mod slot;
pub(crate) mod source;
pub(crate) mod unicode;
pub(crate) mod version;
