//! JSON as a tree: like `serde_json::Value`, but a name that stands twice is an error.

use std::fmt;
use std::rc::Rc;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::run::local::check::node::{Kind, Node};

/// Reads a file. The error ends with line and column.
pub(super) fn read(text: &str) -> Result<Node, String> {
    serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree).map(|kind| Node { line: 0, kind })
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_string()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Kind, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(Rc::new(value));
        }
        Ok(Kind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Kind, A::Error> {
        let mut map: Vec<(String, Rc<Node>)> = Vec::new();
        let mut names = std::collections::HashSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format!("the name {name:?} stands twice in one object")));
            }
            map.push((name, Rc::new(members.next_value()?)));
        }
        Ok(Kind::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn values_are_read_as_they_are_written() {
        let node = read(r#"{"a": [1, true, null, "x", -2.5], "b": {"c": "d"}}"#).unwrap();
        let texts: Vec<_> = node.get("a").unwrap().list().iter().map(|value| value.text()).collect();
        assert_eq!(texts, [Some("1"), Some("true"), None, Some("x"), Some("-2.5")]);
        assert_eq!(node.get("b").and_then(|b| b.get("c")).and_then(|c| c.text()), Some("d"));
    }

    #[test]
    fn mistakes_have_line_and_column() {
        let deep = "[".repeat(100_000);
        for (text, says) in [
            ("{\n  \"a\": 1,\n  \"a\": 2\n}", "the name \"a\" stands twice in one object at line 3 column 5"),
            ("{\"a\": }", "expected value at line 1 column 7"),
            ("{} x", "trailing characters at line 1 column 4"),
            (&deep, "recursion limit exceeded at line 1 column 128"),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error, format!("it is no JSON: {says}"));
        }
    }
}
