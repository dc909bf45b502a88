//! Post authentication: runs after a sign-in has succeeded, before its tokens are handed out.
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
//! The page of [`#[post_authentication]`](macro@crate::post_authentication) says what to list, return and refuse.

use crate::spec::scope::AnySource;
pub use crate::spec::scope::marker::post_authentication::*;
pub use crate::trigger::no_response::IntoResponse;

/// A post authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PostAuthenticationTrigger, S>;

crate::handler::param::takes_events!(
    PostAuthenticationTrigger,
    "`{Self}` is not an event of the `PostAuthentication` trigger",
    "write `post_authentication::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);
