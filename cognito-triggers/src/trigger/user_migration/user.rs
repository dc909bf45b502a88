//! The user that a migration hands over, and the check whether a pool can store it.

use serde::Serialize;

use crate::handler::error::Error;
use crate::handler::text::IntoText;
use crate::handler::text_map::AttributeMap;
use crate::spec::attribute;
use crate::spec::sealed::Sealed;
use crate::spec::source::Source;
use crate::wire::json;
use crate::wire::overlay::Overlay;

/// A user for the pool to create.
///
/// `Debug` shows the names of the attributes, never the values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct User {
    attributes: AttributeMap,
    /// The first attribute that was given with two values.
    ambiguous: Option<String>,
    final_user_status: FinalUserStatus,
    suppress_message: bool,
    desired_delivery_mediums: Vec<DeliveryMedium>,
    force_alias_creation: Option<bool>,
    enable_sms_mfa: Option<bool>,
}

/// The state of the new user, which decides whether the password just typed stays valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum FinalUserStatus {
    /// The user is confirmed, with the password just typed.
    Confirmed,
    /// The user must reset the password. Cognito's default.
    #[default]
    ResetRequired,
}

impl FinalUserStatus {
    const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::ResetRequired => "RESET_REQUIRED",
        }
    }
}

/// A way to send the welcome message.
// This is not an enum, since a variant `Email` would make rustc write out the whole path of the type `Email`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct DeliveryMedium(&'static str);

impl DeliveryMedium {
    /// By e-mail.
    pub const EMAIL: Self = Self("EMAIL");
    /// By SMS. Cognito's default.
    pub const SMS: Self = Self("SMS");
}

impl User {
    /// Makes a user with these attributes. The names of custom ones begin with `custom:`.
    ///
    /// In a pool where users sign in with an alias, `username` must be among them and be unique, and the
    /// alias must equal the user name that was typed. In other pools, leave `username` out.
    ///
    /// What no pool can store is an internal error when the handler returns: an attribute that
    /// Cognito sets itself (`sub`, `identities`, `cognito:..`), a name that is neither a standard
    /// attribute nor begins with `custom:` or `dev:`, a phone number that is not in the form E.164,
    /// and an attribute with two different values.
    #[doc(alias = "userAttributes")]
    pub fn new<K: Into<String>, V: IntoText>(attributes: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut map = AttributeMap::new();
        let mut ambiguous = None;
        for (name, value) in attributes {
            let (name, value) = (name.into(), value.into_text());
            if ambiguous.is_none() && map.get(&name).is_some_and(|earlier| earlier != value) {
                ambiguous = Some(name.clone());
            }
            map.extend([(name, value)]);
        }
        Self {
            attributes: map,
            ambiguous,
            final_user_status: FinalUserStatus::default(),
            suppress_message: false,
            desired_delivery_mediums: Vec::new(),
            force_alias_creation: None,
            enable_sms_mfa: None,
        }
    }

    /// Makes a user with the attributes that a user of another pool has, as `AdminGetUser` or
    /// `ListUsers` returns them. Leaves out what a user cannot bring along: `sub`, `identities` and
    /// `cognito:..`, which Cognito sets itself, and attributes without a value.
    ///
    /// The user gets a new `sub`. To find the user again by the old one, store it in a custom
    /// attribute.
    ///
    /// ```
    /// use cognito_triggers::user_migration::User;
    ///
    /// let old = [("sub", "0f5e8a1c"), ("email", "ines@example.org"), ("cognito:user_status", "CONFIRMED")];
    /// let user = User::from_old_pool(old).with_attribute("custom:old_sub", "0f5e8a1c");
    /// assert_eq!(user.attributes().get("sub"), None);
    /// assert_eq!(user, User::new([("email", "ines@example.org"), ("custom:old_sub", "0f5e8a1c")]));
    /// ```
    pub fn from_old_pool<K: Into<String>, V: IntoText>(attributes: impl IntoIterator<Item = (K, V)>) -> Self {
        let attributes = attributes.into_iter().map(|(name, value)| (name.into(), value.into_text()));
        Self::new(
            attributes.filter(|(name, value)| !attribute::is_owned_by_cognito(name) && !value.is_empty()),
        )
    }

    /// Sets another attribute, or replaces the value of one.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl IntoText) -> Self {
        self.attributes = self.attributes.with(name, value);
        self
    }

    /// Sets whether the password just typed stays valid. `ForgotPassword` carries no password, and the user
    /// chooses one in any case.
    #[doc(alias = "finalUserStatus")]
    #[must_use]
    pub fn with_final_user_status(mut self, status: FinalUserStatus) -> Self {
        self.final_user_status = status;
        self
    }

    /// Sends no welcome message.
    #[doc(alias = "messageAction")]
    #[must_use]
    pub fn suppress_message(mut self) -> Self {
        self.suppress_message = true;
        self
    }

    /// Sets how Cognito sends the welcome message. The default is SMS.
    #[doc(alias = "desiredDeliveryMediums")]
    #[must_use]
    pub fn with_desired_delivery_mediums(
        mut self,
        mediums: impl IntoIterator<Item = DeliveryMedium>,
    ) -> Self {
        self.desired_delivery_mediums = mediums.into_iter().collect();
        self
    }

    /// Sets whether an alias (an e-mail address or phone number) that belongs to another user moves to this
    /// one. Otherwise, such a conflict is an error.
    #[doc(alias = "forceAliasCreation")]
    #[must_use]
    pub fn with_force_alias_creation(mut self, force: bool) -> Self {
        self.force_alias_creation = Some(force);
        self
    }

    /// Sets whether the user signs in with a second factor by SMS. This needs a `phone_number`.
    #[doc(alias = "enableSMSMFA")]
    #[must_use]
    pub fn with_enable_sms_mfa(mut self, enable: bool) -> Self {
        self.enable_sms_mfa = Some(enable);
        self
    }

    /// Returns the attributes.
    pub fn attributes(&self) -> &AttributeMap {
        &self.attributes
    }

    /// Returns whether the password just typed stays valid.
    pub fn final_user_status(&self) -> FinalUserStatus {
        self.final_user_status
    }

    /// Returns whether Cognito sends no welcome message.
    pub fn suppresses_message(&self) -> bool {
        self.suppress_message
    }

    /// Returns how Cognito sends the welcome message. The list is empty if Cognito chooses.
    pub fn desired_delivery_mediums(&self) -> &[DeliveryMedium] {
        &self.desired_delivery_mediums
    }

    /// Returns whether an alias moves to this user, if that is set.
    pub fn force_alias_creation(&self) -> Option<bool> {
        self.force_alias_creation
    }

    /// Returns whether the user signs in with a second factor by SMS, if that is set.
    pub fn enable_sms_mfa(&self) -> Option<bool> {
        self.enable_sms_mfa
    }

    /// Sets the members of the response, if Cognito can create this user.
    pub(super) fn write(&self, source: Option<Source>, overlay: &mut Overlay) -> Result<(), Error> {
        self.check(source)?;
        overlay.set("userAttributes", self.attributes.as_map())?;
        overlay.set_text("finalUserStatus", self.final_user_status.name())?;
        if self.suppress_message {
            overlay.set_text("messageAction", "SUPPRESS")?;
        }
        if !self.desired_delivery_mediums.is_empty() {
            overlay.set("desiredDeliveryMediums", &self.desired_delivery_mediums)?;
        }
        if let Some(force) = self.force_alias_creation {
            overlay.set("forceAliasCreation", &force)?;
        }
        if let Some(enable) = self.enable_sms_mfa {
            overlay.set("enableSMSMFA", &enable)?;
        }
        Ok(())
    }

    fn check(&self, source: Option<Source>) -> Result<(), String> {
        let is_true = |name| self.attributes.get(name).and_then(json::parse_boolean) == Some(true);
        if self.attributes.is_empty() {
            return Err(
                "a migrated user needs attributes: Cognito does not create a user without them".to_owned()
            );
        }
        if let Some(name) = &self.ambiguous {
            return Err(format!("the attribute `{name}` has two different values: keep one"));
        }
        for (name, value) in self.attributes.iter() {
            check_attribute(name, value)?;
        }
        let forgot = source == Some(Source::UserMigrationForgotPassword);
        if forgot && !is_true("email_verified") && !is_true("phone_number_verified") {
            return Err("for `ForgotPassword`, `email_verified` or `phone_number_verified` must be `true`: \
                        otherwise, Cognito has nowhere to send the code"
                .to_owned());
        }
        if self.enable_sms_mfa == Some(true) && self.attributes.get("phone_number").is_none_or(str::is_empty)
        {
            return Err("`enable_sms_mfa` needs the attribute `phone_number`".to_owned());
        }
        Ok(())
    }
}

/// Checks an attribute, or the user's name, which stands among them.
fn check_attribute(name: &str, value: &str) -> Result<(), String> {
    if name == "username" {
        return attribute::check_user_name(value);
    }
    attribute::check_name(name).map_err(|error| {
        let is_owned = attribute::is_owned_by_cognito(name);
        let help = "`User::from_old_pool(..)` does so for attributes of another pool";
        if is_owned { format!("{error}; {help}") } else { error }
    })?;
    attribute::check_value(name, value)
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User")
            .field("attributes", &self.attributes)
            .field("final_user_status", &self.final_user_status)
            .finish_non_exhaustive()
    }
}

impl Sealed for User {}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(user: &User) -> Result<(), String> {
        let source = Some(Source::UserMigrationAuthentication);
        user.write(source, &mut Overlay::default()).map_err(|error| error.to_string())
    }

    /// Returns the error of a user who has an address and these attributes.
    fn refused(attributes: &[(&str, &str)]) -> String {
        let email = ("email", "ines@example.org");
        written(&User::new([email].into_iter().chain(attributes.iter().copied()))).unwrap_err()
    }

    #[test]
    fn what_cognito_owns_is_refused_and_the_way_out_is_named() {
        for name in ["sub", "identities", "cognito:user_status", "cognito:username"] {
            assert_eq!(
                refused(&[(name, "a value")]),
                format!(
                    "the attribute `{name}` is Cognito's own, and no function can set it: leave it out; `User::from_old_pool(..)` does so for attributes of another pool"
                )
            );
        }
    }

    #[test]
    fn an_old_pool_s_attributes_are_left_with_what_can_be_set() {
        let old = [
            ("sub", "0f5e8a1c"),
            ("identities", "[]"),
            ("cognito:user_status", "CONFIRMED"),
            ("cognito:mfa_enabled", "true"),
            ("email", "ines@example.org"),
            ("email_verified", "true"),
            ("phone_number", ""),
            ("custom:plan", "gold"),
        ];
        let user = User::from_old_pool(old);
        assert_eq!(written(&user), Ok(()));
        let left: Vec<_> = user.attributes().iter().collect();
        assert_eq!(
            left,
            [("custom:plan", "gold"), ("email", "ines@example.org"), ("email_verified", "true")]
        );
        // A mistake is not left out, since nobody would see that the value is lost.
        assert!(written(&User::from_old_pool([("email", "ines@example.org"), ("plan", "gold")])).is_err());
    }

    #[test]
    fn what_no_pool_has_is_refused_without_its_value() {
        for (name, value) in [
            ("phone_number", "0711 / 55 01 234"),
            ("phone_number", "+49 151 123"),
            ("Email", "mara@example.org"),
            ("plan", "gold-4711"),
            ("custom:the_plan_of_the_customer", "gold-4711"),
            ("username", "mara moreau"),
        ] {
            let error = refused(&[(name, value)]);
            assert!(error.contains(&format!("`{name}`")) && !error.contains(value), "{error}");
        }
    }

    #[test]
    fn an_attribute_has_one_value() {
        for name in ["email", "custom:plan", "username"] {
            let error =
                written(&User::new([("name", "Ines"), (name, "a@example.org"), (name, "b")])).unwrap_err();
            assert_eq!(error, format!("the attribute `{name}` has two different values: keep one"));
        }
        let same = [("email", "ines@example.org"), ("email", "ines@example.org")];
        assert_eq!(written(&User::new(same)), Ok(()));
        let replaced = User::new([("email", "old@example.org")]).with_attribute("email", "new@example.org");
        assert_eq!(
            (written(&replaced), replaced.attributes().get("email")),
            (Ok(()), Some("new@example.org"))
        );
    }
}
