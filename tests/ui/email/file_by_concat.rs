use cognito_triggers::email;

fn main() {
    let _ = email!("Hello", file = concat!("templates/", "welcome.html"));
}
