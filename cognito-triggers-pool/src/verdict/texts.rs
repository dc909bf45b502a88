//! The rules for the texts of messages.

use unicode_general_category::{GeneralCategory, get_general_category};

/// The characters that a text has room for, counted in UTF-16 as Cognito's service would count them.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Returns the first character that the API model's pattern for e-mail texts does not allow. It allows
/// letters, marks, symbols, numbers, punctuation, and white space, which is that of ASCII in Java.
pub(crate) fn forbidden(text: &str) -> Option<char> {
    use GeneralCategory as Class;
    text.chars().find(|&c| {
        let ascii_space = c == ' ' || ('\t'..='\r').contains(&c);
        let other = matches!(
            get_general_category(c),
            Class::Control
                | Class::Format
                | Class::LineSeparator
                | Class::ParagraphSeparator
                | Class::PrivateUse
                | Class::SpaceSeparator
                | Class::Surrogate
                | Class::Unassigned
        );
        other && !ascii_space
    })
}

/// Returns whether a text has a character that `.` does not match in the pattern of an SMS with a code.
pub(crate) fn breaks_line(text: &str) -> bool {
    text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// Returns whether a text has a link placeholder, such as `{##Click Here##}`.
pub(crate) fn has_link(text: &str) -> bool {
    link(text).is_some()
}

/// The place of a link placeholder: its start, its end, and the text between the marks.
pub(crate) fn link(text: &str) -> Option<(usize, usize, &str)> {
    let start = text.find("{##")?;
    let inner = &text[start + 3..];
    // `{####}` is the code.
    let end = inner.find("##}").filter(|end| *end > 0)?;
    Some((start, start + 3 + end + 3, &inner[..end]))
}

#[cfg(test)]
mod tests {
    use super::{breaks_line, forbidden, has_link, length};

    #[test]
    fn a_link_is_no_code() {
        assert!(has_link("Press {##here##}"));
        assert!(!has_link("Code {####}"));
    }

    #[test]
    fn lines_end_as_in_java() {
        assert!(breaks_line("a\u{85}b") && breaks_line("a\u{2028}b") && breaks_line("a\rb"));
        assert!(!breaks_line("a\u{b}b"));
    }

    #[test]
    fn invisible_characters_are_found() {
        assert_eq!(forbidden("a\u{a0}b"), Some('\u{a0}'));
        assert_eq!(forbidden("a\u{200b}b"), Some('\u{200b}'));
        assert_eq!(forbidden("a\u{378}\u{a0}"), Some('\u{378}'));
        assert_eq!(forbidden("\u{f0000}"), Some('\u{f0000}'));
        assert_eq!(forbidden("Grüße, 語 🙂\n\t"), None);
        assert_eq!(length("🙂"), 2);
    }
}
