//! Groups and their members.

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::lookup::find_for_admin;
use crate::error::{self, ApiError};
use crate::request::{AdminUser, CreateGroup, GroupByName, GroupOfUser, ListAll};
use crate::state::Group;

fn group_json(group: &Group) -> Value {
    let mut value = json!({"GroupName": group.name});
    for (name, text) in [("RoleArn", &group.role), ("Description", &group.description)] {
        if let Some(text) = text {
            value[name] = text.clone().into();
        }
    }
    if let Some(precedence) = group.precedence {
        value["Precedence"] = precedence.into();
    }
    value
}

pub(crate) async fn create(call: &Call<'_>, request: CreateGroup) -> Result<Value, ApiError> {
    let CreateGroup { name, role, precedence, description } = request;
    let mut state = call.engine.state();
    if state.groups.contains_key(&name) {
        return Err(error::group_exists(&name));
    }
    let group = Group { name: name.clone(), role, precedence, description };
    let answer = json!({"Group": group_json(&group)});
    state.groups.insert(name, group);
    Ok(answer)
}

pub(crate) async fn delete(call: &Call<'_>, request: GroupByName) -> Result<Value, ApiError> {
    let mut state = call.engine.state();
    state.groups.remove(&request.name).ok_or_else(error::no_group)?;
    for user in state.users.values_mut() {
        user.groups.remove(&request.name);
    }
    Ok(empty())
}

pub(crate) async fn list(call: &Call<'_>, request: ListAll) -> Result<Value, ApiError> {
    let limit = request.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(60);
    let state = call.engine.state();
    Ok(json!({"Groups": state.groups.values().take(limit).map(group_json).collect::<Vec<_>>()}))
}

pub(crate) async fn add(call: &Call<'_>, request: GroupOfUser) -> Result<Value, ApiError> {
    change(call, request, true)
}

pub(crate) async fn remove(call: &Call<'_>, request: GroupOfUser) -> Result<Value, ApiError> {
    change(call, request, false)
}

fn change(call: &Call<'_>, request: GroupOfUser, member: bool) -> Result<Value, ApiError> {
    let mut state = call.engine.state();
    let found = find_for_admin(&state, &call.engine.settings, &request.username.0)?;
    if !state.groups.contains_key(&request.group) {
        return Err(error::no_group());
    }
    let user = state.users.get_mut(&found.name).ok_or_else(error::user_not_found)?;
    if member {
        user.groups.insert(request.group);
    } else {
        user.groups.remove(&request.group);
    }
    Ok(empty())
}

pub(crate) async fn of_user(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    let state = call.engine.state();
    let user = find_for_admin(&state, &call.engine.settings, &request.username.0)?;
    let groups = user.groups.iter().filter_map(|name| state.groups.get(name));
    Ok(json!({"Groups": groups.map(group_json).collect::<Vec<_>>()}))
}
