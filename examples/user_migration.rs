//! User migration: users move from an old directory when they sign in or forget their password.
//!
//! `cargo run --bin user-migration`

use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{
    self, Authentication, FinalUserStatus, ForgotPassword, Migration, User,
};

/// The directory from which the users come.
trait Directory: Send + Sync {
    /// Returns the e-mail address of a user, if there is one.
    fn email_of(&self, user_name: &str) -> Option<String>;
    /// Returns whether this is the user's password.
    fn accepts(&self, user_name: &str, password: &str) -> bool;
}

struct App {
    directory: Box<dyn Directory>,
}

#[derive(FromEvent)]
enum Migrating<'a> {
    Authentication(user_migration::Event<'a, Authentication>),
    ForgotPassword(user_migration::Event<'a, ForgotPassword>),
}

#[user_migration(Authentication, ForgotPassword)]
async fn migrate(event: Migrating<'_>, app: &App) -> Result<Migration> {
    let (user_name, status) = match &event {
        Migrating::Authentication(event) => {
            let name = event.user_name();
            if !app.directory.accepts(name, event.password().expose()) {
                return Ok(Migration::NotFound);
            }
            (name, FinalUserStatus::Confirmed)
        }
        Migrating::ForgotPassword(event) => (event.user_name(), FinalUserStatus::ResetRequired),
    };
    let Some(email) = app.directory.email_of(user_name) else {
        return Ok(Migration::NotFound);
    };
    // The old directory has verified the address; Cognito sends its code only to a verified one.
    let user = User::new([("email", email.as_str()), ("email_verified", "true")]);
    Ok(user.with_final_user_status(status).suppress_message().into())
}

/// A stand-in for the old directory.
struct Samples;

impl Directory for Samples {
    fn email_of(&self, user_name: &str) -> Option<String> {
        Some(if user_name.contains('@') { user_name.to_owned() } else { format!("{user_name}@example.org") })
    }

    fn accepts(&self, _: &str, password: &str) -> bool {
        password.len() >= 8
    }
}

fn router() -> Triggers<impl HandlerSet<App>, App> {
    triggers![migrate].with_state(App { directory: Box::new(Samples) })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(router()).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::pool::Pool;

    use super::*;

    #[tokio::test]
    async fn a_user_signs_in_with_the_old_password() -> Result<()> {
        let pool = Pool::new(router());
        let wrong = pool.sign_in("ines", "short").await.unwrap_err();
        assert_eq!(wrong.message(), "Incorrect username or password.");
        let tokens = pool.sign_in("ines", "old password").await?.tokens();
        assert_eq!(tokens.id()["email"], "ines@example.org");
        // From now on, the pool knows the user.
        pool.sign_in("ines", "old password").await?.tokens();
        assert_eq!(pool.trace().sources(), ["UserMigration_Authentication", "UserMigration_Authentication"]);
        Ok(())
    }

    #[tokio::test]
    async fn a_user_who_has_forgotten_the_password_chooses_one() -> Result<()> {
        let pool = Pool::new(router());
        let ines = pool.user("ines");
        ines.forgot_password().await?;
        ines.confirm_forgot_password(ines.email().code(), "Correct-horse-9").await?;
        ines.sign_in("Correct-horse-9").await?.tokens();
        Ok(())
    }
}
