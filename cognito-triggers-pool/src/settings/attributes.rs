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

/// Returns whether the service alone sets the attribute.
pub(crate) fn owned_by_service(name: &str) -> bool {
    name == "sub" || name == "identities" || name.starts_with("cognito:")
}
