//! Values that Cognito keeps as strings.

/// A value that becomes a string: any type that is `Into<String>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text: Cognito stores only strings",
    label = "not a text",
    note = "add `.to_string()` to a number or a boolean; for an `Option`, take the text out first; a `Secret` is not a text, unless `.expose()` makes it public"
)]
pub trait IntoText {
    /// Converts the value into a string.
    fn into_text(self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Into<String>> IntoText for T {
    fn into_text(self) -> String {
        self.into()
    }
}
