//! The masked addresses that clients see.

use serde_json::{Value, json};

use crate::record::Medium;

/// `f***@e***` for an e-mail address, `+********4114` for a phone number.
pub(super) fn mask(address: &str) -> String {
    match address.split_once('@') {
        Some((local, domain)) => {
            let first = |text: &str| text.chars().take(1).collect::<String>();
            format!("{}***@{}***", first(local), first(domain))
        }
        None if address.starts_with('+') => {
            let digits: Vec<char> = address.chars().skip(1).collect();
            let hidden = digits.len().saturating_sub(4);
            let last: String = digits[hidden..].iter().collect();
            format!("+{}{last}", "*".repeat(hidden))
        }
        None => "****".to_owned(),
    }
}

/// `CodeDeliveryDetails`.
pub(super) fn details(medium: Medium, address: &str) -> Value {
    json!({
        "AttributeName": medium.attribute(),
        "DeliveryMedium": medium.as_str(),
        "Destination": mask(address),
    })
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn addresses_are_masked_as_cognito_does() {
        assert_eq!(mask("fixture@example.com"), "f***@e***");
        assert_eq!(mask("+123456784114"), "+********4114");
        assert_eq!(mask("+12345679999"), "+*******9999");
        assert_eq!(mask("ines"), "****");
    }

    #[test]
    fn a_mask_shows_no_more_than_its_rule() {
        for (local, domain) in
            [("a", "b.c"), ("ines.moreau", "example.org"), ("ünal", "ärzte.de"), ("", ""), ("x", "@y")]
        {
            let address = format!("{local}@{domain}");
            let shown = mask(&address);
            assert!(shown.chars().count() <= 9, "{shown}");
            assert_eq!(shown.matches("***").count(), 2, "{shown}");
        }
        for length in 0..=15 {
            let number: String = (0..length).map(|digit| char::from(b'0' + digit % 10)).collect();
            let shown = mask(&format!("+{number}"));
            assert_eq!(
                shown.chars().filter(char::is_ascii_digit).count(),
                usize::from(length).min(4),
                "{shown}"
            );
            assert_eq!(shown.len(), usize::from(length) + 1);
        }
    }
}
