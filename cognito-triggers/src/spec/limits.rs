//! The limit of an attribute's value, for values that a handler computes.

use std::collections::BTreeMap;

/// The maximum length of an attribute value, in UTF-16 units (`AttributeValueType`).
const ATTRIBUTE_VALUE: usize = 2048;

/// Checks the names and values of attributes. The error names the attribute, never its value.
pub(crate) fn check_attributes(attributes: &BTreeMap<String, String>) -> Result<(), String> {
    for (name, value) in attributes {
        if name.is_empty() {
            return Err("an attribute has an empty name".to_owned());
        }
        let length = value.encode_utf16().count();
        if length > ATTRIBUTE_VALUE {
            return Err(format!(
                "the attribute `{name}` has {length} characters (UTF-16 units), but Cognito's maximum is {ATTRIBUTE_VALUE}"
            ));
        }
    }
    Ok(())
}
