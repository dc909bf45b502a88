//! Values that Cognito keeps as strings.

/// What becomes a string value: whatever is `Into<String>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text, and Cognito keeps strings only",
    label = "not a text",
    note = "write `.to_string()`; of an `Option`, take the text out first; a `Secret` is no text, unless `.expose()` makes it public"
)]
pub trait IntoText {
    /// The string.
    fn into_text(self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Into<String>> IntoText for T {
    fn into_text(self) -> String {
        self.into()
    }
}
