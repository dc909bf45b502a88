//! Pre authentication: before a sign-in. Denying here denies the sign-in.
//!
//! See the attribute [`pre_authentication`](macro@crate::pre_authentication).

use crate::event::AnySource;
pub use crate::source::marker::pre_authentication::*;
pub use crate::no_response::{Handles, IntoResponse, check, respond};


/// A pre authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PreAuthenticationTrigger, S>;

crate::check::takes_events!(
    PreAuthenticationTrigger,
    { E: IsEvent<'a> },
    "`{Self}` is not an event of the `PreAuthentication` trigger",
    "write `pre_authentication::Event<'_>`, or an enum of such events with `#[derive(FromEvent)]`"
);

