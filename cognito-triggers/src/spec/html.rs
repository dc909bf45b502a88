//! Reads an HTML text as far as it takes to know the place of a value in it.
//!
//! Both crates compile this file: `email!` knows the literal around a value, and a computed text is
//! read when it is made.

use super::slot::{Kind, Slot, VALUE, css, of_attribute};

/// Reads an HTML text piece by piece.
#[derive(Debug)]
pub(crate) struct Scanner {
    state: State,
    /// The name of the tag that was read last, in lower case.
    tag: String,
    is_end_tag: bool,
    /// The name of the attribute that was read last, in lower case.
    attribute: String,
    /// What was read of a comment, of an attribute's value, of a script or of a style sheet.
    read: String,
    /// How many tags have ended.
    tags: usize,
}

/// Whether the reader of a mail can see what stands in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Between tags.
    Seen,
    /// In an attribute, which is one only if its tag ends: the number of tags that have ended so far.
    InTag(usize),
    /// In a comment, a script, a style sheet or a title, or as a name in a tag.
    Hidden,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// After `<`.
    Open,
    /// After `<!`.
    Declaration,
    Comment,
    TagName,
    /// In a tag, before a name.
    Tag,
    AttributeName,
    AfterName,
    BeforeValue,
    Value(Option<char>),
    /// In a script, a style sheet, or an element that holds only text.
    Raw,
}

impl Scanner {
    /// Begins a text.
    pub(crate) fn new() -> Self {
        let [tag, attribute, read] = [(); 3].map(|()| String::new());
        Self { state: State::Text, tag, is_end_tag: false, attribute, read, tags: 0 }
    }

    /// Reads on.
    pub(crate) fn read(&mut self, text: &str) {
        for c in text.chars() {
            if self.state == State::Text && c != '<' {
                continue;
            }
            self.state = self.next(c);
        }
    }

    /// Passes a value, and returns its place.
    pub(crate) fn pass_value(&mut self) -> Slot {
        let slot = self.slot();
        self.state = match self.state {
            State::Open | State::TagName => State::TagName,
            State::Declaration => State::Comment,
            State::Tag | State::AfterName | State::AttributeName => {
                self.attribute.push(VALUE);
                State::AttributeName
            }
            State::BeforeValue => {
                self.read = VALUE.to_string();
                State::Value(None)
            }
            State::Comment | State::Value(_) | State::Raw => {
                self.read.push(VALUE);
                self.state
            }
            State::Text => State::Text,
        };
        slot
    }

    /// Returns whether a reader sees what comes next.
    pub(crate) fn sight(&self) -> Sight {
        match self.state {
            State::Text | State::Open => Sight::Seen,
            State::TagName | State::BeforeValue | State::Value(_) => Sight::InTag(self.tags),
            State::Raw if self.tag == "textarea" => Sight::Seen,
            State::Declaration
            | State::Comment
            | State::Tag
            | State::AttributeName
            | State::AfterName
            | State::Raw => Sight::Hidden,
        }
    }

    /// Returns whether the tag that held a place has ended.
    pub(crate) fn has_ended(&self, tags: usize) -> bool {
        self.tags > tags
    }

    fn slot(&self) -> Slot {
        let (kind, is_unquoted) = match self.state {
            State::Text | State::Declaration | State::Comment => (Kind::Text, false),
            State::Open | State::TagName | State::Tag | State::AfterName | State::AttributeName => {
                (Kind::Name, false)
            }
            State::BeforeValue => (of_attribute(&self.attribute, ""), true),
            State::Value(quote) => (of_attribute(&self.attribute, &self.read), quote.is_none()),
            State::Raw => match &*self.tag {
                "script" => (Kind::Script, false),
                "style" => (css(&self.read), false),
                _ => (Kind::Text, false),
            },
        };
        Slot { kind, is_unquoted }
    }

    fn next(&mut self, c: char) -> State {
        match self.state {
            State::Text if c == '<' => State::Open,
            State::Text => State::Text,
            State::Open => self.after_open(c),
            State::Declaration | State::Comment => self.in_comment(c),
            State::TagName if c.is_ascii_whitespace() || c == '/' => State::Tag,
            State::TagName if c != '>' => {
                self.tag.push(c.to_ascii_lowercase());
                State::TagName
            }
            State::Tag | State::AfterName if c.is_ascii_whitespace() => self.state,
            State::AttributeName if c.is_ascii_whitespace() => State::AfterName,
            State::AttributeName | State::AfterName if c == '=' => State::BeforeValue,
            State::Tag | State::AttributeName | State::AfterName if c == '/' => State::Tag,
            State::AttributeName if c != '>' => {
                self.attribute.push(c.to_ascii_lowercase());
                State::AttributeName
            }
            State::Tag | State::AfterName if c != '>' => {
                self.attribute = c.to_ascii_lowercase().to_string();
                State::AttributeName
            }
            State::BeforeValue if c.is_ascii_whitespace() => State::BeforeValue,
            State::BeforeValue if matches!(c, '"' | '\'') => {
                self.read.clear();
                State::Value(Some(c))
            }
            State::BeforeValue if c != '>' => {
                self.read = c.to_string();
                State::Value(None)
            }
            State::Value(Some(quote)) if c == quote => State::Tag,
            State::Value(None) if c.is_ascii_whitespace() => State::Tag,
            State::Value(quote) if quote.is_some() || c != '>' => {
                self.read.push(c);
                self.state
            }
            State::Raw => self.in_raw(c),
            // All that is left is the end of a tag.
            _ => self.after_tag(),
        }
    }

    fn after_open(&mut self, c: char) -> State {
        self.read.clear();
        self.tag.clear();
        self.attribute.clear();
        self.is_end_tag = c == '/';
        match c {
            '/' => State::TagName,
            '!' => State::Declaration,
            '<' => State::Open,
            c if c.is_ascii_alphabetic() => {
                self.tag.push(c.to_ascii_lowercase());
                State::TagName
            }
            _ => State::Text,
        }
    }

    /// Reads a comment, or the end of another declaration, such as `<!doctype html>`. What a
    /// conditional comment holds is read as HTML, since Outlook does that.
    fn in_comment(&mut self, c: char) -> State {
        self.read.push(c);
        if self.state == State::Declaration {
            return match &*self.read {
                "--" => {
                    self.read.clear();
                    State::Comment
                }
                _ if c == '>' => State::Text,
                _ => State::Declaration,
            };
        }
        let is_condition = self.read.starts_with("[if") && self.read.ends_with("]>");
        let is_end = self.read.ends_with("-->") || self.read.ends_with("--!>");
        let is_empty = matches!(&*self.read, ">" | "->");
        if is_condition || is_end || is_empty { State::Text } else { State::Comment }
    }

    fn in_raw(&mut self, c: char) -> State {
        self.read.push(c);
        let end = self.read.len().checked_sub("</".len() + self.tag.len());
        let is_end = end.and_then(|end| self.read.get(end..)).is_some_and(|end| {
            end.strip_prefix("</").is_some_and(|name| name.eq_ignore_ascii_case(&self.tag))
        });
        self.is_end_tag = is_end;
        if is_end { State::TagName } else { State::Raw }
    }

    fn after_tag(&mut self) -> State {
        self.read.clear();
        self.tags += 1;
        match &*self.tag {
            "script" | "style" | "title" | "textarea" if !self.is_end_tag => State::Raw,
            _ => State::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Scanner, Slot};

    /// The places of the values, each written as `$`.
    fn slots(html: &str) -> Vec<Slot> {
        let mut scanner = Scanner::new();
        let mut pieces = html.split('$');
        scanner.read(pieces.next().unwrap());
        pieces
            .map(|piece| {
                let slot = scanner.pass_value();
                scanner.read(piece);
                slot
            })
            .collect()
    }

    fn kinds(html: &str) -> Vec<Kind> {
        slots(html).into_iter().map(|slot| slot.kind).collect()
    }

    #[test]
    fn text_is_between_tags() {
        for html in [
            "$",
            "a < $",
            "I <3 $",
            "<p>$</p>",
            "<p\nclass=\"a>b\">$",
            "<br/>$",
            "<title>$</title>",
            "<!-- $ -->",
            "<!-- > -->$",
            "<!---->$",
            "<!-->$",
            "<!doctype html>$",
            "<textarea>$</textarea>",
            "a<b>c</b>$",
            "<style>a{}</STYLE >$",
            "<script>if (a<b) {}</script>$",
            "<?xml a?>$",
            "<a href=x>$",
            "<a b>$",
            "<!--[if mso]><p>$</p><![endif]-->",
            "<!--[if !mso]><!--><p>$</p><!--<![endif]-->$",
        ] {
            assert!(kinds(html).iter().all(|kind| *kind == Kind::Text), "{html}: {:?}", kinds(html));
        }
    }

    #[test]
    fn attributes_hold_text_urls_css_or_scripts() {
        for (html, kind) in [
            ("<p title='$'>", Kind::Attribute),
            ("<p title = \"a $\">", Kind::Attribute),
            ("<p data-id=\"$\">", Kind::Attribute),
            ("<a href=\"$\">", Kind::UrlStart),
            ("<a class=\"b\" HREF = ' $'>", Kind::UrlStart),
            ("<img alt=\"\" src='$'/>", Kind::UrlStart),
            ("<form action=\"$\">", Kind::UrlStart),
            ("<td background=\"$\">", Kind::UrlStart),
            ("<a data-href=\"$\">", Kind::UrlStart),
            ("<use xlink:href=\"$\">", Kind::UrlStart),
            ("<!--[if mso]><v:rect href=\"$\"><![endif]-->", Kind::UrlStart),
            ("<img srcset=\"$ 2x\">", Kind::UrlList),
            ("<img srcset=\"a.png 1x, $ 2x\">", Kind::UrlList),
            ("<img srcset=\"a.png?$ 1x\">", Kind::UrlQuery),
            ("<p style=\"color: $\">", Kind::Css),
            ("<p style=\"font-family: '$'\">", Kind::CssString),
            ("<p style=\"background: url('$')\">", Kind::UrlStart),
            ("<p style=\"background: URL(/a?b=$)\">", Kind::UrlQuery),
            ("<p style=\"background: url(a); color: $\">", Kind::Css),
            ("<style>p { color: $ }</style>", Kind::Css),
            ("<a onclick=\"go('$')\">", Kind::Script),
            ("<script>var a = \"$\"</script>", Kind::Script),
            ("<$>", Kind::Name),
            ("<p $>", Kind::Name),
            ("<p $=\"\">", Kind::Name),
            ("<h$>", Kind::Name),
        ] {
            assert_eq!(kinds(html), [kind], "{html}");
        }
    }

    #[test]
    fn a_url_has_a_start_a_path_and_a_query() {
        for (url, expected) in [
            ("$/confirm", vec![Kind::UrlStart]),
            ("$$", vec![Kind::UrlStart, Kind::UrlStart]),
            ("$/$", vec![Kind::UrlStart, Kind::UrlPath]),
            ("https://a.org/$/b/$", vec![Kind::UrlPath, Kind::UrlPath]),
            ("/$?a=$&amp;b=$#$", vec![Kind::UrlPath, Kind::UrlQuery, Kind::UrlQuery, Kind::UrlQuery]),
            ("#$", vec![Kind::UrlQuery]),
            ("a&#47;$", vec![Kind::UrlPath]),
            ("$&amp;user=$", vec![Kind::UrlStart, Kind::UrlQuery]),
            ("mailto:$?subject=$", vec![Kind::UrlPath, Kind::UrlQuery]),
        ] {
            assert_eq!(kinds(&format!("<a href=\"{url}\">")), expected, "{url}");
        }
    }

    #[test]
    fn quotes_may_be_absent() {
        for html in ["<a href=$>", "<a href=/$ b>", "<p title=a$>"] {
            assert!(slots(html).iter().all(|slot| slot.is_unquoted), "{html}");
        }
        assert_eq!(kinds("<a href=/b>$<i title=$>$"), [Kind::Text, Kind::Attribute, Kind::Text]);
    }

    #[test]
    fn no_text_panics() {
        let html = "é<!--[if x]><a é='\u{a0}$\" href=$?é style=\"url(é$\\'\"><script>é</script$<é$>";
        for from in html.char_indices().map(|(at, _)| at) {
            slots(&html[from..]);
        }
    }
}
