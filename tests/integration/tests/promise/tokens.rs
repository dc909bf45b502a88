//! PreTokenGeneration in its three versions.

use cognito_triggers::pool::{ClientSettings, Pool, User};
use cognito_triggers::pre_token_generation::{
    AccessToken, ClaimName, Event, GroupConfiguration, Groups, IdToken, ScopeName, Tokens, V1_0, V2_0, V3_0,
};
use cognito_triggers::prelude::*;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::answer::{Answer, EMAIL, PASSWORD, answers, for_all, run};
use crate::judge::{Tally, judge};

/// The changes that a handler makes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    pub(crate) id: Vec<Change>,
    pub(crate) access: Vec<Change>,
    pub(crate) groups: Groups,
}

#[derive(Clone, Debug)]
pub(crate) enum Change {
    Claim(String, Value),
    NotFinite(String),
    Suppress(String),
    SuppressDeveloperAttribute(String),
    SuppressGroups,
    AddScope(String),
    SuppressScope(String),
    Audience,
}

type Given = Answer<Changes>;

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[pre_token_generation(V1_0)]
fn version_1(_: Event<'_, V1_0>, given: &Given) -> Result<Tokens<V1_0>> {
    let changes = given.give()?;
    let mut tokens = Tokens::new().with_groups(changes.groups);
    for change in changes.id {
        tokens = match change {
            Change::Claim(name, value) => tokens.claim(ClaimName::checked(name)?, text(&value)),
            Change::Suppress(name) => tokens.suppress(ClaimName::checked(name)?),
            Change::SuppressDeveloperAttribute(name) => tokens.suppress_developer_attribute(&name),
            Change::SuppressGroups => tokens.suppress_groups(),
            _ => tokens,
        };
    }
    Ok(tokens)
}

fn id_token(changes: Vec<Change>) -> Result<IdToken> {
    let mut token = IdToken::new();
    for change in changes {
        token = match change {
            Change::Claim(name, value) => token.claim(ClaimName::checked(name)?, value),
            Change::NotFinite(name) => token.claim(ClaimName::checked(name)?, f64::NAN),
            Change::Suppress(name) => token.suppress(ClaimName::checked(name)?),
            Change::SuppressDeveloperAttribute(name) => token.suppress_developer_attribute(&name),
            Change::SuppressGroups => token.suppress_groups(),
            _ => token,
        };
    }
    Ok(token)
}

/// A macro, since the version is a type of the event.
macro_rules! access_token {
    ($event:expr, $changes:expr) => {{
        let mut token = AccessToken::new();
        for change in $changes {
            token = match change {
                Change::Claim(name, value) => token.claim(ClaimName::checked(name)?, value),
                Change::NotFinite(name) => token.claim(ClaimName::checked(name)?, f64::INFINITY),
                Change::Suppress(name) => token.suppress(ClaimName::checked(name)?),
                Change::SuppressGroups => token.suppress_groups(),
                Change::AddScope(name) => token.add_scope(ScopeName::checked(name)?),
                Change::SuppressScope(name) => token.suppress_scope(ScopeName::checked(name)?),
                Change::Audience => token.audience(&$event),
                Change::SuppressDeveloperAttribute(_) => token,
            };
        }
        token
    }};
}

#[pre_token_generation(V2_0)]
fn version_2(event: Event<'_, V2_0>, given: &Given) -> Result<Tokens<V2_0>> {
    let changes = given.give()?;
    let tokens = Tokens::new().with_groups(changes.groups).with_id_token(id_token(changes.id)?);
    Ok(tokens.with_access_token(access_token!(event, changes.access)))
}

#[pre_token_generation(V3_0)]
fn version_3(event: Event<'_, V3_0>, given: &Given) -> Result<Tokens<V3_0>> {
    let changes = given.give()?;
    let tokens = Tokens::new().with_groups(changes.groups).with_id_token(id_token(changes.id)?);
    Ok(tokens.with_access_token(access_token!(event, changes.access)))
}

/// The sign-ins that make tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Made {
    Authentication,
    HostedAuth,
    NewPasswordChallenge,
    RefreshTokens,
    ClientCredentials,
}

pub(crate) const MADE: [Made; 5] = [
    Made::Authentication,
    Made::HostedAuth,
    Made::NewPasswordChallenge,
    Made::RefreshTokens,
    Made::ClientCredentials,
];

pub(crate) async fn tokens(given: Given, version: usize, made: Made) -> Pool {
    let machine = ClientSettings::new("machine").client_secret("s").client_credentials(["orders/read"]);
    let pool = match version {
        1 => Pool::new(triggers![version_1].with_state(given)),
        2 => Pool::new(triggers![version_2].with_state(given)),
        _ => Pool::new(triggers![version_3].with_state(given)),
    };
    let pool = pool.with_client(machine).with_client(ClientSettings::new("client")).lenient();
    let pool = pool.with_group("staff", Some("arn:aws:iam::1:role/staff"), Some(1));
    let pool = pool
        .with_user(User::confirmed("ines").password(PASSWORD).attribute("email", EMAIL).group("staff"))
        .with_user(User::invited("otto", PASSWORD));
    match made {
        Made::Authentication => drop(pool.sign_in("ines", PASSWORD).await),
        Made::HostedAuth => drop(pool.hosted_sign_in("ines", PASSWORD).await),
        Made::NewPasswordChallenge => {
            let challenge = pool.sign_in("otto", PASSWORD).await.expect("a challenge").challenge();
            drop(challenge.answer("Another-horse-9").await);
        }
        Made::RefreshTokens => {
            if let Ok(answer) = pool.sign_in("ines", PASSWORD).await {
                drop(pool.refresh(&answer.tokens()).await);
            }
        }
        Made::ClientCredentials => drop(pool.for_client("machine").client_credentials(&[], None).await),
    }
    pool
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        Just(Value::Null),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "tenant",
        "email",
        "email_verified",
        "address",
        "updated_at",
        "phone_number_verified",
        "custom:tenant",
        "sub",
        "scope",
        "aud",
        "cognito:groups",
        "cognito:username",
        "dev:custom:x",
        "nbf",
        "Sub",
        " sub",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

fn scope() -> impl Strategy<Value = String> {
    let known =
        prop::sample::select(vec!["orders/read", "openid", "aws.cognito.signin.user.admin", "a b", "\""]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => any::<String>(), 1 => (250..260_usize).prop_map(|n| "x".repeat(n))]
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => (name(), value()).prop_map(|(name, value)| Change::Claim(name, value)),
        1 => name().prop_map(Change::NotFinite),
        3 => name().prop_map(Change::Suppress),
        1 => name().prop_map(Change::SuppressDeveloperAttribute),
        1 => Just(Change::SuppressGroups),
        2 => scope().prop_map(Change::AddScope),
        2 => scope().prop_map(Change::SuppressScope),
        1 => Just(Change::Audience),
    ]
}

fn groups() -> impl Strategy<Value = Groups> {
    let texts = || prop::collection::vec(any::<String>(), 0..3);
    let replaced = (texts(), texts(), any::<Option<String>>(), any::<bool>()).prop_map(
        |(groups, roles, role, staff)| {
            let groups = groups.into_iter().chain(staff.then(|| "staff".to_owned()));
            let configuration = GroupConfiguration::new().with_groups(groups).with_roles(roles);
            let configuration = match role {
                Some(role) => configuration.with_preferred_role(role),
                None => configuration,
            };
            Groups::from(configuration)
        },
    );
    prop_oneof![4 => Just(Groups::Keep), 1 => Just(Groups::Clear), 2 => replaced]
}

pub(crate) fn changes() -> impl Strategy<Value = Changes> {
    let some = || prop::collection::vec(change(), 0..3);
    (some(), some(), groups()).prop_map(|(id, access, groups)| Changes { id, access, groups })
}

#[test]
fn pre_token_generation() {
    let mut tally = Tally::default();
    let made = prop::sample::select(MADE.to_vec());
    for_all(600, (answers(changes()), 1..4_usize, made), |(given, version, made)| {
        let declared = given.declared();
        let pool = run(tokens(given, version, made));
        tally.add(judge(&pool, "", declared.as_deref())?);
        Ok(())
    });
    assert!(tally.accepted > 70 && tally.denied > 20 && tally.refused > 50 && tally.listed > 3, "{tally:?}");
}
