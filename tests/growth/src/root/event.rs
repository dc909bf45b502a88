//! Events: what each has, what some have, how a test makes one, and what is none.

use cognito_triggers::pre_token_generation::{self, CustomizesAccessToken, V2_0};
use cognito_triggers::user_migration::UserMigrationTrigger;
use cognito_triggers::{
    AnySource, Attributes, Event, LambdaVersion, Language, Languages, NoTrigger, Secret, Source, SourceOf,
    SourceSet, TriggerMarker, UserAttributes, WrongEvent, bounds,
};

pub fn read<T: TriggerMarker, S: SourceOf<T>>(event: &Event<'_, T, S>) -> String {
    let pool = [event.region(), event.user_pool_id(), event.user_name(), event.raw()];
    let caller = [event.aws_sdk_version(), event.client_id(), event.version()];
    let (metadata, user): (Attributes<'_>, UserAttributes<'_>) =
        (event.client_metadata(), event.user_attributes());
    format!("{pool:?} {caller:?} {metadata:?} {user:?} {} {}", event.source(), event.retry_key())
}

pub fn owned<T: TriggerMarker, S: SourceOf<T>>(event: Event<'_, T, S>) -> Event<'static, T, AnySource> {
    event.any_source().into_owned()
}

pub fn of_no_trigger(event: Event<'_>) -> Event<'_, NoTrigger> {
    event
}

pub fn sign_in<'a, T>(event: &'a Event<'_, T>) -> Option<Secret<'a>>
where
    T: bounds::Session + bounds::UserNotFound + bounds::ChallengeAnswer,
{
    let is_first = event.session().is_empty();
    if event.user_not_found() || is_first { None } else { Some(event.challenge_answer()) }
}

pub fn device<T: bounds::NewDeviceUsed + bounds::ValidationData>(event: &Event<'_, T>) -> bool {
    event.new_device_used() == Some(true) && event.validation_data().is_empty()
}

pub fn tokens<V: CustomizesAccessToken>(event: &Event<'_, V>) -> usize {
    event.groups().groups().len() + event.scopes().len()
}

pub fn sample<T: TriggerMarker, S: SourceOf<T>>(json: &str) -> Result<Event<'static, T, S>, WrongEvent> {
    let sample =
        Event::<T, S>::sample().with_client_metadata("lang", "pt").with_user_attribute("name", "Ines");
    if json.is_empty() { Ok(sample) } else { Event::from_json(json) }
}

pub fn changed<T: TriggerMarker>(source: Source, languages: Languages) -> (Event<'static, T>, Language) {
    let event = Event::<T>::sample_of(source);
    let event = event.with_client_id("app").with_user_name(source.sample()).without_user_attribute("name");
    let language = event.language(languages);
    (event, language)
}

pub fn answered<T>(event: Event<'static, T>) -> Event<'static, T>
where
    T: bounds::Session + bounds::UserNotFound + bounds::ChallengeAnswer,
{
    event
        .with_session([("CUSTOM_CHALLENGE", true, None)])
        .with_user_not_found(true)
        .with_challenge_answer("1")
}

pub fn with_password(event: Event<'static, UserMigrationTrigger>) -> Event<'static, UserMigrationTrigger> {
    event.with_password("Correct-horse-9")
}

pub fn with_rights(
    event: pre_token_generation::Event<'static, V2_0>,
) -> pre_token_generation::Event<'static, V2_0> {
    event.with_groups(["editors"]).with_scopes(["orders/read"])
}

pub fn from_device<T>(event: Event<'static, T>) -> Event<'static, T>
where
    T: bounds::NewDeviceUsed + bounds::ValidationData,
{
    event.with_new_device_used(true).with_validation_data("a", "b")
}

pub fn wrong(error: &WrongEvent) -> String {
    match error {
        WrongEvent::Missing { member, source, .. } => {
            let (member, source): (&str, &Source) = (member, source);
            format!("{source} without {member}")
        }
        WrongEvent::Source { expected, found, .. } => {
            let expected: &SourceSet = expected;
            format!("{found:?} is not in {expected:?}")
        }
        WrongEvent::Unreadable(reason) => {
            let reason: &cognito_triggers::Unreadable = reason;
            reason.to_string()
        }
        WrongEvent::Version { expected, found, .. } => {
            let (expected, found): (&LambdaVersion, &Option<LambdaVersion>) = (expected, found);
            format!("{found:?} is not {expected}")
        }
        _ => "new".to_owned(),
    }
}
