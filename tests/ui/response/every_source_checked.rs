use cognito_triggers::custom_message::{Email, EverySource};

fn main() {
    let _ = Email::<EverySource>::checked("Hello", "{username}, your code is {####}.");
}
