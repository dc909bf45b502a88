#![deny(dead_code)]

use cognito_triggers::prelude::*;

mod sign_up {
    use cognito_triggers::pre_sign_up::Event;
    use cognito_triggers::prelude::*;

    #[pre_sign_up(SignUp)]
    pub fn allow_list(_: Event<'_>) -> Result<()> {
        deny!("Sign-up is closed");
    }

    #[pre_sign_up(AdminCreateUser)]
    pub(crate) fn invite(_: Event<'_>) {}
}

fn main() {
    let _router = triggers![sign_up::invite];
}
