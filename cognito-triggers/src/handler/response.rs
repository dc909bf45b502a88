//! The conversion of a handler's result into response members, which is the same for every trigger.

/// Defines a trigger's `Handles` and `respond` over its own `IntoResponse`.
///
/// The type and its bound come from the caller, and so does `IntoResponse` with its `impl` for
/// `Result`: rustc points at them and would otherwise add a line about this macro.
macro_rules! responds {
    ({ $($bound:tt)+ }) => {
        /// The return type of a handler, as its attribute records it.
        pub trait Handles: $crate::handler::Describe {
            /// The type that the function states.
            $($bound)+
        }

        /// Turns the result of a handler into response members. The code that the attribute writes
        /// calls this.
        ///
        /// # Errors
        ///
        /// Fails as [`IntoResponse::write`] does.
        pub fn respond<H: Handles>(
            envelope: &$crate::wire::envelope::Envelope<'_>,
            response: H::Response,
        ) -> Result<$crate::wire::overlay::Overlay, $crate::handler::error::Error> {
            let mut overlay = $crate::wire::overlay::Overlay::default();
            response.write(envelope, &mut overlay)?;
            Ok(overlay)
        }
    };
}
pub(crate) use responds;
