//! Bytes in, bytes out: an event's text and where its members lie, and the answer laid over it.

pub(crate) mod envelope;
pub(crate) mod json;
pub(crate) mod overlay;
pub(crate) mod secret;
pub(crate) mod unreadable;
