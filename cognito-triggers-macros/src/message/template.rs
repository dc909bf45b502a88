//! The text of a message with its `{..}`, split into parts.

use super::part::{Mistake, Part};
use crate::rules;

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

/// Reads a template file: values and placeholders are in `{{ .. }}`, and single braces are text.
pub(super) fn parse_file(template: &str) -> Result<Vec<Part>, Mistake> {
    if let Some((before, _)) = template.split_once("{%") {
        return Err((
            format!("`{{%` at {} belongs to a template engine", rules::place(template, before.len())),
            "have the engine make the text, and pass it to `Email::checked`".to_owned(),
        ));
    }
    let name = || "write `{{ name }}`".to_owned();
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let place = rules::place(template, template.len() - after.len() - "{{".len());
        if let Some((tag, is, help)) = foreign_tag(after) {
            return Err((format!("`{tag}` at {place} {is}"), help.to_owned()));
        }
        let Some((inner, after)) = after.split_once("}}") else {
            return Err((format!("`{{{{` at {place} has no `}}}}`"), name()));
        };
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        let inner = inner.trim();
        if inner.contains(['\n', '{']) {
            return Err((format!("`{{{{` at {place} has no `}}}}` on its line"), name()));
        }
        if inner.is_empty() {
            return Err((format!("`{{{{ }}}}` at {place} is empty"), name()));
        }
        parts.push(Part::parse(inner).map_err(|(fact, help)| (format!("{fact}, at {place}"), help))?);
        rest = after;
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
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
        '>' => (
            "puts in another file, as Handlebars does",
            "write that file's text here, or have the engine make the text, and pass it to `Email::checked`",
        ),
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
    use super::{parse, parse_file};

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
            assert_eq!(parse_file(template), Ok(expected), "{template}");
        }
    }

    #[test]
    fn mistakes_in_a_file_have_a_place() {
        for (template, fact) in [
            ("é\n {{ name", "`{{` at line 2, column 2 has no `}}`"),
            ("{{ a\nb }}", "`{{` at line 1, column 1 has no `}}` on its line"),
            ("é{{ }}", "`{{ }}` at line 1, column 2 is empty"),
            ("{{ a b }}", "`{a b}` is not the name of a value, at line 1, column 1"),
            ("é {{{ x }}}", "`{{{` at line 1, column 3 begins an unescaped value of Handlebars"),
            ("{{& x }}", "`{{&` at line 1, column 1 begins an unescaped value of Mustache"),
            ("\n{{#if a}}b{{/if}}", "`{{#if` at line 2, column 1 begins a block of Handlebars"),
            ("{{! a\nb }}", "`{{!` at line 1, column 1 begins a comment of Handlebars"),
            ("{{!-- a --}}", "`{{!` at line 1, column 1 begins a comment of Handlebars"),
            ("{{> header.html}}", "`{{>` at line 1, column 1 puts in another file, as Handlebars does"),
            ("{{else}}", "`{{ else` at line 1, column 1 belongs to a template engine"),
            ("{{ if .Name }}", "`{{ if` at line 1, column 1 belongs to a template engine"),
            ("{{.Name}}", "`{{.` at line 1, column 1 belongs to a template engine"),
            ("é {% if %}", "`{%` at line 1, column 3 belongs to a template engine"),
        ] {
            assert_eq!(parse_file(template).map_err(|(fact, _)| fact), Err(fact.to_owned()), "{template}");
        }
    }

    #[test]
    fn no_piece_of_a_template_panics() {
        let template = "é{{ {code} }}{% 日本{\n{{link:é}}{a:>4}}}{{}}{:?}{";
        let places: Vec<usize> = template.char_indices().map(|(at, _)| at).collect();
        for (from, to) in places.iter().flat_map(|from| places.iter().map(move |to| (*from, *to))) {
            if let Some(piece) = template.get(from..to) {
                for parts in [parse(piece), parse_file(piece)].into_iter().flatten() {
                    assert!(!parts.is_empty(), "{piece}");
                }
            }
        }
    }
}
