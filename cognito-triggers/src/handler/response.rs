//! The way from what a handler returned to response members, which is the same for every trigger.

/// Defines a trigger's `Handles` and `respond` over its own `IntoResponse`.
///
/// The type and its bound come from the caller, and so does `IntoResponse` with its `impl` for `Result`: rustc
/// points at them, and would add a line about this macro.
macro_rules! responds {
    ({ $($bound:tt)+ }) => {
        /// A handler's return type, for the attribute.
        pub trait Handles: $crate::handler::Describe {
            /// The type as the function states it.
            $($bound)+
        }

        /// Turns what a handler returned into response members: what the attribute calls.
        ///
        /// # Errors
        ///
        /// As [`IntoResponse::write`].
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
