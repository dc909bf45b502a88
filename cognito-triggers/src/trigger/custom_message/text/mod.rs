//! A text with its placeholders: built from parts, filled in for an event or for a user.

mod checked;
mod draft;

use std::borrow::Cow;
use std::fmt::{self, Display, Write};
use std::ops::Range;

use crate::spec::html::Scanner;
use crate::spec::rules::Rule;
use crate::spec::slot::Slot;
use crate::trigger::custom_message::escape::{Escaping, header, one_line};
use crate::trigger::custom_message::part::{HtmlValue, Part, PlacedValue};
use crate::trigger::custom_message::placed::Unwritten;
use crate::trigger::custom_message::placeholder::Placeholder;
use crate::wire::envelope::Envelope;
use draft::{Draft, broken_rule};

/// A text with its placeholders, as Cognito's events usually spell them.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::trigger::custom_message) struct Text {
    #[allow(clippy::struct_field_names, reason = "it is the text, beside what is known of it")]
    text: Cow<'static, str>,
    marks: Vec<Mark>,
    /// The rule that a value broke, so that the text is not what was meant.
    flaw: Option<Rule>,
    /// Its line breaks are meant.
    has_line_breaks: bool,
}

/// The place of a placeholder.
#[derive(Clone, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    placeholder: Placeholder,
    /// Whether this is a link with a text of its own, which the event does not change.
    labelled: bool,
}

impl Mark {
    /// Moves the mark to its place after `out`, which has the text up to `copied`.
    fn move_by(&mut self, out: &str, copied: usize) {
        let start = out.len() + self.range.start - copied;
        self.range = start..start + self.range.len();
    }
}

impl Text {
    /// Makes the text of an e-mail's body.
    pub(in crate::trigger::custom_message) fn html(parts: &[Part<'_, dyn HtmlValue + '_>]) -> Self {
        Self::assemble(parts, "&#123;", HtmlValue::write_html)
    }

    /// Makes the text of an SMS.
    pub(in crate::trigger::custom_message) fn sms(parts: &[Part<'_, dyn Display + '_>]) -> Self {
        Self::assemble(parts, "(", |value, out| write!(Escaping { out, escape: one_line }, "{value}"))
    }

    /// Makes the subject of an e-mail, which has no placeholders.
    pub(in crate::trigger::custom_message) fn subject(parts: &[Part<'_, dyn Display + '_>]) -> Self {
        Self::assemble(parts, "(", |value, out| write!(Escaping { out, escape: header }, "{value}"))
    }

    /// The body with an HTML value in the place of the user name.
    pub(in crate::trigger::custom_message) fn html_with_username(
        &self,
        value: &dyn HtmlValue,
        placed: &dyn PlacedValue,
    ) -> Self {
        self.with_username("&#123;", |before, out| match slot_after(before) {
            Slot::TEXT => Ok(value.write_html(out)?),
            slot => placed.write_placed(slot, out),
        })
    }

    /// Returns the text of an SMS with a value in place of the user name.
    pub(in crate::trigger::custom_message) fn sms_with_username(&self, value: &dyn Display) -> Self {
        self.with_username("(", |_, out| Ok(write!(Escaping { out, escape: one_line }, "{value}")?))
    }

    /// Writes the value once for each place of the user name; `write` sees the text before it.
    fn with_username(&self, brace: &str, write: impl Fn(&str, &mut String) -> Result<(), Unwritten>) -> Self {
        let mut flaw = self.flaw;
        let mut text = String::with_capacity(self.text.len() + 24);
        let mut marks = Vec::new();
        let mut copied = 0;
        for mark in &self.marks {
            text.push_str(&self.text[copied..mark.range.start]);
            copied = mark.range.end;
            if mark.placeholder == Placeholder::Username {
                if let Err(reason) = write(&self.text[..mark.range.start], &mut text) {
                    flaw = flaw.or(Some(broken_rule(reason, "username")));
                }
            } else {
                let start = text.len();
                text.push_str(&self.text[mark.range.clone()]);
                marks.push(Mark { range: start..text.len(), ..mark.clone() });
            }
        }
        text.push_str(&self.text[copied..]);
        let mut this = Self { text: Cow::Owned(text), marks, flaw, has_line_breaks: self.has_line_breaks };
        this.neutralize(brace);
        this
    }

    /// Makes a text without placeholders.
    pub(in crate::trigger::custom_message) fn plain(text: Cow<'static, str>) -> Self {
        Self { text, marks: Vec::new(), flaw: None, has_line_breaks: false }
    }

    /// The rule that a value broke where it stands.
    pub(in crate::trigger::custom_message) fn flaw(&self) -> Option<Rule> {
        self.flaw
    }

    /// Whether its line breaks are meant.
    pub(in crate::trigger::custom_message) fn has_line_breaks(&self) -> bool {
        self.has_line_breaks
    }

    pub(in crate::trigger::custom_message) fn with_line_breaks(self) -> Self {
        Self { has_line_breaks: true, ..self }
    }

    fn assemble<V: ?Sized>(
        parts: &[Part<'_, V>],
        brace: &str,
        write: impl Fn(&V, &mut String) -> fmt::Result,
    ) -> Self {
        if let [Part::Text(literal)] = parts {
            return Self::plain(Cow::Borrowed(literal));
        }
        let literal = |part: &Part<'_, V>| match part {
            Part::Text(text) | Part::LinkText(text) => text.len(),
            _ => 24,
        };
        let mut draft = Draft::with_capacity(parts.iter().map(literal).sum());
        for part in parts {
            match part {
                Part::Text(literal) => draft.text.push_str(literal),
                Part::Value(value) => {
                    let written = write(value, &mut draft.text);
                    draft.value(written);
                }
                Part::Placed { value, slot, name } => draft.placed(*value, *slot, name),
                Part::CodePlaceholder => draft.placeholder(Placeholder::Code),
                Part::UsernamePlaceholder => draft.placeholder(Placeholder::Username),
                Part::LinkPlaceholder => draft.placeholder(Placeholder::Link),
                Part::LinkText(label) => draft.link(label),
            }
        }
        draft.finish(brace)
    }

    /// Replaces each `{` that would read as a placeholder together with the text after it. It takes one
    /// pass, since users decide how long the values are.
    fn neutralize(&mut self, brace: &str) {
        if !self.has_brace_outside_marks() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let mut out = String::new();
        let mut copied = 0;
        let mut marks = self.marks.iter_mut().peekable();
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at] == b'{') {
            while let Some(mark) = marks.next_if(|mark| mark.range.end <= at) {
                mark.move_by(&out, copied);
            }
            let in_mark = marks.peek().is_some_and(|mark| mark.range.contains(&at));
            let behind = &text[at + 1..];
            if !in_mark && (behind.starts_with("##") || behind.starts_with("username")) {
                out.push_str(&text[copied..at]);
                out.push_str(brace);
                copied = at + 1;
            }
        }
        for mark in marks {
            mark.move_by(&out, copied);
        }
        self.text = if copied == 0 {
            text
        } else {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        };
    }

    fn has_brace_outside_marks(&self) -> bool {
        let text = self.text.as_bytes();
        let mut start = 0;
        let has = |mark: &Mark| {
            let between = &text[start..mark.range.start];
            start = mark.range.end;
            between.contains(&b'{')
        };
        self.marks.iter().any(has) || text[start..].contains(&b'{')
    }

    /// Returns the text with Cognito's usual placeholders.
    pub(in crate::trigger::custom_message) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the text with this event's placeholders. It is not copied if they are the usual ones.
    pub(in crate::trigger::custom_message) fn for_event<'t>(
        &'t self,
        envelope: &'t Envelope<'_>,
    ) -> Cow<'t, str> {
        self.replace(
            |mark, usual| {
                if mark.labelled { Cow::Borrowed(usual) } else { mark.placeholder.parameter(envelope) }
            },
        )
    }

    /// Returns the text with other texts in place of the placeholders.
    fn replace<'t>(&'t self, with: impl Fn(&Mark, &'t str) -> Cow<'t, str>) -> Cow<'t, str> {
        let mut out = String::new();
        let mut copied = 0;
        for mark in &self.marks {
            let usual = &self.text[mark.range.clone()];
            let new = with(mark, usual);
            if new != usual {
                out.push_str(&self.text[copied..mark.range.start]);
                out.push_str(&new);
                copied = mark.range.end;
            }
        }
        if copied == 0 {
            return Cow::Borrowed(&self.text);
        }
        out.push_str(&self.text[copied..]);
        Cow::Owned(out)
    }

    /// Returns the length, in UTF-16 units, of the text that the user gets, with values of these lengths.
    pub(in crate::trigger::custom_message) fn delivered_length(
        &self,
        code: usize,
        user_name: usize,
    ) -> usize {
        let usual = self.text.encode_utf16().count();
        self.marks.iter().fold(usual, |length, mark| match mark.placeholder {
            Placeholder::Code => length - mark.range.len() + code,
            Placeholder::Username => length - mark.range.len() + user_name,
            Placeholder::Link => length,
        })
    }

    /// Returns the text that the user gets.
    pub(in crate::trigger::custom_message) fn delivered(&self, code: &str, user_name: &str) -> String {
        let replaced = self.replace(|mark, usual| match mark.placeholder {
            Placeholder::Code => Cow::Owned(code.to_owned()),
            Placeholder::Username => Cow::Owned(user_name.to_owned()),
            Placeholder::Link => {
                let label = usual.trim_start_matches("{##").trim_end_matches("##}");
                Cow::Owned(format!(r#"<a href="{code}">{label}</a>"#))
            }
        });
        replaced.into_owned()
    }
}

/// The place at the end of an HTML text. A place in a tag needs a word of intent, so few texts are
/// read.
fn slot_after(text: &str) -> Slot {
    if text.rfind(['<', '>']).is_none_or(|at| text[at..].starts_with('>')) {
        return Slot::TEXT;
    }
    let mut scanner = Scanner::new();
    scanner.read(text);
    scanner.pass_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(parts: &[Part<'_, dyn HtmlValue + '_>]) -> String {
        Text::html(parts).as_str().to_owned()
    }

    #[test]
    fn a_value_brings_no_placeholder_whatever_is_behind_it() {
        for (value, expected) in [
            ("{####}", "&#123;####}{####}"),
            ("{username}", "&#123;username}{####}"),
            ("{##Click##}", "&#123;##Click##}{####}"),
            ("{", "{{####}"),
            ("{#", "{#{####}"),
        ] {
            assert_eq!(html(&[Part::Value(&value), Part::CodePlaceholder]), expected);
        }
        // A placeholder can be split between a value and the literal after it.
        assert_eq!(html(&[Part::Value(&"{"), Part::Text("####}")]), "&#123;####}");
        assert_eq!(html(&[Part::Value(&"{"), Part::Value(&"username}")]), "&#123;username}");
    }

    #[test]
    fn marks_stay_at_their_placeholders_when_values_grow() {
        let text = Text::html(&[
            Part::Value(&"{####}<"),
            Part::CodePlaceholder,
            Part::Value(&"{username}"),
            Part::UsernamePlaceholder,
        ]);
        assert_eq!(text.delivered("490215", "ines"), "&#123;####}&lt;490215&#123;username}ines");
    }

    #[test]
    fn a_link_keeps_its_words() {
        let text = Text::html(&[Part::LinkText("Confirm"), Part::Text(" "), Part::LinkPlaceholder]);
        assert_eq!(text.as_str(), "{##Confirm##} {##Click Here##}");
        assert_eq!(
            text.delivered("https://x", ""),
            r#"<a href="https://x">Confirm</a> <a href="https://x">Click Here</a>"#
        );
    }

    #[test]
    fn an_sms_and_a_subject_stay_on_one_line() {
        assert_eq!(Text::sms(&[Part::Value(&"a\r\nb\u{2028}{####}")]).as_str(), "a  b (####}");
        assert_eq!(Text::subject(&[Part::Value(&"a\tb\u{200b}<{username}")]).as_str(), "a b<(username}");
    }

    #[test]
    fn a_value_that_cannot_print_itself_breaks_the_text() {
        struct Broken;
        impl Display for Broken {
            fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                Err(fmt::Error)
            }
        }
        assert!(Text::html(&[Part::Value(&Broken)]).flaw().is_some());
        assert!(Text::sms(&[Part::Value(&Broken)]).flaw().is_some());
        assert!(Text::sms(&[Part::Value(&"fine")]).flaw().is_none());
    }

    #[test]
    fn the_delivered_length_counts_utf_16_units() {
        let text = Text::sms(&[Part::Text("ü😀"), Part::CodePlaceholder, Part::UsernamePlaceholder]);
        assert_eq!(text.delivered_length(12, 4), 3 + 12 + 4);
    }
}
