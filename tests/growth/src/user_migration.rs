//! The trigger `user_migration`.

use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{
    Authentication, CarriesPassword, DeliveryMedium, Event, FinalUserStatus, ForgotPassword, IntoResponse,
    IsEvent, Migration, PasswordOf, User, UserMigrationTrigger,
};
use cognito_triggers::{Secret, Source, SourceOf};

#[user_migration]
pub async fn migrate(event: Event<'_>) -> Result<Migration> {
    let password: Option<Secret<'_>> = event.password();
    if password.is_none() {
        return Ok(Migration::NotFound);
    }
    let user = User::new([("email", "ines@example.org")])
        .with_attribute("email_verified", "true")
        .with_desired_delivery_mediums([DeliveryMedium::EMAIL, DeliveryMedium::SMS])
        .with_enable_sms_mfa(false)
        .with_final_user_status(FinalUserStatus::Confirmed)
        .with_force_alias_creation(false)
        .suppress_message();
    Ok(Migration::Migrated(user))
}

pub const SOURCES: [Source; 2] = [Authentication::SOURCE, ForgotPassword::SOURCE];

pub type SignInPassword<'e> = <Authentication as PasswordOf>::Password<'e>;

pub fn password<'a, S: CarriesPassword + SourceOf<UserMigrationTrigger>>(
    event: &'a Event<'_, S>,
) -> S::Password<'a> {
    event.password()
}

pub fn read(user: &User) -> String {
    let status = match user.final_user_status() {
        FinalUserStatus::Confirmed => "confirmed",
        FinalUserStatus::ResetRequired => "must reset",
        _ => "new",
    };
    let (by, mfa) = (user.desired_delivery_mediums(), user.enable_sms_mfa());
    let (alias, quiet) = (user.force_alias_creation(), user.suppresses_message());
    format!("{:?} {status} {by:?} {mfa:?} {alias:?} {quiet}", user.attributes().get("email"))
}

pub fn found(migration: &Migration) -> bool {
    match migration {
        Migration::Migrated(_) => true,
        Migration::NotFound => false,
        _ => true,
    }
}

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>() {}

pub fn from_old_pool(attributes: Vec<(String, String)>) -> User {
    User::from_old_pool(attributes)
}
