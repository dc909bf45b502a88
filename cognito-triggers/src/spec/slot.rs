//! The place of a value in HTML: in text, in an attribute, in a URL and where in it. The places are those
//! of Go's `html/template`.

/// The place of a value, which decides how the value is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Between tags, in a comment, or in an element that holds only text.
    Text,
    /// In an attribute that holds text.
    Attribute,
    /// In a tag, where the names of elements and attributes stand.
    Name,
    /// At the start of a URL.
    UrlStart,
    /// In a URL before its query.
    UrlPath,
    /// In a URL's query or fragment.
    UrlQuery,
    /// At the start of a list of URLs (`srcset`).
    UrlList,
    /// In CSS.
    Css,
    /// In a quoted string of CSS.
    CssString,
    /// In a script or an event handler.
    Script,
}

/// The place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The language there.
    pub kind: Kind,
    /// The attribute's value has no quotes.
    pub is_unquoted: bool,
}

impl Slot {
    /// Between tags.
    pub const TEXT: Self = Self { kind: Kind::Text, is_unquoted: false };
}

/// Stands for a value in what was read. HTML has no such character.
pub(crate) const VALUE: char = '\0';

/// Returns the place at the end of what was read of an attribute's value.
pub(crate) fn of_attribute(name: &str, read: &str) -> Kind {
    const URLS: [&str; 18] = [
        "action",
        "archive",
        "background",
        "cite",
        "classid",
        "codebase",
        "data",
        "formaction",
        "href",
        "icon",
        "longdesc",
        "manifest",
        "ping",
        "poster",
        "profile",
        "src",
        "usemap",
        "xmlns",
    ];
    if name.starts_with("on") {
        return Kind::Script;
    }
    let name = name.strip_prefix("data-").unwrap_or(name);
    let name = match name.split_once(':') {
        Some(("xmlns", _)) => "xmlns",
        Some((_, name)) => name,
        None => name,
    };
    match name {
        "style" => css(read),
        "srcset" | "imagesrcset" => match url(read.rsplit(',').next().unwrap_or(read)) {
            Kind::UrlStart => Kind::UrlList,
            part => part,
        },
        _ if URLS.contains(&name) || ["src", "uri", "url"].iter().any(|part| name.contains(part)) => {
            url(read)
        }
        _ => Kind::Attribute,
    }
}

/// Returns whether a text names an element or an attribute that holds only text.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && of_attribute(&lower, "") == Kind::Attribute
        && !["script", "iframe", "object", "embed", "base", "meta", "link"].contains(&&*lower)
}

/// Returns the place at the end of what was read of a URL.
fn url(read: &str) -> Kind {
    let read = read.trim_start();
    // `&#` is a character reference.
    let has_fragment =
        read.match_indices('#').any(|(at, _)| !read.get(..at).is_some_and(|b| b.ends_with('&')));
    if read.contains('?') || has_fragment || read.ends_with('=') {
        // Behind a value that may have brought the `?`, `=` is enough to tell.
        Kind::UrlQuery
    } else if read.trim_start_matches(VALUE).is_empty() {
        Kind::UrlStart
    } else {
        Kind::UrlPath
    }
}

/// Returns the place at the end of what was read of CSS.
pub(crate) fn css(read: &str) -> Kind {
    let lower = read.to_ascii_lowercase();
    if let Some((_, argument)) = lower.rsplit_once("url(").filter(|(_, argument)| !argument.contains(')')) {
        return url(argument.trim_start().trim_start_matches(['"', '\'']));
    }
    let mut string = None;
    let mut chars = lower.chars();
    while let Some(c) = chars.next() {
        match string {
            Some(_) if c == '\\' => drop(chars.next()),
            Some(quote) if c == quote => string = None,
            None if matches!(c, '"' | '\'') => string = Some(c),
            _ => {}
        }
    }
    if string.is_some() { Kind::CssString } else { Kind::Css }
}
