//! Rules of texts: every violation, matched and explained, and the rules that a text may break.

use cognito_triggers::rules::{
    Allow, Field, Place, Rule, Violation, check_characters, check_length, check_maximum, is_allowed_in_email,
    place,
};

pub fn check(text: &str) -> Result<(), Violation> {
    check_length(Field::Subject, text)?;
    check_maximum(Field::Body, text)?;
    check_characters(Field::Text, text, false)
}

pub fn fits(field: Field, text: &str) -> bool {
    (field.min()..=field.max()).contains(&text.len()) && text.chars().all(is_allowed_in_email)
}

pub fn name(field: Field) -> &'static str {
    match field {
        Field::Subject => "subject",
        Field::Body => "body",
        Field::Text => "text",
        _ => "new",
    }
}

pub fn explain(violation: &Violation) -> String {
    let Violation { field, rule, .. } = violation;
    let reason = match rule {
        Rule::Character { character, at, .. } => format!("{character:?} at {}", position(*at)),
        Rule::DoubledBraces { at, .. } => format!("braces at {}", position(*at)),
        Rule::LineBreak { at, .. } => format!("line break at {}", position(*at)),
        Rule::LinkInTag => "a link in a tag".to_owned(),
        Rule::HiddenCode => "a hidden code".to_owned(),
        Rule::Missing { placeholder, .. } => format!("no {placeholder}"),
        Rule::PlaceholderInUrl { placeholder, .. } => format!("{placeholder} in a URL"),
        Rule::TooLong { units, .. } => format!("{units} are too many"),
        Rule::TooShort { characters, .. } => format!("{characters} are too few"),
        Rule::Unexpected { placeholder, at, .. } => format!("{placeholder} at {}", position(*at)),
        Rule::UnsafeCss { value, .. } | Rule::UnsafeName { value, .. } | Rule::UnsafeUrl { value, .. } => {
            format!("{value} does not fit there")
        }
        Rule::Unprintable => "cannot be printed".to_owned(),
        _ => "new".to_owned(),
    };
    format!("{field}: {reason}; {}", violation.help())
}

pub fn describe(allowed: Allow) -> &'static str {
    match allowed {
        Allow::DoubledBraces => "doubled braces",
        Allow::LineBreaks => "line breaks",
        Allow::PlaceholderInUrl => "a placeholder in a URL",
        Allow::HiddenCode => "a hidden code",
        _ => "new",
    }
}

fn position(at: Place) -> String {
    let Place { line, column, .. } = at;
    format!("{line}:{column}")
}

pub fn last(text: &str) -> Place {
    place(text, text.len())
}
