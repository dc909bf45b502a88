use cognito_triggers::custom_message::{Event, Reply, SignUp};

fn verify(event: Event<'_, SignUp>) -> Reply {
    event.reply("Your code is {####}.")
}

fn main() {}
