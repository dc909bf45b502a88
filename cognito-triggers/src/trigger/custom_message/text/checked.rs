//! A text from elsewhere, such as a template engine's: its placeholders are found, and its rules checked.

use std::borrow::Cow;
use std::ops::Range;

use super::{Mark, Text};
use crate::spec::places::Piece;
use crate::spec::rules::{self, Allow, Field, Rule, Violation};
use crate::trigger::custom_message::placeholder::{Carried, Placeholder};

impl Text {
    /// Takes a text from elsewhere, with the placeholders as Cognito spells them.
    pub(in crate::trigger::custom_message) fn checked(
        field: Field,
        text: Cow<'static, str>,
        carried: Carried,
        allowed: &[Allow],
    ) -> Result<Self, Violation> {
        // This comes first so that what follows has a bound.
        rules::check_length(field, &text)?;
        let mut marks = Vec::new();
        for (placeholder, wanted, found) in [
            (Placeholder::Code, carried.code, find(&text, "{####}", "{####}")),
            (Placeholder::Username, carried.username, find(&text, "{username}", "{username}")),
            (Placeholder::Link, carried.link, find(&text, "{##", "##}")),
        ] {
            let found: Vec<_> = found
                .into_iter()
                .filter(|range| text[range.clone()] != *"{####}" || placeholder == Placeholder::Code)
                .collect();
            let rule = match (wanted, found.first()) {
                (true, None) => Rule::Missing { placeholder: placeholder.usual() },
                (false, Some(range)) => Rule::Unexpected {
                    placeholder: placeholder.usual(),
                    at: rules::place(&text, range.start),
                },
                _ => {
                    let labelled = placeholder == Placeholder::Link;
                    marks.extend(found.into_iter().map(|range| Mark { range, placeholder, labelled }));
                    continue;
                }
            };
            return Err(Violation { field, rule });
        }
        let takes_line_breaks = allowed.contains(&Allow::LineBreaks);
        rules::check_characters(field, &text, carried.username || takes_line_breaks)?;
        marks.sort_by_key(|mark: &Mark| mark.range.start);
        rules::check_places(field, pieces(&text, &marks), carried.username, allowed)?;
        rules::check_braces(field, &text, false, allowed)?;
        Ok(Self { text, marks, flaw: None, has_line_breaks: takes_line_breaks })
    }
}

/// Takes a text apart at its placeholders.
fn pieces<'t>(text: &'t str, marks: &[Mark]) -> impl Iterator<Item = Piece<'t>> {
    let mut from = 0;
    let end = text.len();
    let ends = marks.iter().map(Some).chain([None]);
    ends.flat_map(move |mark| {
        let (until, next) = mark.map_or((end, end), |mark| (mark.range.start, mark.range.end));
        let before = &text[from..until];
        from = next;
        let placeholder = mark.map(|mark| match mark.placeholder {
            Placeholder::Link => Piece::Link,
            Placeholder::Code => Piece::Code(mark.placeholder.usual()),
            Placeholder::Username => Piece::Username(mark.placeholder.usual()),
        });
        [Some(Piece::Text(before)), placeholder].into_iter().flatten()
    })
}

/// Returns the ranges of `text` from `start` to `end`, both included. If the two are equal, returns the
/// ranges of that text alone.
fn find(text: &str, start: &str, end: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(start) {
        let (first, inner) = (from + at, from + at + start.len());
        from = inner;
        if start == end {
            found.push(first..inner);
        } else if let Some(length) =
            text[inner..].find(end).filter(|n| !text[inner..inner + n].contains(['{', '}']))
        {
            from = inner + length + end.len();
            found.push(first..from);
        }
    }
    found
}
