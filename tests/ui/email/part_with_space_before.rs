use cognito_triggers::email;

fn main() {
    let _ = email!("Hello", file = "templates/parts/space_before.html");
}
