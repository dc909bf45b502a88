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

mod user;

pub use user::{DeliveryMedium, FinalUserStatus, User};

use crate::event::required;
use crate::handler::error::{Error, HandlerError};
pub use crate::spec::scope::marker::user_migration::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::sealed::Sealed;
use crate::wire::envelope::{Envelope, RequestMember};
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
        User::write(&self, envelope.source(), overlay)
    }
}

impl IntoResponse for Migration {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        match self {
            Self::Migrated(user) => IntoResponse::write(user, envelope, overlay),
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

impl Sealed for Migration {}
