//! Post confirmation: runs after a user is confirmed or has reset a password.
//!
//! The user stays confirmed, whatever the handler does.
//!
//! ```
//! use cognito_triggers::prelude::*;
//!
//! #[post_confirmation(ConfirmSignUp)]
//! async fn welcome(event: post_confirmation::Event<'_>) -> Result<()> {
//!     greet(event.user_name()).await?;
//!     Ok(())
//! }
//! # async fn greet(_: &str) -> std::io::Result<()> { Ok(()) }
//! # fn main() {}
//! ```
//!
//! The page of [`#[post_confirmation]`](macro@crate::post_confirmation) says what to list, return and refuse.

use crate::spec::scope::AnySource;
pub use crate::spec::scope::marker::post_confirmation::*;
pub use crate::trigger::no_response::IntoResponse;

/// A post confirmation event, from either source of the trigger or from the source `S`.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PostConfirmationTrigger, S>;

crate::handler::param::takes_events!(
    PostConfirmationTrigger,
    "`{Self}` is not an event of the `PostConfirmation` trigger",
    "write `post_confirmation::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);
