//! The text of a message with its `{..}`: from a literal to parts.

use crate::rules;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Text, with `{{` and `}}` resolved.
    Text(String),
    /// A placeholder of Cognito's.
    Placeholder(Placeholder),
    /// A value: by name, by position or the next one; and its format, after the colon.
    Value { argument: Argument, format: String },
}

/// What Cognito replaces.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    Code,
    Username,
    /// With the text of the link, where the template has one.
    Link(Option<String>),
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    Next,
    Position(usize),
    Name(String),
}

/// The names that are placeholders, whatever variables there are.
pub(crate) const PLACEHOLDERS: [&str; 3] = ["code", "username", "link"];

/// What is wrong with a template: the fact and the help.
pub(crate) type Mistake = (String, String);

/// Reads a template in the syntax of `format!`.
pub(crate) fn parse(template: &str) -> Result<Vec<Part>, Mistake> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            text.push_str(brace);
            rest = after;
        } else if brace == "}" {
            return Err((
                "the text has a `}` without a `{`".to_owned(),
                "write `{` before the name, or `}}` for a brace".to_owned(),
            ));
        } else {
            let Some((inner, after)) = rest.split_once('}') else {
                return Err((
                    "the text has a `{` without a `}`".to_owned(),
                    "write `}` after the name, or `{{` for a brace".to_owned(),
                ));
            };
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(braces(inner)?);
            rest = after;
        }
    }
    text.push_str(rest);
    if !text.is_empty() || parts.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(parts)
}

/// Whether `format!` takes this behind the colon: fill and alignment, sign, `#`, width, precision
/// and one of its types.
fn is_format(format: &str) -> bool {
    let rest = format.strip_prefix(|c: char| c != '<' && c != '^' && c != '>');
    let rest = rest.filter(|rest| rest.starts_with(['<', '^', '>'])).unwrap_or(format);
    let rest = rest.strip_prefix(['<', '^', '>']).unwrap_or(rest);
    let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let rest = rest.strip_prefix('#').unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit());
    let precise = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    ["", "?", "x", "X", "o", "b", "e", "E", "x?", "X?"].contains(&precise.unwrap_or(rest))
}

/// Reads a template file: values and placeholders in `{{ .. }}`, single braces as they are.
pub(crate) fn parse_file(template: &str) -> Result<Vec<Part>, Mistake> {
    if let Some(at) = template.find("{%") {
        return Err((
            format!("`{{%` at {} is a template engine's", rules::place(template, at)),
            "have the engine make the text, and pass it to `Email::checked`".to_owned(),
        ));
    }
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(at) = template[from..].find("{{").map(|at| from + at) {
        let place = rules::place(template, at);
        let Some(length) = template[at + 2..].find("}}") else {
            return Err((format!("`{{{{` at {place} has no `}}}}`"), "write `{{ name }}`".to_owned()));
        };
        if from < at {
            parts.push(Part::Text(template[from..at].to_owned()));
        }
        let inner = template[at + 2..at + 2 + length].trim();
        if inner.contains(['\n', '{']) {
            return Err((
                format!("`{{{{` at {place} has no `}}}}` on its line"),
                "write `{{ name }}`".to_owned(),
            ));
        }
        if inner.is_empty() {
            return Err((format!("`{{{{ }}}}` at {place} is empty"), "write `{{ name }}`".to_owned()));
        }
        parts.push(braces(inner).map_err(|(fact, help)| (format!("{fact}, at {place}"), help))?);
        from = at + length + 4;
    }
    if from < template.len() || parts.is_empty() {
        parts.push(Part::Text(template[from..].to_owned()));
    }
    Ok(parts)
}

/// What stands between braces.
fn braces(inner: &str) -> Result<Part, Mistake> {
    let (name, format) = inner.split_once(':').unwrap_or((inner, ""));
    let name = name.trim();
    match name {
        "link" if !format.is_empty() => {
            return Ok(Part::Placeholder(Placeholder::Link(Some(link_text(format.trim())?))));
        }
        "link" => return Ok(Part::Placeholder(Placeholder::Link(None))),
        "code" | "username" if !format.is_empty() => {
            return Err((
                format!("`{{{name}}}` is replaced by Cognito, and takes no format"),
                format!("write `{{{name}}}`"),
            ));
        }
        "code" => return Ok(Part::Placeholder(Placeholder::Code)),
        "username" => return Ok(Part::Placeholder(Placeholder::Username)),
        _ => {}
    }
    // Not `user_name`, which a variable may well be called.
    let plain = name.to_lowercase();
    let plain = plain.strip_suffix("parameter").unwrap_or(&plain);
    let near = PLACEHOLDERS.iter().find(|placeholder| **placeholder == plain);
    if let (Some(near), true) = (near, name.contains(char::is_uppercase)) {
        return Err((format!("`{{{name}}}` is no placeholder"), format!("write `{{{near}}}`")));
    }
    if name.contains("##") {
        return Err((
            format!("`{{{name}}}` is Cognito's own notation, and each event says itself which it takes"),
            "write `{code}` for the code, `{link:text}` for a link".to_owned(),
        ));
    }
    if format.contains('$') {
        return Err((
            format!("the format `{format}` takes a width or precision from an argument"),
            "format the value before, and insert the text".to_owned(),
        ));
    }
    if !is_format(format) {
        return Err((
            format!("`{{{inner}}}` is not a value"),
            "write `{{` and `}}` for braces, or put the body into a file: `file = \"templates/invite.html\"`"
                .to_owned(),
        ));
    }
    let argument = if name.is_empty() {
        Argument::Next
    } else if let Ok(position) = name.parse() {
        Argument::Position(position)
    } else if is_name(name) && !format.starts_with(':') {
        Argument::Name(name.to_owned())
    } else {
        let value = if format.starts_with(':') { inner.trim() } else { name };
        // A keyword or the like is no expression either.
        let given =
            if name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '#') { ".." } else { value };
        let given = if format.starts_with(':') { value } else { given };
        return Err((
            format!("`{{{value}}}` is not the name of a value"),
            format!("write `{{value}}`, and `value = {given}` after the text"),
        ));
    };
    Ok(Part::Value { argument, format: format.to_owned() })
}

/// Whether it can be a variable. Only what looks like a name is given to the parser, since the
/// compiler's own reports on what it cannot read.
fn is_name(text: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let looks_like_one = text.chars().all(word) && !text.starts_with(char::is_numeric);
    text == "self" || (looks_like_one && syn::parse_str::<syn::Ident>(text).is_ok())
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

#[cfg(test)]
mod tests {
    use super::{Argument, Part, Placeholder, parse};

    fn value(name: &str) -> Part {
        Part::Value { argument: Argument::Name(name.to_owned()), format: String::new() }
    }

    #[test]
    fn reads_what_format_reads_and_the_placeholders() {
        let text = |text: &str| Part::Text(text.to_owned());
        let cases: [(&str, Vec<Part>); 6] = [
            ("", vec![text("")]),
            ("a{{b}}c", vec![text("a{b}c")]),
            ("{code}", vec![Part::Placeholder(Placeholder::Code)]),
            (
                "Hi {name}, {username}!",
                vec![
                    text("Hi "),
                    value("name"),
                    text(", "),
                    Part::Placeholder(Placeholder::Username),
                    text("!"),
                ],
            ),
            ("{link:Go on}", vec![Part::Placeholder(Placeholder::Link(Some("Go on".to_owned())))]),
            (
                "{}{1:>4}",
                vec![
                    Part::Value { argument: Argument::Next, format: String::new() },
                    Part::Value { argument: Argument::Position(1), format: ">4".to_owned() },
                ],
            ),
        ];
        for (template, expected) in cases {
            assert_eq!(parse(template), Ok(expected), "{template}");
        }
    }

    #[test]
    fn refuses_what_is_half_typed() {
        for template in [
            "{",
            "}",
            "a {code",
            "{a b}",
            "{user.name}",
            "{code:>4}",
            "{r#type}",
            "{_}",
            "{crate}",
            "{a::b}",
            "{userName}",
            "{codeParameter}",
            "{####}",
            "{Code}",
            "{x:1$}",
            "{link:a#b}",
        ] {
            assert!(parse(template).is_err(), "{template}");
        }
    }
}
