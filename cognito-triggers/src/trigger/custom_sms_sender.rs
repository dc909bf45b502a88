//! Custom SMS sender: the function sends the SMS, and Cognito sends none.
//!
//! ```
//! use cognito_triggers::prelude::*;
//!
//! #[custom_sms_sender]
//! async fn send(event: custom_sms_sender::Event<'_>) -> Result<()> {
//!     if let Some(code) = event.code() {
//!         enqueue(code.as_base64()).await?;
//!     }
//!     Ok(())
//! }
//! # async fn enqueue(_: &str) -> std::io::Result<()> { Ok(()) }
//! # fn main() {}
//! ```
//!
//! The page of [`#[custom_sms_sender]`](macro@crate::custom_sms_sender) says what to list, return and refuse.

pub use crate::spec::scope::marker::custom_sms_sender::*;
use crate::spec::scope::{AnySource, SourceOf};
pub use crate::trigger::no_response::IntoResponse;
pub use crate::trigger::sender::EncryptedCode;

/// A custom SMS sender event, from any source of the trigger or from the source `S`.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, CustomSMSSenderTrigger, S>;

crate::handler::param::takes_events!(
    CustomSMSSenderTrigger,
    "`{Self}` is not an event of the `CustomSMSSender` trigger",
    "write `custom_sms_sender::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<CustomSMSSenderTrigger>> Event<'_, S> {
    /// Returns the encrypted code, or `None` where the event has none.
    ///
    /// A null code was never observed. It is expected for an invitation without a password
    /// ([`AdminCreateUser`]), which Cognito sends in pools with passwordless sign-in: then there is
    /// nothing to decrypt, and the message still has to go out.
    pub fn code(&self) -> Option<EncryptedCode<'_>> {
        EncryptedCode::of_event(self.envelope())
    }
}
