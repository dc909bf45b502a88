//! UserMigration, for a sign-in and for a forgotten password.

use cognito_triggers::pool::{Pool, PoolSettings};
use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{DeliveryMedium, Event, FinalUserStatus, Migration, User};
use proptest::prelude::*;

use crate::answer::{Answer, EMAIL, PASSWORD, PHONE, answers, for_all, run};
use crate::judge::{Tally, judge};

#[user_migration]
fn migrate(_: Event<'_>, answer: &Answer<Migration>) -> Result<Migration> {
    answer.give()
}

pub(crate) const SETTINGS: [&str; 3] = ["", "custom attributes", "e-mail alias"];

pub(crate) async fn move_in(answer: Answer<Migration>, forgotten: bool, setting: &str) -> Pool {
    let settings = match setting {
        "custom attributes" => PoolSettings::new().custom_attributes(["custom:plan"]),
        "e-mail alias" => PoolSettings::new().alias_attributes(["email"]),
        _ => PoolSettings::new(),
    };
    let pool = Pool::new(triggers![migrate].with_state(answer)).with_settings(settings).lenient();
    let name = if setting == "e-mail alias" { EMAIL } else { "ines" };
    if forgotten {
        drop(pool.user(name).forgot_password().await);
    } else {
        drop(pool.sign_in(name, PASSWORD).await);
    }
    pool
}

fn attribute() -> impl Strategy<Value = (String, String)> {
    let verified = || prop_oneof![3 => Just("true"), 1 => Just("false"), 1 => Just("")];
    prop_oneof![
        4 => Just(("email".to_owned(), EMAIL.to_owned())),
        3 => verified().prop_map(|value| ("email_verified".to_owned(), value.to_owned())),
        2 => Just(("phone_number".to_owned(), PHONE.to_owned())),
        2 => verified().prop_map(|value| ("phone_number_verified".to_owned(), value.to_owned())),
        2 => any::<String>().prop_map(|value| ("given_name".to_owned(), value)),
        1 => (2_040..2_056_usize).prop_map(|length| ("custom:plan".to_owned(), "x".repeat(length))),
        1 => "custom:[a-z]{1,20}".prop_map(|name| (name, "x".to_owned())),
        1 => prop::sample::select(vec![
            ("sub", "1"), ("identities", "[]"), ("cognito:user_status", "CONFIRMED"), ("phone_number", "0711 / 55 01"),
            ("email", "ines"), ("Email", EMAIL), ("plan", "x"), ("", "x"),
            ("custom:a_name_that_is_longer_than_it_may_be", "x"),
        ])
        .prop_map(|(name, value)| (name.to_owned(), value.to_owned())),
        1 => prop::sample::select(vec!["ines", "otto", EMAIL]).prop_map(|name| ("username".to_owned(), name.to_owned())),
    ]
}

fn migrations() -> impl Strategy<Value = Migration> {
    let flags = (any::<bool>(), any::<bool>(), any::<Option<bool>>(), any::<Option<bool>>(), 0..3_usize);
    let user = (prop::collection::vec(attribute(), 0..5), flags).prop_map(
        |(attributes, (confirmed, suppressed, force, mfa, mediums))| {
            let mut user = User::new(attributes);
            if confirmed {
                user = user.with_final_user_status(FinalUserStatus::Confirmed);
            }
            if suppressed {
                user = user.suppress_message();
            }
            if let Some(force) = force {
                user = user.with_force_alias_creation(force);
            }
            if let Some(mfa) = mfa {
                user = user.with_enable_sms_mfa(mfa);
            }
            let mediums = [DeliveryMedium::EMAIL, DeliveryMedium::SMS].into_iter().take(mediums);
            Migration::from(user.with_desired_delivery_mediums(mediums))
        },
    );
    prop_oneof![6 => user, 1 => Just(Migration::NotFound)]
}

#[test]
fn user_migration() {
    let mut tally = Tally::default();
    let settings = prop_oneof![2 => Just(""), 1 => prop::sample::select(SETTINGS.to_vec())];
    for_all(500, (answers(migrations()), any::<bool>(), settings), |(answer, forgotten, setting)| {
        let declared = answer.declared();
        let pool = run(move_in(answer, forgotten, setting));
        tally.add(judge(&pool, setting, declared.as_deref())?);
        Ok(())
    });
    assert!(tally.accepted > 40 && tally.denied > 20 && tally.refused > 20 && tally.listed > 20, "{tally:?}");
}
