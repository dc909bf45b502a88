//! A part of a message's text: plain text, a placeholder of Cognito's, or a value.

use proc_macro2::{Ident, Span};

/// A part of a text. Its value is an [`Argument`] until the checks find the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<V = Argument> {
    /// Text that is sent as it is.
    Text(String),
    /// A placeholder of Cognito's.
    Placeholder(Placeholder),
    /// A value, and the format after its colon.
    Value { value: V, format: String },
}

/// A placeholder, which Cognito replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    Code,
    Username,
    /// A link, with its text if the template has one.
    Link(Option<String>),
}

/// A value, as the text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    /// `{}`.
    Next,
    /// `{0}`.
    Position(usize),
    /// `{name}`.
    Name(Ident),
}

impl Argument {
    /// Returns what the text has between its braces.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Next => String::new(),
            Self::Position(position) => position.to_string(),
            Self::Name(name) => name.to_string(),
        }
    }
}

/// The names of the placeholders. Of these, a value can have `username` alone.
pub(super) const PLACEHOLDERS: [&str; 3] = ["code", "username", "link"];

/// A mistake in a template: the fact, and what to write.
pub(super) type Mistake = (String, String);

impl Placeholder {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Username => "username",
            Self::Link(_) => "link",
        }
    }
}

impl Part {
    /// Reads the text between braces.
    pub(super) fn parse(inner: &str) -> Result<Self, Mistake> {
        let (name, format) = inner.split_once(':').unwrap_or((inner, ""));
        let name = name.trim();
        if let Some(placeholder) = placeholder(name, format)? {
            return Ok(Self::Placeholder(placeholder));
        }
        check_notation(name)?;
        let variable = variable(name);
        if variable.is_some() && format.starts_with(':') && !is_format(format) {
            return Err(not_a_name(inner.trim(), inner.trim()));
        }
        check_format(format, inner)?;
        let value = if name.is_empty() {
            Argument::Next
        } else if let Ok(position) = name.parse() {
            Argument::Position(position)
        } else if let Some(name) = variable {
            Argument::Name(name)
        } else {
            // A keyword is no value to propose.
            let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '#');
            return Err(not_a_name(name, if is_word { ".." } else { name }));
        };
        Ok(Self::Value { value, format: format.to_owned() })
    }
}

/// Reads the name of a placeholder.
fn placeholder(name: &str, format: &str) -> Result<Option<Placeholder>, Mistake> {
    Ok(Some(match name {
        "link" if format.is_empty() => Placeholder::Link(None),
        "link" => Placeholder::Link(Some(link_text(format.trim())?)),
        "code" | "username" if !format.is_empty() => {
            return Err((
                format!("`{{{name}}}` is replaced by Cognito, and takes no format"),
                format!("write `{{{name}}}`"),
            ));
        }
        "code" => Placeholder::Code,
        "username" => Placeholder::Username,
        _ => return Ok(None),
    }))
}

fn link_text(text: &str) -> Result<String, Mistake> {
    if text.contains(['#', '{', '<', '>']) {
        return Err((
            format!("the link's text `{text}` has a character that ends it"),
            "write plain text, such as `{link:Confirm my address}`".to_owned(),
        ));
    }
    Ok(text.to_owned())
}

/// Refuses other spellings of the placeholders: `{Code}`, `{codeParameter}`, `{####}`.
fn check_notation(name: &str) -> Result<(), Mistake> {
    let plain = name.to_lowercase();
    let plain = plain.strip_suffix("parameter").unwrap_or(&plain);
    let near = PLACEHOLDERS.iter().find(|placeholder| **placeholder == plain);
    // In lower case, it may well be the name of a variable.
    if let (Some(near), true) = (near, name.contains(char::is_uppercase)) {
        return Err((format!("`{{{name}}}` is not a placeholder"), format!("write `{{{near}}}`")));
    }
    if name.contains("##") {
        return Err((
            format!("`{{{name}}}` is Cognito's own notation, but each event brings its own placeholders"),
            "write `{code}` for the code, `{link:text}` for a link".to_owned(),
        ));
    }
    Ok(())
}

fn check_format(format: &str, inner: &str) -> Result<(), Mistake> {
    if format.contains('$') {
        return Err((
            format!("the format `{format}` takes a width or precision from an argument"),
            "format the value first, and insert the text".to_owned(),
        ));
    }
    if !is_format(format) {
        return Err((
            format!("`{{{inner}}}` is not a value"),
            "write `{{` and `}}` for braces, or put the body into a file: `file = \"templates/invite.html\"`"
                .to_owned(),
        ));
    }
    Ok(())
}

/// Whether `format!` takes this after the colon: fill and alignment, sign, `#`, width, precision
/// and one of its types.
fn is_format(format: &str) -> bool {
    let rest = format.strip_prefix(|_: char| true);
    let rest = rest.filter(|rest| rest.starts_with(['<', '^', '>'])).unwrap_or(format);
    let rest = rest.strip_prefix(['<', '^', '>']).unwrap_or(rest);
    let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let rest = rest.strip_prefix('#').unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit());
    let precise = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    ["", "?", "x", "X", "o", "b", "e", "E", "x?", "X?"].contains(&precise.unwrap_or(rest))
}

/// Reads the name of a variable.
fn variable(text: &str) -> Option<Ident> {
    if text == "self" {
        return Some(Ident::new("self", Span::call_site()));
    }
    // The parser sees only what looks like a name, since the compiler reports other tokens itself.
    let looks_like_a_name =
        text.chars().all(|c: char| c.is_alphanumeric() || c == '_') && !text.starts_with(char::is_numeric);
    if looks_like_a_name { syn::parse_str(text).ok() } else { None }
}

/// Words the mistake of an expression in place of a name.
fn not_a_name(found: &str, value: &str) -> Mistake {
    let is_keyword =
        found != "_" && found.chars().all(|c| c.is_ascii_alphabetic() || c == '_') && !found.is_empty();
    let reason = if is_keyword { ", but a keyword of Rust" } else { "" };
    (
        format!("`{{{found}}}` is not the name of a value{reason}"),
        format!("write `{{value}}`, and `value = {value}` after the text"),
    )
}

#[cfg(test)]
mod tests {
    use super::{Argument, Part, Placeholder, is_format};

    fn value(value: Argument, format: &str) -> Part {
        Part::Value { value, format: format.to_owned() }
    }

    #[test]
    fn placeholders_and_values_are_told_apart() {
        let name = |name: &str| Argument::Name(syn::parse_str(name).unwrap());
        for (inner, expected) in [
            ("code", Part::Placeholder(Placeholder::Code)),
            (" username ", Part::Placeholder(Placeholder::Username)),
            ("link", Part::Placeholder(Placeholder::Link(None))),
            ("link: Go on ", Part::Placeholder(Placeholder::Link(Some("Go on".to_owned())))),
            ("", value(Argument::Next, "")),
            ("1:>4", value(Argument::Position(1), ">4")),
            ("user_name", value(name("user_name"), "")),
            ("codeparameter", value(name("codeparameter"), "")),
            ("é:?", value(name("é"), "?")),
            ("name::>4", value(name("name"), ":>4")),
        ] {
            assert_eq!(Part::parse(inner), Ok(expected), "{inner}");
        }
        let Ok(Part::Value { value: Argument::Name(name), .. }) = Part::parse("self") else {
            panic!("`self` is a name")
        };
        assert_eq!(name, "self");
    }

    #[test]
    fn mistakes_say_what_to_write() {
        for (inner, fact, help) in [
            ("code:>4", "`{code}` is replaced by Cognito, and takes no format", "write `{code}`"),
            ("userName", "`{userName}` is not a placeholder", "write `{username}`"),
            ("codeParameter", "`{codeParameter}` is not a placeholder", "write `{code}`"),
            (
                "####",
                "`{####}` is Cognito's own notation, but each event brings its own placeholders",
                "write `{code}` for the code, `{link:text}` for a link",
            ),
            (
                "x:1$",
                "the format `1$` takes a width or precision from an argument",
                "format the value first, and insert the text",
            ),
            (
                "link:a#b",
                "the link's text `a#b` has a character that ends it",
                "write plain text, such as `{link:Confirm my address}`",
            ),
            (
                "user.name()",
                "`{user.name()}` is not the name of a value",
                "write `{value}`, and `value = user.name()` after the text",
            ),
            (
                "app::NAME",
                "`{app::NAME}` is not the name of a value",
                "write `{value}`, and `value = app::NAME` after the text",
            ),
            (
                "::before",
                "`{::before}` is not a value",
                "write `{{` and `}}` for braces, or put the body into a file: `file = \"templates/invite.html\"`",
            ),
            (
                "type",
                "`{type}` is not the name of a value, but a keyword of Rust",
                "write `{value}`, and `value = ..` after the text",
            ),
        ] {
            assert_eq!(Part::parse(inner), Err((fact.to_owned(), help.to_owned())), "{inner}");
        }
    }

    #[test]
    fn formats_are_those_of_std() {
        for format in ["", "?", "#?", ">4", "*^10.3", "+08.2", "x", "#X", ".3e", "<>5", ":>4"] {
            assert!(is_format(format), "{format}");
        }
        for format in [">4a", "red", "?x", " color: red"] {
            assert!(!is_format(format), "{format}");
        }
    }
}
