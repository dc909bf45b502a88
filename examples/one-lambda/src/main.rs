//! One function for several triggers of two user pools, as a team runs it in production: three fewer
//! cold starts for each sign-up, shared clients, denials that users can read, logs as JSON.
//!
//! `cargo run --bin one-lambda` plays its sample events.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use cognito_triggers::OptionalTrigger;
use cognito_triggers::custom_message::{self, Email};
use cognito_triggers::post_confirmation;
use cognito_triggers::pre_sign_up::{self, Response};
use cognito_triggers::pre_token_generation::{self, IdToken, Tokens, V2_0, claim};
use cognito_triggers::prelude::*;

/// The part of the company's customer directory that the function needs.
pub(crate) trait Customers: Send + Sync + 'static {
    /// Returns the customer to which the domain of an address belongs.
    fn of_domain(
        &self,
        domain: &str,
    ) -> impl Future<Output = std::result::Result<Customer, NoCustomer>> + Send;
    /// Notes a new user. `key` is the same when Cognito calls again for the same event.
    fn welcome(&self, key: &str, sub: &str) -> impl Future<Output = ()> + Send;
}

pub(crate) struct Customer {
    tenant: String,
}

/// The reason why there is no customer.
pub(crate) enum NoCustomer {
    Unknown,
    Suspended,
}

/// The state, which `main` makes once and all handlers share.
pub(crate) struct App<C> {
    customers: C,
    /// The brand of each user pool, by its id.
    brands: HashMap<String, &'static str>,
}

impl App<Samples> {
    pub(crate) fn new() -> Result<Self, String> {
        let pool = std::env::var("PARTNER_POOL_ID").unwrap_or_else(|_| "eu-central-1_partners1".to_owned());
        if !pool.contains('_') {
            return Err(format!("PARTNER_POOL_ID is not a user pool id: {pool:?}"));
        }
        Ok(Self::of(Samples::default(), pool))
    }
}

impl<C: Customers> App<C> {
    fn of(customers: C, partners: String) -> Self {
        Self { customers, brands: HashMap::from([(partners, "Example Partners")]) }
    }

    fn brand(&self, pool: &str) -> &'static str {
        self.brands.get(pool).copied().unwrap_or("Example")
    }

    async fn customer(&self, email: Option<&str>) -> Result<Customer> {
        let domain = email.and_then(|email| email.rsplit_once('@')).map_or("", |(_, domain)| domain);
        self.customers.of_domain(domain).await.deny_with(|reason| match reason {
            NoCustomer::Unknown => "Please sign up with the address of your company",
            NoCustomer::Suspended => "Your company's account is suspended. Please ask your administrator",
        })
    }
}

#[pre_sign_up(SignUp, ExternalProvider)]
async fn allow<C: Customers>(event: pre_sign_up::Event<'_>, app: &App<C>) -> Result<Response> {
    app.customer(event.user_attributes().email()).await?;
    Ok(Response::new())
}

#[custom_message(SignUp, ResendCode, ForgotPassword)]
async fn code<C: Customers>(event: custom_message::Event<'_>, app: &App<C>) -> Result<Email> {
    let brand = app.brand(event.user_pool_id());
    Ok(email!("Your code for {brand}", "<p>Your code is <b>{code}</b>.</p><p>{brand}</p>"))
}

#[post_confirmation(ConfirmSignUp)]
async fn welcome<C: Customers>(event: post_confirmation::Event<'_>, app: &App<C>) {
    let sub = event.user_attributes().sub().unwrap_or_default();
    app.customers.welcome(&event.retry_key(), sub).await;
}

#[pre_token_generation(V2_0)]
async fn claims<C: Customers>(
    event: pre_token_generation::Event<'_, V2_0>,
    app: &App<C>,
) -> Result<Tokens<V2_0>> {
    let customer = app.customer(event.user_attributes().email()).await?;
    Ok(Tokens::new().with_id_token(IdToken::new().claim(claim!("tenant"), customer.tenant)))
}

/// A stand-in for the company's directory.
#[derive(Default)]
pub(crate) struct Samples {
    welcomed: Mutex<Vec<String>>,
}

impl Customers for Samples {
    async fn of_domain(&self, domain: &str) -> std::result::Result<Customer, NoCustomer> {
        match domain {
            "example.org" => Ok(Customer { tenant: "t-204".to_owned() }),
            "example.net" => Err(NoCustomer::Suspended),
            _ => Err(NoCustomer::Unknown),
        }
    }

    async fn welcome(&self, key: &str, _: &str) {
        let mut welcomed = self.welcomed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !welcomed.iter().any(|seen| seen == key) {
            welcomed.push(key.to_owned());
            tracing::info!("a new user");
        }
    }
}

pub(crate) fn triggers<C: Customers>(app: App<C>) -> Triggers<impl HandlerSet<App<C>>, App<C>> {
    triggers![allow, code, welcome, claims; complete: PreTokenGeneration]
        .with_state(app)
        .deadline(Duration::from_secs(4))
        .pass_through_at_deadline([OptionalTrigger::CustomMessage, OptionalTrigger::PostConfirmation])
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).init();
    // A failure here is an init error: Lambda reports it, and no event is half served.
    let triggers = triggers(App::new()?);
    if std::env::var_os("AWS_LAMBDA_RUNTIME_API").is_none() {
        return Ok(run(triggers).await?);
    }
    // What the log still holds goes out before the function's environment ends.
    lambda_runtime::spawn_graceful_shutdown_handler(|| async { tracing::info!("shutting down") }).await;
    // This works like `lambda_runtime::run`, but serves many events at a time on managed instances.
    lambda_runtime::run_concurrent(triggers.into_service()).await
}

#[cfg(test)]
mod tests;
