use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

trait Handlers {
    #[custom_message(SignUp)]
    fn verify(_: Event<'_>) -> Result<Email>;
}

fn main() {}
