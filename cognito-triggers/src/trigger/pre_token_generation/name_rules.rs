//! The rules for the names of claims and scopes.
//!
//! rustc evaluates them for literals, and the handler for computed names.

use std::fmt;

use crate::handler::sentence::{Sentence, same};

/// A mistake in a name, in three parts, and what to write instead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mistake {
    before: &'static str,
    name: &'static str,
    after: &'static str,
    help: &'static str,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { before, name, after, help } = self;
        write!(f, "{before}{name}{after}: {help}")
    }
}

impl Mistake {
    const fn new(fact: &'static str, help: &'static str) -> Self {
        Self { before: fact, name: "", after: "", help }
    }

    #[track_caller]
    pub(super) const fn fail(&self) -> ! {
        Sentence::new(self.before).then(self.name).then(self.after).then("\nhelp: ").then(self.help).fail()
    }
}

/// The claims that only Cognito sets, besides those of its own prefix. From AWS's page on the
/// trigger, "Claims that you can't modify".
pub(super) const RESERVED: &[&str] = &[
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

/// Returns the reason why a claim of this name can be neither set nor suppressed, if there is one.
pub(super) const fn claim(name: &str) -> Option<Mistake> {
    if name.is_empty() {
        return Some(Mistake::new("the claim's name is empty", "name the claim"));
    }
    if same(name, "scope") {
        return Some(Mistake::new(
            "the claim `scope` lists the token's scopes, and changes only with them",
            "use `AccessToken::add_scope` and `suppress_scope`",
        ));
    }
    if same(name, "aud") {
        return Some(Mistake::new(
            "`aud` takes one value, the app client's id, and only in the access token",
            "add it with `AccessToken::audience(&event)`",
        ));
    }
    if same(name, "cognito:groups") || same(name, "cognito:roles") || same(name, "cognito:preferred_role") {
        return Some(Mistake::new(
            "`cognito:groups`, `cognito:roles` and `cognito:preferred_role` are not set as claims",
            "set them with `Tokens::with_groups`, or remove all three with `suppress_groups()`",
        ));
    }
    if starts_with(name, "cognito:") {
        return Some(Mistake::new("only Cognito sets claims that begin with `cognito:`", "use another name"));
    }
    if starts_with(name, "dev:") {
        return Some(Mistake::new(
            "claims that begin with `dev:` can be suppressed, but not set",
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

/// The maximum length of a scope's name, in characters.
const SCOPE_LENGTH: usize = 256;

/// Returns the reason why this is not the name of a scope, if there is one. Resource servers take the
/// names of RFC 6749, section 3.3.
pub(super) const fn scope(name: &str) -> Option<Mistake> {
    if name.is_empty() {
        return Some(Mistake::new("the scope's name is empty", "name the scope, such as `orders/read`"));
    }
    // `ScopeType` of the API model.
    if name.len() > SCOPE_LENGTH {
        return Some(Mistake::new(
            "the scope's name has more than 256 characters",
            "name a scope of a resource server, such as `orders/read`",
        ));
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
