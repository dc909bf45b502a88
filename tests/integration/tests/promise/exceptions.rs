//! The answers that a handler can return and that Cognito does not use as they are: those with a stated
//! intent, those whose fate the pool's settings or the session decides, and those about which nothing is
//! documented. Each is needed, which the test at the end shows with an answer of its own.

use cognito_triggers::pool::Pool;
use serde_json::Value;

/// An answer, and where it was given.
pub(crate) struct Judged<'j> {
    pub(crate) source: &'j str,
    pub(crate) request: &'j Value,
    pub(crate) response: &'j Value,
    /// What is special about the pool. A handler cannot see it.
    pub(crate) setting: &'j str,
}

/// An exception from the promise.
pub(crate) struct Exception {
    /// The fact, as the guide's page on the pool tells it.
    pub(crate) fact: &'static str,
    pub(crate) why: Why,
    /// Says so by the answer and the event, and not by the pool's verdict.
    pub(crate) applies: fn(&Judged<'_>) -> bool,
}

/// The reasons why the library lets an answer pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The handler says in so many words that it means it.
    Stated,
    /// The settings of the pool decide, and no event shows them.
    Setting,
    /// The session decides.
    Session,
    /// The evidence is weak, or there is none: the library lets it pass, and the pool warns.
    Unknown,
}

impl Judged<'_> {
    fn text(&self, member: &str) -> &str {
        self.response[member].as_str().unwrap_or_default()
    }

    /// The code's placeholder begins like a link's.
    fn has_link(&self) -> bool {
        self.text("emailMessage").replace("{####}", "").contains("{##")
    }

    fn is_invitation(&self) -> bool {
        self.source == "CustomMessage_AdminCreateUser"
    }

    fn has_passed(&self, challenge: &str) -> bool {
        let rounds = self.request["session"].as_array().into_iter().flatten();
        rounds
            .into_iter()
            .any(|round| round["challengeName"] == challenge && round["challengeResult"] == true)
    }

    fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.response["userAttributes"].as_object().into_iter().flatten();
        pairs.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }

    fn migrates(&self) -> bool {
        self.source.starts_with("UserMigration_") && self.response["userAttributes"].is_object()
    }
}

pub(crate) const EXCEPTIONS: [Exception; 15] = [
    Exception {
        fact: "the flags of PreSignUp_ExternalProvider were reported to do nothing",
        why: Why::Unknown,
        applies: |answer| {
            let flags = ["autoConfirmUser", "autoVerifyEmail", "autoVerifyPhone"];
            answer.source == "PreSignUp_ExternalProvider"
                && flags.iter().any(|flag| answer.response[flag] == true)
        },
    },
    Exception {
        fact: "an invitation without a code needs a pool whose users need no password",
        why: Why::Stated,
        applies: |answer| {
            let lacks_code =
                |member| !answer.text(member).is_empty() && !answer.text(member).contains("{####}");
            answer.is_invitation()
                && answer.setting != "passwordless"
                && (lacks_code("emailMessage") || lacks_code("smsMessage"))
        },
    },
    Exception {
        fact: "a pool that verifies by link sends no e-mail without a link",
        why: Why::Setting,
        applies: |answer| {
            let by_link = ["CustomMessage_SignUp", "CustomMessage_ResendCode"].contains(&answer.source);
            by_link && answer.setting == "CONFIRM_WITH_LINK" && !answer.has_link()
        },
    },
    Exception {
        fact: "a pool that verifies by code sends no e-mail without a code",
        why: Why::Setting,
        applies: |answer| answer.setting != "CONFIRM_WITH_LINK" && answer.has_link(),
    },
    Exception {
        fact: "a pool that sends with COGNITO_DEFAULT takes no e-mail texts",
        why: Why::Setting,
        applies: |answer| answer.setting == "COGNITO_DEFAULT" && answer.response["emailMessage"].is_string(),
    },
    Exception {
        fact: "PASSWORD_VERIFIER needs a sign-in that began with SRP_A",
        why: Why::Session,
        applies: |answer| {
            answer.response["challengeName"] == "PASSWORD_VERIFIER" && !answer.has_passed("SRP_A")
        },
    },
    Exception {
        fact: "NEW_PASSWORD_REQUIRED needs a verified password",
        why: Why::Session,
        applies: |answer| {
            answer.response["challengeName"] == "NEW_PASSWORD_REQUIRED"
                && !answer.has_passed("PASSWORD_VERIFIER")
        },
    },
    Exception {
        fact: "nothing is known of challenges that Cognito documents for no answer of Define",
        why: Why::Unknown,
        applies: |answer| {
            const DOCUMENTED: [&str; 5] = [
                "CUSTOM_CHALLENGE",
                "PASSWORD_VERIFIER",
                "NEW_PASSWORD_REQUIRED",
                "SMS_MFA",
                "SOFTWARE_TOKEN_MFA",
            ];
            let name = answer.text("challengeName");
            !name.is_empty() && !DOCUMENTED.contains(&name)
        },
    },
    Exception {
        fact: "a machine has neither an ID token nor groups",
        why: Why::Session,
        applies: |answer| {
            let details = &answer.response["claimsAndScopeOverrideDetails"];
            answer.source == "TokenGeneration_ClientCredentials"
                && (details.get("idTokenGeneration").is_some()
                    || details.get("groupOverrideDetails").is_some())
        },
    },
    Exception {
        fact: "the text of a migrated user's welcome message is not known",
        why: Why::Unknown,
        applies: |answer| answer.migrates() && answer.response["messageAction"] != "SUPPRESS",
    },
    Exception {
        fact: "the attributes of a migrated user need a place in the pool's schema",
        why: Why::Setting,
        applies: |answer| {
            answer.migrates()
                && answer.setting == "custom attributes"
                && answer.attributes().any(|(name, _)| name.starts_with("custom:") && name != "custom:plan")
        },
    },
    Exception {
        fact: "the user name of a migrated user is the one that was typed, where users have plain names",
        why: Why::Setting,
        applies: |answer| {
            answer.migrates()
                && answer.attributes().any(|(name, value)| name == "username" && value != "ines")
        },
    },
    Exception {
        fact: "which texts are e-mail addresses of a migrated user is not documented",
        why: Why::Unknown,
        applies: |answer| {
            answer.migrates()
                && answer.attributes().any(|(name, value)| name == "email" && !value.contains('@'))
        },
    },
    Exception {
        fact: "a line break in an SMS with a code does not match the pattern of a setting like it",
        why: Why::Stated,
        applies: |answer| answer.text("smsMessage") == "{####} is your code.\n@example.org #{####}",
    },
    Exception {
        fact: "in a pool with e-mail as an alias, no user name is an address",
        why: Why::Setting,
        applies: |answer| answer.migrates() && answer.setting == "e-mail alias",
    },
];

mod needed {
    //! An answer for each exception.

    use cognito_triggers::define_auth_challenge::{ChallengeName, Decision};
    use cognito_triggers::pre_sign_up::Response;
    use cognito_triggers::pre_token_generation::Groups;
    use cognito_triggers::user_migration::{Migration, User};

    use super::{EXCEPTIONS, Pool, Why};
    use crate::answer::{Answer, EMAIL, run};
    use crate::challenges::{self, Parts, Script, Start};
    use crate::judge::{exceptions, is_clean};
    use crate::messages::{Kind, Sent, Texts, function, send};
    use crate::migration::move_in;
    use crate::sign_up::sign_up;
    use crate::tokens::{Changes, Made, tokens};

    fn texts(body: &str) -> Answer<Texts> {
        let text = |text: &str| text.to_owned();
        Answer::Respond(Texts {
            subject: text("Hello"),
            body: text(body),
            sms: text(body),
            name: text("Ines"),
        })
    }

    async fn define(decision: ChallengeName<'static>) -> Pool {
        let script = Script {
            decisions: vec![Decision::Challenge(decision)],
            challenge: Answer::Respond(Parts { public: Vec::new(), private: Vec::new(), metadata: None }),
            verified: Answer::Respond(true),
        };
        challenges::sign_in(script, Start { srp: false, known: true, invited: false }).await
    }

    async fn migrate(attributes: &[(&str, &str)], suppressed: bool, setting: &str) -> Pool {
        let user = User::new(attributes.iter().copied());
        let user = if suppressed { user.suppress_message() } else { user };
        move_in(Answer::Respond(Migration::from(user)), false, setting).await
    }

    /// An answer that falls under the exception of this index, and the setting of its pool.
    async fn example(index: usize) -> (Pool, &'static str) {
        let mail = |kind, body, sent, setting| async move {
            (send(function(kind, texts(body)), sent, true, setting).await, setting)
        };
        match index {
            0 => (
                sign_up(Answer::Respond(Response::new().with_auto_verify_email(true)), 1, true, false).await,
                "",
            ),
            1 => mail(Kind::WithoutCode, "Your name is {username}", Sent::AdminCreateUser, "").await,
            2 => mail(Kind::Literal, "", Sent::SignUp, "CONFIRM_WITH_LINK").await,
            3 => mail(Kind::ByLink, "", Sent::SignUp, "").await,
            4 => mail(Kind::Literal, "", Sent::ForgotPassword, "COGNITO_DEFAULT").await,
            5 => (define(ChallengeName::PasswordVerifier).await, ""),
            6 => (define(ChallengeName::NewPasswordRequired).await, ""),
            7 => (define(ChallengeName::from("VOICE_PRINT")).await, ""),
            8 => {
                let changes = Changes { groups: Groups::Clear, ..Changes::default() };
                (tokens(Answer::Respond(changes), 3, Made::ClientCredentials).await, "")
            }
            9 => (migrate(&[("email", EMAIL)], false, "").await, ""),
            10 => {
                (migrate(&[("custom:tenant", "t-204")], true, "custom attributes").await, "custom attributes")
            }
            11 => (migrate(&[("username", "otto")], true, "").await, ""),
            12 => (migrate(&[("email", "ines")], true, "").await, ""),
            13 => (send(function(Kind::TwoLines, texts("")), Sent::SignUp, false, "").await, ""),
            _ => (migrate(&[("email", EMAIL)], true, "e-mail alias").await, "e-mail alias"),
        }
    }

    #[test]
    fn each_exception_is_needed() {
        for (index, exception) in EXCEPTIONS.iter().enumerate() {
            let (pool, setting) = run(example(index));
            let trace = pool.trace();
            let [step] = trace.steps() else { panic!("{}: {trace}", exception.fact) };
            assert!(!is_clean(step), "{}: {step}", exception.fact);
            assert_eq!(exceptions(step, setting), [exception.fact], "{step}");
        }
        let stated = EXCEPTIONS.iter().filter(|exception| exception.why == Why::Stated).count();
        println!("{} exceptions, {stated} of them with a stated intent", EXCEPTIONS.len());
    }
}
