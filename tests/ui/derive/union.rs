use cognito_triggers::prelude::*;

#[derive(FromEvent)]
union Greeting {
    a: u8,
}

fn main() {}
