//! Post authentication: after a sign-in succeeded, before its tokens are handed out.
//!
//! See the attribute [`post_authentication`](macro@crate::post_authentication).

use crate::event::AnySource;
pub use crate::source::marker::post_authentication::*;
pub use crate::unit::{Handles, IntoResponse, check, respond};

use crate::envelope::RequestMember;
use crate::event::Scope;
use crate::json;

/// A post authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PostAuthenticationTrigger, S>;

impl<S: Scope<PostAuthenticationTrigger>> Event<'_, S> {
    /// Whether the user signed in from a new device. `None` where the pool does not say, which it
    /// does only if it remembers devices.
    pub fn new_device_used(&self) -> Option<bool> {
        json::boolean(self.envelope().request(RequestMember::NewDeviceUsed)?)
    }
}
