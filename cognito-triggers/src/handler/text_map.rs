//! Maps from names to texts that a handler builds: with `with(name, value)`, or from pairs.

use std::collections::BTreeMap;
use std::fmt;

use crate::handler::text::IntoText;

/// Implements what all such maps have. Their `new` and `with` are written out, since rustc shows
/// their lines to users.
macro_rules! text_map {
    ($Map:ident) => {
        impl $Map {
            /// Returns the value of a name.
            pub fn get(&self, name: &str) -> Option<&str> {
                self.0.get(name).map(String::as_str)
            }

            /// Iterates over the names and values, sorted by name.
            pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
                self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
            }

            /// Returns the number of names.
            pub fn len(&self) -> usize {
                self.0.len()
            }

            /// Returns whether there is no name.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl<K: Into<String>, V: $crate::handler::text::IntoText> FromIterator<(K, V)> for $Map {
            fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
                let mut map = Self::new();
                map.extend(pairs);
                map
            }
        }

        impl<K: Into<String>, V: $crate::handler::text::IntoText> Extend<(K, V)> for $Map {
            fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
                self.0.extend(pairs.into_iter().map(|(name, value)| (name.into(), value.into_text())));
            }
        }

        impl<K: Into<String>, V: $crate::handler::text::IntoText, const N: usize> From<[(K, V); N]> for $Map {
            fn from(pairs: [(K, V); N]) -> Self {
                pairs.into_iter().collect()
            }
        }

        impl IntoIterator for $Map {
            type Item = (String, String);
            type IntoIter = std::collections::btree_map::IntoIter<String, String>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        impl<'m> IntoIterator for &'m $Map {
            type Item = (&'m String, &'m String);
            type IntoIter = std::collections::btree_map::Iter<'m, String, String>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.iter()
            }
        }
    };
}
pub(crate) use text_map;

/// User attributes for Cognito to write: names and texts. Custom attributes are named with
/// `custom:`. `Debug` shows the names, never the values.
///
/// ```
/// use cognito_triggers::AttributeMap;
///
/// let attributes = AttributeMap::new().with("email", "ines@example.org").with("custom:plan", "gold");
/// assert_eq!(attributes.get("custom:plan"), Some("gold"));
/// assert_eq!(attributes, AttributeMap::from([("custom:plan", "gold"), ("email", "ines@example.org")]));
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct AttributeMap(BTreeMap<String, String>);

impl AttributeMap {
    /// Makes a map without attributes.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Sets an attribute.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl IntoText) -> Self {
        self.0.insert(name.into(), value.into_text());
        self
    }

    pub(crate) fn as_map(&self) -> &BTreeMap<String, String> {
        &self.0
    }
}

impl fmt::Debug for AttributeMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

text_map!(AttributeMap);
