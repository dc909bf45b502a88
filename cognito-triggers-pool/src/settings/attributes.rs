//! The names of user attributes.

const STANDARD: [&str; 20] = [
    "address",
    "birthdate",
    "email",
    "email_verified",
    "family_name",
    "gender",
    "given_name",
    "locale",
    "middle_name",
    "name",
    "nickname",
    "phone_number",
    "phone_number_verified",
    "picture",
    "preferred_username",
    "profile",
    "sub",
    "updated_at",
    "website",
    "zoneinfo",
];

/// Returns whether every pool has the attribute.
pub(crate) fn is_standard(name: &str) -> bool {
    STANDARD.contains(&name)
}

/// The most custom attributes of a pool, as AWS's developer guide on user attributes has it.
pub(crate) const MOST_CUSTOM: usize = 50;

fn custom_part(name: &str) -> Option<&str> {
    name.strip_prefix("dev:").unwrap_or(name).strip_prefix("custom:")
}

/// Returns whether the name is that of a custom attribute.
pub(crate) fn is_custom(name: &str) -> bool {
    custom_part(name).is_some()
}

/// Returns whether a pool can have a custom attribute of this name: `CustomAttributeNameType` of the API's model.
pub(crate) fn is_custom_name(name: &str) -> bool {
    custom_part(name).is_some_and(|name| (1..=20).contains(&name.encode_utf16().count()))
}

/// Returns whether the service alone sets the attribute.
pub(crate) fn owned_by_service(name: &str) -> bool {
    name == "sub" || name == "identities" || name.starts_with("cognito:")
}

/// Returns AWS's text about a value that is not an address: `name@domain`, or `+` and digits. An empty value
/// passes.
pub(crate) fn malformed_address(name: &str, value: &str) -> Option<&'static str> {
    let is_email = || {
        let parts = value.split_once('@');
        parts.is_some_and(|(name, domain)| !name.is_empty() && !domain.is_empty())
            && !value.contains(char::is_whitespace)
    };
    let is_phone = || {
        let digits = value.strip_prefix('+').unwrap_or_default();
        (1..=15).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
    };
    match name {
        _ if value.is_empty() => None,
        "email" if !is_email() => Some("Invalid email address format."),
        "phone_number" if !is_phone() => Some("Invalid phone number format."),
        _ => None,
    }
}
