use cognito_triggers::custom_message::{Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
struct Greeting<'a>(Event<'a, SignUp>);

fn main() {}
