//! The example `one-lambda` without its extension: ministack has the runtime API and no extensions
//! API, and `lambda_runtime` panics where it cannot register one. Handlers and log are the example's.

use example::{App, triggers};

#[allow(dead_code, reason = "its `main` is of no use here")]
#[path = "../../../examples/one-lambda/src/main.rs"]
mod example;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).init();
    Ok(cognito_triggers::run(triggers(App::new()?)).await?)
}
