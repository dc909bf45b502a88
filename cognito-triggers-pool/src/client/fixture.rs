//! Users who are there before a test begins.

use std::collections::{BTreeMap, BTreeSet};

use crate::state::{Random, Status, Time, User as Stored};

/// A user who is there before a test begins. No trigger has run for them.
///
/// ```
/// use cognito_triggers_pool::{LambdaConfig, Pool, User};
///
/// let ines = User::confirmed("ines").password("Correct-horse-9").attribute("email", "ines@example.org");
/// let pool = Pool::new(LambdaConfig::new()).with_user(ines);
/// assert_eq!(pool.user("ines").attribute("email_verified").as_deref(), Some("true"));
/// ```
#[derive(Clone)]
pub struct User {
    name: String,
    status: Status,
    password: Option<String>,
    attributes: BTreeMap<String, String>,
    groups: BTreeSet<String>,
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("name", &self.name).field("status", &self.status).finish_non_exhaustive()
    }
}

impl User {
    fn new(name: impl Into<String>, status: Status) -> Self {
        let (attributes, groups) = (BTreeMap::new(), BTreeSet::new());
        Self { name: name.into(), status, password: None, attributes, groups }
    }

    /// A confirmed user, whose addresses are verified.
    pub fn confirmed(name: impl Into<String>) -> Self {
        Self::new(name, Status::Confirmed)
    }

    /// A user who has signed up and not confirmed it, whose addresses are not verified.
    pub fn unconfirmed(name: impl Into<String>) -> Self {
        Self::new(name, Status::Unconfirmed)
    }

    /// A user whom an administrator has created with a temporary password.
    pub fn invited(name: impl Into<String>, temporary_password: impl Into<String>) -> Self {
        Self::new(name, Status::ForceChangePassword).password(temporary_password)
    }

    /// Sets the password. Without one, the user cannot sign in by password.
    #[must_use]
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// Sets an attribute.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.insert(name.into(), value.into());
        self
    }

    /// Puts the user into a group. A group that is not there is created.
    #[must_use]
    pub fn group(mut self, name: impl Into<String>) -> Self {
        self.groups.insert(name.into());
        self
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = &String> {
        self.groups.iter()
    }

    pub(super) fn stored(self, random: &mut Random, now: Time) -> Stored {
        let mut user = Stored::new(&self.name, &random.id(), self.status, now);
        let verified = if self.status == Status::Confirmed { "true" } else { "false" };
        for (address, flag) in [("email", "email_verified"), ("phone_number", "phone_number_verified")] {
            if self.attributes.contains_key(address) {
                user.set(flag, verified);
            }
        }
        user.attributes.extend(self.attributes);
        user.password = self.password;
        user.groups = self.groups;
        user
    }
}
