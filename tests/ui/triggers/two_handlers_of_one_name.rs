use cognito_triggers::prelude::*;

mod web {
    use cognito_triggers::prelude::*;

    #[pre_sign_up(SignUp)]
    pub fn allow(_: pre_sign_up::Event<'_>) {}
}

mod admin {
    use cognito_triggers::prelude::*;

    #[pre_sign_up(SignUp, AdminCreateUser)]
    pub fn allow(_: pre_sign_up::Event<'_>) {}
}

fn main() {
    let _ = triggers![web::allow, admin::allow];
}
