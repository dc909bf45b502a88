//! The user's groups and roles, as the event has them and as the tokens get them.

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::wire::json;

/// The user's groups and IAM roles, as an event has them: the tokens get these, unless the handler
/// says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupConfiguration<'e> {
    /// The groups of the user.
    pub groups: Vec<Cow<'e, str>>,
    /// The roles of these groups.
    pub roles: Vec<Cow<'e, str>>,
    /// The role of the group with the highest precedence.
    pub preferred_role: Option<Cow<'e, str>>,
}

impl<'e> GroupConfiguration<'e> {
    /// Reads it; absent and null members, and the whole of it, read as nothing.
    pub(super) fn read(object: Option<&'e str>) -> Self {
        let texts = |name| json::member(object?, name).map(texts);
        Self {
            groups: texts("groupsToOverride").unwrap_or_default(),
            roles: texts("iamRolesToOverride").unwrap_or_default(),
            // AWS's printed V2_0 event has an array.
            preferred_role: texts("preferredRole").and_then(|texts| texts.into_iter().next()),
        }
    }
}

/// The texts of an array; of another value, its own text.
pub(super) fn texts(raw: &str) -> Vec<Cow<'_, str>> {
    let is_text = |raw: &&str| !raw.starts_with(['{', '[']);
    if raw.starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
        elements.into_iter().map(RawValue::get).filter(is_text).filter_map(json::text).collect()
    } else {
        Some(raw).filter(is_text).and_then(json::text).into_iter().collect()
    }
}

/// What becomes of `cognito:groups`, `cognito:roles` and `cognito:preferred_role` in the tokens.
///
/// ```
/// use cognito_triggers::pre_token_generation::{Event, Groups, V2_0};
///
/// // The groups that the user has, without those of other tenants.
/// let event = Event::<V2_0>::sample();
/// let mut groups = event.groups();
/// groups.groups.retain(|group| group.starts_with("t-204:"));
/// let groups = Groups::from(groups);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Groups {
    /// As the event has them. Nothing is sent: what is sent replaces all three.
    #[default]
    Keep,
    /// No groups.
    Clear,
    /// These in their place. Nothing at all is [`Clear`](Self::Clear).
    Replace {
        /// The groups.
        groups: Vec<String>,
        /// The ARNs of the IAM roles.
        roles: Vec<String>,
        /// The ARN of the role that an identity pool should pick.
        preferred_role: Option<String>,
    },
}

impl From<GroupConfiguration<'_>> for Groups {
    fn from(configuration: GroupConfiguration<'_>) -> Self {
        let owned = |texts: Vec<Cow<'_, str>>| texts.into_iter().map(Cow::into_owned).collect();
        Self::Replace {
            groups: owned(configuration.groups),
            roles: owned(configuration.roles),
            preferred_role: configuration.preferred_role.map(Cow::into_owned),
        }
    }
}

impl Groups {
    /// `groupOverrideDetails`; `None` where it is to be left out.
    pub(super) fn details(&self) -> Option<impl Serialize> {
        (*self != Self::Keep).then_some(Details(self))
    }
}

struct Details<'t>(&'t Groups);

impl Serialize for Details<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Groups::Replace { groups, roles, preferred_role } = self.0 {
            // An object without anything is what Cognito documents as "no groups".
            if !(groups.is_empty() && roles.is_empty() && preferred_role.is_none()) {
                map.serialize_entry("groupsToOverride", groups)?;
                map.serialize_entry("iamRolesToOverride", roles)?;
                if let Some(role) = preferred_role {
                    map.serialize_entry("preferredRole", role)?;
                }
            }
        }
        map.end()
    }
}
