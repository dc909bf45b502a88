//! What Cognito has and accepts: triggers, their sources, the limits and rules of its API.
//!
//! The lowest layer: it imports nothing of the others.

#[macro_use]
mod table;

pub(crate) mod limits;
pub(crate) mod open_enum;
pub mod rules;
pub(crate) mod scope;
pub(crate) mod source;
pub(crate) mod version;
