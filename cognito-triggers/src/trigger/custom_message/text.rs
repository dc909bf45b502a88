//! A text under construction: literal parts, values, placeholders.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};
use std::ops::Range;

use super::placeholder::{Carried, Placeholder};
use crate::spec::rules::{self, Field, Rule, Violation, is_allowed_in_email};
use crate::wire::envelope::Envelope;

/// A part of a message, as `email!` and `sms!` take their texts apart.
#[derive(Debug)]
pub enum Part<'a, Value: ?Sized> {
    /// Text of the literal.
    Text(&'static str),
    /// A value to insert.
    Value(&'a Value),
    /// `{code}`.
    CodePlaceholder,
    /// `{username}`.
    UsernamePlaceholder,
    /// `{link}`.
    LinkPlaceholder,
    /// `{link:text}`.
    LinkText(&'static str),
}

/// HTML that goes into an e-mail's body as it is.
///
/// Everything else that is put into a body is escaped. What is in here is not: it must not come
/// from a user.
///
/// ```
/// use cognito_triggers::custom_message::Html;
/// use cognito_triggers::email;
///
/// let name = "<b>Ines</b>";
/// let escaped = email!("Hello", "{name}, your code is {code}");
/// assert!(escaped.body().starts_with("&lt;b&gt;Ines"));
///
/// let logo = Html(r#"<img src="https://example.com/logo.png">"#);
/// let verbatim = email!("Hello", "{logo} Your code is {code}");
/// assert!(verbatim.body().starts_with("<img"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Html<T>(pub T);

/// A value for a text from elsewhere, such as a template engine's: `{` becomes `(`, so that it
/// cannot bring a placeholder. What `email!` and `sms!` insert needs no such care.
///
/// ```
/// use cognito_triggers::custom_message::without_placeholders;
///
/// assert_eq!(without_placeholders("R&D {####}"), "R&D (####}");
/// ```
pub fn without_placeholders(value: &str) -> Cow<'_, str> {
    if value.contains('{') { Cow::Owned(value.replace('{', "(")) } else { Cow::Borrowed(value) }
}

/// What can be put into the body of an e-mail: whatever implements [`Display`], escaped, and
/// [`Html`], as it is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be put into a text",
    label = "inserted here",
    note = "insert what implements `Display`: of an `Option`, `name = option.unwrap_or_default()`; of a `Secret`, `name = secret.expose()`"
)]
pub trait HtmlValue {
    /// Appends the value as HTML.
    ///
    /// # Errors
    ///
    /// The value's `Display` fails.
    fn write_html(&self, out: &mut String) -> fmt::Result;
}

#[diagnostic::do_not_recommend]
impl<T: Display + ?Sized> HtmlValue for T {
    fn write_html(&self, out: &mut String) -> fmt::Result {
        write!(Escaping { out, escape: html }, "{self}")
    }
}

impl<T: Display> HtmlValue for Html<T> {
    fn write_html(&self, out: &mut String) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

/// A text with its placeholders, as Cognito's events usually spell them.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Text {
    #[allow(clippy::struct_field_names, reason = "it is the text, beside what is known of it")]
    text: Cow<'static, str>,
    marks: Vec<Mark>,
    /// A value's `Display` failed, so that the text is not what was meant.
    is_broken: bool,
}

/// Where a placeholder stands.
#[derive(Clone, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    placeholder: Placeholder,
    /// A link with a text of its own, which the event does not change.
    labelled: bool,
}

impl Mark {
    /// Moves the mark to where it stands behind `out`, which has the text up to `copied`.
    fn move_by(&mut self, out: &str, copied: usize) {
        let start = out.len() + self.range.start - copied;
        self.range = start..start + self.range.len();
    }
}

impl Text {
    /// The text of an e-mail's body.
    pub(super) fn html(parts: &[Part<'_, dyn HtmlValue + '_>]) -> Self {
        Self::assemble(parts, "&#123;", HtmlValue::write_html)
    }

    /// The text of an SMS.
    pub(super) fn sms(parts: &[Part<'_, dyn Display + '_>]) -> Self {
        Self::assemble(parts, "(", |value, out| write!(Escaping { out, escape: one_line }, "{value}"))
    }

    /// The subject of an e-mail, which has no placeholders.
    pub(super) fn subject(parts: &[Part<'_, dyn Display + '_>]) -> Self {
        Self::assemble(parts, "(", |value, out| write!(Escaping { out, escape: header }, "{value}"))
    }

    /// A text without placeholders.
    pub(super) fn plain(text: Cow<'static, str>) -> Self {
        Self { text, marks: Vec::new(), is_broken: false }
    }

    /// Whether a value failed to print itself.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// A text from elsewhere, with the placeholders as Cognito spells them.
    pub(super) fn checked(
        field: Field,
        text: Cow<'static, str>,
        carried: Carried,
    ) -> Result<Self, Violation> {
        // First, so that what follows has a bound.
        rules::check_length(field, &text)?;
        let mut marks = Vec::new();
        for (placeholder, wanted, found) in [
            (Placeholder::Code, carried.code, find(&text, "{####}", "{####}")),
            (Placeholder::Username, carried.username, find(&text, "{username}", "{username}")),
            (Placeholder::Link, carried.link, find(&text, "{##", "##}")),
        ] {
            let found: Vec<_> = found
                .into_iter()
                .filter(|range| text[range.clone()] != *"{####}" || placeholder == Placeholder::Code)
                .collect();
            let rule = match (wanted, found.first()) {
                (true, None) => Rule::Missing { placeholder: placeholder.usual() },
                (false, Some(range)) => Rule::Unexpected {
                    placeholder: placeholder.usual(),
                    at: rules::place(&text, range.start),
                },
                _ => {
                    let labelled = placeholder == Placeholder::Link;
                    marks.extend(found.into_iter().map(|range| Mark { range, placeholder, labelled }));
                    continue;
                }
            };
            return Err(Violation { field, rule });
        }
        rules::check_characters(field, &text, carried.username)?;
        marks.sort_by_key(|mark| mark.range.start);
        Ok(Self { text, marks, is_broken: false })
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
        let mut text = String::with_capacity(parts.iter().map(literal).sum());
        let mut marks = Vec::new();
        let mut has_values = false;
        let mut is_broken = false;
        for part in parts {
            let start = text.len();
            let (placeholder, labelled) = match part {
                Part::Text(literal) => {
                    text.push_str(literal);
                    continue;
                }
                Part::Value(value) => {
                    has_values = true;
                    // As that of a wrong time format does.
                    is_broken |= write(value, &mut text).is_err();
                    continue;
                }
                Part::CodePlaceholder => (Placeholder::Code, false),
                Part::UsernamePlaceholder => (Placeholder::Username, false),
                Part::LinkPlaceholder => (Placeholder::Link, false),
                Part::LinkText(label) => {
                    text.push_str("{##");
                    text.push_str(label);
                    text.push_str("##}");
                    (Placeholder::Link, true)
                }
            };
            if !labelled {
                text.push_str(placeholder.usual());
            }
            marks.push(Mark { range: start..text.len(), placeholder, labelled });
        }
        let mut this = Self { text: Cow::Owned(text), marks, is_broken };
        if has_values {
            this.neutralize(brace);
        }
        this
    }

    /// Replaces each `{` that, with what values put behind it, would read as a placeholder. One pass:
    /// the values are as long as whoever wrote them liked.
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

    /// The text with Cognito's usual placeholders.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as this event's placeholders make it: without a copy, since they are the usual.
    pub(super) fn for_event<'t>(&'t self, envelope: &'t Envelope<'_>) -> Cow<'t, str> {
        self.replace(
            |mark, usual| {
                if mark.labelled { Cow::Borrowed(usual) } else { mark.placeholder.parameter(envelope) }
            },
        )
    }

    /// The text with other texts in place of the placeholders.
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

    /// The length in UTF-16 units of what the user gets, with values of these lengths.
    pub(super) fn delivered_length(&self, code: usize, user_name: usize) -> usize {
        let usual = self.text.encode_utf16().count();
        self.marks.iter().fold(usual, |length, mark| match mark.placeholder {
            Placeholder::Code => length - mark.range.len() + code,
            Placeholder::Username => length - mark.range.len() + user_name,
            Placeholder::Link => length,
        })
    }

    /// The text that the user gets.
    pub(super) fn delivered(&self, code: &str, user_name: &str) -> String {
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

/// Where `text` has something between these two, both included; one that is the same is a whole.
fn find(text: &str, start: &str, end: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(start) {
        let (first, inner) = (from + at, from + at + start.len());
        from = inner;
        if start == end {
            found.push(first..inner);
        } else if let Some(length) =
            text[inner..].find(end).filter(|n| !text[inner..inner + n].contains(['{', '}']))
        {
            from = inner + length + end.len();
            found.push(first..from);
        }
    }
    found
}

/// Passes text on: letters, digits and spaces as they are, the rest character by character.
struct Escaping<'o> {
    out: &'o mut String,
    escape: fn(char, &mut String),
}

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b' ';
        let mut rest = text;
        loop {
            let plain = rest.bytes().position(|b| !is_plain(b)).unwrap_or(rest.len());
            self.out.push_str(&rest[..plain]);
            rest = &rest[plain..];
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { return Ok(()) };
            (self.escape)(c, self.out);
            rest = chars.as_str();
        }
    }
}

/// Escapes for HTML text and quoted attributes. What Cognito refuses as a character it takes as a
/// character reference, so a no-break space in a name does not cost the message.
fn html(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        c if is_allowed_in_email(c) => out.push(c),
        c if c.is_control() => {}
        c => {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
}

/// Keeps a value on one line.
fn one_line(c: char, out: &mut String) {
    let breaks = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    out.push(if breaks { ' ' } else { c });
}

/// Keeps a value on one line, and to the characters that a subject may have.
fn header(c: char, out: &mut String) {
    if c.is_whitespace() || c.is_control() {
        out.push(' ');
    } else if is_allowed_in_email(c) {
        out.push(c);
    }
}
