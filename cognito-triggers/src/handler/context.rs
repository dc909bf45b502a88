//! The context as a handler's parameter.

use lambda_runtime::Context;

use crate::spec::sealed::Sealed;

/// The `Context` of `lambda_runtime`, which a handler may take by reference.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is named like `lambda_runtime`'s `Context`, but is another type",
    label = "not `lambda_runtime`'s `Context`",
    note = "write `&cognito_triggers::Context`; if this is the router's state, give the type another name, such as `App`"
)]
pub trait IsContext: Sealed {
    #[doc(hidden)]
    fn of(context: &Context) -> &Self;
}

impl Sealed for Context {}

impl IsContext for Context {
    fn of(context: &Context) -> &Self {
        context
    }
}
