//! Facts about Cognito: its triggers, their sources, and the limits and rules of its API.
//!
//! This is the lowest layer: it imports none of the others.

#[macro_use]
mod table;

pub(crate) mod convert;
pub(crate) mod limits;
pub(crate) mod open_enum;
pub mod rules;
pub(crate) mod scope;
pub(crate) mod source;
pub(crate) mod version;
