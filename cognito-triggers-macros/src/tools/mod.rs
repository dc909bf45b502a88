//! The pieces that every macro is made with. None of them knows a macro, and none imports another.

pub(crate) mod call;
pub(crate) mod carets;
pub(crate) mod errors;
pub(crate) mod spec;
pub(crate) mod tokens;
