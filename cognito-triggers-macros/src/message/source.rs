//! The origin of a text: a literal, or a file beside the crate's manifest.

use std::rc::Rc;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

use super::file::{File, Located, Reader, Spot};
use super::part::{Mistake, Part};
use super::{template, title};
use crate::rules::{self, Field, Rule, Violation};
use crate::tools::errors::Errors;

/// A text with `{..}` in it.
pub(super) struct Source {
    /// The text, or the path of its file. Mistakes are reported here.
    pub(super) literal: LitStr,
    /// The text of a literal.
    pub(super) content: String,
    /// The files of the text, if it is not a literal: the whole text's, then those that it puts in.
    files: Rc<Vec<File>>,
    /// The place of each part in the files.
    spots: Vec<Spot>,
    /// The place of the text as a whole, if it is not a whole file.
    whole: Option<Spot>,
}

impl Source {
    /// Takes a literal, and splits it into parts. The first mistake is reported.
    pub(super) fn of_literal(literal: LitStr, errors: &mut Errors) -> (Self, Option<Vec<Part>>) {
        let content = literal.value();
        let parts = template::parse(&content).map_err(|(fact, help)| errors.on(&literal, fact, help)).ok();
        (Self { literal, content, files: Rc::default(), spots: Vec::new(), whole: None }, parts)
    }

    /// Reads a file, and splits it into parts. The first mistake is reported.
    pub(super) fn of_file(
        literal: LitStr,
        path: &str,
        language: Option<&str>,
        field: Field,
        errors: &mut Errors,
    ) -> (Self, Option<Vec<Part>>) {
        let mut reader = Reader::default();
        let file = reader.read(path).map_err(|(fact, help)| match language {
            Some(language) if fact.starts_with("there is no file") => {
                let add = format!("add it, or remove `{language}` from the languages");
                (fact, format!("{add}; the path is relative to the folder of Cargo.toml"))
            }
            _ => (fact, help),
        });
        let parts = file.and_then(|file| reader.split(file));
        let files = Rc::new(reader.files);
        match parts {
            Ok(mut parts) => {
                if field == Field::Text {
                    without_last_line_break(&mut parts);
                }
                let (parts, spots) = parts.into_iter().unzip();
                (Self { literal, content: String::new(), files, spots, whole: None }, Some(parts))
            }
            Err((fact, help)) => {
                errors.on(&literal, fact, in_notation(&help));
                (Self { literal, content: String::new(), files, spots: Vec::new(), whole: None }, None)
            }
        }
    }

    /// Takes the subject out of the file's `<title>`.
    pub(super) fn title(&self, parts: &[Part], errors: &mut Errors) -> (Self, Option<Vec<Part>>) {
        let found = title::find(parts)
            .map_err(|(at, mistake)| {
                // A file without a title lacks it where it begins.
                self.report_at(at.or(Some((0, 0))), mistake, errors);
            })
            .ok();
        let (parts, places): (Vec<Part>, Vec<_>) = found.iter().flatten().cloned().unzip();
        let spot = |(part, offset): (usize, usize)| {
            let spot = self.spots.get(part).copied().unwrap_or_default();
            Spot { offset: spot.offset + offset, ..spot }
        };
        let spots: Vec<Spot> = places.into_iter().map(spot).collect();
        let whole = spots.first().copied();
        let source = Self {
            literal: self.literal.clone(),
            content: String::new(),
            files: Rc::clone(&self.files),
            spots,
            whole,
        };
        (source, found.map(|_| parts))
    }

    /// Reports a mistake in a part or, without one, in the text as a whole.
    pub(super) fn report(&self, part: Option<usize>, mistake: Mistake, errors: &mut Errors) {
        self.report_at(part.map(|part| (part, 0)), mistake, errors);
    }

    /// Reports a mistake behind the start of a part.
    pub(super) fn report_at(&self, part: Option<(usize, usize)>, (fact, help): Mistake, errors: &mut Errors) {
        match self.place(part) {
            None => errors.on(&self.literal, fact, help),
            Some(place) => {
                errors.on(&self.literal, format!("{place}{}", in_notation(&fact)), in_notation(&help));
            }
        }
    }

    /// Words the place of a part, if the text is a file's. A text as a whole has its end.
    pub(super) fn place(&self, part: Option<(usize, usize)>) -> Option<String> {
        let end = || {
            let content = &self.files.first()?.content;
            let offset = content.rfind("</body").unwrap_or(content.trim_end().len());
            Some(Spot { file: 0, offset })
        };
        let spot = part.and_then(|(part, offset)| {
            let spot = self.spots.get(part)?;
            Some(Spot { offset: spot.offset + offset, ..*spot })
        });
        let spot = spot.or(self.whole).or_else(end)?;
        self.files.get(spot.file).map(|file| file.place(spot.offset))
    }

    /// Reports the first character that Cognito refuses, in each file.
    pub(super) fn check_characters(
        &self,
        field: Field,
        parts: &[Part],
        takes_line_breaks: bool,
        errors: &mut Errors,
    ) {
        if !self.is_file() {
            if let Err(violation) = rules::check_characters(field, &self.content, takes_line_breaks) {
                errors.on(&self.literal, violation.to_string(), violation.help());
            }
            return;
        }
        let mut reported = Vec::new();
        for (part, spot) in parts.iter().zip(&self.spots) {
            let (Part::Text(text), false) = (part, reported.contains(&spot.file)) else { continue };
            let Err(violation) = rules::check_characters(field, text, takes_line_breaks) else { continue };
            let (Rule::Character { at, .. } | Rule::LineBreak { at, .. }) = violation.rule else { continue };
            reported.push(spot.file);
            let offset = (0..text.len())
                .find(|offset| text.is_char_boundary(*offset) && rules::place(text, *offset) == at)
                .unwrap_or_default();
            let file = self.files.get(spot.file);
            // A subject's text is decoded.
            let offset = if field == Field::Subject { spot.offset } else { spot.offset + offset };
            let place = file.map(|file| file.place(offset)).unwrap_or_default();
            let fact = violation.to_string().replace(&format!(" at {at}"), "");
            errors.on(&self.literal, format!("{place}{fact}"), in_notation(violation.help()));
        }
    }

    /// Reports a rule that a part or the whole text breaks.
    pub(super) fn check(&self, part: Option<usize>, checked: Result<(), Violation>, errors: &mut Errors) {
        if let Err(violation) = checked {
            self.report(part, (violation.to_string(), violation.help().to_owned()), errors);
        }
    }

    /// Makes the files dependencies of the build, so that a change of one builds the crate again.
    pub(super) fn dependencies(&self) -> TokenStream {
        self.files
            .iter()
            .map(|File { path, .. }| {
                let path = LitStr::new(path, self.span());
                quote! {
                    const _: &[::core::primitive::u8] = ::core::include_bytes!(
                        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)
                    );
                }
            })
            .collect()
    }

    /// Whether the text is a file's, in which doubled braces stand around a value.
    pub(super) fn is_file(&self) -> bool {
        !self.files.is_empty()
    }

    /// Returns the path, as the call of the macro has it.
    pub(super) fn path(&self) -> String {
        self.literal.value()
    }

    pub(super) fn span(&self) -> Span {
        self.literal.span()
    }
}

/// Editors end a file with a line break, which an SMS does not have.
fn without_last_line_break(parts: &mut Located) {
    if let Some((Part::Text(text), _)) = parts.last_mut() {
        text.truncate(text.trim_end_matches(['\n', '\r']).len());
    }
}

/// Words a message in the notation of a file: `{{ name }}` for `{name}`.
pub(super) fn in_notation(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("`{") {
        out.push_str(before);
        out.push_str("`{");
        rest = after;
        let Some((inner, behind)) = after.split_once("}`") else { continue };
        if !inner.is_empty() && !inner.starts_with(['{', '#', '%', '`']) && !inner.contains('`') {
            out.push_str(&format!("{{ {} }}}}`", inner.trim()));
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::in_notation;

    #[test]
    fn a_message_about_a_file_has_its_notation() {
        for (text, expected) in [
            ("write `{code}`, not `####`", "write `{{ code }}`, not `####`"),
            ("`{link:Go on}` or `{x}`", "`{{ link:Go on }}` or `{{ x }}`"),
            ("`{####}` and `{{ a }}`", "`{####}` and `{{ a }}`"),
            ("a `{` without a `}`", "a `{` without a `}`"),
            ("`{{#if` begins a block", "`{{#if` begins a block"),
        ] {
            assert_eq!(in_notation(text), expected);
        }
    }
}
