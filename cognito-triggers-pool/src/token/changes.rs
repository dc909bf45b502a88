//! Applies a function's changes to the claims of a token.

use serde_json::{Map, Value};

use crate::verdict::{Half, TokenChanges};

/// Changes both tokens: claims are added or replaced, then suppressed, then groups are replaced.
pub(crate) fn apply(
    changes: &TokenChanges,
    mut id: Option<&mut Map<String, Value>>,
    access: &mut Map<String, Value>,
) {
    if let Some(id) = id.as_deref_mut() {
        claims(id, &changes.id);
    }
    claims(access, &changes.access);
    scopes(access, &changes.access);
    let Some(groups) = &changes.groups else { return };
    let suppressed = |half: &Half| half.suppress.iter().any(|name| name == "cognito:groups");
    if let Some(id) = id.filter(|_| !suppressed(&changes.id)) {
        list(id, "cognito:groups", &groups.groups);
        list(id, "cognito:roles", &groups.roles);
        match &groups.preferred_role {
            Some(role) => id.insert("cognito:preferred_role".to_owned(), role.clone().into()),
            None => id.remove("cognito:preferred_role"),
        };
    }
    if !suppressed(&changes.access) {
        list(access, "cognito:groups", &groups.groups);
    }
}

fn claims(token: &mut Map<String, Value>, half: &Half) {
    token.extend(half.add.clone());
    for name in &half.suppress {
        token.remove(name);
        if name == "cognito:groups" {
            token.remove("cognito:roles");
            token.remove("cognito:preferred_role");
        }
    }
}

fn scopes(token: &mut Map<String, Value>, half: &Half) {
    let present = token.get("scope").and_then(Value::as_str).unwrap_or_default();
    let mut scopes: Vec<String> = present.split_whitespace().map(str::to_owned).collect();
    for scope in &half.add_scopes {
        if !scopes.contains(scope) {
            scopes.push(scope.clone());
        }
    }
    scopes.retain(|scope| !half.suppress_scopes.contains(scope));
    if scopes.is_empty() {
        token.remove("scope");
    } else {
        token.insert("scope".to_owned(), scopes.join(" ").into());
    }
}

fn list(token: &mut Map<String, Value>, name: &str, values: &[String]) {
    if values.is_empty() {
        token.remove(name);
    } else {
        token.insert(name.to_owned(), values.into());
    }
}
