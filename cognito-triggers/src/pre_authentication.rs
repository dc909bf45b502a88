//! Pre authentication: before a sign-in. Denying here denies the sign-in.
//!
//! See the attribute [`pre_authentication`](macro@crate::pre_authentication).

use crate::event::AnySource;
pub use crate::source::marker::pre_authentication::*;
pub use crate::unit::{Handles, IntoResponse, check, respond};

use crate::attributes::Attributes;
use crate::envelope::RequestMember;
use crate::event::Scope;

/// A pre authentication event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PreAuthenticationTrigger, S>;

impl<S: Scope<PreAuthenticationTrigger>> Event<'_, S> {
    /// What the caller of `InitiateAuth` or `AdminInitiateAuth` passed as `ClientMetadata`: Cognito
    /// passes it to this trigger under another name.
    pub fn validation_data(&self) -> Attributes<'_> {
        Attributes::new(self.envelope().request(RequestMember::ValidationData))
    }

    /// Whether there is no such user. Cognito says so only where the app client prevents user
    /// existence errors; treat such an attempt like that of a real user, in text and in time.
    pub fn user_not_found(&self) -> bool {
        self.envelope().user_not_found()
    }
}
