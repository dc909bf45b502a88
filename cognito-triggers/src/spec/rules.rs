//! Cognito's rules for the text of a message.
//!
//! The limits are those of the API model's `SmsVerificationMessageType`,
//! `EmailVerificationMessageType` and `EmailVerificationSubjectType`: SMS 6 to 140, e-mail 6 to
//! 20,000, subject 1 to 140. The model states no unit. Counting the maximum in UTF-16 units and the
//! minimum in characters satisfies every reading. The model's patterns for e-mail allow letters,
//! marks, symbols, numbers, punctuation and ASCII white space; its pattern for a verification SMS
//! (`.*`) allows no line break.

// Both crates compile this file (the macro crate through a symbolic link), so a text gets the same
// verdict at compile time and at run time.

use std::fmt;

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

/// A rule that a text breaks, and the part of the message that breaks it. `Display` never quotes
/// the text.
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

/// Returns whether the subject or the body of an e-mail may contain the character.
pub fn is_allowed_in_email(c: char) -> bool {
    match c {
        '\t'..='\r' | ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' => true,
        _ => refused(c).is_none(),
    }
}

/// Returns the class of a character that Cognito refuses in e-mails.
fn refused(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            "a space separator"
        }
        '\u{2028}' | '\u{2029}' => "a line separator",
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "a control character",
        '\u{ad}'
        | '\u{600}'..='\u{605}'
        | '\u{61c}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'..='\u{891}'
        | '\u{8e2}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{110bd}'
        | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0001}'
        | '\u{e0020}'..='\u{e007f}' => "a format character",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}' => {
            "a private-use character"
        }
        '\u{fdd0}'..='\u{fdef}' => "not a character",
        _ if u32::from(c) & 0xfffe == 0xfffe => "not a character",
        _ => return None,
    })
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
            Rule::LineBreak { at } => {
                write!(f, "{field} has a line break at {at}, which Cognito accepts only in an invitation")
            }
            Rule::Unprintable => write!(f, "{field} has a value whose `Display` fails"),
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
            Rule::LineBreak { .. } => return "write a space",
            Rule::Unprintable => return "correct the value's `Display`",
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

/// Returns the Unicode name of a character that people paste without seeing it.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' => "NO-BREAK SPACE",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{1680}' => "OGHAM SPACE MARK",
        '\u{180e}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{2002}' => "EN SPACE",
        '\u{2003}' => "EM SPACE",
        '\u{2009}' => "THIN SPACE",
        '\u{200a}' => "HAIR SPACE",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{202f}' => "NARROW NO-BREAK SPACE",
        '\u{205f}' => "MEDIUM MATHEMATICAL SPACE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{3000}' => "IDEOGRAPHIC SPACE",
        '\u{feff}' => "ZERO WIDTH NO-BREAK SPACE",
        _ => return None,
    })
}
