//! Sign-ins by an identity provider.

use cognito_triggers_pool::{IdentityProvider, LambdaConfig, LambdaVersion, Pool, PoolSettings, Trigger};
use serde_json::json;

use crate::common::{EMAIL, denying, echo, ines, one, responding, usual};

fn google() -> PoolSettings {
    let provider = IdentityProvider::new("Google", "Google").attribute_mapping("given_name", "given_name");
    PoolSettings::new().identity_provider(provider)
}

fn pool(config: LambdaConfig) -> Pool {
    Pool::new(config).with_settings(google())
}

const CLAIMS: [(&str, &str); 3] = [("sub", "104"), ("email", EMAIL), ("given_name", "Ines")];

#[tokio::test]
async fn s32_the_first_sign_in_and_a_later_one() {
    let pool = pool(usual().on(Trigger::InboundFederation, echo));
    let tokens = pool.federated_sign_in("Google", CLAIMS).await.unwrap();
    assert_eq!(
        pool.trace().sources(),
        [
            "InboundFederation_ExternalProvider",
            "PreSignUp_ExternalProvider",
            "PostConfirmation_ConfirmSignUp",
            "TokenGeneration_HostedAuth"
        ]
    );
    assert_eq!(tokens.id()["cognito:username"], "Google_104");
    assert_eq!(tokens.id()["identities"][0]["providerName"], "Google");
    assert_eq!(pool.user("Google_104").status(), "EXTERNAL_PROVIDER");
    let before = pool.trace().steps().len();
    pool.federated_sign_in("Google", [("sub", "104"), ("email", "new@example.org")]).await.unwrap();
    assert_eq!(
        pool.trace().sources()[before..],
        [
            "InboundFederation_ExternalProvider",
            "PreAuthentication_Authentication",
            "PostAuthentication_Authentication",
            "TokenGeneration_HostedAuth"
        ]
    );
    // Mapped attributes are written at every sign-in.
    assert_eq!(pool.user("Google_104").attribute("email").as_deref(), Some("new@example.org"));
}

#[tokio::test]
async fn s32_flags_are_ignored_and_denials_leave_no_or_a_profile() {
    let flags =
        usual().on(Trigger::PreSignUp, responding(json!({"autoConfirmUser": true, "autoVerifyEmail": true})));
    let error = pool(flags).federated_sign_in("Google", CLAIMS).await.unwrap_err();
    assert_eq!(error.name(), "AnswerIgnored");
    assert!(error.message().contains("Cognito ignores these flags for federated users"), "{error}");
    let denied = pool(usual().on(Trigger::PreSignUp, denying("not you")));
    let error = denied.federated_sign_in("Google", CLAIMS).await.unwrap_err();
    assert_eq!(error.message(), "PreSignUp failed with error not you.");
    assert!(!denied.user("Google_104").exists());
    let late = pool(usual().on(Trigger::PreTokenGeneration(LambdaVersion::V1_0), denying("not you")));
    late.federated_sign_in("Google", CLAIMS).await.unwrap_err();
    assert!(late.user("Google_104").exists());
}

#[tokio::test]
async fn s33_a_partial_map_loses_the_rest() {
    let partial = json!({"userAttributesToMap": {"sub": "104", "email": EMAIL}});
    let pool = pool(one(Trigger::InboundFederation, responding(partial)));
    pool.federated_sign_in("Google", CLAIMS).await.unwrap();
    let user = pool.user("Google_104");
    assert_eq!(user.attribute("given_name"), None);
    let trace = pool.trace();
    let verdict = trace.last("InboundFederation_ExternalProvider").verdict().unwrap();
    assert!(verdict.is_accepted());
    assert_eq!(
        verdict.notes(),
        ["userAttributesToMap replaces the provider's attributes, so these are lost: given_name."]
    );
}

#[tokio::test]
async fn saml_attributes_have_their_own_section() {
    let provider = IdentityProvider::new("CorporateAD", "SAML");
    let pool = Pool::new(one(Trigger::InboundFederation, echo));
    let pool = pool.with_settings(PoolSettings::new().identity_provider(provider));
    pool.federated_sign_in("CorporateAD", [("nameidentifier", "imoreau"), ("email", EMAIL)]).await.unwrap();
    let trace = pool.trace();
    let request = &trace.last("InboundFederation_ExternalProvider").event()["request"];
    assert_eq!(request["providerType"], "SAML");
    assert_eq!(request["attributes"], json!({"samlResponse": {"nameidentifier": "imoreau", "email": EMAIL}}));
}

#[tokio::test]
async fn a_handler_links_the_user_to_an_account() {
    use std::sync::{Arc, OnceLock};
    let cell: Arc<OnceLock<Pool>> = Arc::default();
    let held = Arc::clone(&cell);
    let config = usual().attach(Trigger::PreSignUp, move |event| {
        let held = Arc::clone(&held);
        async move {
            let link = json!({
                "DestinationUser": {"ProviderName": "Cognito", "ProviderAttributeValue": "ines"},
                "SourceUser": {"ProviderName": "Google", "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "104"},
            });
            held.get().expect("set").call("AdminLinkProviderForUser", link).await.map_err(|error| error.to_string())?;
            Ok(event)
        }
    });
    let pool = pool(config).with_user(ines());
    cell.set(pool.clone()).expect("once");
    let error = pool.federated_sign_in("Google", CLAIMS).await.unwrap_err();
    assert_eq!(error.message(), "Already found an entry for username Google_104");
    let tokens = pool.federated_sign_in("Google", CLAIMS).await.unwrap();
    assert_eq!(tokens.id()["cognito:username"], "ines");
    assert!(!pool.user("Google_104").exists());
}
