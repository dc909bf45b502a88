//! `deny!`, which refuses with a text for the end user.

use crate::handler::error::Error;
use crate::spec::sealed::Sealed;

/// Returns from the handler with a refusal whose text the end user reads.
///
/// The arguments are those of [`format!`].
///
/// ```
/// use cognito_triggers::prelude::*;
///
/// fn check(email: &str) -> Result<()> {
///     if !email.ends_with("@example.com") {
///         deny!("Only example.com addresses may sign up");
///     }
///     Ok(())
/// }
///
/// assert!(check("ines@example.org").unwrap_err().is_denial());
/// ```
#[macro_export]
macro_rules! deny {
    ($($text:tt)*) => { $crate::__private::deny!($crate; $($text)*) };
}

/// A return type of functions that use [`deny!`](crate::deny).
#[diagnostic::on_unimplemented(
    message = "`deny!` returns an error, but this function returns `{Self}`",
    label = "the function returns `{Self}`",
    note = "return `Result<{Self}>` from the function"
)]
pub trait Deniable: Sealed {
    #[doc(hidden)]
    fn denied(error: Error) -> Self;
}

impl<T, E: From<Error>> Deniable for Result<T, E> {
    fn denied(error: Error) -> Self {
        Err(error.into())
    }
}
