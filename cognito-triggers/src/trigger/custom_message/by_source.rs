//! A text for each source: one for all, or one for invitations and one for the others.

use std::fmt;

use super::part::{HtmlValue, PlacedValue};
use super::text::Text;
use crate::spec::source::Source;

/// The body of an e-mail, or the text of an SMS.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct BySource {
    text: Text,
    /// The text for sources other than `AdminCreateUser`, if they have one of their own.
    without_username: Option<Text>,
}

impl BySource {
    /// Makes a text that is the same for each source.
    pub(super) fn same(text: Text) -> Self {
        Self { text, without_username: None }
    }

    /// Keeps the text for invitations, and puts an HTML value in place of the user name for the
    /// other sources.
    pub(super) fn with_html(self, value: &dyn HtmlValue, placed: &dyn PlacedValue) -> Self {
        Self { without_username: Some(self.text.html_with_username(value, placed)), text: self.text }
    }

    /// Keeps the text for invitations, and puts a value in place of the user name for the other
    /// sources.
    pub(super) fn with_plain(self, value: &dyn fmt::Display) -> Self {
        Self { without_username: Some(self.text.sms_with_username(value)), text: self.text }
    }

    pub(super) fn with_line_breaks(self) -> Self {
        Self {
            text: self.text.with_line_breaks(),
            without_username: self.without_username.map(Text::with_line_breaks),
        }
    }

    /// Returns the text for this source.
    pub(super) fn of(&self, source: Option<Source>) -> &Text {
        match &self.without_username {
            Some(text) if source != Some(Source::CustomMessageAdminCreateUser) => text,
            _ => &self.text,
        }
    }

    /// Keeps the text for this source alone.
    pub(super) fn into_same(self, source: Source) -> Self {
        match self.without_username {
            Some(text) if source != Source::CustomMessageAdminCreateUser => Self::same(text),
            _ => Self::same(self.text),
        }
    }

    /// Returns the text. The caller knows that there is only one.
    pub(super) fn only(&self) -> &Text {
        &self.text
    }
}

impl fmt::Debug for BySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.without_username {
            None => fmt::Debug::fmt(self.text.as_str(), f),
            Some(text) => f
                .debug_struct("BySource")
                .field("AdminCreateUser", &self.text.as_str())
                .field("others", &text.as_str())
                .finish(),
        }
    }
}
