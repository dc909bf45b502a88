//! What may stand where in a text: placeholders in tags and URLs, and braces of other templates.
//!
//! Both crates compile this file, so that literals and computed texts get the same verdict.

use super::html::{Scanner, Sight};
use super::slot::Kind;

/// A rule that a text may break on purpose.
///
/// `email!` and `sms!` take it as `allow = LineBreaks` after the text;
/// [`Email::checked_allowing`](crate::custom_message::Email::checked_allowing) and
/// [`Sms::checked_allowing`](crate::custom_message::Sms::checked_allowing) take a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Allow {
    /// Line breaks in an SMS that is not an invitation.
    ///
    /// The API model's pattern for a verification SMS (`.*`) takes none. Its pattern for an invitation takes them, and
    /// the page of the trigger names that one for every text. So it is not certain that Cognito
    /// refuses them.
    LineBreaks,
    /// `{code}` or `{username}` of an invitation in an attribute or a URL.
    ///
    /// The code of an invitation is a temporary password. Cognito puts it in as it is, so that
    /// `#`, `%`, `&`, `<` and quotes in it end the attribute or change the URL.
    PlaceholderInUrl,
    /// A name in doubled braces, such as `{{ name }}`, which looks like another template's value.
    DoubledBraces,
    /// A code that no reader sees, since it stands only in a comment, a script, a style sheet, a title or a tag that
    /// never ends.
    ///
    /// Cognito sends such a mail.
    HiddenCode,
}

impl Allow {
    /// Every rule that a text may break on purpose.
    pub(crate) const ALL: [Self; 4] =
        [Self::LineBreaks, Self::PlaceholderInUrl, Self::DoubledBraces, Self::HiddenCode];

    /// Returns the name of the variant.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::LineBreaks => "LineBreaks",
            Self::PlaceholderInUrl => "PlaceholderInUrl",
            Self::DoubledBraces => "DoubledBraces",
            Self::HiddenCode => "HiddenCode",
        }
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'t> {
    Text(&'t str),
    Value,
    /// `{code}`, by its name.
    Code(&'static str),
    /// `{username}`, by its name.
    Username(&'static str),
    Link,
}

/// A placeholder where none can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misplaced {
    /// A link, which is a whole element, in a tag.
    Link,
    /// A placeholder of an invitation in an attribute or a URL.
    InUrl(&'static str),
    /// A code that no reader sees.
    Hidden,
}

/// Finds the first placeholder where none can stand.
pub(crate) fn misplaced<'t>(
    is_html: bool,
    pieces: impl IntoIterator<Item = Piece<'t>>,
    is_invitation: bool,
) -> Option<Misplaced> {
    let mut scanner = Scanner::new();
    // The end of the text, as far as it could be one URL.
    let mut word = String::new();
    let mut sights = Sights::default();
    for piece in pieces {
        if let Piece::Text(text) = piece {
            if is_html {
                scanner.read(text);
            }
            let is_end = |c: char| c.is_whitespace() || "<>\"'()".contains(c);
            let end = text.rfind(is_end).map(|at| text.get(at..).unwrap_or_default());
            if end.is_some() {
                word.clear();
            }
            word.push_str(end.unwrap_or(text).trim_start_matches(is_end));
            continue;
        }
        if let (true, Piece::Code(_)) = (is_html, piece) {
            sights.add(&scanner);
        }
        let is_in_tag = is_html && scanner.pass_value().kind != Kind::Text;
        match piece {
            Piece::Link if is_in_tag => return Some(Misplaced::Link),
            Piece::Code(name) | Piece::Username(name) if is_invitation && (is_in_tag || is_url(&word)) => {
                return Some(Misplaced::InUrl(name));
            }
            _ => word.push('\0'),
        }
    }
    sights.hidden(&scanner)
}

/// Whether a reader sees one of the codes.
#[derive(Default)]
struct Sights {
    has_code: bool,
    is_seen: bool,
    /// The first tag with a code in an attribute.
    tag: Option<usize>,
}

impl Sights {
    fn add(&mut self, scanner: &Scanner) {
        self.has_code = true;
        match scanner.sight() {
            Sight::Seen => self.is_seen = true,
            Sight::InTag(tag) => self.tag = self.tag.or(Some(tag)),
            Sight::Hidden => {}
        }
    }

    fn hidden(&self, scanner: &Scanner) -> Option<Misplaced> {
        let is_seen = self.is_seen || self.tag.is_some_and(|tag| scanner.has_ended(tag));
        (self.has_code && !is_seen).then_some(Misplaced::Hidden)
    }
}

/// Whether a mail program would take the word for a URL that goes on.
fn is_url(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || (word.contains('?') && word.ends_with('='))
}

/// Finds a name, such as `name` or `user.name`, alone in doubled braces, and returns the position of its braces and the name.
/// In a literal three braces are one and a value.
pub(crate) fn doubled_braces(text: &str, is_literal: bool) -> Option<(usize, &str)> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("{{").map(|at| from + at) {
        let braces = text.get(at..)?.bytes().take_while(|b| *b == b'{').count();
        from = at + braces;
        let (inner, _) = text.get(from..)?.split_once("}}").unwrap_or_default();
        let name = inner.trim_matches([' ', '\t']);
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
        if is_name && (braces == 2 || !is_literal) {
            return Some((at, name));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Misplaced, Piece, doubled_braces, misplaced};

    /// `$` is the code, `~` a value, and `^` a link.
    fn find(is_html: bool, text: &str, is_invitation: bool) -> Option<Misplaced> {
        let pieces = text.split_inclusive(['$', '~', '^']).flat_map(|piece| {
            let end = match piece.chars().last() {
                Some('$') => Some(Piece::Code("{code}")),
                Some('~') => Some(Piece::Value),
                Some('^') => Some(Piece::Link),
                _ => None,
            };
            [Some(Piece::Text(piece.trim_end_matches(['$', '~', '^']))), end].into_iter().flatten()
        });
        misplaced(is_html, pieces, is_invitation)
    }

    #[test]
    fn a_password_stands_in_no_attribute_and_no_url() {
        for (is_html, text) in [
            (true, "<a href=\"https://a.org/?p=$\">"),
            (true, "<a href='~?p=$'>"),
            (true, "<input value=$>"),
            (true, "<p title=\"$\">"),
            (true, "<p>https://a.org/?p=$</p>"),
            (true, "~/?u=$"),
            (false, "Go to https://a.org/#~/$"),
            (false, "www.a.org/$"),
        ] {
            assert_eq!(find(is_html, text, true), Some(Misplaced::InUrl("{code}")), "{text}");
            assert_eq!(find(is_html, text, false), None, "{text}");
        }
        for (is_html, text) in [
            (true, "<a href=\"https://a.org\">$</a>"),
            (true, "https://a.org $"),
            (true, "(https://a.org) <b>$</b>?"),
            (true, "<a href=\"https://a.org\">https://a.org</a>: $"),
            (false, "Password=$ at https://a.org"),
            (false, "https://a.org\n~/$"),
        ] {
            assert_eq!(find(is_html, text, true), None, "{text}");
        }
    }

    #[test]
    fn a_code_is_seen() {
        for text in [
            "<!-- $ -->",
            "<p>Hi</p><!-- <p>$</p>",
            "<!-- a > b $ -->",
            "<!doctype $>",
            "<style>p { color: red } $</style>",
            "<style>p { color: red } <p>$</p>",
            "<script>let code = '$';</script>",
            "<title>$</title>",
            "<title>Hi<body>$",
            "<p $>Hi</p>",
            "<p class=\"a>$</p>",
            "<a href=\"https://a.org/?code=$>Confirm</a>",
            "<p>Hi</p><!-- $ --><style>$</style>",
        ] {
            assert_eq!(find(true, text, false), Some(Misplaced::Hidden), "{text}");
            assert_eq!(find(false, text, false), None, "{text}");
        }
        for text in [
            "$",
            "<!-- $ --><p>$</p>",
            "<p>$</p><!-- $",
            "<!--[if mso]><p>$</p><![endif]-->",
            "<!--[if !mso]><!--><p>$</p><!--<![endif]-->",
            "<a href=\"/?code=$\">Confirm</a><!-- $ -->",
            "<a href=/?code=$>Confirm</a>",
            "<img src='/$.png' alt='a>b'>",
            "<img src='/$.png'><p",
            "<input value='$'/>",
            "<textarea>$</textarea>",
            "1 < 2 <3 $ <",
            "Code: <$>",
            "<!-->$",
        ] {
            assert_ne!(find(true, text, false), Some(Misplaced::Hidden), "{text}");
        }
        // A hidden user name, or a hidden link, is up to the author.
        assert_eq!(find(true, "<!-- ~ ^ -->", false), None);
    }

    #[test]
    fn a_link_is_an_element() {
        for text in ["<a href=\"^\">", "<a href=^>", "<p title='a ^'>", "<^>", "<style>^</style>"] {
            assert_eq!(find(true, text, false), Some(Misplaced::Link), "{text}");
        }
        for text in ["^", "<p>^</p>", "<p class=\"a\">a < ^"] {
            assert_eq!(find(true, text, false), None, "{text}");
        }
    }

    #[test]
    fn a_name_alone_in_doubled_braces_is_found() {
        for (text, expected) in [
            ("Hi {{name}}", Some((3, "name"))),
            ("{{ user.name }}", Some((0, "user.name"))),
            ("{{a}} {{b}}", Some((0, "a"))),
            (".x{{color:red}} {{n}}", Some((16, "n"))),
            (".x{{color:red}}", None),
            ("{{}} {{ 1 }} {{a b}} {{a} } {{", None),
        ] {
            assert_eq!(doubled_braces(text, true), expected, "{text}");
            assert_eq!(doubled_braces(text, false), expected, "{text}");
        }
        for text in ["{{{name}}}", "{{{{name}}}}"] {
            assert_eq!(doubled_braces(text, true), None, "{text}");
            assert_eq!(doubled_braces(text, false), Some((0, "name")), "{text}");
        }
    }
}
