//! PreTokenGeneration: claims, scopes and groups, and those that Cognito drops.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::members::Members;
use super::remarks::{Refusal, Remarks};
use crate::settings::LambdaVersion;

/// The changes of one token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Half {
    pub(crate) add: BTreeMap<String, Value>,
    pub(crate) suppress: Vec<String>,
    pub(crate) add_scopes: Vec<String>,
    pub(crate) suppress_scopes: Vec<String>,
}

/// Groups, roles and the preferred role in place of the user's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "`groups` is the API's word")]
pub(crate) struct Groups {
    pub(crate) groups: Vec<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) preferred_role: Option<String>,
}

/// The changes of both tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TokenChanges {
    pub(crate) id: Half,
    pub(crate) access: Half,
    /// `None` keeps the user's groups.
    pub(crate) groups: Option<Groups>,
}

/// The circumstances that decide.
pub(crate) struct TokenContext<'c> {
    pub(crate) version: LambdaVersion,
    pub(crate) client: &'c str,
    pub(crate) user_groups: &'c [String],
    /// A machine has neither an ID token nor groups.
    pub(crate) machine: bool,
}

const RESERVED: [&str; 21] = [
    "sub",
    "username",
    "client_id",
    "identities",
    "event_id",
    "device_key",
    "version",
    "acr",
    "amr",
    "at_hash",
    "auth_time",
    "azp",
    "exp",
    "iat",
    "iss",
    "jti",
    "nbf",
    "nonce",
    "origin_jti",
    "token_use",
    "scope",
];

/// Claims of the ID token that take no lists or objects.
const SCALAR: [&str; 4] = ["phone_number_verified", "email_verified", "updated_at", "address"];

pub(crate) fn tokens(
    response: &Map<String, Value>,
    context: &TokenContext<'_>,
    remarks: &mut Remarks,
) -> Result<TokenChanges, Refusal> {
    let (own, other) = match context.version {
        LambdaVersion::V1_0 => ("claimsOverrideDetails", "claimsAndScopeOverrideDetails"),
        _ => ("claimsAndScopeOverrideDetails", "claimsOverrideDetails"),
    };
    if response.contains_key(other) {
        return Err(Refusal::unrecognizable(format!(
            "response.{other} belongs to another version of the trigger. This pool sends version {}: use {own}.",
            context.version.event_version()
        ))
        .undocumented("no source documents the response of another version"));
    }
    let members = Members::of(response, "response", &[own])?;
    let Some(details) = members.object(own)? else { return Ok(TokenChanges::default()) };
    let path = format!("response.{own}");
    let mut changes = TokenChanges::default();
    let groups = if context.version == LambdaVersion::V1_0 {
        let known = ["claimsToAddOrOverride", "claimsToSuppress", "groupOverrideDetails"];
        let members = Members::of(details, &path, &known)?;
        // Read as texts first: a version 1 answer with a list is refused as a whole.
        members.text_map("claimsToAddOrOverride")?;
        changes.id = half(members, Token::Id, context, remarks)?;
        members.object("groupOverrideDetails")?
    } else {
        let known = ["idTokenGeneration", "accessTokenGeneration", "groupOverrideDetails"];
        let members = Members::of(details, &path, &known)?;
        changes.id = nested(members, Token::Id, context, remarks)?;
        changes.access = nested(members, Token::Access, context, remarks)?;
        members.object("groupOverrideDetails")?
    };
    changes.groups = groups.map(|groups| read_groups(groups, &path, context, remarks)).transpose()?;
    if context.machine && (changes.id != Half::default() || changes.groups.is_some()) {
        remarks.ignored(
            "the answer changes the ID token or groups, but a machine has neither: only accessTokenGeneration \
             has an effect.",
        );
        changes = TokenChanges { access: changes.access, ..TokenChanges::default() };
    }
    note_size(&changes, remarks);
    Ok(changes)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Id,
    Access,
}

impl Token {
    fn name(self) -> &'static str {
        if self == Self::Id { "ID token" } else { "access token" }
    }
}

fn nested(
    members: Members<'_>,
    token: Token,
    context: &TokenContext<'_>,
    remarks: &mut Remarks,
) -> Result<Half, Refusal> {
    const CLAIMS: [&str; 2] = ["claimsToAddOrOverride", "claimsToSuppress"];
    const ALL: [&str; 4] = [CLAIMS[0], CLAIMS[1], "scopesToAdd", "scopesToSuppress"];
    let (key, known): (_, &[&str]) = match token {
        Token::Id => ("idTokenGeneration", &CLAIMS),
        Token::Access => ("accessTokenGeneration", &ALL),
    };
    match members.object(key)? {
        Some(object) => half(Members::of(object, key, known)?, token, context, remarks),
        None => Ok(Half::default()),
    }
}

fn half(
    members: Members<'_>,
    token: Token,
    context: &TokenContext<'_>,
    remarks: &mut Remarks,
) -> Result<Half, Refusal> {
    let mut half = Half {
        suppress: members.texts("claimsToSuppress")?.unwrap_or_default(),
        add_scopes: members.texts("scopesToAdd")?.unwrap_or_default(),
        suppress_scopes: members.texts("scopesToSuppress")?.unwrap_or_default(),
        ..Half::default()
    };
    for (name, value) in members.object("claimsToAddOrOverride")?.into_iter().flatten() {
        if half.suppress.contains(name) {
            remarks.note(format!("{name} is both added and suppressed: it is suppressed."));
        }
        if let Some(reason) = dropped(name, value, token, context) {
            remarks.ignored(format!(
                "the claim \"{name}\" in claimsToAddOrOverride: {reason} Cognito drops it without an error, and \
                 the user's {} has {name} as if the function had not set it.",
                token.name()
            ));
        } else if token == Token::Id
            && SCALAR.contains(&name.as_str())
            && (value.is_array() || value.is_object())
        {
            return Err(Refusal::unrecognizable(format!(
                "{name} is a list or an object, but the ID token takes only a text, a number or a boolean there."
            )));
        } else {
            half.add.insert(name.clone(), value.clone());
        }
    }
    half.suppress.retain(|name| {
        let reserved = is_reserved(name) || name == "aud" || (name.starts_with("cognito:") && !is_groups(name));
        if reserved {
            remarks.ignored(format!(
                "the claim \"{name}\" in claimsToSuppress is reserved: Cognito keeps it without an error, and the \
                 user's {} still has it.",
                token.name()
            ));
        }
        !reserved
    });
    let malformed = |scope: &&String| {
        let allowed = |c: char| matches!(c, '!' | '#'..='[' | ']'..='~');
        scope.is_empty() || scope.len() > 256 || !scope.chars().all(allowed)
    };
    if let Some(scope) = half.add_scopes.iter().chain(&half.suppress_scopes).find(malformed) {
        return Err(Refusal::unrecognizable(format!(
            "\"{scope}\" is not a scope: a scope has 1 to 256 visible ASCII characters, and no spaces, double quotes or backslashes."
        ))
        .undocumented("the pattern of scopes is documented, but the reaction to another text is not"));
    }
    Ok(half)
}

fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

fn is_groups(name: &str) -> bool {
    matches!(name, "cognito:groups" | "cognito:roles" | "cognito:preferred_role")
}

/// The reason why a claim cannot be set.
fn dropped(name: &str, value: &Value, token: Token, context: &TokenContext<'_>) -> Option<&'static str> {
    if name == "aud" {
        let own = token == Token::Access && value.as_str() == Some(context.client);
        (!own).then_some("aud may only be added to the access token, with the id of the app client.")
    } else if name == "scope" {
        Some("scope changes only through scopesToAdd and scopesToSuppress.")
    } else if is_reserved(name) {
        Some("its name is reserved.")
    } else if is_groups(name) {
        Some("groups and roles change only through groupOverrideDetails.")
    } else if name.starts_with("cognito:") {
        Some("names that begin with \"cognito:\" are reserved.")
    } else if name.starts_with("dev:") {
        Some("claims that begin with \"dev:\" can be suppressed, but not added.")
    } else {
        None
    }
}

fn read_groups(
    details: &Map<String, Value>,
    path: &str,
    context: &TokenContext<'_>,
    remarks: &mut Remarks,
) -> Result<Groups, Refusal> {
    let path = format!("{path}.groupOverrideDetails");
    let members = Members::of(details, &path, &["groupsToOverride", "iamRolesToOverride", "preferredRole"])?;
    let groups = members.texts("groupsToOverride")?;
    let had = context.user_groups;
    if groups.is_none() && !details.is_empty() && !had.is_empty() {
        remarks.ignored(format!(
            "groupOverrideDetails has no groupsToOverride, but Cognito replaces all of its three members: the user \
             loses the groups {} in both tokens. Copy request.groupConfiguration to keep them, or return an empty \
             list to remove them.",
            had.join(", ")
        ));
    } else if groups.as_ref().is_none_or(Vec::is_empty) {
        remarks.note("groups cleared: the tokens have no cognito:groups.");
    }
    let groups = groups.unwrap_or_default();
    let unknown: Vec<_> = groups.iter().filter(|group| !had.contains(group)).map(String::as_str).collect();
    if !unknown.is_empty() {
        remarks.note(format!(
            "the user is in none of these groups of groupsToOverride: {}.",
            unknown.join(", ")
        ));
    }
    Ok(Groups {
        groups,
        roles: members.texts("iamRolesToOverride")?.unwrap_or_default(),
        preferred_role: members.text("preferredRole")?.map(str::to_owned),
    })
}

fn note_size(changes: &TokenChanges, remarks: &mut Remarks) {
    const ROOM: usize = 8 * 1024;
    for (half, token) in [(&changes.id, Token::Id), (&changes.access, Token::Access)] {
        let size: usize = half.add.iter().map(|(name, value)| name.len() + value.to_string().len()).sum();
        if size > ROOM {
            remarks.note(format!(
                "the claims of the {} have {size} bytes: servers refuse headers of this size.",
                token.name()
            ));
        }
    }
}
