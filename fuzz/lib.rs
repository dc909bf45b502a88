//! What the targets share: the functions under test, and a second reader of JSON objects.

#![forbid(unsafe_code)]

use std::fmt;
use std::sync::Once;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use support::{Act, every_trigger};
use tokio::runtime::{Builder, Runtime};
use tracing::subscriber::NoSubscriber;

/// What the handlers for every trigger answer.
pub fn answer(payload: &[u8]) -> Result<String, String> {
    let triggers = every_trigger(Act::Succeed);
    block_on(triggers.call(payload)).map_err(|e| e.to_string())
}

/// Runs a future on a runtime with the timer that the deadline needs.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    thread_local! {
        static RUNTIME: Runtime = Builder::new_current_thread().enable_time().build().expect("a runtime starts");
    }
    // Where nobody listens, problems go to stderr.
    static QUIET: Once = Once::new();
    QUIET.call_once(|| drop(tracing::subscriber::set_global_default(NoSubscriber::new())));
    RUNTIME.with(|runtime| runtime.block_on(future))
}

/// The members of a JSON object in their order, each value as its JSON text: `None` for what is no object.
pub fn members(json: &str) -> Option<Vec<(Vec<u8>, &str)>> {
    // Read as bytes, a name could hold control characters, which JSON forbids.
    serde_json::from_str::<IgnoredAny>(json).ok()?;
    let Members(members) = serde_json::from_str(json).ok()?;
    Some(members)
}

struct Members<'a>(Vec<(Vec<u8>, &'a str)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    members.push((name, map.next_value::<&RawValue>()?.get()));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A name as bytes, since half of a surrogate pair is legal in JSON.
struct Name(Vec<u8>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Name, E> {
                Ok(Name(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
