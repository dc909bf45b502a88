//! `examples/minimal.rs` by hand for speed, on `lambda_runtime::run_concurrent`.

#[path = "../../by-hand/src/by_hand.rs"]
mod by_hand;

use lambda_runtime::{Error, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_runtime::run_concurrent(service_fn(by_hand::verify)).await
}
