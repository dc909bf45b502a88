//! Bytes in, bytes out: the members of an event in its text, and the answer laid over that text.
//!
//! - `envelope` lists the members that an event may have, and finds them. `members` walks the objects in it, and `json`
//!   reads the values.
//! - `overlay` makes the answer.
//! - `secret` holds passwords, codes and answers, and compares them.
//! - `unreadable` describes a payload that is not an event.

pub(crate) mod envelope;
pub(crate) mod json;
mod kept;
pub(crate) mod members;
pub(crate) mod overlay;
pub(crate) mod secret;
pub(crate) mod unreadable;
