//! Reading attributes into a type of the user's. Values are text on the wire, whatever they mean.

use serde::de::value::{BorrowedStrDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::error::AttributeError;
use super::list;
use crate::wire::envelope::Envelope;
use crate::wire::json;

/// The names and values of an object as the members of a struct or map.
pub(super) struct Fields<'de> {
    envelope: &'de Envelope<'de>,
    members: std::vec::IntoIter<Member<'de>>,
    current: Option<Member<'de>>,
}

/// A name, its value as JSON text, and as text.
type Member<'de> = (&'de str, &'de str, &'de str);

impl<'de> Fields<'de> {
    pub(super) fn new(envelope: &'de Envelope<'de>, members: Vec<Member<'de>>) -> Self {
        Self { envelope, members: members.into_iter(), current: None }
    }
}

impl<'de> Deserializer<'de> for Fields<'de> {
    type Error = AttributeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = AttributeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, AttributeError> {
        self.current = self.members.next();
        let Some((name, ..)) = self.current else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, AttributeError> {
        let (name, raw, text) =
            self.current.take().ok_or_else(|| AttributeError::new("a value without a name"))?;
        seed.deserialize(Value::new(self.envelope, raw, text)).map_err(|error| error.of(name))
    }
}

/// A value: text that may mean a number, a boolean, a list or, in an attribute such as `identities`,
/// JSON.
#[derive(Clone, Copy)]
struct Value<'de> {
    envelope: &'de Envelope<'de>,
    text: &'de str,
    /// A boolean that stands without quotes.
    boolean: Option<bool>,
}

impl<'de> Value<'de> {
    fn new(envelope: &'de Envelope<'de>, raw: &'de str, text: &'de str) -> Self {
        Self { envelope, text, boolean: json::parse_boolean(raw) }
    }

    /// Returns the JSON that the text holds, or that stands in its place.
    fn json(self) -> Result<serde_json::Value, AttributeError> {
        serde_json::from_str(self.text).map_err(|_| AttributeError::new("is not JSON"))
    }

    /// Returns the values of a list. It is `None` for one that only JSON can read, such as a list of
    /// lists.
    fn list(self) -> Option<Vec<Self>> {
        let Some(elements) = list::json(self.text) else {
            return Some(
                list::plain(self.text).into_iter().map(|text| Self { text, boolean: None, ..self }).collect(),
            );
        };
        let is_scalar = |raw: &str| !raw.starts_with(['{', '[', 'n']);
        let value = |raw: &'de str| {
            let text = self.envelope.text_of(raw).filter(|_| is_scalar(raw))?;
            Some(Self::new(self.envelope, raw, text))
        };
        elements.into_iter().map(|raw| value(raw.get())).collect()
    }
}

impl<'de> IntoDeserializer<'de, AttributeError> for Value<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty,)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
            match self.text.trim().parse::<$type>() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(de::Error::invalid_type(Unexpected::Other("text"), &stringify!($type))),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = AttributeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        match self.boolean {
            Some(boolean) => visitor.visit_bool(boolean),
            None => self.deserialize_str(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        match json::parse_boolean(self.text) {
            Some(boolean) => visitor.visit_bool(boolean),
            None => Err(de::Error::invalid_type(Unexpected::Other("text"), &"a boolean")),
        }
    }

    numbers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_i128 visit_i128 i128,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_u128 visit_u128 u128,
        deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, AttributeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, AttributeError> {
        visitor.visit_enum(BorrowedStrDeserializer::new(self.text))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        let read = match self.list() {
            Some(values) => {
                let mut values = SeqDeserializer::new(values.into_iter());
                visitor.visit_seq(&mut values).and_then(|list| values.end().map(|()| list)).ok()
            }
            None => self.json()?.deserialize_seq(visitor).ok(),
        };
        read.ok_or_else(|| AttributeError::new("is not the list that the type expects"))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        self.json()?
            .deserialize_map(visitor)
            .map_err(|_| AttributeError::new("is not the map that the type expects"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, AttributeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, AttributeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, AttributeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        visitor.visit_unit()
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, AttributeError> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    use crate::event::attributes::Attributes;
    use crate::wire::envelope::Envelope;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Numbers {
        small: i8,
        large: u64,
        real: f64,
    }

    fn parse<T: DeserializeOwned>(json: &str) -> Result<T, String> {
        let envelope = Envelope::from_text(json).unwrap();
        Attributes::new(&envelope, Some(json)).parse().map_err(|e| e.to_string())
    }

    #[test]
    fn numbers_are_read_from_text_and_from_numbers() {
        let expected = Numbers { small: -7, large: 18_446_744_073_709_551_615, real: 0.5 };
        assert_eq!(parse(r#"{"small":"-7","large":"18446744073709551615","real":" 0.5 "}"#), Ok(expected));
        assert_eq!(parse(r#"{"small":1,"large":2,"real":3}"#), Ok(Numbers { small: 1, large: 2, real: 3.0 }));
        let error = parse::<Numbers>(r#"{"small":"300","large":"1","real":"1"}"#).unwrap_err();
        assert_eq!(error, "the attribute `small` is not i8");
    }

    #[test]
    fn booleans_are_read_in_every_spelling() {
        for (json, expected) in [
            (r#"{"a":"true"}"#, Ok(true)),
            (r#"{"a":"False"}"#, Ok(false)),
            (r#"{"a":true}"#, Ok(true)),
            (r#"{"a":"yes"}"#, Err("the attribute `a` is not a boolean".to_owned())),
        ] {
            let map: Result<BTreeMap<String, bool>, String> = parse(json);
            assert_eq!(map.map(|map| map["a"]), expected);
        }
    }

    #[test]
    fn lists_and_structs_are_read_from_json() {
        let lists: BTreeMap<String, Vec<String>> = parse(r#"{"a":"[\"x\",\"y\"]","b":["z"]}"#).unwrap();
        assert_eq!(lists["a"], ["x", "y"]);
        assert_eq!(lists["b"], ["z"]);
        let error = parse::<BTreeMap<String, Vec<u8>>>(r#"{"a":"[7, eight]"}"#).unwrap_err();
        assert_eq!(error, "the attribute `a` is not the list that the type expects");
        let nested: BTreeMap<String, Numbers> =
            parse(r#"{"n":"{\"small\":1,\"large\":2,\"real\":3.5}"}"#).unwrap();
        assert_eq!(nested["n"], Numbers { small: 1, large: 2, real: 3.5 });
    }

    #[test]
    fn lists_are_read_without_quotes_and_their_values_as_the_type_says() {
        let lists: BTreeMap<String, Vec<String>> =
            parse(r#"{"a":"[Ops Team, Plant]","b":"Ops, Team","c":"[\"a, b\", 7]"}"#).unwrap();
        assert_eq!(lists["a"], ["Ops Team", "Plant"]);
        assert_eq!(lists["b"], ["Ops, Team"]);
        assert_eq!(lists["c"], ["a, b", "7"]);
        let numbers: BTreeMap<String, Vec<u8>> =
            parse(r#"{"a":"[1, 2]","b":"[\"1\",\"2\"]","c":[1,"2"],"d":"[]"}"#).unwrap();
        assert_eq!(numbers["a"], [1, 2]);
        assert_eq!(numbers["b"], [1, 2]);
        assert_eq!(numbers["c"], [1, 2]);
        assert!(numbers["d"].is_empty());
        let pair: BTreeMap<String, (u8, bool)> = parse(r#"{"a":"[1, true]"}"#).unwrap();
        assert_eq!(pair["a"], (1, true));
        assert!(parse::<BTreeMap<String, (u8, bool)>>(r#"{"a":"[1, true, 2]"}"#).is_err());
        let nested: BTreeMap<String, Vec<Option<u8>>> = parse(r#"{"a":"[1, null]"}"#).unwrap();
        assert_eq!(nested["a"], [Some(1), None]);
    }

    #[test]
    fn an_option_is_none_where_the_attribute_is_absent_null_or_empty() {
        #[derive(Deserialize)]
        struct Mine {
            a: Option<u8>,
            b: Option<String>,
        }
        let mine: Mine = parse(r#"{"a":null,"b":""}"#).unwrap();
        assert!(mine.a.is_none() && mine.b.is_none());
        assert_eq!(parse::<Mine>(r#"{"a":"7"}"#).unwrap().a, Some(7));
        let error = parse::<Numbers>(r#"{"small":"","large":"1","real":"1"}"#).unwrap_err();
        assert_eq!(error, "the attribute `small` is missing");
    }

    #[test]
    fn an_error_names_the_attribute_and_never_its_value() {
        let error = parse::<Numbers>(r#"{"small":"secret","large":"1","real":"1"}"#).unwrap_err();
        assert_eq!(error, "the attribute `small` is not i8");
        let error = parse::<Numbers>(r#"{"small":"1"}"#).unwrap_err();
        assert_eq!(error, "the attribute `large` is missing");
    }
}
