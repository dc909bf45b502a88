//! Custom SMS sender: the function sends the message itself, and Cognito sends none.
//!
//! See the attribute [`custom_sms_sender`](macro@crate::custom_sms_sender).

use crate::envelope::RequestMember;
use crate::event::{AnySource, Scope};
pub use crate::sender::EncryptedCode;
pub use crate::source::marker::custom_sms_sender::*;
pub use crate::unit::{Handles, IntoResponse, check, respond};

/// A custom SMS sender event, from any source of the trigger or from the source `S`.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, CustomSMSSenderTrigger, S>;

impl<S: Scope<CustomSMSSenderTrigger>> Event<'_, S> {
    /// The encrypted code. An event without one does not reach a handler.
    pub fn code(&self) -> EncryptedCode<'_> {
        EncryptedCode::new(self.envelope().secret(RequestMember::Code).unwrap_or(crate::Secret::NONE))
    }
}
