//! UserMigration: whether there is a user, and in which state.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::members::Members;
use super::remarks::{Refusal, Remarks};
use crate::error;
use crate::record::Medium;
use crate::settings::{malformed_address, owned_by_service};

/// The settings of the pool that decide.
pub(crate) struct MigrationContext<'c> {
    pub(crate) typed_name: &'c str,
    /// Users sign in with their address, so that the answer has to give a user name.
    pub(crate) by_address: bool,
    pub(crate) email_alias: bool,
    pub(crate) in_schema: &'c dyn Fn(&str) -> bool,
    pub(crate) required: &'c [String],
}

/// A user whom the function knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the response has as many")]
pub(crate) struct Migrated {
    pub(crate) name: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) confirmed: bool,
    pub(crate) welcome: bool,
    pub(crate) mediums: Vec<Medium>,
    pub(crate) force_alias: bool,
    pub(crate) sms_mfa: bool,
}

const MEMBERS: [&str; 6] = [
    "userAttributes",
    "forceAliasCreation",
    "enableSMSMFA",
    "finalUserStatus",
    "messageAction",
    "desiredDeliveryMediums",
];

/// Returns the user, or `None` where the function knows none.
pub(crate) fn migration(
    response: &Map<String, Value>,
    context: &MigrationContext<'_>,
    remarks: &mut Remarks,
) -> Result<Option<Migrated>, Refusal> {
    let members = Members::of(response, "response", &MEMBERS)?;
    let mediums = members.texts("desiredDeliveryMediums")?;
    let status = members.text("finalUserStatus")?;
    let action = members.text("messageAction")?;
    let force_alias = members.boolean("forceAliasCreation")?.unwrap_or_default();
    let sms_mfa = members.boolean("enableSMSMFA")?.unwrap_or_default();
    let Some(mut attributes) = members.text_map("userAttributes")? else {
        remarks.note("there are no userAttributes: the user counts as unknown.");
        return Ok(None);
    };
    let name = attributes.remove("username");
    check_name(name.as_deref(), &attributes, context)?;
    check_attributes(&mut attributes, context, remarks)?;
    let confirmed = status == Some("CONFIRMED");
    if let Some(other) = status.filter(|status| !matches!(*status, "CONFIRMED" | "RESET_REQUIRED")) {
        remarks.note(format!("finalUserStatus \"{other}\" counts as RESET_REQUIRED."));
        remarks.undocumented("only CONFIRMED and RESET_REQUIRED are documented");
    }
    let mediums = mediums.unwrap_or_else(|| vec!["SMS".to_owned()]);
    Ok(Some(Migrated {
        name,
        attributes,
        confirmed,
        welcome: action != Some("SUPPRESS"),
        mediums: mediums
            .iter()
            .map(|medium| if medium == "EMAIL" { Medium::Email } else { Medium::Sms })
            .collect(),
        force_alias,
        sms_mfa,
    }))
}

fn check_name(
    name: Option<&str>,
    attributes: &BTreeMap<String, String>,
    context: &MigrationContext<'_>,
) -> Result<(), Refusal> {
    let typed = context.typed_name;
    let fits = match name {
        None => !context.by_address || attributes.values().any(|value| value == typed),
        Some(name) if name == typed => true,
        // Another name is right where the typed one is an alias of this user.
        Some(_) => ["email", "phone_number", "preferred_username"].iter().any(|alias| {
            (context.by_address || context.email_alias)
                && attributes.get(*alias).is_some_and(|value| value == typed)
        }),
    };
    if !fits {
        let text = "The migrated user is not the one who has signed in.";
        return Err(Refusal::rejected(error::invalid_parameter(text))
            .because("the answer's username, or its address, must be the user name of the event.")
            .undocumented("the error is documented, but its text is not"));
    }
    if context.email_alias && name.unwrap_or(typed).contains('@') {
        return Err(Refusal::rejected(error::username_is_alias()));
    }
    Ok(())
}

fn check_attributes(
    attributes: &mut BTreeMap<String, String>,
    context: &MigrationContext<'_>,
    remarks: &mut Remarks,
) -> Result<(), Refusal> {
    const UNDOCUMENTED: &str = "the limit is documented, but the exception is not";
    for (name, value) in attributes.iter() {
        if owned_by_service(name) {
            return Err(Refusal::rejected(error::incorrect_password())
                .because(format!("{name} is an attribute that only Cognito sets: leave it out."))
                .undocumented("by reports, the user who answers with such an attribute cannot sign in"));
        }
        if name.encode_utf16().count() > 32 || value.encode_utf16().count() > 2048 {
            let text =
                format!("{name} is longer than Cognito allows: 32 characters for a name, 2048 for a value.");
            return Err(Refusal::rejected(error::invalid_parameter(&text)).undocumented(UNDOCUMENTED));
        }
        if let Some(text) = malformed_address(name, value) {
            return Err(Refusal::rejected(error::invalid_parameter(text))
                .because(format!("the value of {name} has another form than Cognito stores."))
                .undocumented("the form is documented, but the exception of a migration is not"));
        }
        if !(context.in_schema)(name) {
            let text = format!("{name}: Attribute does not exist in the schema.");
            return Err(Refusal::rejected(error::schema(&text))
                .undocumented("no source documents a migrated attribute that the schema lacks"));
        }
    }
    for name in context.required {
        if !attributes.contains_key(name) {
            remarks.note(format!("the required attribute {name} is missing, and gets a default."));
            remarks.undocumented(
                "defaults for missing required attributes are documented, but their values are not",
            );
            attributes.insert(name.clone(), String::new());
        }
    }
    Ok(())
}
