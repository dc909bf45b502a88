//! InboundFederation: which attributes of the provider are left.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::members::Members;
use super::remarks::{Refusal, Remarks};

const MAX_VALUE: usize = 2048;

/// Returns the attributes to map. `given` are those of the provider.
pub(crate) fn inbound(
    response: &Map<String, Value>,
    given: &BTreeMap<String, String>,
    remarks: &mut Remarks,
) -> Result<BTreeMap<String, String>, Refusal> {
    let members = Members::of(response, "response", &["userAttributesToMap"])?;
    let map = members.text_map("userAttributesToMap")?.unwrap_or_default();
    let left = if map.is_empty() { given.clone() } else { map };
    let lost: Vec<_> = given.keys().filter(|name| !left.contains_key(*name)).map(String::as_str).collect();
    if !lost.is_empty() {
        remarks.note(format!(
            "userAttributesToMap replaces the provider's attributes, so these are lost: {}.",
            lost.join(", ")
        ));
    }
    if let Some((name, _)) = left.iter().find(|(_, value)| value.encode_utf16().count() > MAX_VALUE) {
        remarks.note(format!(
            "{name} is longer than {MAX_VALUE} characters: if it is mapped, the sign-in fails."
        ));
    }
    Ok(left)
}
