//! A user who is about to be stored: name, schema, PreSignUp and aliases.

use std::collections::BTreeSet;

use super::Engine;
use super::call::Call;
use super::lookup::alias_owner;
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::record::Medium;
use crate::request::Attributes;
use crate::settings::{
    ClientSettings, MOST_CUSTOM, PoolSettings, is_custom, is_custom_name, is_standard, malformed_address,
    owned_by_service,
};
use crate::state::{State, User};
use crate::verdict::{self, SignUpFlags};

/// The user's name and `sub`. Where users sign up with an address, their name is their `sub`.
pub(super) fn names(
    call: &Call<'_>,
    typed: &str,
    given: &mut Attributes,
) -> Result<(String, String), ApiError> {
    let settings = &call.engine.settings;
    let sub = call.engine.state().random.id();
    if settings.username_attributes.is_empty() {
        if settings.alias_attributes.iter().any(|alias| alias == "email") && typed.contains('@') {
            return Err(error::username_is_alias());
        }
        return Ok((typed.to_owned(), sub));
    }
    let takes = |name: &str| settings.username_attributes.iter().any(|attribute| attribute == name);
    let is_phone = typed.starts_with('+') && typed[1..].chars().all(|c| c.is_ascii_digit());
    let attribute = match (takes("email"), takes("phone_number")) {
        (true, _) if typed.contains('@') => "email",
        (_, true) if is_phone => "phone_number",
        (true, true) => return Err(error::username_either()),
        (true, false) => return Err(error::username_email()),
        _ => return Err(error::username_phone()),
    };
    given.0.insert(attribute.to_owned(), typed.to_owned());
    Ok((sub.clone(), sub))
}

/// Checks attributes against the schema. All faults are told at once.
pub(super) fn check_schema(engine: &Engine, given: &Attributes, complete: bool) -> Result<(), ApiError> {
    let settings = &engine.settings;
    let mut schema = Schema::new(settings, &engine.state());
    let mut faults = Vec::new();
    for name in settings.required.iter().filter(|name| complete && !given.0.contains_key(*name)) {
        faults.push(format!("{name}: The attribute is required"));
    }
    for name in given.0.keys() {
        if owned_by_service(name) || !schema.takes(name) {
            faults.push(format!("{name}: Attribute does not exist in the schema."));
        }
    }
    if !faults.is_empty() {
        return Err(error::schema(&faults.join(" ")));
    }
    let malformed = given.0.iter().find_map(|(name, value)| malformed_address(name, value));
    malformed.map_or(Ok(()), |text| Err(error::invalid_parameter(text)))
}

/// Checks that a client may set the attributes. Nobody says of themselves that they are verified.
pub(super) fn check_writable(client: &ClientSettings, given: &Attributes) -> Result<(), ApiError> {
    let refused = given.0.keys().any(|name| !client.writes(name) || name.ends_with("_verified"));
    if refused { Err(error::attribute_not_writable()) } else { Ok(()) }
}

/// The schema of a pool. One that takes every custom attribute has those of its users, and room for more.
pub(super) struct Schema<'p> {
    settings: &'p PoolSettings,
    in_use: BTreeSet<String>,
}

impl<'p> Schema<'p> {
    pub(super) fn new(settings: &'p PoolSettings, state: &State) -> Self {
        let names = state.users.values().flat_map(|user| user.attributes.keys());
        let names = names.filter(|name| settings.custom.is_none() && is_custom(name));
        Self { settings, in_use: names.cloned().collect() }
    }

    /// Returns whether the attribute is in the schema. A new one gets in while there is room.
    pub(super) fn takes(&mut self, name: &str) -> bool {
        if is_standard(name) {
            return true;
        }
        match &self.settings.custom {
            Some(names) => is_custom_name(name) && names.iter().any(|known| known == name),
            None => {
                is_custom_name(name)
                    && (self.in_use.contains(name)
                        || self.in_use.len() < MOST_CUSTOM && self.in_use.insert(name.to_owned()))
            }
        }
    }
}

/// Asks PreSignUp, if it is attached.
pub(super) async fn pre_sign_up(
    call: &Call<'_>,
    source: Source,
    name: &str,
    client: Option<&str>,
    given: &Attributes,
    validation: Option<Object>,
    metadata: Option<&Object>,
) -> Result<SignUpFlags, ApiError> {
    let mut sent = given.object();
    if source == Source::PreSignUpFederated {
        for alias in ["cognito:email_alias", "cognito:phone_number_alias"] {
            sent.insert(alias.to_owned(), "".into());
        }
    }
    let event = call.event(source, name, client, |_| Requested::pre_sign_up(sent, validation, metadata));
    let Some(event) = event else { return Ok(SignUpFlags::default()) };
    let run = call.run(event).await;
    let has = |name: &str| given.0.get(name).is_some_and(|value| !value.is_empty());
    call.judge(run, |response, remarks| {
        if source == Source::PreSignUp {
            remarks.note("user name, password and schema were checked before this call. AWS's order is not documented.");
        }
        verdict::sign_up(response, source, has, remarks)
    })
}

/// Stores a user. An alias that is verified at once moves from its owner.
pub(super) fn store(call: &Call<'_>, user: &User) -> Result<(), ApiError> {
    let mut state = call.engine.state();
    // A handler of PreSignUp may have created the same user.
    if state.users.contains_key(&user.name) {
        return Err(error::user_exists());
    }
    for medium in [Medium::Email, Medium::Sms] {
        let value = user.attribute(medium.attribute()).filter(|_| user.is_true(medium.verified()));
        let owner = value.and_then(|value| {
            alias_owner(&state, &call.engine.settings, &user.name, medium.attribute(), value)
        });
        if let Some(owner) = owner.and_then(|owner| state.users.get_mut(&owner)) {
            owner.set(medium.verified(), "false");
        }
    }
    state.users.insert(user.name.clone(), user.clone());
    Ok(())
}
