//! Reading attributes into a type of the user's. Values are text on the wire, whatever they mean.

use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::wire::json;

/// The error for attributes that do not fit a type. It names the attribute and what the type
/// expects there, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeError {
    attribute: Option<String>,
    problem: String,
}

impl AttributeError {
    /// Returns the name of the attribute, if one is at fault.
    pub fn attribute(&self) -> Option<&str> {
        self.attribute.as_deref()
    }

    fn new(problem: impl Into<String>) -> Self {
        Self { attribute: None, problem: problem.into() }
    }
}

impl Display for AttributeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.attribute {
            Some(attribute) => write!(f, "the attribute `{attribute}` {}", self.problem),
            None => write!(f, "the attributes do not fit: {}", self.problem),
        }
    }
}

impl std::error::Error for AttributeError {}

/// Passes on none of serde's texts, since serde puts values into its messages.
impl de::Error for AttributeError {
    fn custom<T: Display>(_: T) -> Self {
        Self::new("is not what the type expects")
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("is not {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("is not {expected}"))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("is not {expected}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("is none of {}", expected.join(", ")))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self { attribute: Some(field.to_owned()), problem: "has no field in the type".to_owned() }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { attribute: Some(field.to_owned()), problem: "is missing".to_owned() }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self { attribute: Some(field.to_owned()), problem: "is there twice".to_owned() }
    }
}

/// The names and values of an object as the members of a struct or map.
pub(super) struct Fields<'de> {
    members: std::vec::IntoIter<(Cow<'de, str>, &'de str)>,
    current: Option<(Cow<'de, str>, &'de str)>,
}

impl<'de> Fields<'de> {
    pub(super) fn new(members: Vec<(Cow<'de, str>, &'de str)>) -> Self {
        Self { members: members.into_iter(), current: None }
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
        match &self.current {
            Some((Cow::Borrowed(name), _)) => seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some),
            Some((Cow::Owned(name), _)) => seed.deserialize(name.clone().into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, AttributeError> {
        let (name, raw) = self.current.take().ok_or_else(|| AttributeError::new("a value without a name"))?;
        seed.deserialize(Value(raw)).map_err(|mut error| {
            error.attribute.get_or_insert_with(|| name.into_owned());
            error
        })
    }
}

/// A value: text that may mean a number, a boolean or, in an attribute such as `identities`, JSON.
struct Value<'de>(&'de str);

impl<'de> Value<'de> {
    fn text(&self) -> Result<Cow<'de, str>, AttributeError> {
        json::text(self.0).ok_or_else(|| AttributeError::new("is null"))
    }

    /// Returns the JSON that the text holds, or that stands in its place.
    fn json(&self) -> Result<serde_json::Value, AttributeError> {
        serde_json::from_str(&self.text()?).map_err(|_| AttributeError::new("is not JSON"))
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty,)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
            match self.text()?.trim().parse::<$type>() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(de::Error::invalid_type(Unexpected::Other("text"), &stringify!($type))),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = AttributeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        if json::text(self.0).is_none() {
            return visitor.visit_unit();
        }
        match json::parse_boolean(self.0) {
            // This is a boolean without quotes.
            Some(boolean) => visitor.visit_bool(boolean),
            None => self.deserialize_str(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        match json::parse_boolean(&self.text()?) {
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
        match self.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        if json::text(self.0).is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
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
        let text: StringDeserializer<AttributeError> = self.text()?.into_owned().into_deserializer();
        visitor.visit_enum(text)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AttributeError> {
        self.json()?
            .deserialize_seq(visitor)
            .map_err(|_| AttributeError::new("is not the list that the type expects"))
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

    use crate::event::attributes::Attributes;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Numbers {
        small: i8,
        large: u64,
        real: f64,
    }

    fn parse<'e, T: Deserialize<'e>>(json: &'e str) -> Result<T, String> {
        Attributes::new(Some(json)).parse().map_err(|e| e.to_string())
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
        let error = parse::<BTreeMap<String, Vec<String>>>(r#"{"a":"{\"x\":1}"}"#).unwrap_err();
        assert_eq!(error, "the attribute `a` is not the list that the type expects");
        let nested: BTreeMap<String, Numbers> =
            parse(r#"{"n":"{\"small\":1,\"large\":2,\"real\":3.5}"}"#).unwrap();
        assert_eq!(nested["n"], Numbers { small: 1, large: 2, real: 3.5 });
    }

    #[test]
    fn an_option_is_none_where_the_attribute_is_null_or_absent() {
        #[derive(Deserialize)]
        struct Mine {
            a: Option<u8>,
            b: Option<String>,
        }
        let mine: Mine = parse(r#"{"a":null}"#).unwrap();
        assert!(mine.a.is_none() && mine.b.is_none());
        assert_eq!(parse::<Mine>(r#"{"a":"7"}"#).unwrap().a, Some(7));
    }

    #[test]
    fn an_error_names_the_attribute_and_never_its_value() {
        let error = parse::<Numbers>(r#"{"small":"secret","large":"1","real":"1"}"#).unwrap_err();
        assert_eq!(error, "the attribute `small` is not i8");
        let error = parse::<Numbers>(r#"{"small":"1"}"#).unwrap_err();
        assert_eq!(error, "the attribute `large` is missing");
    }
}
