//! The requests of the API, read from its JSON: members, types and constraints.

mod admin;
mod member;
mod self_service;
mod sign_in;

pub(crate) use admin::*;
pub(crate) use member::{Attributes, Member, Metadata, Password, Texts, Username};
pub(crate) use self_service::*;
pub(crate) use sign_in::*;

/// A request that can be read from the API's JSON.
pub(crate) trait Request: Sized {
    /// Reads the members of a request. Unknown members are ignored, as AWS's JSON protocol has it.
    fn read(body: &crate::event::Object) -> Result<Self, crate::error::ApiError>;
}

/// Defines requests: each member with its type and its name in the API.
macro_rules! requests {
    ($($Request:ident { $($field:ident: $Type:ty = $name:literal,)* })+) => {$(
        #[derive(Clone, Debug)]
        pub(crate) struct $Request {
            $(pub(crate) $field: $Type,)*
        }

        impl $crate::request::Request for $Request {
            fn read(body: &$crate::event::Object) -> Result<Self, $crate::error::ApiError> {
                Ok(Self { $($field: $crate::request::Member::read(body.get($name), $name)?,)* })
            }
        }
    )+};
}

use requests;
