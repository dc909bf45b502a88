use cognito_triggers::prelude::*;

fn main() {
    custom_message!(SignUp);
}
