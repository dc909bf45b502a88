//! User migration: finds a user whom the pool does not know, at a sign-in or for a forgotten password.
//!
//! ```
//! use cognito_triggers::prelude::*;
//! use cognito_triggers::user_migration::{Authentication, Migration, User};
//!
//! #[user_migration(Authentication)]
//! async fn migrate(event: user_migration::Event<'_, Authentication>) -> Result<Migration> {
//!     Ok(match find(event.user_name(), event.password().expose()).await? {
//!         Some(email) => User::new([("email", email)]).into(),
//!         None => Migration::NotFound,
//!     })
//! }
//! # async fn find(_: &str, _: &str) -> std::io::Result<Option<String>> { Ok(None) }
//! # fn main() {}
//! ```
//!
//! The page of [`#[user_migration]`](macro@crate::user_migration) says what to list, return and refuse.

use serde::Serialize;

use crate::event::required;
use crate::handler::error::{Error, HandlerError};
use crate::handler::text::IntoText;
use crate::handler::text_map::AttributeMap;
pub use crate::spec::scope::marker::user_migration::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::sealed::Sealed;
use crate::spec::source::Source;
use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::json;
use crate::wire::overlay::Overlay;
use crate::wire::secret::Secret;

/// A user migration event, from either source of the trigger or from the source `S`.
///
/// [`user_name`](crate::Event::user_name) returns the name that the user typed.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, UserMigrationTrigger, S>;

crate::handler::param::takes_events!(
    UserMigrationTrigger,
    "`{Self}` is not an event of the `UserMigration` trigger",
    "write `user_migration::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<UserMigrationTrigger> + PasswordOf> Event<'_, S> {
    /// Returns the password that the user typed: a [`Secret`]. An event without one does not reach a
    /// handler.
    ///
    /// For an event from any source, this is an `Option`, which is `None` for [`ForgotPassword`]. Events of
    /// that source alone do not have this method.
    ///
    /// ```compile_fail,E0277
    /// use cognito_triggers::user_migration::{Event, ForgotPassword};
    ///
    /// // an event from `ForgotPassword` carries no password
    /// Event::<ForgotPassword>::sample().password();
    /// ```
    pub fn password(&self) -> S::Password<'_>
    where
        S: CarriesPassword,
    {
        S::password(self.envelope())
    }
}

/// A source whose events carry a password: [`Authentication`], and [`AnySource`], whose events may carry
/// one.
#[diagnostic::on_unimplemented(
    message = "an event from `{Self}` carries no password",
    label = "there is no password in this event",
    note = "the user chooses a new one: return the `User` without checking the old one, or take `Event<'_, Authentication>`"
)]
pub trait CarriesPassword: PasswordOf {}

impl CarriesPassword for AnySource {}
impl CarriesPassword for Authentication {}

/// The type of the password in an event of a source: a [`Secret`], or an `Option` of it for any source.
///
/// This trait is separate from [`CarriesPassword`], since rustc gives no reason if a missing bound also
/// leaves the return type open.
pub trait PasswordOf: Sealed {
    /// The type.
    type Password<'e>;

    #[doc(hidden)]
    fn password<'e>(envelope: &'e Envelope<'_>) -> Self::Password<'e>;
}

impl PasswordOf for AnySource {
    type Password<'e> = Option<Secret<'e>>;

    fn password<'e>(envelope: &'e Envelope<'_>) -> Option<Secret<'e>> {
        envelope.secret(RequestMember::Password)
    }
}

impl PasswordOf for Authentication {
    type Password<'e> = Secret<'e>;

    fn password<'e>(envelope: &'e Envelope<'_>) -> Secret<'e> {
        required::secret(envelope, RequestMember::Password)
    }
}

impl PasswordOf for ForgotPassword {
    type Password<'e> = ();

    fn password(_: &Envelope<'_>) {}
}

/// The answer of the handler: a user, or none.
///
/// ```
/// use cognito_triggers::user_migration::{FinalUserStatus, Migration, User};
///
/// let user = User::new([("email", "ines@example.org"), ("email_verified", "true")])
///     .with_final_user_status(FinalUserStatus::Confirmed)
///     .suppress_message();
/// let found = Migration::from(user);
/// assert_ne!(found, Migration::NotFound);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Migration {
    /// Cognito creates this user.
    Migrated(User),
    /// There is no such user, or the password is wrong. Cognito answers as it does for any unknown user.
    NotFound,
}

impl From<User> for Migration {
    fn from(user: User) -> Self {
        Self::Migrated(user)
    }
}

/// A user for the pool to create.
///
/// `Debug` shows the names of the attributes, never the values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct User {
    attributes: AttributeMap,
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
    #[doc(alias = "userAttributes")]
    pub fn new<K: Into<String>, V: IntoText>(attributes: impl IntoIterator<Item = (K, V)>) -> Self {
        Self {
            attributes: attributes.into_iter().collect(),
            final_user_status: FinalUserStatus::default(),
            suppress_message: false,
            desired_delivery_mediums: Vec::new(),
            force_alias_creation: None,
            enable_sms_mfa: None,
        }
    }

    /// Sets another attribute.
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

    fn check(&self, source: Option<Source>) -> Result<(), String> {
        let is_true = |name| self.attributes.get(name).and_then(json::parse_boolean) == Some(true);
        if self.attributes.is_empty() {
            return Err(
                "a migrated user needs attributes: Cognito does not create a user without them".to_owned()
            );
        }
        crate::spec::limits::check_attributes(self.attributes.as_map())?;
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

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User")
            .field("attributes", &self.attributes)
            .field("final_user_status", &self.final_user_status)
            .finish_non_exhaustive()
    }
}

/// A return type of user migration handlers: a [`Migration`], a [`User`], or a `Result` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `UserMigration` trigger",
    label = "not a migration",
    note = "return `Migration::NotFound`, `User::new([(\"email\", \"..\")])`, or a `Result` of `Migration`"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for User {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.check(envelope.source())?;
        overlay.set("userAttributes", self.attributes.as_map())?;
        overlay.set("finalUserStatus", &self.final_user_status)?;
        if self.suppress_message {
            overlay.set("messageAction", "SUPPRESS")?;
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
}

impl IntoResponse for Migration {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        match self {
            Self::Migrated(user) => user.write(envelope, overlay),
            // An untouched response is what Cognito hides behind "wrong user name or password".
            Self::NotFound => Ok(()),
        }
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

impl Sealed for User {}

impl Sealed for Migration {}
