//! Cognito's rules for the text of a message.
//!
//! The limits are those of the API model's `SmsVerificationMessageType`,
//! `EmailVerificationMessageType` and `EmailVerificationSubjectType`: SMS 6 to 140, e-mail 6 to
//! 20,000, subject 1 to 140. The model states no unit. Counting the maximum in UTF-16 units and the
//! minimum in characters satisfies every reading. The model's patterns for e-mail allow letters,
//! marks, symbols, numbers, punctuation (as Unicode 17.0 assigns them) and ASCII white space; its pattern for a verification SMS
//! (`.*`) allows no line break.

// Both crates compile this file (the macro crate through a symbolic link), so a text gets the same
// verdict at compile time and at run time.

use std::fmt;

pub use super::characters::is_allowed_in_email;
use super::characters::{name, refused};
pub use super::places::Allow;
use super::places::{self, Misplaced, Piece};
use super::unicode::is_newer_than_java_17;

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The subject of an e-mail.
    Subject,
    /// The body of an e-mail.
    Body,
    /// The text of an SMS.
    Text,
}

impl Field {
    /// Returns the minimum number of characters.
    pub const fn min(self) -> usize {
        match self {
            Self::Subject => 1,
            Self::Body | Self::Text => 6,
        }
    }

    /// Returns the maximum number of UTF-16 units.
    pub const fn max(self) -> usize {
        match self {
            Self::Subject | Self::Text => 140,
            Self::Body => 20_000,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "the e-mail's subject",
            Self::Body => "the e-mail's body",
            Self::Text => "the SMS text",
        })
    }
}

/// A rule that a text breaks, and in which part of the message. `Display` never quotes the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// The part of the message.
    pub field: Field,
    /// The rule.
    pub rule: Rule,
}

/// A rule that a text breaks, with the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// The text has fewer characters than the minimum.
    #[non_exhaustive]
    TooShort {
        /// The number of its characters.
        characters: usize,
    },
    /// The text has more UTF-16 units than the maximum.
    #[non_exhaustive]
    TooLong {
        /// The number of its UTF-16 units.
        units: usize,
    },
    /// The text has a character that Cognito refuses.
    #[non_exhaustive]
    Character {
        /// The character.
        character: char,
        /// The position of the character.
        at: Place,
    },
    /// The subject has a line break, or the SMS text has one and is not an invitation.
    #[non_exhaustive]
    LineBreak {
        /// The position of the line break.
        at: Place,
    },
    /// The `Display` of a value in the text failed.
    Unprintable,
    /// A value begins a URL, and is neither relative nor `http`, `https`, `mailto` or `tel`.
    #[non_exhaustive]
    UnsafeUrl {
        /// The value's name in the text.
        value: &'static str,
    },
    /// A value in CSS has more than a word, a number, a size or a color.
    #[non_exhaustive]
    UnsafeCss {
        /// The value's name in the text.
        value: &'static str,
    },
    /// A value stands where an element or an attribute has its name, and is not a plain one.
    #[non_exhaustive]
    UnsafeName {
        /// The value's name in the text.
        value: &'static str,
    },
    /// A link, which Cognito replaces by a whole `<a>` element, stands in a tag.
    LinkInTag,
    /// A placeholder of an invitation stands in an attribute or a URL.
    #[non_exhaustive]
    PlaceholderInUrl {
        /// The placeholder.
        placeholder: &'static str,
    },
    /// No reader sees the code: it stands only in a comment, a script, a style sheet, a title or a tag that never ends.
    HiddenCode,
    /// The text has a name in doubled braces, which looks like another template's value.
    #[non_exhaustive]
    DoubledBraces {
        /// The position of the braces.
        at: Place,
    },
    /// The text lacks a placeholder that its type promises.
    #[non_exhaustive]
    Missing {
        /// The placeholder, as Cognito spells it.
        placeholder: &'static str,
    },
    /// The text has a placeholder that Cognito would not replace there.
    #[non_exhaustive]
    Unexpected {
        /// The placeholder, as Cognito spells it.
        placeholder: &'static str,
        /// The position of the placeholder.
        at: Place,
    },
}

/// A line and a column, both counted from 1. The column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Checks the length of a whole text.
pub fn check_length(field: Field, text: &str) -> Result<(), Violation> {
    check_maximum(field, text)?;
    // No character has more than four bytes.
    if text.len() < field.min() * 4 {
        let characters = text.chars().count();
        if characters < field.min() {
            return Err(Violation { field, rule: Rule::TooShort { characters } });
        }
    }
    Ok(())
}

/// Checks that a text, or the known part of one, is not too long.
pub fn check_maximum(field: Field, text: &str) -> Result<(), Violation> {
    // No character has more UTF-16 units than bytes.
    if text.len() > field.max() {
        let units = text.encode_utf16().count();
        if units > field.max() {
            return Err(Violation { field, rule: Rule::TooLong { units } });
        }
    }
    Ok(())
}

/// Checks the characters of a text, or of a part of one. `invitation` says whether the message is
/// for `AdminCreateUser`: an SMS for it may have line breaks.
pub fn check_characters(field: Field, text: &str, invitation: bool) -> Result<(), Violation> {
    if field == Field::Text {
        if invitation {
            return Ok(());
        }
        return match text.find(is_line_break) {
            Some(offset) => Err(Violation { field, rule: Rule::LineBreak { at: place(text, offset) } }),
            None => Ok(()),
        };
    }
    if is_printable_ascii(text.as_bytes()) {
        return Ok(());
    }
    for (offset, character) in text.char_indices() {
        if field == Field::Subject && matches!(character, '\n' | '\r') {
            return Err(Violation { field, rule: Rule::LineBreak { at: place(text, offset) } });
        }
        if !is_allowed_in_email(character) {
            return Err(Violation { field, rule: Rule::Character { character, at: place(text, offset) } });
        }
    }
    Ok(())
}

/// Checks that no placeholder stands where Cognito's replacement breaks the text.
pub(crate) fn check_places<'t>(
    field: Field,
    pieces: impl IntoIterator<Item = Piece<'t>>,
    is_invitation: bool,
    allowed: &[Allow],
) -> Result<(), Violation> {
    let is_invitation = is_invitation && !allowed.contains(&Allow::PlaceholderInUrl);
    let rule = match places::misplaced(field == Field::Body, pieces, is_invitation) {
        Some(Misplaced::Link) => Rule::LinkInTag,
        Some(Misplaced::InUrl(placeholder)) => Rule::PlaceholderInUrl { placeholder },
        Some(Misplaced::Hidden) if !allowed.contains(&Allow::HiddenCode) => Rule::HiddenCode,
        Some(Misplaced::Hidden) | None => return Ok(()),
    };
    Err(Violation { field, rule })
}

/// Checks that a text has no name in doubled braces. In a literal they stand for single ones.
pub(crate) fn check_braces(
    field: Field,
    text: &str,
    is_literal: bool,
    allowed: &[Allow],
) -> Result<(), Violation> {
    match places::doubled_braces(text, is_literal) {
        Some((at, _)) if !allowed.contains(&Allow::DoubledBraces) => {
            Err(Violation { field, rule: Rule::DoubledBraces { at: place(text, at) } })
        }
        _ => Ok(()),
    }
}

/// Finds the first character that Unicode has assigned since the version that Java 17 knows, 13.0. The
/// model's patterns take it where they are read by a newer Java.
pub(crate) fn newer_character(text: &str) -> Option<(char, Place)> {
    if text.is_ascii() {
        return None;
    }
    let (offset, c) = text.char_indices().find(|(_, c)| *c >= '\u{300}' && is_newer_than_java_17(*c))?;
    Some((c, place(text, offset)))
}

/// Checks sixteen bytes at a time, which the processor compares at once.
fn is_printable_ascii(text: &[u8]) -> bool {
    let all = |bytes: &[u8]| bytes.iter().fold(true, |all, b| all & matches!(b, b' '..=b'~'));
    let chunks = text.chunks_exact(16);
    let rest = all(chunks.remainder());
    rest && chunks.into_iter().all(all)
}

/// Returns whether `.` in the pattern of the API model does not match the character.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Returns the line and column of a byte offset.
///
/// # Panics
///
/// The offset is beyond the text, or within a character.
pub fn place(text: &str, offset: usize) -> Place {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.field;
        match self.rule {
            Rule::TooShort { characters } => {
                let unit = if characters == 1 { "character" } else { "characters" };
                write!(f, "{field} has {characters} {unit}, but Cognito's minimum is {}", field.min())
            }
            Rule::TooLong { units } => {
                write!(
                    f,
                    "{field} has {units} characters (UTF-16 units), but Cognito's maximum is {}",
                    field.max()
                )
            }
            Rule::LineBreak { at } if field == Field::Subject => {
                write!(f, "{field} has a line break at {at}, but a subject is one line")
            }
            Rule::LineBreak { at } => write!(
                f,
                "{field} has a line break at {at}, which the API model allows only in an invitation (a refusal was not observed)"
            ),
            Rule::Unprintable => write!(f, "{field} has a value whose `Display` fails"),
            Rule::UnsafeUrl { value } => write!(
                f,
                "{field} has a URL that begins with the value `{{{value}}}`, which is neither relative nor `http`, `https`, `mailto` or `tel`"
            ),
            Rule::UnsafeCss { value } => {
                write!(
                    f,
                    "{field} has the value `{{{value}}}` in CSS, and it is more than a word, a size or a color"
                )
            }
            Rule::UnsafeName { value } => write!(
                f,
                "{field} has the value `{{{value}}}` in a tag, where a name stands, and it is not a plain name"
            ),
            Rule::LinkInTag => {
                write!(f, "{field} has a link in a tag, and Cognito puts a whole `<a>` element in its place")
            }
            Rule::PlaceholderInUrl { placeholder } => write!(
                f,
                "{field} is an invitation with `{placeholder}` in an attribute or a URL, where `#`, `&` or a quote in it breaks the link: Cognito puts passwords and user names in unescaped"
            ),
            Rule::HiddenCode => write!(
                f,
                "{field} has its code where no reader sees it: in a comment, a script, a style sheet, a title or a tag that never ends"
            ),
            Rule::DoubledBraces { at } => {
                write!(f, "{field} has a name in doubled braces at {at}, which would be sent as it is")
            }
            Rule::Missing { placeholder } => write!(f, "{field} has no `{placeholder}`"),
            Rule::Unexpected { placeholder, at } => {
                write!(f, "{field} has `{placeholder}` at {at}, which Cognito does not replace there")
            }
            Rule::Character { character, at } => {
                let code = u32::from(character);
                write!(f, "{field} has U+{code:04X}")?;
                if let Some(name) = name(character) {
                    write!(f, " {name}")?;
                }
                write!(f, " at {at}, {}, which Cognito refuses", refused(character).unwrap_or("a character"))
            }
        }
    }
}

impl std::error::Error for Violation {}

impl Violation {
    /// Returns advice on what to write instead.
    pub fn help(&self) -> &'static str {
        let character = match self.rule {
            Rule::TooShort { .. } => return "lengthen the text",
            Rule::TooLong { .. } => return "shorten the text",
            Rule::LineBreak { .. } if self.field == Field::Subject => return "write a space",
            Rule::LineBreak { .. } => {
                return "write a space; to send the line break, write `allow = LineBreaks` after the text, or `Sms::checked_allowing(text, &[Allow::LineBreaks])`";
            }
            Rule::Unprintable => return "correct the value's `Display`",
            Rule::UnsafeUrl { .. } => return "pass `TrustedUrl(..)` for the app's own scheme",
            Rule::UnsafeCss { .. } => return "pass `Html(..)` for CSS that is not from a user",
            Rule::UnsafeName { .. } => {
                return "write `&lt;` for a `<` in text, or pass `Html(..)` for attributes";
            }
            Rule::LinkInTag => return "write `{link:Confirm}` in the text, which becomes the whole link",
            Rule::PlaceholderInUrl { .. } => {
                return "write it in the text, and let the user type it; to send it there, write `allow = PlaceholderInUrl` after the text, or `checked_allowing(.., &[Allow::PlaceholderInUrl])`";
            }
            Rule::HiddenCode => {
                return "write it in the text, or add the `-->`, the `</style>` or the quote that is missing before it; to hide it, write `allow = HiddenCode` after the text, or `checked_allowing(.., &[Allow::HiddenCode])`";
            }
            Rule::DoubledBraces { .. } => {
                return "fill in the value; to send the braces, write `allow = DoubledBraces` after the text, or `checked_allowing(.., &[Allow::DoubledBraces])`";
            }
            Rule::Missing { .. } => return "put it into the text",
            Rule::Unexpected { .. } => return "remove it from the text",
            Rule::Character { character, .. } => character,
        };
        let in_html = self.field == Field::Body;
        match (character, in_html) {
            ('\u{a0}', true) => "write `&nbsp;`, or an ordinary space",
            ('\u{202f}', true) => "write `&#8239;`, or an ordinary space",
            ('\u{3000}', true) => "write `&#12288;`, or an ordinary space",
            ('\u{200b}', true) => "remove it, or write `&ZeroWidthSpace;`",
            ('\u{200c}', true) => "write `&zwnj;`",
            ('\u{200d}', true) => "write `&zwj;`",
            ('\u{200e}', true) => "write `&lrm;`, or set `dir=\"ltr\"` on the element",
            ('\u{200f}', true) => "write `&rlm;`, or set `dir=\"rtl\"` on the element",
            ('\u{ad}', true) => "write `&shy;`",
            (c, _) if refused(c) == Some("a space separator") => "write an ordinary space",
            _ => "remove it",
        }
    }
}
