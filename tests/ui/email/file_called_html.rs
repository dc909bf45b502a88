use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", html = "templates/welcome.html");
}
