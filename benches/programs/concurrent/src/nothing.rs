//! A handler that does nothing, on `lambda_runtime::run_concurrent`: it does not even read its event.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::{Deserialize, Deserializer};

struct Unread;

impl<'de> Deserialize<'de> for Unread {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_runtime::run_concurrent(service_fn(async |_: LambdaEvent<Unread>| Ok::<_, Error>(()))).await
}
