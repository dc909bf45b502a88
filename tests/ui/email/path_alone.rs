use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("templates/welcome.html");
}
