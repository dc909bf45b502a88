//! The rules for the texts of messages.

/// The characters that a text has room for, counted in UTF-16 as Cognito's service would count them.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Returns the first character that Cognito's pattern for e-mail texts does not allow: spaces that are
/// not ASCII, invisible characters, and control characters that are no white space.
pub(crate) fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|&c| {
        let ascii_space = c == ' ' || ('\t'..='\r').contains(&c);
        let invisible = matches!(
            u32::from(c),
            0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e
                | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xe000..=0xf8ff | 0x1_d173..=0x1_d17a
                | 0xe_0001..=0xe_007f
        );
        !ascii_space && (c.is_control() || c.is_whitespace() || invisible)
    })
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
    use super::{forbidden, has_link, length};

    #[test]
    fn a_link_is_no_code() {
        assert!(has_link("Press {##here##}"));
        assert!(!has_link("Code {####}"));
    }

    #[test]
    fn invisible_characters_are_found() {
        assert_eq!(forbidden("a\u{a0}b"), Some('\u{a0}'));
        assert_eq!(forbidden("a\u{200b}b"), Some('\u{200b}'));
        assert_eq!(forbidden("Grüße, 🙂\n\t"), None);
        assert_eq!(length("🙂"), 2);
    }
}
