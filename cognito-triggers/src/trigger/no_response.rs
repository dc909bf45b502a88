//! Triggers that have no response: Cognito reads nothing of what comes back but whether it is an
//! error.

use std::marker::PhantomData;

use crate::handler::Describe;
use crate::handler::error::{Error, HandlerError};
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;

/// What a handler of a trigger without a response may return: `()`, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of this trigger, which has none",
    label = "Cognito reads nothing of this",
    note = "return `()`, or `Result<()>` and refuse with `deny!(\"..\")`; a custom sender sends its message itself"
)]
pub trait IntoResponse {
    /// Lets the event pass, or fails.
    ///
    /// # Errors
    ///
    /// The handler returned an error.
    fn pass(self) -> Result<(), Error>;
}

impl IntoResponse for () {
    fn pass(self) -> Result<(), Error> {
        Ok(())
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    fn pass(self) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.pass()
    }
}

/// A handler's return type, for the attribute.
pub trait Handles: Describe {
    /// The type as the function states it.
    type Response: IntoResponse;
}

/// Sets nothing: what the attribute calls.
///
/// # Errors
///
/// The handler returned an error.
pub fn respond<H: Handles>(_: &Envelope<'_>, response: H::Response) -> Result<Overlay, Error> {
    response.pass()?;
    Ok(Overlay::default())
}

/// There is nothing to check: what the attribute evaluates at the return type.
pub const fn check<H: Handles>(_: PhantomData<H>) {}
