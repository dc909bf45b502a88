use cognito_triggers::email;

fn main() {
    let _ = email!("Hello", file = "templates/parts/from_the_root.html");
}
