//! Pre authentication: before a sign-in. Denying here denies the sign-in.
//!
//! See the attribute [`pre_authentication`](macro@crate::pre_authentication).

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
