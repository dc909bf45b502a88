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
///
/// Since it returns, it is not for arguments: `option.ok_or(deny!("..."))?` would refuse everybody. There, make
/// the error with [`Error::deny`](crate::Error::deny):
///
/// ```
/// use cognito_triggers::pre_sign_up::Event;
/// use cognito_triggers::prelude::*;
///
/// #[pre_sign_up(SignUp)]
/// fn check(event: Event<'_>) -> Result<()> {
///     let attributes = event.user_attributes();
///     attributes.email().ok_or_else(|| Error::deny("Sign up with your e-mail address"))?;
///     Ok(())
/// }
/// # fn main() {}
/// ```
///
/// rustc warns of the mistake (`unreachable_code`):
///
/// ```compile_fail
/// #![deny(unreachable_code)]
/// use cognito_triggers::prelude::*;
///
/// fn check(email: Option<&str>) -> Result<()> {
///     email.ok_or(deny!("Sign up with your e-mail address"))?;
///     Ok(())
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! deny {
    // Here, since rustc would name the inner macro.
    () => { $crate::__private::compile_error!("a denial needs a text, since the end user reads it\nhelp: write `deny!(\"Only example.com addresses may sign up.\")`") };
    ($($text:tt)*) => { $crate::__private::deny!($crate; $($text)*) };
}

/// A return type of functions that use [`deny!`](crate::deny).
#[diagnostic::on_unimplemented(
    message = "`deny!` returns an error, but this function returns `{Self}`",
    label = "the function returns `{Self}`",
    note = "return `Result<{Self}>` from the function; in a closure, deny outside of it: `let Some(email) = email else {{ deny!(\"..\") }};`"
)]
pub trait Deniable: Sealed {
    #[doc(hidden)]
    fn denied(error: Error) -> Self;
}

impl<T, E: FromDenial> Deniable for Result<T, E> {
    fn denied(error: Error) -> Self {
        Err(E::from_denial(error))
    }
}

/// An error of functions that use [`deny!`](crate::deny): this crate's, or one that is made from it.
#[diagnostic::on_unimplemented(
    message = "`deny!` returns this crate's error, and this function returns `{Self}` as its error",
    label = "the function's error is `{Self}`",
    note = "return `cognito_triggers::prelude::Result<_>` from the function: its error takes any other error by `?`"
)]
pub trait FromDenial: Sized {
    #[doc(hidden)]
    fn from_denial(error: Error) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Error>> FromDenial for E {
    fn from_denial(error: Error) -> Self {
        error.into()
    }
}
