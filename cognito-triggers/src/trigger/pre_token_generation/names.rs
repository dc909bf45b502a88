//! Checked names of claims and scopes.

use crate::spec::sealed::Sealed;
use std::borrow::Cow;
use std::fmt;

use super::name_rules::{self, Mistake};

/// Defines a name that is checked by a rule.
macro_rules! checked_name {
    (
        $(#[$doc:meta])* $Name:ident by $rule:path;
        $(#[$literal_doc:meta])* literal;
        $(#[$checked_doc:meta])* checked;
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $Name(Cow<'static, str>);

        impl $Name {
            $(#[$literal_doc])*
            #[track_caller]
            pub const fn literal(name: &'static str) -> Self {
                if let Some(mistake) = $rule(name) {
                    mistake.fail()
                }
                Self(Cow::Borrowed(name))
            }

            $(#[$checked_doc])*
            pub fn checked(name: impl Into<Cow<'static, str>>) -> Result<Self, InvalidName> {
                let name = name.into();
                $rule(&name).map_or(Ok(Self(name)), |mistake| Err(InvalidName(mistake)))
            }

            /// Returns the name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

checked_name! {
    /// The name of a claim that a handler may set or suppress.
    ///
    /// [`claim!`](crate::claim) checks a literal when the program is compiled;
    /// [`checked`](Self::checked) checks a computed name when the handler runs.
    ClaimName by name_rules::claim;

    /// Takes a name that is known at compile time: [`claim!`](crate::claim) evaluates it.
    ///
    /// # Panics
    ///
    /// Panics if Cognito does not accept the name. In a constant, this is a compile error.
    literal;

    /// Takes a computed name.
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
    /// Fails if Cognito does not accept the name.
    checked;
}

checked_name! {
    /// The name of an OAuth scope, such as `orders/read`.
    ///
    /// [`scope!`](crate::scope) checks a literal when the program is compiled;
    /// [`checked`](Self::checked) checks a computed name when the handler runs.
    ScopeName by name_rules::scope;

    /// Takes a name that is known at compile time: [`scope!`](crate::scope) evaluates it.
    ///
    /// # Panics
    ///
    /// Panics if the name is not that of a scope. In a constant, this is a compile error.
    literal;

    /// Takes a computed name.
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
    /// Fails if the name is empty, is too long, or has a space or another character that scopes cannot have.
    checked;
}

/// A checked name of a claim: [`ClaimName`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a checked claim name",
    label = "not a `ClaimName`",
    note = "write `claim!(\"tenant\")` or, for a computed name, `ClaimName::checked(name)?`"
)]
pub trait IsClaimName: Sealed {
    /// Returns the name.
    fn into_name(self) -> ClaimName;
}

impl IsClaimName for ClaimName {
    fn into_name(self) -> Self {
        self
    }
}

/// A checked name of a scope: [`ScopeName`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a checked scope name",
    label = "not a `ScopeName`",
    note = "write `scope!(\"orders/read\")` or, for a computed name, `ScopeName::checked(name)?`"
)]
pub trait IsScopeName: Sealed {
    /// Returns the name.
    fn into_name(self) -> ScopeName;
}

impl IsScopeName for ScopeName {
    fn into_name(self) -> Self {
        self
    }
}

impl ClaimName {
    /// The claim that suppressing the groups suppresses.
    pub(super) const GROUPS: Self = Self(Cow::Borrowed("cognito:groups"));

    /// The claim that [`audience`](super::AccessToken::audience) adds.
    pub(super) const AUDIENCE: Self = Self(Cow::Borrowed("aud"));

    /// Names an attribute that only a developer can write, which the ID token may carry.
    pub(super) fn developer(attribute: &str) -> Self {
        Self(Cow::Owned(format!("dev:{attribute}")))
    }
}

/// The error for a computed name that Cognito does not accept. It shows the name only if that is a
/// reserved word.
#[derive(Clone, Debug)]
pub struct InvalidName(Mistake);

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for InvalidName {}

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
/// A claim that only Cognito sets does not compile:
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
/// // claims that begin with `dev:` can be suppressed, but not set
/// let name = cognito_triggers::claim!("dev:custom:tenant");
/// ```
///
/// ```compile_fail,E0080
/// // the claim `scope` lists the token's scopes, and changes only with them: use `AccessToken::add_scope`
/// let name = cognito_triggers::claim!("scope");
/// ```
///
/// Nor does an empty name, or a computed one, which
/// [`ClaimName::checked`](crate::pre_token_generation::ClaimName::checked) checks:
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
    () => { $crate::__private::compile_error!("the name is missing\nhelp: write a string literal, such as `claim!(\"tenant\")`; a computed name is checked when the handler runs: `ClaimName::checked(name)?`") };
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
    () => { $crate::__private::compile_error!("the name is missing\nhelp: write a string literal, such as `scope!(\"orders/read\")`; a computed name is checked when the handler runs: `ScopeName::checked(name)?`") };
    ($($name:tt)*) => { $crate::__private::scope!($crate; $($name)*) };
}

impl Sealed for ClaimName {}

impl Sealed for ScopeName {}

#[cfg(test)]
mod tests {
    use super::name_rules::RESERVED;
    use super::{ClaimName, ScopeName};

    #[test]
    fn reserved_claims_are_refused_and_others_are_not() {
        let more = ["", "aud", "scope", "cognito:username", "cognito:groups", "cognito:", "dev:custom:x"];
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
        let long = "a".repeat(257);
        for name in ["", &long, " ", "a b", "a\tb", "a\"b", "a\\b", "é", "a\u{7f}", "a\n"] {
            assert!(ScopeName::checked(name.to_owned()).is_err(), "{name:?}");
        }
        let longest = "a".repeat(256);
        assert_eq!(ScopeName::checked(longest.clone()).unwrap().as_str(), longest);
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
