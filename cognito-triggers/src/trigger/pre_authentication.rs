//! Pre authentication: runs before a sign-in, which it can deny.
//!
//! ```
//! use cognito_triggers::prelude::*;
//!
//! #[pre_authentication]
//! async fn allow(event: pre_authentication::Event<'_>) -> Result<()> {
//!     if is_locked(event.user_name()) {
//!         deny!("This account is locked");
//!     }
//!     Ok(())
//! }
//! # fn is_locked(_: &str) -> bool { false }
//! # fn main() {}
//! ```
//!
//! The page of [`#[pre_authentication]`](macro@crate::pre_authentication) says what to list, return and refuse.

use crate::spec::scope::AnySource;
pub use crate::spec::scope::marker::pre_authentication::*;
pub use crate::trigger::no_response::IntoResponse;

/// A pre authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PreAuthenticationTrigger, S>;

crate::handler::param::takes_events!(
    PreAuthenticationTrigger,
    "`{Self}` is not an event of the `PreAuthentication` trigger",
    "write `pre_authentication::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);
