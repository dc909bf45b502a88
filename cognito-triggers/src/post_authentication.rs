//! Post authentication: after a sign-in succeeded, before its tokens are handed out.
//!
//! See the attribute [`post_authentication`](macro@crate::post_authentication).

use crate::event::AnySource;
pub use crate::source::marker::post_authentication::*;
pub use crate::no_response::{Handles, IntoResponse, check, respond};


/// A post authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PostAuthenticationTrigger, S>;

crate::check::takes_events!(
    PostAuthenticationTrigger,
    { E: IsEvent<'a> },
    "`{Self}` is not an event of the `PostAuthentication` trigger",
    "write `post_authentication::Event<'_>`, or an enum of such events with `#[derive(FromEvent)]`"
);

