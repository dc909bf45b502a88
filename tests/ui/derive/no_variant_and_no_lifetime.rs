use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting {}

fn main() {}
