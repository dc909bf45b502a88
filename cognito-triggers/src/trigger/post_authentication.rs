//! Post authentication: after a sign-in has succeeded, before its tokens are handed out.
//!
//! ```
//! use cognito_triggers::prelude::*;
//!
//! #[post_authentication]
//! async fn record(event: post_authentication::Event<'_>) -> Result<()> {
//!     tracing::info!(new_device = event.new_device_used(), "a user signed in");
//!     Ok(())
//! }
//! # fn main() {}
//! ```
//!
//! The page of [`#[post_authentication]`](macro@crate::post_authentication) says what may be listed, returned and refused.

use crate::spec::scope::AnySource;
pub use crate::spec::scope::marker::post_authentication::*;
pub use crate::trigger::no_response::IntoResponse;

/// A post authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PostAuthenticationTrigger, S>;

crate::handler::param::takes_events!(
    PostAuthenticationTrigger,
    "`{Self}` is not an event of the `PostAuthentication` trigger",
    "write `post_authentication::Event<'_>`, or after `'_` a source of the trigger; or an enum with `#[derive(FromEvent)]`, whose variants each hold such an event"
);
