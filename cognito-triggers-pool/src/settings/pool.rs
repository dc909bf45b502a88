//! The settings of a user pool.

use std::collections::BTreeMap;

use super::attributes::{MOST_CUSTOM, is_custom_name};
use super::password::PasswordPolicy;
use super::provider::IdentityProvider;
use super::templates::Templates;

/// `MfaConfiguration`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mfa {
    /// Nobody has a second factor.
    #[default]
    Off,
    /// Users who prefer a second factor have one.
    Optional,
    /// Every user has one.
    On,
}

/// The settings of a user pool.
///
/// The default verifies e-mail addresses, knows users by plain names, accepts any `custom:` attribute,
/// sends messages from an identity of its own (`EmailSendingAccount` `DEVELOPER`), and has no second
/// factors.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the API has as many")]
pub struct PoolSettings {
    pub(crate) id: String,
    pub(crate) auto_verified: Vec<String>,
    pub(crate) username_attributes: Vec<String>,
    pub(crate) alias_attributes: Vec<String>,
    pub(crate) required: Vec<String>,
    /// The `custom:` attributes that exist. `None` accepts all.
    pub(crate) custom: Option<Vec<String>>,
    pub(crate) mfa: Mfa,
    pub(crate) email_mfa: bool,
    pub(crate) first_factors: Vec<String>,
    pub(crate) policy: PasswordPolicy,
    pub(crate) admin_only: bool,
    pub(crate) verify_by_link: bool,
    pub(crate) developer_email: bool,
    pub(crate) verify_before_update: Vec<String>,
    /// `AccountRecoverySetting` in the order of its priorities. `None` is the pool without one.
    pub(crate) recovery: Option<Vec<String>>,
    pub(crate) devices: bool,
    pub(crate) domain: String,
    pub(crate) templates: Templates,
    pub(crate) providers: BTreeMap<String, IdentityProvider>,
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self {
            id: "eu-central-1_TestPool1".to_owned(),
            auto_verified: vec!["email".to_owned()],
            username_attributes: Vec::new(),
            alias_attributes: Vec::new(),
            required: Vec::new(),
            custom: None,
            mfa: Mfa::Off,
            email_mfa: true,
            first_factors: vec!["PASSWORD".to_owned()],
            policy: PasswordPolicy::default(),
            admin_only: false,
            verify_by_link: false,
            developer_email: true,
            verify_before_update: Vec::new(),
            recovery: None,
            devices: false,
            domain: "auth.example.com".to_owned(),
            templates: Templates::default(),
            providers: BTreeMap::new(),
        }
    }
}

/// Defines one builder method for each setting that is a list of names.
macro_rules! lists {
    ($($(#[$doc:meta])+ $method:ident => $field:ident;)+) => {$(
        $(#[$doc])+
        #[must_use]
        pub fn $method<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
            self.$field = names.into_iter().map(Into::into).collect();
            self
        }
    )+};
}

/// Defines one builder method for each setting that is a value.
macro_rules! values {
    ($($(#[$doc:meta])+ $method:ident($Value:ty) => $field:ident;)+) => {$(
        $(#[$doc])+
        #[must_use]
        pub fn $method(mut self, value: $Value) -> Self {
            self.$field = value.into();
            self
        }
    )+};
}

impl PoolSettings {
    /// The default settings.
    pub fn new() -> Self {
        Self::default()
    }

    lists! {
        /// Sets `AutoVerifiedAttributes`: `email`, `phone_number` or both.
        auto_verified_attributes => auto_verified;
        /// Sets `UsernameAttributes`: users sign up with their `email` or `phone_number`.
        username_attributes => username_attributes;
        /// Sets `AliasAttributes`: users may sign in with a verified `email` or `phone_number`, or with
        /// their `preferred_username`.
        alias_attributes => alias_attributes;
        /// Sets the required attributes of the schema.
        required_attributes => required;
        /// Sets `AllowedFirstAuthFactors` of `USER_AUTH`: `PASSWORD`, `EMAIL_OTP`, `SMS_OTP`.
        allowed_first_auth_factors => first_factors;
        /// Sets `AttributesRequireVerificationBeforeUpdate`.
        attributes_require_verification_before_update => verify_before_update;
    }

    values! {
        /// Sets `Id`, such as `eu-central-1_TestPool1`. The part before `_` is the region.
        id(&str) => id;
        /// Sets `MfaConfiguration`.
        mfa_configuration(Mfa) => mfa;
        /// Sets `Policies.PasswordPolicy`.
        password_policy(PasswordPolicy) => policy;
        /// Sets `AdminCreateUserConfig.AllowAdminCreateUserOnly`.
        allow_admin_create_user_only(bool) => admin_only;
        /// Sets `DefaultEmailOption`: `true` is `CONFIRM_WITH_LINK`, `false` is `CONFIRM_WITH_CODE`.
        confirm_with_link(bool) => verify_by_link;
        /// Sets `EmailSendingAccount`: `true` is `DEVELOPER`, `false` is `COGNITO_DEFAULT`.
        developer_email(bool) => developer_email;
        /// Turns on `DeviceConfiguration`.
        device_configuration(bool) => devices;
    }

    /// Sets the `custom:` attributes that the schema has. Without this call every `custom:` attribute
    /// exists, up to 50 among all users.
    ///
    /// # Panics
    ///
    /// No pool of Cognito has such attributes: there are more than 50, or a name is not `custom:` and 1 to 20
    /// characters. Names that begin with `dev:custom:` are allowed too.
    #[must_use]
    #[track_caller]
    pub fn custom_attributes<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        if let Some(wrong) = names.iter().find(|name| !is_custom_name(name)) {
            panic!("{wrong:?} cannot be a custom attribute: write `custom:` and 1 to 20 characters");
        }
        assert!(
            names.len() <= MOST_CUSTOM,
            "Cognito allows {MOST_CUSTOM} custom attributes in a pool, and these are {}",
            names.len()
        );
        self.custom = Some(names);
        self
    }

    /// Sets `AccountRecoverySetting` in the order of its priorities: `verified_email`,
    /// `verified_phone_number`, `admin_only`.
    #[must_use]
    pub fn account_recovery_setting<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.recovery = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Adds an identity provider.
    #[must_use]
    pub fn identity_provider(mut self, provider: IdentityProvider) -> Self {
        self.providers.insert(provider.name.clone(), provider);
        self
    }

    /// Sets `VerificationMessageTemplate`: the subject and the body of e-mails, and the SMS text.
    #[must_use]
    pub fn verification_message_template(mut self, subject: &str, email: &str, sms: &str) -> Self {
        self.templates.subject = Some(subject.to_owned());
        self.templates.email = Some(email.to_owned());
        self.templates.sms = Some(sms.to_owned());
        self
    }

    /// Sets `InviteMessageTemplate`: the subject and the body of e-mails, and the SMS text.
    #[must_use]
    pub fn invite_message_template(mut self, subject: &str, email: &str, sms: &str) -> Self {
        self.templates.invitation_subject = Some(subject.to_owned());
        self.templates.invitation_email = Some(email.to_owned());
        self.templates.invitation_sms = Some(sms.to_owned());
        self
    }

    /// Sets `EmailMfaConfiguration`: the subject and the body of e-mails with a sign-in code.
    #[must_use]
    pub fn email_mfa_configuration(mut self, subject: &str, message: &str) -> Self {
        self.email_mfa = true;
        self.templates.authentication_subject = Some(subject.to_owned());
        self.templates.authentication_email = Some(message.to_owned());
        self
    }

    /// Sets `SmsAuthenticationMessage`: the text of an SMS with a sign-in code.
    #[must_use]
    pub fn sms_authentication_message(mut self, text: &str) -> Self {
        self.templates.authentication_sms = Some(text.to_owned());
        self
    }

    pub(crate) fn region(&self) -> &str {
        self.id.split_once('_').map_or("eu-central-1", |(region, _)| region)
    }

    /// The part of the id that SRP signs.
    pub(crate) fn name(&self) -> &str {
        self.id.split_once('_').map_or(&self.id, |(_, name)| name)
    }

    pub(crate) fn issuer(&self) -> String {
        format!("https://cognito-idp.{}.amazonaws.com/{}", self.region(), self.id)
    }

    /// Returns whether users may sign in with a one-time code in place of a password.
    pub(crate) fn passwordless(&self) -> bool {
        self.first_factors.iter().any(|factor| factor != "PASSWORD")
    }

    pub(crate) fn has_factor(&self, factor: &str) -> bool {
        self.first_factors.iter().any(|allowed| allowed == factor)
    }

    pub(crate) fn auto_verifies(&self, attribute: &str) -> bool {
        self.auto_verified.iter().any(|name| name == attribute)
    }
}
