//! Tests of token generation, from an event to its answer.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};

use super::{
    AccessToken, ClaimName, ClientCredentials, CustomizesAccessToken, Event, GroupConfiguration, Groups,
    HostedAuth, IdToken, Tokens, V1_0, V2_0, V3_0,
};
use crate::event::samples;
use crate::event::wrong_event::WrongEvent;
use crate::handler::{Describe, Meta};
use crate::prelude::Result;
use crate::router::{HandlerSet, Triggers};
use crate::spec::source::{Source, SourceSet, Trigger};
use crate::spec::version::LambdaVersion;
use crate::wire::{json, members};
use crate::{claim, pre_token_generation, scope, triggers};

const V1: &str = include_str!("events/TokenGeneration_HostedAuth.v1.json");
const V2: &str = include_str!("events/TokenGeneration_HostedAuth.v2.json");
const V3: &str = include_str!("events/TokenGeneration_HostedAuth.v3.json");
const NULL_GROUPS: &str = include_str!("events/06_group_configuration_null_v1.json");
const ARRAYS: &str = include_str!("events/09_docs_v2_preferred_role_array.json");
const NULLS: &str = include_str!("events/13_client_credentials_nulls.json");

#[pre_token_generation(V1_0, crate = crate)]
fn text_claims(event: Event<'_, V1_0>) -> Result<Tokens<V1_0>> {
    let tenant = event.user_attributes().get("custom:tenant").unwrap_or_default();
    Ok(Tokens::new()
        .claim(claim!("tenant"), "first")
        .claim(claim!("tenant"), tenant)
        .suppress(claim!("email"))
        .suppress(claim!("email"))
        .suppress_groups()
        .suppress_developer_attribute("custom:plan")
        .with_groups(Groups::Clear))
}

fn all<V: CustomizesAccessToken>() -> Tokens<V> {
    Tokens::new()
        .with_id_token(IdToken::new().claim(claim!("seats"), [1, 2]).claim(claim!("nothing"), None::<u8>))
        .with_access_token(
            AccessToken::new()
                .claim(claim!("plan"), json!({ "name": "gold", "seats": 7 }))
                .suppress(claim!("email"))
                .add_scope(scope!("orders/read"))
                .add_scope(scope!("orders/read"))
                .suppress_scope(scope!("openid")),
        )
        .with_groups(Groups::Replace(
            GroupConfiguration::new()
                .with_groups(["staff"])
                .with_preferred_role("arn:aws:iam::111122223333:role/staff"),
        ))
}

#[pre_token_generation(V2_0, crate = crate)]
async fn any_claims(_: Event<'_, V2_0>) -> Result<Tokens<V2_0>> {
    Ok(all())
}

#[pre_token_generation(V3_0, HostedAuth, crate = crate)]
async fn any_claims_too(_: Event<'_, V3_0, HostedAuth>) -> Tokens<V3_0> {
    all()
}

#[pre_token_generation(ClientCredentials, V3_0, crate = crate)]
fn machine(event: Event<'_, V3_0, ClientCredentials>) -> Option<AccessToken> {
    Some(AccessToken::new().audience(&event))
}

#[pre_token_generation(V2_0, RefreshTokens, crate = crate)]
fn nothing(_: Event<'_, V2_0>) {}

#[pre_token_generation(V3_0, crate = crate)]
fn unchanged(_: Event<'_, V3_0>) -> Result<Tokens<V3_0>> {
    Ok(Tokens::new().with_id_token(IdToken::new()).with_groups(Groups::Keep))
}

/// Returns the answer to an event. The handlers of these tests never wait.
fn answer<Handlers: HandlerSet<()>>(
    triggers: &Triggers<Handlers>,
    event: &str,
) -> std::result::Result<String, String> {
    let future = pin!(triggers.call(event));
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result.map_err(|failure| failure.details().unwrap_or_default().to_owned()),
        Poll::Pending => panic!("a handler waits"),
    }
}

/// Returns the response, after a check that everything outside it is unchanged.
fn response<Handlers: HandlerSet<()>>(triggers: &Triggers<Handlers>, event: &str) -> Value {
    let outside = |text: &str| {
        let range = json::range_in(text, members::member(text, "response").unwrap());
        (text[..range.start].to_owned(), text[range.end..].to_owned())
    };
    let answer = answer(triggers, event).unwrap();
    assert_eq!(outside(&answer), outside(event));
    serde_json::from_str(members::member(&answer, "response").unwrap()).unwrap()
}

#[test]
fn each_version_has_its_own_response() {
    let triggers = triggers![text_claims, any_claims, any_claims_too, machine];
    let v1 = json!({ "claimsOverrideDetails": {
        "claimsToAddOrOverride": { "tenant": "t-204" },
        "claimsToSuppress": ["email", "cognito:groups", "dev:custom:plan"],
        "groupOverrideDetails": {},
    } });
    let v2 = json!({ "claimsAndScopeOverrideDetails": {
        "idTokenGeneration": { "claimsToAddOrOverride": { "seats": [1, 2] } },
        "accessTokenGeneration": {
            "claimsToAddOrOverride": { "plan": { "name": "gold", "seats": 7 } },
            "claimsToSuppress": ["email"],
            "scopesToAdd": ["orders/read"],
            "scopesToSuppress": ["openid"],
        },
        "groupOverrideDetails": {
            "groupsToOverride": ["staff"],
            "iamRolesToOverride": [],
            "preferredRole": "arn:aws:iam::111122223333:role/staff",
        },
    } });
    let machine = json!({ "claimsAndScopeOverrideDetails": {
        "accessTokenGeneration": { "claimsToAddOrOverride": { "aud": "3k9v1h7t5q2m8r4d6n0p1s3a5c" } },
    } });
    for (event, expected) in
        [(V1, &v1), (NULL_GROUPS, &v1), (V2, &v2), (ARRAYS, &v2), (V3, &v2), (NULLS, &machine)]
    {
        assert_eq!(response(&triggers, event), *expected, "{event}");
    }
    let number = V2.replace("\"version\": \"2\"", "\"version\": 2");
    assert_eq!(response(&triggers, &number), v2);
}

#[test]
fn nothing_set_is_nothing_sent() {
    for source in SourceSet::all_of(Trigger::PreTokenGeneration) {
        let sample = samples::envelope(source, Some(LambdaVersion::V3_0));
        assert_eq!(answer(&triggers![unchanged], sample.text()).unwrap(), sample.text());
    }
    let refresh = samples::envelope(Source::TokenGenerationRefreshTokens, Some(LambdaVersion::V2_0));
    assert_eq!(answer(&triggers![nothing], refresh.text()).unwrap(), refresh.text());
}

#[test]
fn an_event_of_another_version_fails_loudly() {
    let error = answer(&triggers![any_claims], V3).unwrap_err();
    for part in
        ["version V3_0", "TokenGeneration_HostedAuth", "for V2_0", "PreTokenGenerationConfig.LambdaVersion"]
    {
        assert!(error.contains(part), "{error}");
    }
    let error = answer(&triggers![text_claims, any_claims], V3).unwrap_err();
    assert!(error.contains("for V1_0 or V2_0"), "{error}");
    assert!(answer(&triggers![any_claims], V1).is_err());
    // A source that no handler lists is another matter: it comes back whatever the version.
    assert_eq!(answer(&triggers![nothing], V3).unwrap(), V3);
    assert_eq!(answer(&triggers![any_claims], NULLS).unwrap(), NULLS);
}

#[test]
fn an_event_without_a_version_is_the_first() {
    for version in ["0", "\"$LATEST\"", "null", "{}", "\"9\""] {
        let event = V1.replace("\"version\": \"1\"", &format!("\"version\": {version}"));
        assert_ne!(event, V1);
        let both = triggers![any_claims, text_claims];
        assert!(response(&both, &event)["claimsOverrideDetails"].is_object(), "{version}");
        assert_eq!(answer(&triggers![any_claims], &event).unwrap(), event);
    }
}

#[test]
fn a_handler_described_without_a_version_takes_any() {
    const META: Meta =
        Meta::new("any", Trigger::PreTokenGeneration, SourceSet::all_of(Trigger::PreTokenGeneration));
    assert_eq!(META.version, None);
    assert_eq!(any_claims::META.version, Some(LambdaVersion::V2_0));
    assert_eq!(
        any_claims::META.sources,
        SourceSet::all_of(Trigger::PreTokenGeneration).without(super::MACHINE)
    );
}

#[test]
fn groups_and_scopes_read_as_what_is_there() {
    let event = Event::<V1_0>::from_json(NULL_GROUPS).unwrap();
    assert_eq!(event.groups(), GroupConfiguration::new());
    let event = Event::<V2_0, HostedAuth>::from_json(ARRAYS).unwrap();
    assert_eq!(event.groups().preferred_role(), Some("arn:aws:iam::111122223333:role/pool-editors"));
    assert_eq!(event.scopes(), ["openid", "email", "orders/read"]);
    let event = Event::<V3_0, ClientCredentials>::from_json(NULLS).unwrap();
    assert!(event.user_attributes().is_empty() && event.groups().groups().is_empty());
    assert_eq!(event.scopes(), ["orders/read"]);
    for scopes in ["null", "{}", "[]", "[null,[],{}]"] {
        let event = V2.replace(
            "\"scopes\": [\n      \"openid\",\n      \"email\"\n    ]",
            &format!("\"scopes\": {scopes}"),
        );
        assert_ne!(event, V2);
        assert!(Event::<V2_0>::from_json(event).unwrap().scopes().is_empty(), "{scopes}");
    }
}

#[test]
fn an_event_of_another_version_is_the_wrong_event() {
    let error = Event::<V2_0>::from_json(V1).unwrap_err();
    assert!(matches!(
        error,
        WrongEvent::Version { found: Some(LambdaVersion::V1_0), expected: LambdaVersion::V2_0 }
    ));
    assert!(Event::<V1_0>::from_json(V1.replace("\"1\"", "0")).is_ok());
    let error = Event::<V2_0>::from_json(V1.replace("\"1\"", "0")).unwrap_err();
    assert_eq!(error.to_string(), "the event states no version, but should have V2_0");
}

#[test]
fn values_that_cognito_refuses_are_refused() {
    use super::IntoResponse;
    use crate::wire::overlay::Overlay;

    let envelope = samples::envelope(Source::TokenGenerationHostedAuth, None);
    let write = |response: Tokens<V2_0>| {
        response.write(&envelope, &mut Overlay::default()).map_err(|e| e.to_string())
    };
    for name in super::name_rules::PLAIN_IN_ID_TOKEN {
        let name = || ClaimName::checked(name).unwrap();
        let error = write(IdToken::new().claim(name(), ["a"]).into()).unwrap_err();
        assert!(error.contains(name().as_str()), "{error}");
        assert!(write(IdToken::new().claim(name(), json!({})).into()).is_err());
        assert!(write(IdToken::new().claim(name(), "a").into()).is_ok());
        assert!(write(AccessToken::new().claim(name(), ["a"]).into()).is_ok());
    }
    let not_json = std::collections::HashMap::from([((1, 2), 3)]);
    assert!(write(IdToken::new().claim(claim!("a"), not_json).into()).is_err());
    let no_client = Event::<V2_0>::from_json(V2.replace("\"3k9v1h7t5q2m8r4d6n0p1s3a5c\"", "null")).unwrap();
    let error = write(AccessToken::new().audience(&no_client).into()).unwrap_err();
    assert!(error.contains("app client"), "{error}");
}

#[test]
fn debug_shows_no_values() {
    let tokens: Tokens<V2_0> = IdToken::new().claim(claim!("tenant"), "t-204").into();
    let text = format!("{tokens:?}");
    assert!(text.contains("tenant") && !text.contains("t-204"), "{text}");
}

#[test]
fn groups_of_nothing_are_cleared() {
    let triggers = triggers![cleared];
    let expected = json!({ "claimsAndScopeOverrideDetails": { "groupOverrideDetails": {} } });
    assert_eq!(response(&triggers, V2), expected);
}

#[pre_token_generation(V2_0, crate = crate)]
fn cleared(event: Event<'_, V2_0>) -> Tokens<V2_0> {
    assert!(event.groups().groups().is_empty());
    Tokens::new().with_groups(event.groups().into())
}

#[test]
fn a_claim_that_is_null_or_no_number_is_an_error_that_names_it() {
    use super::IntoResponse as _;
    use crate::wire::overlay::Overlay;

    fn written(token: IdToken) -> Result<(), String> {
        let envelope = samples::envelope(Source::TokenGenerationHostedAuth, None);
        token.write(&envelope, &mut Overlay::default()).map_err(|e| e.to_string())
    }
    #[derive(serde::Serialize)]
    struct Wrapped(f64);
    let token = |value: serde_json::Value| IdToken::new().claim(claim!("seats"), value);
    for refused in [
        token(serde_json::Value::Null),
        IdToken::new().claim(claim!("seats"), f64::NAN),
        IdToken::new().claim(claim!("seats"), f64::INFINITY),
        IdToken::new().claim(claim!("seats"), Some(f64::NAN)),
        IdToken::new().claim(claim!("seats"), Wrapped(f64::NAN)),
        IdToken::new().claim(claim!("seats"), ()),
    ] {
        let error = written(refused).unwrap_err();
        assert!(error.starts_with("the claim `seats` was set to null"), "{error}");
    }
    let nothing: Option<f64> = None;
    let left = IdToken::new().claim(claim!("seats"), nothing).claim(claim!("more"), Some(nothing));
    assert_eq!(left.get("seats"), None);
    assert_eq!(written(left), Ok(()));
}
