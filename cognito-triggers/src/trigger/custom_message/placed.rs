//! A value is written as its place in the HTML takes it: in a URL, in CSS, in a script, in a tag.

use std::fmt::{self, Display, Write};

use super::escape::{Escaping, html};
use crate::spec::slot::{Kind, Slot, is_plain_name};

/// The reason why a value was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// Its `Display` failed.
    Unprintable,
    /// It could do harm in this place.
    Unsafe(Kind),
}

impl From<fmt::Error> for Unwritten {
    fn from(_: fmt::Error) -> Self {
        Self::Unprintable
    }
}

/// Appends a value. A trusted one may begin a URL with any scheme, and is percent-encoded already.
pub(super) fn write(
    value: &dyn Display,
    slot: Slot,
    is_trusted: bool,
    out: &mut String,
) -> Result<(), Unwritten> {
    let mut text = String::new();
    write!(text, "{value}")?;
    if !slot.is_unquoted {
        return write_text(&text, slot.kind, is_trusted, out);
    }
    let mut quoted = String::new();
    write_text(&text, slot.kind, is_trusted, &mut quoted)?;
    // Nothing at all would make what follows the value.
    let quoted = if quoted.is_empty() { " " } else { &quoted };
    for c in quoted.chars() {
        match c {
            ' ' | '\t'..='\r' | '=' | '`' => write!(out, "&#{};", u32::from(c))?,
            c => out.push(c),
        }
    }
    Ok(())
}

fn write_text(text: &str, kind: Kind, is_trusted: bool, out: &mut String) -> Result<(), Unwritten> {
    let is_safe = match kind {
        Kind::UrlStart => is_trusted || is_safe_url(text),
        Kind::UrlList => is_trusted || text.split(',').all(is_safe_url),
        Kind::Css => is_safe_css(text),
        Kind::Name => is_plain_name(text),
        _ => true,
    };
    if !is_safe {
        return Err(Unwritten::Unsafe(kind));
    }
    match kind {
        Kind::UrlStart => write_url(text.trim(), true, out)?,
        Kind::UrlPath => write_url(text, true, out)?,
        Kind::UrlQuery => write_url(text, is_trusted, out)?,
        Kind::CssString => write_css_string(text, out)?,
        Kind::Script => write_script(text, out)?,
        Kind::Text | Kind::Attribute | Kind::UrlList | Kind::Css | Kind::Name => {
            Escaping { out, escape: html }.write_str(text)?;
        }
    }
    Ok(())
}

/// Whether a URL is relative, or has one of the schemes that a mail's link has.
fn is_safe_url(url: &str) -> bool {
    let end = url.find(['/', '?', '#']).unwrap_or(url.len());
    let scheme = url[..end].split_once(':').map(|(scheme, _)| scheme.trim_start());
    scheme.is_none_or(|scheme| {
        ["http", "https", "mailto", "tel"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
    })
}

/// Appends a part of a URL, percent-encoded. What separates the parts of a URL stays where the value
/// `has_syntax`, as does `%` before two digits. Nothing in it needs HTML's escapes but `&`.
fn write_url(text: &str, has_syntax: bool, out: &mut String) -> fmt::Result {
    let bytes = text.as_bytes();
    for (at, &b) in bytes.iter().enumerate() {
        let is_encoded =
            || matches!(bytes.get(at + 1..at + 3), Some(digits) if digits.iter().all(u8::is_ascii_hexdigit));
        match b {
            b if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => out.push(char::from(b)),
            b'&' if has_syntax => out.push_str("&amp;"),
            b if has_syntax && b"!#$*+,/:;=?@[]".contains(&b) => out.push(char::from(b)),
            b'%' if has_syntax && is_encoded() => out.push('%'),
            b => write!(out, "%{b:02X}")?,
        }
    }
    Ok(())
}

/// Whether CSS stays within its declaration: it ends none, opens no string, and fetches nothing.
fn is_safe_css(css: &str) -> bool {
    let lower = css.to_ascii_lowercase();
    let is_plain = |c: char| !c.is_control() && !"\"'\\;{}<>@`".contains(c);
    css.chars().all(is_plain)
        && !["url(", "expression(", "/*", "*/", "//"].iter().any(|part| lower.contains(part))
}

fn write_css_string(text: &str, out: &mut String) -> fmt::Result {
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() || " -_.,".contains(c) => out.push(c),
            c => write!(out, "\\{:x} ", u32::from(c))?,
        }
    }
    Ok(())
}

/// Writes escapes that strings of JavaScript and JSON have.
fn write_script(text: &str, out: &mut String) -> fmt::Result {
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || " -_.,".contains(c) => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write_in(kind: Kind, text: &str) -> Result<String, Unwritten> {
        let mut out = String::new();
        write(&text, Slot { kind, is_unquoted: false }, false, &mut out).map(|()| out)
    }

    #[test]
    fn a_value_in_a_query_is_one_value() {
        for (text, expected) in [
            ("a&code=666#x", "a%26code%3D666%23x"),
            ("Inés Moreau", "In%C3%A9s%20Moreau"),
            ("a%26b", "a%2526b"),
            ("\"'<>{}/?+;", "%22%27%3C%3E%7B%7D%2F%3F%2B%3B"),
            ("a-b_c.d~e", "a-b_c.d~e"),
            ("", ""),
        ] {
            assert_eq!(write_in(Kind::UrlQuery, text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_path_keeps_the_syntax_of_urls() {
        for (text, expected) in [
            ("a/b c", "a/b%20c"),
            ("a%2Fb%zz%", "a%2Fb%25zz%25"),
            ("a?b=c&d", "a?b=c&amp;d"),
            ("\"><script>(')", "%22%3E%3Cscript%3E%28%27%29"),
            ("ines+x@example.org", "ines+x@example.org"),
            ("javascript:x", "javascript:x"),
        ] {
            assert_eq!(write_in(Kind::UrlPath, text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_url_is_relative_or_has_a_safe_scheme() {
        for (text, expected) in [
            ("https://example.org", "https://example.org"),
            (" HTTP://example.org/?a=1&b=2\n", "HTTP://example.org/?a=1&amp;b=2"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("tel:+4915112345", "tel:+4915112345"),
            ("/confirm?next=a:b", "/confirm?next=a:b"),
            ("confirm#a:b", "confirm#a:b"),
            ("//example.org", "//example.org"),
            ("", ""),
        ] {
            assert_eq!(write_in(Kind::UrlStart, text).as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "javascript:alert(1)",
            " javascript:x",
            "java\nscript:x",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "\u{1}javascript:x",
            "myapp://confirm",
            ":x",
            "vbscript:x?https://a.org",
        ] {
            assert_eq!(write_in(Kind::UrlStart, text), Err(Unwritten::Unsafe(Kind::UrlStart)), "{text}");
        }
        let list = "a.png 1x, https://example.org/b.png 2x";
        assert_eq!(write_in(Kind::UrlList, list).as_deref(), Ok(list));
        assert!(write_in(Kind::UrlList, "a.png 1x, javascript:x 2x").is_err());
    }

    #[test]
    fn a_trusted_url_has_any_scheme_and_its_own_encoding() {
        for (kind, text, expected) in [
            (Kind::UrlStart, "myapp://confirm?a=%26&b", "myapp://confirm?a=%26&amp;b"),
            (Kind::UrlQuery, "a%26b&c=\"", "a%26b&amp;c=%22"),
        ] {
            let mut out = String::new();
            assert_eq!(write(&text, Slot { kind, is_unquoted: false }, true, &mut out), Ok(()));
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn css_stays_in_its_declaration() {
        for css in
            ["#ff0000", "rgb(0, 0, 0)", "1px solid red", "12.5%", "calc(1px + 2px)", "Arial, sans-serif"]
        {
            assert_eq!(write_in(Kind::Css, css).as_deref(), Ok(css));
        }
        for css in [
            "red; color: blue",
            "url(x)",
            "URL (x)\\",
            "expression(x)",
            "a}b",
            "'",
            "red/*",
            "@import",
            "</style>",
        ] {
            assert_eq!(write_in(Kind::Css, css), Err(Unwritten::Unsafe(Kind::Css)), "{css}");
        }
        assert_eq!(write_in(Kind::CssString, "O'Neil\\").as_deref(), Ok("O\\27 Neil\\5c "));
    }

    #[test]
    fn a_script_has_escapes_of_its_own() {
        assert_eq!(
            write_in(Kind::Script, "a\"</é😀").as_deref(),
            Ok("a\\u0022\\u003c\\u002f\\u00e9\\ud83d\\ude00")
        );
    }

    #[test]
    fn a_name_is_plain() {
        for name in ["nowrap", "data-x", "h1", ""] {
            assert_eq!(write_in(Kind::Name, name).as_deref(), Ok(name));
        }
        for name in ["onclick", "style", "href", "a b", "a=b", "a>", "script", "ines@example.org"] {
            assert_eq!(write_in(Kind::Name, name), Err(Unwritten::Unsafe(Kind::Name)), "{name}");
        }
    }

    #[test]
    fn without_quotes_a_value_stays_one_value() {
        for (kind, text, expected) in [
            (Kind::Attribute, "a b=`\n\"", "a&#32;b&#61;&#96;&#10;&quot;"),
            (Kind::UrlStart, "/a?b=c d", "/a?b&#61;c%20d"),
            (Kind::Attribute, "", "&#32;"),
        ] {
            let mut out = String::new();
            assert_eq!(write(&text, Slot { kind, is_unquoted: true }, false, &mut out), Ok(()));
            assert_eq!(out, expected);
        }
    }
}
