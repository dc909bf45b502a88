//! The migration of a user whom the pool does not know.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::call::Call;
use super::lookup::alias_owner;
use super::new_user::Schema;
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::record::{Medium, Message, TextFrom};
use crate::settings::ClientSettings;
use crate::state::{Status, User};
use crate::verdict::{self, Migrated, MigrationContext};

impl Call<'_> {
    /// Asks UserMigration for an unknown user, and stores the user whom it knows. With a password the
    /// user signs in, and without one has forgotten it.
    pub(super) async fn migrate(
        &self,
        client: &ClientSettings,
        typed: &str,
        password: Option<&str>,
        metadata: Option<&Object>,
    ) -> Result<Option<User>, ApiError> {
        let source = if password.is_some() { Source::Migrate } else { Source::MigrateForgotten };
        let event = self.event(source, typed, Some(&client.id), |_| match password {
            // The metadata of InitiateAuth arrives as validation data.
            Some(_) => Requested::migration(password, metadata.cloned(), None),
            None => Requested::migration(None, None, metadata),
        });
        let Some(event) = event else { return Ok(None) };
        let settings = &self.engine.settings;
        let run = self.run(event).await;
        let schema = RefCell::new(Schema::new(settings, &self.engine.state()));
        let in_schema = |name: &str| schema.borrow_mut().takes(name);
        let context = MigrationContext {
            typed_name: typed,
            by_address: !settings.username_attributes.is_empty(),
            email_alias: settings.alias_attributes.iter().any(|alias| alias == "email"),
            in_schema: &in_schema,
            required: &settings.required,
        };
        let migrated = self.judge(run, |response, remarks| {
            let migrated = verdict::migration(response, &context, remarks)?;
            if migrated.as_ref().is_some_and(|user| user.welcome) {
                remarks.note("messageAction is not SUPPRESS: Cognito sends a welcome message.");
                remarks.undocumented("no source says which text a migrated user's welcome message has");
            }
            Ok(migrated)
        });
        match migrated {
            Ok(Some(migrated)) => self.store_migrated(typed, password, migrated).map(Some),
            Ok(None) => Ok(None),
            // An answer of another form counts as a migration that went wrong.
            Err(error) if error.name() == "InvalidLambdaResponseException" => {
                Err(error::migration_failed(&client.id))
            }
            Err(error) => Err(error),
        }
    }

    fn store_migrated(
        &self,
        typed: &str,
        password: Option<&str>,
        migrated: Migrated,
    ) -> Result<User, ApiError> {
        let settings = &self.engine.settings;
        let now = self.now();
        let mut state = self.engine.state();
        let sub = state.random.id();
        let name = match migrated.name {
            _ if !settings.username_attributes.is_empty() => sub.clone(),
            Some(name) => name,
            None => typed.to_owned(),
        };
        if state.users.contains_key(&name) {
            return Err(error::user_exists());
        }
        let confirmed = migrated.confirmed && password.is_some();
        let status = if confirmed { Status::Confirmed } else { Status::ResetRequired };
        let mut user = User::new(&name, &sub, status, now);
        user.attributes.extend(migrated.attributes);
        for medium in [Medium::Email, Medium::Sms] {
            let value = user.attribute(medium.attribute()).filter(|_| user.is_true(medium.verified()));
            let owner =
                value.and_then(|value| alias_owner(&state, settings, &name, medium.attribute(), value));
            if let Some(owner) = owner {
                if !migrated.force_alias {
                    return Err(error::alias_exists(medium.attribute()));
                }
                if let Some(owner) = state.users.get_mut(&owner) {
                    owner.set(medium.verified(), "false");
                }
            }
        }
        user.password = password.map(str::to_owned);
        if migrated.sms_mfa {
            user.factors.insert("SMS_MFA".to_owned());
        }
        if migrated.welcome {
            let addresses = migrated
                .mediums
                .iter()
                .filter_map(|medium| Some((*medium, user.attribute(medium.attribute())?)));
            let welcome: BTreeMap<Medium, &str> = addresses.collect();
            for (medium, to) in welcome {
                state.inbox.push(Message {
                    source: Source::Migrate.as_str().into(),
                    user: name.clone(),
                    medium,
                    to: to.to_owned(),
                    subject: String::new(),
                    body: String::new(),
                    text_from: TextFrom::Unknown,
                    code: String::new(),
                });
            }
        }
        state.users.insert(name, user.clone());
        Ok(user)
    }
}
