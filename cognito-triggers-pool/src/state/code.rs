//! A code that a message brought to a user.

use super::clock::Time;
use crate::record::Medium;

/// The purpose of a code. A user has at most one code of each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    SignUp,
    ForgotPassword,
    /// Verifies an attribute, by its name.
    Attribute(&'static str),
}

#[derive(Clone)]
pub(crate) struct Code {
    pub(crate) text: String,
    pub(crate) expires: Time,
    pub(crate) medium: Medium,
}
