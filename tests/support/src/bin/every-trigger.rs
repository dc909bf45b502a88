//! Every trigger source that the library knows, so that the whole wire contract can be tried from outside.
//!
//! `cargo run --bin every-trigger -- --list`

use support::{Act, every_trigger};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    cognito_triggers::run(every_trigger(Act::Succeed)).await
}
