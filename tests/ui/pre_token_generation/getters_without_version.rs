use cognito_triggers::pre_token_generation::Event;
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
async fn tokens(event: Event<'_>) {
    println!("{:?} {}", event.scopes(), event.groups().groups().len());
}

fn main() {}
