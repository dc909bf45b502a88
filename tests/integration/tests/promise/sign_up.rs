//! PreSignUp, for each of its sources.

use cognito_triggers::pool::{IdentityProvider, Pool, PoolSettings};
use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;
use proptest::prelude::*;

use crate::answer::{Answer, EMAIL, PASSWORD, PHONE, answers, for_all, run};
use crate::judge::{Tally, judge};

#[pre_sign_up(SignUp, ExternalProvider)]
fn flags(_: Event<'_>, answer: &Answer<Response>) -> Result<Response> {
    answer.give()
}

#[pre_sign_up(AdminCreateUser)]
fn no_flags(_: Event<'_>, answer: &Answer<Response>) -> Result<()> {
    answer.give().map(drop)
}

pub(crate) async fn sign_up(answer: Answer<Response>, source: usize, email: bool, phone: bool) -> Pool {
    let settings = PoolSettings::new().identity_provider(IdentityProvider::new("Corp", "OIDC"));
    let pool = Pool::new(triggers![flags, no_flags].with_state(answer)).with_settings(settings).lenient();
    let addresses = [(email, "email", EMAIL), (phone, "phone_number", PHONE)];
    let addresses = addresses.into_iter().filter(|(there, ..)| *there);
    match source {
        0 => {
            let call = pool.sign_up("ines", PASSWORD);
            let _ = addresses.fold(call, |call, (_, name, value)| call.attribute(name, value)).await;
        }
        1 => {
            let claims =
                [("sub", "00u8k2")].into_iter().chain(addresses.map(|(_, name, value)| (name, value)));
            let _ = pool.federated_sign_in("Corp", claims).await;
        }
        _ => {
            let call = pool.admin_create_user("ines");
            let _ = addresses.fold(call, |call, (_, name, value)| call.attribute(name, value)).await;
        }
    }
    pool
}

fn responses() -> impl Strategy<Value = Response> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(confirm, email, phone)| {
        Response::new()
            .with_auto_confirm_user(confirm)
            .with_auto_verify_email(email)
            .with_auto_verify_phone(phone)
    })
}

#[test]
fn pre_sign_up() {
    let mut tally = Tally::default();
    let strategy = (answers(responses()), 0..3_usize, any::<bool>(), any::<bool>());
    for_all(400, strategy, |(answer, source, email, phone)| {
        let declared = answer.declared();
        let pool = run(sign_up(answer, source, email, phone));
        prop_assert_eq!(pool.trace().sources().len(), 1);
        tally.add(judge(&pool, "", declared.as_deref())?);
        Ok(())
    });
    assert!(tally.accepted > 50 && tally.denied > 20 && tally.refused > 20 && tally.listed > 3, "{tally:?}");
}
