//! Pre authentication: before a sign-in. A denial here denies the sign-in.
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
//! The page of [`#[pre_authentication]`](macro@crate::pre_authentication) says what may be listed, returned and refused.

use crate::spec::scope::AnySource;
pub use crate::spec::scope::marker::pre_authentication::*;
pub use crate::trigger::no_response::IntoResponse;

/// A pre authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PreAuthenticationTrigger, S>;

crate::handler::param::takes_events!(
    PreAuthenticationTrigger,
    "`{Self}` is not an event of the `PreAuthentication` trigger",
    "write `pre_authentication::Event<'_>`, or after `'_` a source of the trigger; or an enum with `#[derive(FromEvent)]`, whose variants each hold such an event"
);
