//! The claims of a pool's tokens: the base, and the changes of a function on top.

mod base;
mod changes;
#[cfg(feature = "serve")]
mod jwks;
mod jwt;

pub(crate) use base::{Grantee, access, id, machine};
pub(crate) use changes::apply;
#[cfg(feature = "serve")]
pub(crate) use jwks::{jwks, openid_configuration};
pub(crate) use jwt::{Signature, encode};
