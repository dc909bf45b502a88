//! Names of claims and scopes, and which of them Cognito takes: one rule for literals, which rustc
//! evaluates, and for computed names.

use std::borrow::Cow;
use std::fmt;

use crate::handler::sentence::{Sentence, same};

/// The name of a claim that a handler may set or suppress.
///
/// A literal is checked when the program is compiled, by [`claim!`](crate::claim); a computed name
/// by [`checked`](Self::checked), when the handler runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClaimName(Cow<'static, str>);

/// The name of an OAuth scope, such as `orders/read`.
///
/// A literal is checked when the program is compiled, by [`scope!`](crate::scope); a computed name
/// by [`checked`](Self::checked), when the handler runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScopeName(Cow<'static, str>);

impl ClaimName {
    /// What suppressing the groups suppresses.
    pub(super) const GROUPS: Self = Self(Cow::Borrowed("cognito:groups"));

    /// What [`audience`](super::AccessToken::audience) adds.
    pub(super) const AUDIENCE: Self = Self(Cow::Borrowed("aud"));

    /// A name known at compile time: what [`claim!`](crate::claim) evaluates.
    ///
    /// # Panics
    ///
    /// Cognito does not take the name. In a constant, that is an error of the compiler.
    #[track_caller]
    pub const fn literal(name: &'static str) -> Self {
        if let Some(mistake) = claim(name) {
            mistake.fail()
        }
        Self(Cow::Borrowed(name))
    }

    /// A computed name.
    ///
    /// ```
    /// use cognito_triggers::pre_token_generation::ClaimName;
    ///
    /// assert!(ClaimName::checked(format!("{}_id", "tenant")).is_ok());
    /// assert!(ClaimName::checked("cognito:username").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// Cognito does not take the name.
    pub fn checked(name: impl Into<Cow<'static, str>>) -> Result<Self, InvalidName> {
        let name = name.into();
        claim(&name).map_or(Ok(Self(name)), |mistake| Err(InvalidName(mistake)))
    }

    /// An attribute that only a developer can write, which the ID token may carry.
    pub(super) fn developer(attribute: &str) -> Self {
        Self(Cow::Owned(format!("dev:{attribute}")))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ScopeName {
    /// A name known at compile time: what [`scope!`](crate::scope) evaluates.
    ///
    /// # Panics
    ///
    /// The name is not that of a scope. In a constant, that is an error of the compiler.
    #[track_caller]
    pub const fn literal(name: &'static str) -> Self {
        if let Some(mistake) = scope(name) {
            mistake.fail()
        }
        Self(Cow::Borrowed(name))
    }

    /// A computed name.
    ///
    /// ```
    /// use cognito_triggers::pre_token_generation::ScopeName;
    ///
    /// assert!(ScopeName::checked(format!("{}/read", "orders")).is_ok());
    /// assert!(ScopeName::checked("orders/read orders/write").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// The name is empty, or has a space or another character that no scope has.
    pub fn checked(name: impl Into<Cow<'static, str>>) -> Result<Self, InvalidName> {
        let name = name.into();
        scope(&name).map_or(Ok(Self(name)), |mistake| Err(InvalidName(mistake)))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A claim's name where one is expected: [`ClaimName`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a checked name of a claim",
    label = "not a `ClaimName`",
    note = "write `claim!(\"tenant\")`, or of a computed name, `ClaimName::checked(name)?`"
)]
pub trait IsClaimName {
    /// The name.
    fn into_name(self) -> ClaimName;
}

impl IsClaimName for ClaimName {
    fn into_name(self) -> Self {
        self
    }
}

/// A scope's name where one is expected: [`ScopeName`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a checked name of a scope",
    label = "not a `ScopeName`",
    note = "write `scope!(\"orders/read\")`, or of a computed name, `ScopeName::checked(name)?`"
)]
pub trait IsScopeName {
    /// The name.
    fn into_name(self) -> ScopeName;
}

impl IsScopeName for ScopeName {
    fn into_name(self) -> Self {
        self
    }
}

/// Why a computed name is not one that Cognito takes. It shows nothing of the name but a reserved
/// word.
#[derive(Clone, Debug)]
pub struct InvalidName(Mistake);

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mistake { before, name, after, help } = &self.0;
        write!(f, "{before}{name}{after}: {help}")
    }
}

impl std::error::Error for InvalidName {}

/// What is wrong with a name, in three parts, and what to write instead.
#[derive(Clone, Copy, Debug)]
struct Mistake {
    before: &'static str,
    name: &'static str,
    after: &'static str,
    help: &'static str,
}

impl Mistake {
    const fn new(fact: &'static str, help: &'static str) -> Self {
        Self { before: fact, name: "", after: "", help }
    }

    #[track_caller]
    const fn fail(&self) -> ! {
        Sentence::new(self.before).then(self.name).then(self.after).then("\nhelp: ").then(self.help).fail()
    }
}

/// The claims that only Cognito sets, besides those of its own prefix. From AWS's page on the
/// trigger, "Claims that you can't modify".
const RESERVED: &[&str] = &[
    "acr",
    "amr",
    "at_hash",
    "auth_time",
    "azp",
    "client_id",
    "device_key",
    "event_id",
    "exp",
    "iat",
    "identities",
    "iss",
    "jti",
    "nbf",
    "nonce",
    "origin_jti",
    "sub",
    "token_use",
    "username",
    "version",
];

/// The claims that the ID token carries as plain values only.
pub(super) const PLAIN_IN_ID_TOKEN: [&str; 4] =
    ["address", "email_verified", "phone_number_verified", "updated_at"];

/// Why a claim of this name can be neither set nor suppressed.
const fn claim(name: &str) -> Option<Mistake> {
    if name.is_empty() {
        return Some(Mistake::new("the claim's name is empty", "name the claim"));
    }
    if same(name, "aud") {
        return Some(Mistake::new(
            "`aud` takes one value, the app client's id, and in the access token only",
            "add it with `AccessToken::audience(&event)`",
        ));
    }
    if same(name, "cognito:groups") || same(name, "cognito:roles") || same(name, "cognito:preferred_role") {
        return Some(Mistake::new(
            "`cognito:groups`, `cognito:roles` and `cognito:preferred_role` are not set as claims",
            "set them with `Tokens::groups`, or remove all three with `suppress_groups()`",
        ));
    }
    if starts_with(name, "cognito:") {
        return Some(Mistake::new("only Cognito sets claims that begin with `cognito:`", "use another name"));
    }
    if starts_with(name, "dev:") {
        return Some(Mistake::new(
            "claims that begin with `dev:` can be suppressed, and not set",
            "use another name, or suppress it with `suppress_developer_attribute(..)`",
        ));
    }
    let mut i = 0;
    while i < RESERVED.len() {
        if same(name, RESERVED[i]) {
            return Some(Mistake {
                before: "only Cognito sets the claim `",
                name: RESERVED[i],
                after: "`",
                help: "use another name",
            });
        }
        i += 1;
    }
    None
}

/// Why this is not the name of a scope: those of RFC 6749, section 3.3, are what resource servers
/// take.
const fn scope(name: &str) -> Option<Mistake> {
    if name.is_empty() {
        return Some(Mistake::new("the scope's name is empty", "name the scope, such as `orders/read`"));
    }
    let name = name.as_bytes();
    let mut i = 0;
    while i < name.len() {
        match name[i] {
            b' ' => {
                return Some(Mistake::new("the scope's name has a space", "name each scope on its own"));
            }
            0x21 | 0x23..=0x5b | 0x5d..=0x7e => {}
            _ => {
                return Some(Mistake::new(
                    "the scope's name has a character that scopes cannot have",
                    "use ASCII letters, digits, and punctuation other than `\"` and `\\`",
                ));
            }
        }
        i += 1;
    }
    None
}

const fn starts_with(text: &str, start: &str) -> bool {
    let (text, start) = (text.as_bytes(), start.as_bytes());
    if text.len() < start.len() {
        return false;
    }
    let mut i = 0;
    while i < start.len() {
        if text[i] != start[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Names a claim: `claim!("tenant")`. The name is checked when the program is compiled.
///
/// ```
/// use cognito_triggers::claim;
/// use cognito_triggers::pre_token_generation::IdToken;
///
/// let token = IdToken::new().claim(claim!("tenant"), "t-204").suppress(claim!("phone_number"));
/// assert_eq!(token.get("tenant"), Some("\"t-204\""));
/// ```
///
/// What only Cognito sets does not compile:
///
/// ```compile_fail,E0080
/// // only Cognito sets the claim `sub`
/// let name = cognito_triggers::claim!("sub");
/// ```
///
/// ```compile_fail,E0080
/// // only Cognito sets claims that begin with `cognito:`
/// let name = cognito_triggers::claim!("cognito:username");
/// ```
///
/// ```compile_fail,E0080
/// // `aud` takes one value: add it with `AccessToken::audience(&event)`
/// let name = cognito_triggers::claim!("aud");
/// ```
///
/// ```compile_fail,E0080
/// // claims that begin with `dev:` can be suppressed, and not set
/// let name = cognito_triggers::claim!("dev:custom:tenant");
/// ```
///
/// Nor does an empty name; and a name that is not a constant is checked by
/// [`ClaimName::checked`](crate::pre_token_generation::ClaimName::checked):
///
/// ```compile_fail,E0080
/// let name = cognito_triggers::claim!("");
/// ```
///
/// ```compile_fail
/// let computed = String::from("tenant");
/// let name = cognito_triggers::claim!(computed);
/// ```
#[macro_export]
macro_rules! claim {
    ($($name:tt)*) => { $crate::__private::claim!($crate; $($name)*) };
}

/// Names a scope: `scope!("orders/read")`. The name is checked when the program is compiled.
///
/// ```
/// use cognito_triggers::pre_token_generation::AccessToken;
/// use cognito_triggers::scope;
///
/// let token = AccessToken::new().add_scope(scope!("orders/read"));
/// ```
///
/// ```compile_fail,E0080
/// // the scope's name has a space
/// let name = cognito_triggers::scope!("orders/read orders/write");
/// ```
///
/// ```compile_fail,E0080
/// // the scope's name is empty
/// let name = cognito_triggers::scope!("");
/// ```
///
/// ```compile_fail,E0080
/// // the scope's name has a character that scopes cannot have
/// let name = cognito_triggers::scope!("größe/lesen");
/// ```
#[macro_export]
macro_rules! scope {
    ($($name:tt)*) => { $crate::__private::scope!($crate; $($name)*) };
}

#[cfg(test)]
mod tests {
    use super::{ClaimName, RESERVED, ScopeName};

    #[test]
    fn reserved_claims_are_refused_and_others_are_not() {
        let more = ["", "aud", "cognito:username", "cognito:groups", "cognito:", "dev:custom:x"];
        for name in RESERVED.iter().copied().chain(more) {
            assert!(ClaimName::checked(name).is_err(), "{name}");
        }
        for name in ["tenant", "Sub", "sub ", "custom:tenant", "email", "https://example.com/tenant", "größe"]
        {
            assert_eq!(ClaimName::checked(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn malformed_scopes_are_refused() {
        for name in ["", " ", "a b", "a\tb", "a\"b", "a\\b", "é", "a\u{7f}", "a\n"] {
            assert!(ScopeName::checked(name).is_err(), "{name:?}");
        }
        for name in
            ["openid", "orders/read", "https://api.example.com/orders!", "aws.cognito.signin.user.admin"]
        {
            assert_eq!(ScopeName::checked(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn an_error_shows_nothing_of_a_computed_name() {
        let error = ClaimName::checked("cognito:ines").unwrap_err().to_string();
        assert_eq!(error, "only Cognito sets claims that begin with `cognito:`: use another name");
        let error = ScopeName::checked("ines moreau").unwrap_err().to_string();
        assert_eq!(error, "the scope's name has a space: name each scope on its own");
    }
}
