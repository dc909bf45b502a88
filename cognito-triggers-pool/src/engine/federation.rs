//! Sign-ins by an identity provider.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::finish::{API_SCOPE, Tokens};
use super::lookup::attributes;
use super::new_user::{pre_sign_up, store};
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::request::{AdminLinkProviderForUser, Attributes, Member};
use crate::settings::{ClientSettings, IdentityProvider};
use crate::state::{SECOND, Status, User};
use crate::verdict;

/// A user as a provider describes them: the subject, and the claims.
pub(crate) struct Assertion<'a> {
    pub(crate) client: &'a str,
    pub(crate) provider: &'a str,
    pub(crate) claims: BTreeMap<String, String>,
}

/// Signs a user in. Answers as the token endpoint would.
pub(crate) async fn sign_in(call: &Call<'_>, assertion: Assertion<'_>) -> Result<Value, ApiError> {
    let engine = call.engine;
    let client = engine.client(assertion.client)?;
    let provider = engine.settings.providers.get(assertion.provider);
    let provider = provider.ok_or_else(|| {
        error::invalid_parameter(&format!("The pool has no identity provider {}.", assertion.provider))
    })?;
    let subject = assertion.claims.get("sub").or_else(|| assertion.claims.get("nameidentifier"));
    let subject = subject
        .ok_or_else(|| error::invalid_parameter("The provider gives neither sub nor nameidentifier."))?;
    let name = format!("{}_{subject}", provider.name);
    let claims = inbound(call, client, provider, &name, &assertion.claims).await?;
    let mapped = map(client, provider, &claims)?;
    let key = (provider.name.clone(), subject.clone());
    let linked = engine.state().links.get(&key).cloned();
    let known = linked.clone().unwrap_or_else(|| name.clone());
    let user = if engine.user(&known).is_some() {
        again(call, client, &known, mapped, linked.is_some()).await?
    } else {
        first(call, client, provider, &name, subject, mapped).await?
    };
    tokens(call, client, &user).await
}

/// Asks InboundFederation which claims are left.
async fn inbound(
    call: &Call<'_>,
    client: &ClientSettings,
    provider: &IdentityProvider,
    name: &str,
    claims: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, ApiError> {
    let sections = if provider.kind == "SAML" {
        json!({"samlResponse": claims})
    } else {
        json!({
            "tokenResponse": {
                "access_token": "test-access-token", "token_type": "Bearer", "expires_in": "3600",
                "scope": "openid email profile",
            },
            "idToken": claims,
            "userInfo": claims,
        })
    };
    let event = call.event(Source::Federated, name, Some(&client.id), |_| {
        Requested::federation(&provider.name, &provider.kind, sections)
    });
    let Some(event) = event else { return Ok(claims.clone()) };
    let run = call.run(event).await;
    let left = call.judge(run, |response, remarks| verdict::inbound(response, claims, remarks));
    left.inspect_err(|_| call.undocumented("the name InboundFederation in the error's text is a guess."))
}

/// Maps claims to attributes. Each is written at every sign-in.
fn map(
    client: &ClientSettings,
    provider: &IdentityProvider,
    claims: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, ApiError> {
    let mut mapped = BTreeMap::new();
    for (attribute, claim) in &provider.mapping {
        let Some(value) = claims.get(claim).filter(|_| attribute != "username") else { continue };
        if value.encode_utf16().count() > 2048 {
            return Err(error::invalid_parameter(&format!("{attribute} is longer than 2048 characters.")));
        }
        if !client.writes(attribute) {
            return Err(error::invalid_parameter(&format!(
                "The client may not write the mapped attribute {attribute}."
            )));
        }
        mapped.insert(attribute.clone(), value.clone());
    }
    Ok(mapped)
}

async fn first(
    call: &Call<'_>,
    client: &ClientSettings,
    provider: &IdentityProvider,
    name: &str,
    subject: &str,
    mapped: BTreeMap<String, String>,
) -> Result<User, ApiError> {
    let settings = &call.engine.settings;
    let given = Attributes(mapped);
    let validation = Some(Object::new());
    pre_sign_up(call, Source::PreSignUpFederated, name, Some(&client.id), &given, validation, None).await?;
    // A handler that has linked the user to another one makes this first sign-in fail.
    if call.engine.state().links.contains_key(&(provider.name.clone(), subject.to_owned())) {
        return Err(error::invalid_parameter(&format!("Already found an entry for username {name}")));
    }
    let sub = call.engine.state().random.id();
    let mut user = User::new(name, &sub, Status::ExternalProvider, call.now());
    if given.0.contains_key("email") && !given.0.contains_key("email_verified") {
        user.set("email_verified", "false");
    }
    user.attributes.extend(given.0);
    let identities = json!([{
        "userId": subject,
        "providerName": provider.name,
        "providerType": provider.kind,
        "issuer": null,
        "primary": "true",
        "dateCreated": call.now().to_string(),
    }]);
    user.identities = Some(identities.to_string());
    store(call, &user)?;
    let request = Requested::post_confirmation(attributes(settings, &user), None);
    call.notify(Source::ConfirmSignUp, name, Some(&client.id), request).await?;
    Ok(user)
}

async fn again(
    call: &Call<'_>,
    client: &ClientSettings,
    name: &str,
    mapped: BTreeMap<String, String>,
    linked: bool,
) -> Result<User, ApiError> {
    let user = {
        let mut state = call.engine.state();
        let user = state.users.get_mut(name).ok_or_else(error::user_not_found)?;
        if !user.enabled {
            return Err(error::disabled());
        }
        user.attributes.extend(mapped);
        if linked && user.status == Status::Unconfirmed {
            user.status = Status::Confirmed;
        }
        user.clone()
    };
    let sent = attributes(&call.engine.settings, &user);
    let request = Requested::pre_authentication(sent, Some(Object::new()), call.not_found(&client.id, true));
    call.notify(Source::PreAuthentication, name, Some(&client.id), request).await?;
    call.post_authentication(&user, &client.id, false, None).await?;
    Ok(user)
}

async fn tokens(call: &Call<'_>, client: &ClientSettings, user: &User) -> Result<Value, ApiError> {
    let origin = call.engine.state().random.id();
    let scopes = ["openid", "email", API_SCOPE].map(str::to_owned);
    let tokens = Tokens {
        source: Source::TokensHosted,
        user,
        client: &client.id,
        scopes: &scopes,
        metadata: None,
        origin,
        auth_time: call.now() / SECOND * SECOND,
        device: None,
    };
    let mut result = call.tokens(&tokens).await?;
    result["RefreshToken"] = call.new_grant(&tokens).into();
    Ok(json!({"AuthenticationResult": result, "ChallengeParameters": {}}))
}

/// Links a provider's user to a user of the pool, as handlers of PreSignUp do it.
pub(crate) async fn link(call: &Call<'_>, request: AdminLinkProviderForUser) -> Result<Value, ApiError> {
    let member = |object: &Object, parent: &str, name: &str| {
        let value = Option::<String>::read(object.get(name), &format!("{parent}.{name}"))?;
        value.ok_or_else(|| error::parameter_missing(name))
    };
    let provider = member(&request.source, "SourceUser", "ProviderName")?;
    let subject = member(&request.source, "SourceUser", "ProviderAttributeValue")?;
    let user = member(&request.destination, "DestinationUser", "ProviderAttributeValue")?;
    let mut state = call.engine.state();
    if !state.users.contains_key(&user) {
        return Err(error::user_not_found());
    }
    state.links.insert((provider, subject), user);
    Ok(empty())
}
