//! A function without the library: whatever the event, its response is the JSON in `$RESPONSE`.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let response: Value = serde_json::from_str(&std::env::var("RESPONSE")?)?;
    lambda_runtime::run(service_fn(|mut event: LambdaEvent<Value>| {
        event.payload["response"] = response.clone();
        async { Ok::<_, Error>(event.payload) }
    }))
    .await
}
