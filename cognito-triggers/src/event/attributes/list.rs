//! Lists in one text, in the forms that identity providers' attributes have.

use serde_json::value::RawValue;

use crate::wire::envelope::Envelope;

/// Returns the values of a list. A text that is no list is a list of one.
pub(super) fn values<'e>(envelope: &'e Envelope<'e>, text: &'e str) -> Vec<&'e str> {
    match json(text) {
        Some(elements) => elements.into_iter().filter_map(|raw| envelope.text_of(raw.get())).collect(),
        None => plain(text),
    }
}

/// Returns the elements of a JSON array.
pub(super) fn json(text: &str) -> Option<Vec<&RawValue>> {
    if text.trim_start().starts_with('[') { serde_json::from_str(text).ok() } else { None }
}

/// Reads `[Ops Team, Plant]`, which has no quotes.
pub(super) fn plain(text: &str) -> Vec<&str> {
    match text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(inner) => inner.split(',').map(str::trim).filter(|value| !value.is_empty()).collect(),
        None => vec![text],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms_are_read() {
        let envelope = Envelope::from_text("{}").unwrap();
        for (text, expected) in [
            ("[Ops Team, Plant]", &["Ops Team", "Plant"][..]),
            ("[Ops Team,Plant]", &["Ops Team", "Plant"]),
            ("[Ops Team, Plant, A]", &["Ops Team", "Plant", "A"]),
            ("Ops Team", &["Ops Team"]),
            ("Ops, Team", &["Ops, Team"]),
            ("[Ops Team]", &["Ops Team"]),
            (r#"["Ops, Team", "\u0050lant"]"#, &["Ops, Team", "Plant"]),
            ("[7, true, null]", &["7", "true"]),
            ("[]", &[]),
            ("[ , ]", &[]),
            ("[a", &["[a"]),
        ] {
            assert_eq!(values(&envelope, text), expected, "{text}");
        }
    }
}
