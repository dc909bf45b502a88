//! Rules of texts: every violation, matched and explained.

use cognito_triggers::rules::{
    Field, Place, Rule, Violation, check_characters, check_length, check_maximum, is_allowed_in_email, place,
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
        Rule::LineBreak { at, .. } => format!("line break at {}", position(*at)),
        Rule::Missing { placeholder, .. } => format!("no {placeholder}"),
        Rule::TooLong { units, .. } => format!("{units} are too many"),
        Rule::TooShort { characters, .. } => format!("{characters} are too few"),
        Rule::Unexpected { placeholder, at, .. } => format!("{placeholder} at {}", position(*at)),
        Rule::Unprintable => "cannot be printed".to_owned(),
        _ => "new".to_owned(),
    };
    format!("{field}: {reason}; {}", violation.help())
}

fn position(at: Place) -> String {
    let Place { line, column, .. } = at;
    format!("{line}:{column}")
}

pub fn last(text: &str) -> Place {
    place(text, text.len())
}
