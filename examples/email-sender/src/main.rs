//! Sends the e-mails of a user pool: decrypts the code and hands each mail to a provider, once.
//!
//! `cargo run -p email-sender` plays its sample events, with no AWS account: their codes are encrypted
//! under a published key. `--event FILE` works too.
//!
//! As a Lambda function, it needs two environment variables, and does not start without them:
//! `CODES_KEY_ARN`, the ARN of the key that the user pool's LambdaConfig names as `KMSKeyID`, and `MAILS`,
//! the file to which mails are written. Replace the latter with a provider of your own: see `mail.rs`.
//! The function's role needs `kms:Decrypt` for the key, and the user pool's `CustomEmailSender` needs
//! the function's ARN and `"LambdaVersion": "V1_0"`.

mod mail;
mod once;

use std::env;
use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_config::timeout::TimeoutConfig;
use cognito_triggers::custom_email_sender::{AccountTakeOverNotification, Event};
use cognito_triggers::prelude::*;
use cognito_triggers::{Secret, Source};
use cognito_triggers_codes::{DecryptCode, Keyring, KmsKeyring, MemoryKeyring};

use mail::{Lines, Mail, Provider};
use once::{Memory, Store};

/// The state that the handlers share.
struct App<P, S> {
    /// KMS or a key in memory, which the environment decides.
    keyring: Box<dyn Keyring>,
    provider: P,
    store: S,
    directory: Box<dyn Directory>,
}

#[custom_email_sender(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    AdminCreateUser,
    Authentication
)]
async fn send<P: Provider, S: Store>(event: Event<'_>, app: &App<P, S>) -> Result<()> {
    let user = event.user_attributes();
    let to = user.email().ok_or("the user has no e-mail address")?;
    let code = match event.code() {
        Some(code) => Some(code.decrypt(&app.keyring).await?),
        None => None,
    };
    let code = code.as_ref().map(Secret::expose);
    let name = user.given_name().unwrap_or("there");
    let user_name = event.user_name();
    let (subject, text) = match (event.source(), code) {
        (Source::CustomEmailSenderAdminCreateUser, Some(password)) => {
            ("You are invited", format!("your user name is {user_name}, your temporary password {password}"))
        }
        // In a pool with passwordless sign-in, an administrator need not set a password.
        (Source::CustomEmailSenderAdminCreateUser, None) => {
            ("You are invited", format!("your user name is {user_name}, and you need no password."))
        }
        (_, None) => return Err("the event has no code".into()),
        (Source::CustomEmailSenderForgotPassword, Some(code)) => {
            ("Your new password", format!("with the code {code} you can choose a new password."))
        }
        (Source::CustomEmailSenderAuthentication, Some(code)) => {
            ("Your sign-in", format!("your code is {code}."))
        }
        (_, Some(code)) => ("Confirm your address", format!("your code is {code}.")),
    };
    app.deliver(&event.retry_key(), Mail { to: to.into(), subject, text: format!("Hello {name}, {text}") })
        .await
}

/// Warns a user when threat protection saw a sign-in that may not be the user's. This event has no code
/// and no address: it says only who the user is.
#[custom_email_sender(AccountTakeOverNotification)]
async fn warn<P: Provider, S: Store>(
    event: Event<'_, AccountTakeOverNotification>,
    app: &App<P, S>,
) -> Result<()> {
    let sign_in = event.take_over();
    let to = app.directory.address(event.user_name())?;
    let place = sign_in.city().unwrap_or("an unknown place");
    let time = sign_in.login_time().unwrap_or("an unknown time");
    let mut text = format!("There was a sign-in from {place} at {time}.");
    for (question, link) in
        [("It was you", sign_in.one_click_link_valid()), ("It was not you", sign_in.one_click_link_invalid())]
    {
        if let Some(link) = link {
            text += &format!("\n{question}: {}", link.expose());
        }
    }
    app.deliver(&event.retry_key(), Mail { to, subject: "Was this you?", text }).await
}

impl<P: Provider, S: Store> App<P, S> {
    /// Sends a mail, but does not send it again when Lambda calls again with the same event. Lambda may
    /// do so after an error, since it calls asynchronously and Cognito does not wait.
    async fn deliver(&self, key: &str, mail: Mail) -> Result<()> {
        if !self.store.claim(key).await? {
            return Ok(());
        }
        let sent = self.provider.send(&mail, key).await;
        if sent.is_err() {
            self.store.release(key).await?;
        }
        sent
    }
}

impl App<Lines, Memory> {
    /// Makes the state from the environment variables. An error here is an init error: Lambda reports
    /// it, and no mail is lost half-way.
    async fn from_environment() -> Result<Self> {
        let on_lambda = env::var_os("AWS_LAMBDA_RUNTIME_API").is_some();
        let keyring: Box<dyn Keyring> = match env::var("CODES_KEY_ARN") {
            Ok(arn) => Box::new(KmsKeyring::new(kms().await, arn)?),
            Err(_) if on_lambda => {
                return Err("CODES_KEY_ARN is not set: write the ARN of the user pool's KMSKeyID".into());
            }
            Err(_) => {
                eprintln!("CODES_KEY_ARN is not set: only codes of sample events can be decrypted");
                Box::new(MemoryKeyring::of_samples())
            }
        };
        let provider = match env::var_os("MAILS") {
            Some(file) => Lines::to_file(&file)?,
            None if on_lambda => {
                return Err("MAILS is not set: name a file, or put your provider here".into());
            }
            None => Lines::to_standard_error(),
        };
        Ok(Self { keyring, provider, store: Memory::default(), directory: Box::new(Samples) })
    }
}

/// Makes the client, once and not for each event. An event waits for KMS three seconds, retries included.
async fn kms() -> aws_sdk_kms::Client {
    let timeout = TimeoutConfig::builder().operation_timeout(Duration::from_secs(3)).build();
    let config = aws_config::defaults(BehaviorVersion::latest()).timeout_config(timeout).load().await;
    aws_sdk_kms::Client::new(&config)
}

/// A directory of the users' addresses.
trait Directory: Send + Sync {
    fn address(&self, user_name: &str) -> Result<String>;
}

/// A stand-in for `AdminGetUser` of the user pool, or for your own table of users.
struct Samples;

impl Directory for Samples {
    fn address(&self, _: &str) -> Result<String> {
        Ok("ines.moreau@example.org".to_owned())
    }
}

/// Makes the function from its two handlers.
fn sender<P: Provider, S: Store>(app: App<P, S>) -> Triggers<impl HandlerSet<App<P, S>>, App<P, S>> {
    triggers![send, warn; complete: CustomEmailSender].with_state(app)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    Ok(run(sender(App::from_environment().await?)).await?)
}

#[cfg(test)]
mod tests;
