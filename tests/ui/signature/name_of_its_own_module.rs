use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
async fn pre_sign_up(_: pre_sign_up::Event<'_>) -> Result<pre_sign_up::Response> {
    Ok(pre_sign_up::Response::new())
}

fn main() {
    let _ = run(triggers![pre_sign_up]);
}
