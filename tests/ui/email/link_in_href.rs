use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", r#"<a href="{link}">Confirm</a>"#);
}
