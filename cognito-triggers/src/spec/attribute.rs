//! User attributes: the names that a pool can have, those that Cognito owns, and the form of values.
//!
//! The names and lengths come from the API model (`AttributeNameType`, `CustomAttributeNameType`,
//! `AttributeValueType`, `UsernameType`), the forms from AWS's page on user attributes.

/// The maximum length of an attribute's value, in UTF-16 units.
const MAX_VALUE: usize = 2048;

/// The maximum length of an attribute's name, prefix included.
const MAX_NAME: usize = 32;

/// The maximum length of a custom attribute's name, without its prefix.
const MAX_CUSTOM_NAME: usize = 20;

/// The maximum length of a user name.
const MAX_USER_NAME: usize = 128;

/// The standard attributes that an app may set.
const STANDARD: [&str; 19] = [
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
    "updated_at",
    "website",
    "zoneinfo",
];

/// Returns whether Cognito alone sets the attribute.
pub(crate) fn is_owned_by_cognito(name: &str) -> bool {
    name == "sub" || name == "identities" || name.starts_with("cognito:")
}

/// Checks the name of an attribute that a pool is to have. The error does not need the pool's schema.
pub(crate) fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("an attribute has an empty name: remove it".to_owned());
    }
    if is_owned_by_cognito(name) {
        return Err(format!(
            "the attribute `{name}` is Cognito's own, and no function can set it: leave it out"
        ));
    }
    if STANDARD.contains(&name) {
        return Ok(());
    }
    if has_space(name) {
        return Err(format!("the attribute {name:?} has white space or control characters in its name"));
    }
    let Some((custom, max)) = custom_name(name) else {
        return Err(unknown(name));
    };
    match length(custom) {
        0 => Err(format!("the attribute `{name}` has no name after its prefix")),
        length if length > max => Err(format!(
            "the attribute `{name}` has {length} characters after its prefix, but Cognito's maximum is {max}"
        )),
        _ => Ok(()),
    }
}

/// Splits the name of a custom or a developer attribute from its prefix. Returns also how long the
/// name may be.
fn custom_name(name: &str) -> Option<(&str, usize)> {
    let prefixes =
        [("dev:custom:", MAX_CUSTOM_NAME), ("custom:", MAX_CUSTOM_NAME), ("dev:", MAX_NAME - "dev:".len())];
    prefixes.iter().find_map(|(prefix, max)| Some((name.strip_prefix(prefix)?, *max)))
}

/// Says that no pool has an attribute of that name, and which name was meant.
fn unknown(name: &str) -> String {
    let plain = |name: &str| name.replace(['_', '-', ' '], "").to_lowercase();
    let meant = STANDARD.iter().find(|standard| plain(standard) == plain(name));
    let help = match (meant, name.split_once(':')) {
        _ if is_owned_by_cognito(&name.to_lowercase()) => "leave it out".to_owned(),
        (Some(standard), _) => format!("write `{standard}`"),
        (None, Some((prefix, rest))) if plain(prefix) == "custom" => format!("write `custom:{rest}`"),
        _ => format!("write `custom:{name}`, if it is an attribute of your pool's own"),
    };
    format!("the attribute `{name}` is no standard attribute, and other names begin with `custom:`: {help}")
}

/// Checks the value of an attribute that a pool is to have. The error names the attribute, never the
/// value. An empty value is none, and is left to Cognito.
pub(crate) fn check_value(name: &str, value: &str) -> Result<(), String> {
    check_length(name, value)?;
    if name == "phone_number" && !value.is_empty() && !is_e164(value) {
        return Err(format!(
            "the attribute `{name}` is not in the form E.164: write `+`, the country code, and digits alone, such as `+4915112345678`"
        ));
    }
    Ok(())
}

/// Checks the length of an attribute's value. The error names the attribute, never the value.
pub(crate) fn check_length(name: &str, value: &str) -> Result<(), String> {
    // A text has no more UTF-16 units than bytes.
    if value.len() <= MAX_VALUE {
        return Ok(());
    }
    match length(value) {
        length if length > MAX_VALUE => Err(format!(
            "the attribute `{name}` has {length} characters (UTF-16 units), but Cognito's maximum is {MAX_VALUE}"
        )),
        _ => Ok(()),
    }
}

/// Checks the user name of a user who is created. The error does not show it.
pub(crate) fn check_user_name(value: &str) -> Result<(), String> {
    match length(value) {
        0 => Err("`username` is empty: write a name, or leave it out".to_owned()),
        length if length > MAX_USER_NAME => Err(format!(
            "`username` has {length} characters (UTF-16 units), but Cognito's maximum is {MAX_USER_NAME}"
        )),
        _ if has_space(value) => Err("`username` has white space or control characters in it".to_owned()),
        _ => Ok(()),
    }
}

fn has_space(text: &str) -> bool {
    text.chars().any(|char| char.is_whitespace() || char.is_control())
}

/// Returns a length as Cognito may count it at most: in UTF-16 units.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A country code does not begin with a zero, and a number has up to 15 digits with it.
fn is_e164(value: &str) -> bool {
    let Some(digits) = value.strip_prefix('+') else { return false };
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (1..=15).contains(&digits.len()) && !digits.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_pool_may_have_pass() {
        for name in STANDARD.into_iter().chain([
            "custom:plan",
            "custom:Plan-2",
            "custom:größe",
            "custom:a:b",
            "custom:twenty_characters_xx",
            "dev:custom:tenant",
            "dev:custom:twenty_characters_xx",
            "dev:tenant",
        ]) {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn what_cognito_owns_is_refused_in_whatever_form_it_has() {
        for name in ["sub", "identities", "cognito:user_status", "cognito:mfa_enabled", "cognito:anything"] {
            let error = check_name(name).unwrap_err();
            assert!(error.starts_with(&format!("the attribute `{name}` is Cognito's own")), "{error}");
        }
    }

    #[test]
    fn names_that_no_pool_has_are_refused_with_the_name_that_was_meant() {
        for (name, help) in [
            ("Email", "write `email`"),
            ("phoneNumber", "write `phone_number`"),
            ("given-name", "write `given_name`"),
            ("plan", "write `custom:plan`, if"),
            ("Custom:plan", "write `custom:plan`"),
            ("Sub", "leave it out"),
            ("Cognito:user_status", "leave it out"),
            ("custom", "write `custom:custom`, if"),
        ] {
            let error = check_name(name).unwrap_err();
            assert!(error.contains(&format!("`{name}` is no standard attribute")), "{error}");
            assert!(error.contains(help), "{error}");
        }
        for (name, fact) in [
            ("", "an attribute has an empty name"),
            ("custom:", "has no name after its prefix"),
            ("dev:custom:", "has no name after its prefix"),
            (
                "custom:twenty_one_characters",
                "has 21 characters after its prefix, but Cognito's maximum is 20",
            ),
            ("dev:twenty-nine_behind_the_prefix", "has 29 characters after its prefix"),
            ("custom:my plan", "has white space"),
            ("given name", "has white space"),
        ] {
            let error = check_name(name).unwrap_err();
            assert!(error.contains(fact), "{error}");
        }
    }

    #[test]
    fn a_phone_number_is_in_the_form_e_164() {
        for (name, value) in [
            ("phone_number", "+4915112345678"),
            ("phone_number", "+1"),
            ("phone_number", "+123456789012345"),
            ("phone_number", ""),
            ("custom:phone", "0711 / 55 01 234"),
            ("name", "Inés Moreau"),
        ] {
            assert_eq!(check_value(name, value), Ok(()), "{name}: {value}");
        }
        for (name, value) in [
            ("phone_number", "0711 / 55 01 234"),
            ("phone_number", "004915112345678"),
            ("phone_number", "+49 151 12345678"),
            ("phone_number", "+0711550123"),
            ("phone_number", "+1234567890123456"),
            ("phone_number", "+٤٩١٥١"),
            ("phone_number", "+"),
        ] {
            let error = check_value(name, value).unwrap_err();
            assert!(error.starts_with(&format!("the attribute `{name}` is not in the form ")), "{error}");
            assert!(!error.contains(value) || value == "+", "{error}");
        }
    }

    #[test]
    fn a_user_name_has_no_space_and_128_characters_at_most() {
        for name in ["ines", "ines@example.org", "ＩＮＥＳ", &"x".repeat(128)] {
            assert_eq!(check_user_name(name), Ok(()), "{name}");
        }
        for name in ["", "ines moreau", "ines\n", &"x".repeat(129)] {
            assert!(check_user_name(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_value_has_2048_characters_at_most() {
        assert_eq!(check_value("name", &"ö".repeat(2048)), Ok(()));
        let error = check_value("custom:note", &"x".repeat(2049)).unwrap_err();
        assert!(error.starts_with("the attribute `custom:note` has 2049 characters"), "{error}");
    }
}
