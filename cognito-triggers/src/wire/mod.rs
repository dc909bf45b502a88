//! Bytes in, bytes out: the members of an event in its text, and the answer laid over that text.

pub(crate) mod envelope;
pub(crate) mod json;
mod kept;
pub(crate) mod overlay;
pub(crate) mod secret;
pub(crate) mod unreadable;
