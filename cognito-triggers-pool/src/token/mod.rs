//! The claims of a pool's tokens: the base, and the changes of a function on top.

mod base;
mod changes;
mod jwt;

pub(crate) use base::{Grantee, access, id, machine};
pub(crate) use changes::apply;
pub(crate) use jwt::encode;
