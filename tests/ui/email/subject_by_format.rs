use cognito_triggers::prelude::*;

fn main() {
    let name = "Ines";
    let _ = email!(format!("Hello {}", name), "Your code is {code}.");
}
