//! Sign-ups and sign-ins in a user pool that lives in the test.

use std::sync::Arc;

use cognito_triggers::pool::{Pool, PoolSettings};

use super::*;

const PASSWORD: &str = "Correct-horse-9";

/// The directory, which the test can read.
#[derive(Clone, Default)]
struct Shared(Arc<Samples>);

impl Customers for Shared {
    async fn of_domain(&self, domain: &str) -> std::result::Result<Customer, NoCustomer> {
        self.0.of_domain(domain).await
    }

    async fn welcome(&self, key: &str, sub: &str) {
        self.0.welcome(key, sub).await;
    }
}

fn pool(customers: &Shared) -> Pool {
    Pool::new(triggers(App::of(customers.clone(), "eu-central-1_partners1".to_owned())))
}

#[tokio::test]
async fn a_customers_user_signs_up_and_in() {
    let customers = Shared::default();
    // Cognito may call up to three times for one event.
    let pool = pool(&customers).calls_again(3);
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", "ines@example.org").await.unwrap();
    let mail = ines.email();
    assert_eq!(mail.subject(), "Your code for Example");
    ines.confirm(mail.code()).await.unwrap();
    assert_eq!(customers.0.welcomed.lock().unwrap().len(), 1);
    let tokens = ines.sign_in(PASSWORD).await.unwrap().tokens();
    assert_eq!(tokens.id()["tenant"], "t-204");
    // A refresh runs token generation again.
    assert_eq!(pool.refresh(&tokens).await.unwrap().id()["tenant"], "t-204");
}

#[tokio::test]
async fn a_stranger_reads_why() {
    for (email, told) in [
        ("eve@example.com", "Please sign up with the address of your company"),
        ("eve@example.net", "Your company's account is suspended. Please ask your administrator"),
    ] {
        let pool = pool(&Shared::default());
        let denied = pool.sign_up("eve", PASSWORD).attribute("email", email).await.unwrap_err();
        assert_eq!(denied.message(), format!("PreSignUp failed with error {told}."));
        assert!(!pool.user("eve").exists() && pool.inbox().is_empty());
    }
}

#[tokio::test]
async fn each_pool_has_its_brand() {
    let partners = PoolSettings::new().id("eu-central-1_partners1");
    let pool = pool(&Shared::default()).with_settings(partners);
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", "ines@example.org").await.unwrap();
    assert_eq!(ines.email().subject(), "Your code for Example Partners");
}
