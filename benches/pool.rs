//! Time for flows in the user pool that tests use, in a dev build, as tests are: `benches/run pool`.

use cognito_triggers::custom_message::{self, Email};
use cognito_triggers::pool::Pool;
use cognito_triggers::pre_sign_up::{self, Response};
use cognito_triggers::pre_token_generation::{self, IdToken, V2_0, claim};
use cognito_triggers::prelude::*;
use cognito_triggers::{post_authentication, post_confirmation, pre_authentication};
use divan::Bencher;

fn main() {
    divan::main();
}

const PASSWORD: &str = "Correct-horse-9";

#[pre_sign_up(SignUp)]
fn allow(event: pre_sign_up::Event<'_>) -> Result<Response> {
    if event.user_attributes().email().is_none() {
        deny!("Please give your address");
    }
    Ok(Response::new())
}

#[custom_message(SignUp)]
fn code(event: custom_message::Event<'_>) -> Email {
    email!("Confirm your address", "<p>Hello {name}, your code is {code}.</p>", name = event.user_name())
}

#[post_confirmation(ConfirmSignUp)]
fn welcome(_: post_confirmation::Event<'_>) {}

#[pre_authentication]
fn before(_: pre_authentication::Event<'_>) {}

#[post_authentication]
fn after(_: post_authentication::Event<'_>) {}

#[pre_token_generation(V2_0)]
fn claims(_: pre_token_generation::Event<'_, V2_0>) -> IdToken {
    IdToken::new().claim(claim!("tenant"), "t-204")
}

/// A sign-up, its confirmation and a sign-in, over one handler each.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn sign_up_confirm_and_sign_in(bencher: Bencher<'_, '_>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let runtime = runtime.expect("a runtime starts");
    bencher.bench_local(|| {
        runtime.block_on(async {
            let pool = Pool::new(triggers![allow, code, welcome, before, after, claims]);
            let call = pool.sign_up("ines", PASSWORD).attribute("email", "ines@example.org");
            let ines = call.await.expect("nothing is in the way");
            ines.confirm(ines.email().code()).await.expect("the code is right");
            let tokens = ines.sign_in(PASSWORD).await.expect("the password is right").tokens();
            assert_eq!(tokens.id()["tenant"], "t-204");
            pool.trace().steps().len()
        })
    });
}
