use cognito_triggers::Secret;
use cognito_triggers::create_auth_challenge::PublicParameters;

fn hint(code: Secret<'static>) -> PublicParameters {
    PublicParameters::new().with("code", code)
}
fn main() {}
