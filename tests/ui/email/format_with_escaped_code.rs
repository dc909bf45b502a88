use cognito_triggers::email;

fn main() {
    let name = "Ines";
    let _ = email!("Hello", format!("<p>{name}, your code is {{code}}.</p>"));
}
