use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "<a href={link:Confirm}>Confirm</a>");
}
