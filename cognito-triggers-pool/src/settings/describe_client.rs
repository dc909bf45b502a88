//! Reads the settings of an app client from the output of `describe-user-pool-client`. The limits of numbers are
//! those of the API's model.

use std::time::Duration;

use serde_json::Value;

use super::at::At;
use super::client::ClientSettings;
use super::describe::root;

/// Members that say something about the client, and change nothing in it.
const FACTS: [&str; 5] =
    ["ClientName", "CreationDate", "LastModifiedDate", "UserPoolId", "AllowedOAuthFlowsUserPoolClient"];

const SECONDS: [(&str, u64); 4] = [("seconds", 1), ("minutes", 60), ("hours", 3600), ("days", 86_400)];

/// Reads settings of a client, and lists what is there and not modelled.
pub(crate) fn client(output: &Value) -> Result<(ClientSettings, Vec<String>), String> {
    let (client, members) = root(output, "UserPoolClient", "describe-user-pool-client")?;
    let id = client.at("ClientId")?.text()?;
    let id = id.ok_or("the output of describe-user-pool-client has no UserPoolClient.ClientId")?;
    // The API's defaults, where they differ from the console's.
    let mut settings = ClientSettings { hide_unknown_users: false, ..ClientSettings::new(id) };
    settings.flows = ["USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH"].map(str::to_owned).to_vec();
    let mut warnings = Vec::new();
    validities(&mut settings, &client, &mut warnings)?;
    for key in members.keys() {
        let value = client.at(key)?;
        match key.as_str() {
            "ClientId"
            | "TokenValidityUnits"
            | "AccessTokenValidity"
            | "IdTokenValidity"
            | "RefreshTokenValidity"
            | "AuthSessionValidity" => {}
            "ClientSecret" => settings.secret = value.text()?,
            "ExplicitAuthFlows" => {
                if let Some(flows) = value.texts()? {
                    settings.flows = flows;
                }
            }
            "PreventUserExistenceErrors" => {
                let name = value.name(&["ENABLED", "LEGACY"], &mut warnings)?;
                settings.hide_unknown_users = name == Some("ENABLED");
            }
            "ReadAttributes" => settings.read_attributes = value.texts()?,
            "WriteAttributes" => settings.write_attributes = value.texts()?,
            "AllowedOAuthScopes" => settings.scopes = value.texts()?.unwrap_or_default(),
            "AllowedOAuthFlows" => {
                let flows = value.texts()?.unwrap_or_default();
                settings.client_credentials = flows.iter().any(|flow| flow == "client_credentials");
            }
            "RefreshTokenRotation" => {
                let feature = value.at("Feature")?.name(&["ENABLED", "DISABLED"], &mut warnings)?;
                let grace = value.at("RetryGracePeriodSeconds")?.number(0..=60)?.unwrap_or(0);
                settings.rotation = (feature == Some("ENABLED")).then(|| Duration::from_secs(grace));
            }
            known if FACTS.contains(&known) => {}
            _ => {
                warnings.push(format!(
                    "UserPoolClient.{key} is not modelled: the client acts as if it were not set"
                ));
            }
        }
    }
    Ok((settings, warnings))
}

/// Reads how long things are valid. The unit of a number stands somewhere else.
fn validities(
    settings: &mut ClientSettings,
    client: &At<'_>,
    warnings: &mut Vec<String>,
) -> Result<(), String> {
    const DAYS_OF_REFRESH_TOKENS: u64 = 315_360_000;
    let units = client.at("TokenValidityUnits")?;
    let names = SECONDS.map(|(name, _)| name);
    for (token, most, default, validity) in [
        ("AccessToken", 86_400, 3600, &mut settings.access_validity),
        ("IdToken", 86_400, 3600, &mut settings.id_validity),
        ("RefreshToken", DAYS_OF_REFRESH_TOKENS, 86_400, &mut settings.refresh_validity),
    ] {
        let unit = units.at(token)?.name(&names, warnings)?;
        let unit = SECONDS.iter().find(|(name, _)| Some(*name) == unit).map_or(default, |(_, unit)| *unit);
        // 0 is the default, which the API allows for refresh tokens.
        let least = u64::from(token != "RefreshToken");
        let number = client.at(&format!("{token}Validity"))?.number(least..=most)?;
        if let Some(number) = number.filter(|number| *number > 0) {
            *validity = Duration::from_secs(number * unit);
        }
    }
    if let Some(minutes) = client.at("AuthSessionValidity")?.number(3..=15)? {
        settings.session_validity = Duration::from_secs(minutes * 60);
    }
    Ok(())
}
