//! The pieces that every macro is made with: they know of no macro.

pub(crate) mod call;
pub(crate) mod errors;
pub(crate) mod spec;
pub(crate) mod tokens;
