use cognito_triggers::email;

fn main() {
    const FILE: &str = "templates/welcome.html";
    let _ = email!("Hello", file = FILE);
}
