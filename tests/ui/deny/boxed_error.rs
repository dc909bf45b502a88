use cognito_triggers::prelude::*;

fn check(is_open: bool) -> std::result::Result<(), Box<dyn std::error::Error>> {
    if !is_open {
        deny!("Sign-up is closed");
    }
    Ok(())
}

fn main() {
    let _checked = check(true);
}
