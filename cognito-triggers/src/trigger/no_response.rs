//! The return types for triggers without a response: `()`, or a `Result` of it.
//!
//! Cognito reads only whether the function failed.

use crate::handler::error::{Error, HandlerError};
use crate::spec::sealed::Sealed;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;

/// A return type of handlers for a trigger without a response: `()`, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of this trigger, which has none",
    label = "Cognito does not read this",
    note = "return `()`, or return `Result<()>` and refuse with `deny!(\"..\")`; a custom sender sends its message itself"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for () {
    fn write(self, _: &Envelope<'_>, _: &mut Overlay) -> Result<(), Error> {
        Ok(())
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}
