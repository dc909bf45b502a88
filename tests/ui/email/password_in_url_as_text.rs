use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "{username}, go to https://example.org/?password={code}");
}
