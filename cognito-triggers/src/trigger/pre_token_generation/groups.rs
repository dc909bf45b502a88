//! The user's groups and roles: those in the event, and those in the tokens.

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::wire::{json, members};

/// The user's groups and IAM roles. The tokens get those of the event, unless the handler returns
/// others in [`Groups::Replace`].
///
/// ```
/// use cognito_triggers::pre_token_generation::GroupConfiguration;
///
/// let configuration = GroupConfiguration::new()
///     .with_groups(["editors"])
///     .with_roles(["arn:aws:iam::111122223333:role/pool-editors"])
///     .with_preferred_role("arn:aws:iam::111122223333:role/pool-editors");
/// assert_eq!(configuration.groups(), ["editors"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct GroupConfiguration<'e> {
    groups: Vec<Cow<'e, str>>,
    roles: Vec<Cow<'e, str>>,
    preferred_role: Option<Cow<'e, str>>,
}

impl<'e> GroupConfiguration<'e> {
    /// Makes a configuration without groups and roles.
    pub const fn new() -> Self {
        Self { groups: Vec::new(), roles: Vec::new(), preferred_role: None }
    }

    /// Reads a configuration. Members that are absent or null read as empty.
    pub(super) fn read(object: Option<&'e str>) -> Self {
        let texts = |name| members::member(object?, name).map(texts);
        Self {
            groups: texts("groupsToOverride").unwrap_or_default(),
            roles: texts("iamRolesToOverride").unwrap_or_default(),
            // AWS's printed V2_0 event has an array.
            preferred_role: texts("preferredRole").and_then(|texts| texts.into_iter().next()),
        }
    }

    /// Returns the groups of the user.
    pub fn groups(&self) -> &[Cow<'e, str>] {
        &self.groups
    }

    /// Returns the ARNs of the IAM roles of these groups.
    pub fn roles(&self) -> &[Cow<'e, str>] {
        &self.roles
    }

    /// Returns the ARN of the role that an identity pool should pick: in an event, the role of the
    /// group with the highest precedence.
    pub fn preferred_role(&self) -> Option<&str> {
        self.preferred_role.as_deref()
    }

    /// Sets the groups.
    #[doc(alias = "groupsToOverride")]
    #[must_use]
    pub fn with_groups<T: Into<Cow<'e, str>>>(self, groups: impl IntoIterator<Item = T>) -> Self {
        Self { groups: groups.into_iter().map(Into::into).collect(), ..self }
    }

    /// Keeps only the groups for which `keep` returns `true`. The roles stay as they are.
    #[must_use]
    pub fn filter_groups(mut self, mut keep: impl FnMut(&str) -> bool) -> Self {
        self.groups.retain(|group| keep(group));
        self
    }

    /// Sets the ARNs of the IAM roles.
    #[doc(alias = "iamRolesToOverride")]
    #[must_use]
    pub fn with_roles<T: Into<Cow<'e, str>>>(self, roles: impl IntoIterator<Item = T>) -> Self {
        Self { roles: roles.into_iter().map(Into::into).collect(), ..self }
    }

    /// Sets the ARN of the role that an identity pool should pick.
    #[doc(alias = "preferredRole")]
    #[must_use]
    pub fn with_preferred_role(self, role: impl Into<Cow<'e, str>>) -> Self {
        Self { preferred_role: Some(role.into()), ..self }
    }

    /// Converts the configuration into one that owns its texts.
    pub fn into_owned(self) -> GroupConfiguration<'static> {
        let owned =
            |texts: Vec<Cow<'_, str>>| texts.into_iter().map(|text| Cow::Owned(text.into_owned())).collect();
        GroupConfiguration {
            groups: owned(self.groups),
            roles: owned(self.roles),
            preferred_role: self.preferred_role.map(|role| Cow::Owned(role.into_owned())),
        }
    }

    fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.roles.is_empty() && self.preferred_role.is_none()
    }
}

/// Returns the texts of an array. For any other value, returns its own text.
pub(super) fn texts(raw: &str) -> Vec<Cow<'_, str>> {
    let is_text = |raw: &&str| !raw.starts_with(['{', '[']);
    if raw.starts_with('[') {
        members::elements(raw).into_iter().filter(is_text).filter_map(json::text).collect()
    } else {
        Some(raw).filter(is_text).and_then(json::text).into_iter().collect()
    }
}

/// The action for `cognito:groups`, `cognito:roles` and `cognito:preferred_role` in the tokens.
///
/// ```
/// use cognito_triggers::pre_token_generation::{Event, Groups, Tokens, V2_0};
///
/// // Keeps the user's groups, without those of other tenants.
/// let event = Event::<V2_0>::sample();
/// let ours = event.groups().filter_groups(|group| group.starts_with("t-204:"));
/// let tokens = Tokens::<V2_0>::new().with_groups(Groups::from(ours));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Groups {
    /// The tokens get the groups and roles of the event. The answer leaves them out, since any groups in it
    /// would replace all three claims.
    #[default]
    Keep,
    /// The tokens get no groups and no roles.
    Clear,
    /// The tokens get these groups and roles instead. An empty configuration is the same as
    /// [`Clear`](Self::Clear).
    Replace(GroupConfiguration<'static>),
}

impl From<GroupConfiguration<'_>> for Groups {
    fn from(configuration: GroupConfiguration<'_>) -> Self {
        Self::Replace(configuration.into_owned())
    }
}

impl Groups {
    /// Returns the value of `groupOverrideDetails`, or `None` if the answer leaves it out.
    pub(super) fn details(&self) -> Option<impl Serialize> {
        (*self != Self::Keep).then_some(Details(self))
    }
}

struct Details<'t>(&'t Groups);

impl Serialize for Details<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Groups::Replace(configuration) = self.0 {
            // Cognito documents an empty object as "no groups".
            if !configuration.is_empty() {
                map.serialize_entry("groupsToOverride", &configuration.groups)?;
                map.serialize_entry("iamRolesToOverride", &configuration.roles)?;
                if let Some(role) = &configuration.preferred_role {
                    map.serialize_entry("preferredRole", role)?;
                }
            }
        }
        map.end()
    }
}
