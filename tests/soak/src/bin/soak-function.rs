//! Every trigger, with handlers that do what the event's user name tells them: fail, deny, panic, or
//! take too long.

use std::time::Duration;

use support::{Act, every_trigger};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    cognito_triggers::run(every_trigger(Act::AsNamed).deadline(Duration::from_millis(30))).await
}
