use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

fn main() {
    custom_message!(SignUp);
}
