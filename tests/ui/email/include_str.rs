use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", include_str!("../templates/welcome.html"));
}
