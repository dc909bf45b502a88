//! `deny!`: refuses with a text for the end user.

use crate::handler::error::Error;

/// Refuses: returns from the handler with a text that the end user reads.
///
/// It takes what [`format!`] takes.
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

/// What a function returns that has a [`deny!`](crate::deny) in it.
#[diagnostic::on_unimplemented(
    message = "`deny!` returns an error, and this function returns `{Self}`",
    label = "the function returns `{Self}`",
    note = "return `Result<{Self}>` from the function"
)]
pub trait Deniable {
    /// The denial.
    fn denied(error: Error) -> Self;
}

impl<T, E: From<Error>> Deniable for Result<T, E> {
    fn denied(error: Error) -> Self {
        Err(error.into())
    }
}

/// What `deny!` returns.
pub fn denied<R: Deniable>(error: Error) -> R {
    R::denied(error)
}
