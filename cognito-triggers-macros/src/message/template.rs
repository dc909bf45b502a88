//! The text of a message with its `{..}`, split into parts.

use super::part::{Mistake, Part};

/// Reads a template in the syntax of `format!`.
pub(super) fn parse(template: &str) -> Result<Vec<Part>, Mistake> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, brace, after)) = split_at_brace(rest) {
        text.push_str(before);
        if let Some(after) = after.strip_prefix(brace) {
            text.push_str(brace);
            rest = after;
        } else if brace == "}" {
            return Err((
                "the text has a `}` without a `{`".to_owned(),
                "write `{` before the name, or `}}` for a brace".to_owned(),
            ));
        } else {
            let Some((inner, after)) = after.split_once('}') else {
                return Err((
                    "the text has a `{` without a `}`".to_owned(),
                    "write `}` after the name, or `{{` for a brace".to_owned(),
                ));
            };
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(Part::parse(inner)?);
            rest = after;
        }
    }
    text.push_str(rest);
    if !text.is_empty() || parts.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(parts)
}

fn split_at_brace(text: &str) -> Option<(&str, &str, &str)> {
    let (at, brace) = text.match_indices(['{', '}']).next()?;
    let (before, rest) = text.split_at_checked(at)?;
    Some((before, brace, rest.strip_prefix(brace)?))
}

/// What a template file has at a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item {
    Part(Part),
    /// `{{> path}}`: the file with this path.
    File(String),
}

/// A mistake, and its place.
type Misplaced = (usize, Mistake);

/// Reads a template file: values and placeholders are in `{{ .. }}`, and single braces are text. Each item has its place.
pub(super) fn parse_file(template: &str) -> Result<Vec<(usize, Item)>, Misplaced> {
    for tag in ["{%", "<%=", "<%-", "<% "] {
        if let Some(at) = template.find(tag) {
            let help = "have the engine make the text, and pass it to `Email::checked`";
            return Err((at, (format!("`{}` belongs to a template engine", tag.trim()), help.to_owned())));
        }
    }
    let name = || "write `{{ name }}`".to_owned();
    let mut items = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let at = template.len() - after.len() - "{{".len();
        if !before.is_empty() {
            items.push((at - before.len(), Item::Part(Part::Text(before.to_owned()))));
        }
        if let Some((tag, is, help)) = foreign_tag(after) {
            return Err((at, (format!("`{tag}` {is}"), help.to_owned())));
        }
        let Some((inner, after)) = after.split_once("}}") else {
            return Err((at, ("`{{` has no `}}`".to_owned(), name())));
        };
        if inner.contains(['\n', '{']) {
            return Err((at, ("`{{` has no `}}` on its line".to_owned(), name())));
        }
        let item = match inner.strip_prefix('>').map(|path| unquoted(path.trim())) {
            Some("") => {
                let fact = format!("`{{{{{inner}}}}}` names no file");
                return Err((at, (fact, "write `{{> header.html}}`".to_owned())));
            }
            Some(path) if path.contains('=') => {
                let fact = format!("`{{{{{inner}}}}}` has parameters, which a file here does not take");
                let help = "write the file's name alone; a value stands in it as `{{ name }}`";
                return Err((at, (fact, help.to_owned())));
            }
            Some(path) => Item::File(path.to_owned()),
            None => Item::Part(value(inner).map_err(|mistake| (at, mistake))?),
        };
        items.push((at, item));
        rest = after;
    }
    if !rest.is_empty() || items.is_empty() {
        items.push((template.len() - rest.len(), Item::Part(Part::Text(rest.to_owned()))));
    }
    Ok(items)
}

fn unquoted(path: &str) -> &str {
    let quoted = |quote: char| path.strip_prefix(quote)?.strip_suffix(quote);
    quoted('"').or_else(|| quoted('\'')).unwrap_or(path)
}

/// Reads what stands in doubled braces.
fn value(inner: &str) -> Result<Part, Mistake> {
    let written = format!("`{{{{{inner}}}}}`");
    if inner.trim().is_empty() {
        return Err((format!("{written} is empty"), "write `{{ name }}`".to_owned()));
    }
    if let Some((name, _)) = inner.split_once('|') {
        return Err((
            format!("{written} has a filter, as template engines do"),
            format!(
                "write `{{{{ {} }}}}`, and give the finished value after the file: `{} = ..`",
                name.trim(),
                name.trim()
            ),
        ));
    }
    if let Some(path) = inner.trim_start().strip_prefix('>') {
        let path = Some(unquoted(path.trim())).filter(|path| !path.is_empty()).unwrap_or("header.html");
        return Err((format!("{written} has a space before `>`"), format!("write `{{{{> {path}}}}}`")));
    }
    Part::parse(inner.trim()).map_err(|(fact, help)| {
        // The fact quotes what stands there.
        let fact = fact.replace(&format!("`{{{}}}`", inner.trim()), &written);
        (fact, help.replace("after the text", "after the file"))
    })
}

/// Recognizes what another template engine's tag has behind `{{`: the tag's start, what it is, and
/// what to write.
fn foreign_tag(after: &str) -> Option<(String, &'static str, &'static str)> {
    const CHECKED: &str = "have the engine make the text, and pass it to `Email::checked`";
    let sign = after.chars().next()?;
    let mut tag = format!("{{{{{sign}");
    let (is, help) = match sign {
        '{' => (
            "begins an unescaped value of Handlebars",
            "write `{{ name }}`, and `name = Html(..)` after the file for HTML that is not to be escaped",
        ),
        '&' => (
            "begins an unescaped value of Mustache",
            "write `{{ name }}`, and `name = Html(..)` after the file for HTML that is not to be escaped",
        ),
        '!' => ("begins a comment of Handlebars", "remove it, or write `<!-- .. -->`, which is sent"),
        '>' => return None,
        '#' | '/' | '^' => {
            tag.extend(after.chars().skip(1).take_while(|c| c.is_alphanumeric() || *c == '_'));
            ("begins a block of Handlebars", CHECKED)
        }
        '-' | '~' | '$' | '@' | '*' | '=' | '.' => ("belongs to a template engine", CHECKED),
        _ => {
            let (inner, _) = after.split_once("}}")?;
            let word = inner.split_whitespace().next()?;
            let is_keyword =
                ["if", "else", "for", "end", "range", "with", "each", "include", "template", "block"]
                    .contains(&word);
            if !(is_keyword && (inner.trim() != word || matches!(word, "else" | "if" | "for"))) {
                return None;
            }
            tag = format!("{{{{ {word}");
            ("belongs to a template engine", CHECKED)
        }
    };
    Some((tag, is, help))
}

#[cfg(test)]
mod tests {
    use super::super::part::{Argument, Part, Placeholder};
    use super::{Item, parse, parse_file};
    use crate::rules;

    fn text(text: &str) -> Part {
        Part::Text(text.to_owned())
    }

    fn value(name: &str) -> Part {
        Part::Value { value: Argument::Name(syn::parse_str(name).unwrap()), format: String::new() }
    }

    #[test]
    fn a_literal_is_read_as_format_reads_it() {
        let code = || Part::Placeholder(Placeholder::Code);
        for (template, expected) in [
            ("", vec![text("")]),
            ("a{{b}}c", vec![text("a{b}c")]),
            ("{{{code}}}", vec![text("{"), code(), text("}")]),
            ("{code}", vec![code()]),
            ("Hi {name}, {code}!", vec![text("Hi "), value("name"), text(", "), code(), text("!")]),
        ] {
            assert_eq!(parse(template), Ok(expected), "{template}");
        }
    }

    #[test]
    fn half_typed_literals_are_refused() {
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

    #[test]
    fn a_file_has_double_braces_for_values_and_single_ones_for_text() {
        for (template, expected) in [
            ("", vec![text("")]),
            ("p { a } é{{ name }}", vec![text("p { a } é"), value("name")]),
            ("{{end}}{{ range }}", vec![value("end"), value("range")]),
            ("{{code}}\n", vec![Part::Placeholder(Placeholder::Code), text("\n")]),
        ] {
            let items = parse_file(template).unwrap();
            let parts: Vec<_> = items.into_iter().map(|(_, item)| item).collect();
            assert_eq!(parts, expected.into_iter().map(Item::Part).collect::<Vec<_>>(), "{template}");
        }
        let file = |path: &str| Item::File(path.to_owned());
        assert_eq!(
            parse_file("{{> a.html}}\n{{>  '../b.html' }}").unwrap(),
            [(0, file("a.html")), (12, Item::Part(text("\n"))), (13, file("../b.html"))]
        );
    }

    #[test]
    fn mistakes_in_a_file_have_a_place() {
        for (template, at, fact) in [
            ("é\n {{ name", (2, 2), "`{{` has no `}}`"),
            ("{{ a\nb }}", (1, 1), "`{{` has no `}}` on its line"),
            ("é{{ }}", (1, 2), "`{{ }}` is empty"),
            ("{{>}}", (1, 1), "`{{>}}` names no file"),
            ("{{ a b }}", (1, 1), "`{{ a b }}` is not the name of a value"),
            ("{{name|upper}}", (1, 1), "`{{name|upper}}` has a filter, as template engines do"),
            ("é {{{ x }}}", (1, 3), "`{{{` begins an unescaped value of Handlebars"),
            ("{{& x }}", (1, 1), "`{{&` begins an unescaped value of Mustache"),
            ("\n{{#if a}}b{{/if}}", (2, 1), "`{{#if` begins a block of Handlebars"),
            ("{{! a\nb }}", (1, 1), "`{{!` begins a comment of Handlebars"),
            ("{{!-- a --}}", (1, 1), "`{{!` begins a comment of Handlebars"),
            ("{{else}}", (1, 1), "`{{ else` belongs to a template engine"),
            ("{{ if .Name }}", (1, 1), "`{{ if` belongs to a template engine"),
            ("{{.Name}}", (1, 1), "`{{.` belongs to a template engine"),
            ("é {% if %}", (1, 3), "`{%` belongs to a template engine"),
            ("é <%= name %>", (1, 3), "`<%=` belongs to a template engine"),
            ("<% if (a) { %>", (1, 1), "`<%` belongs to a template engine"),
            ("é {{ > a.html }}", (1, 3), "`{{ > a.html }}` has a space before `>`"),
            ("{{ >}}", (1, 1), "`{{ >}}` has a space before `>`"),
        ] {
            let (offset, (found, _)) = parse_file(template).unwrap_err();
            let place = rules::place(template, offset);
            assert_eq!(((place.line, place.column), &*found), (at, fact), "{template}");
        }
    }

    #[test]
    fn no_piece_of_a_template_panics() {
        let template = "é{{ {code} }}{% 日本{\n{{link:é}}{a:>4}}}{{}}{:?}{";
        let places: Vec<usize> = template.char_indices().map(|(at, _)| at).collect();
        for (from, to) in places.iter().flat_map(|from| places.iter().map(move |to| (*from, *to))) {
            if let Some(piece) = template.get(from..to) {
                assert!(
                    parse(piece).is_ok_and(|parts| !parts.is_empty()) || parse(piece).is_err(),
                    "{piece}"
                );
                assert!(parse_file(piece).is_ok_and(|items| !items.is_empty()) || parse_file(piece).is_err());
            }
        }
    }
}
