//! A handler for every trigger source that the library knows: it answers, or brings the trouble that it is told to.

use std::time::Duration;

use cognito_triggers::prelude::*;
use cognito_triggers::{
    HandlerSet, Triggers, create_auth_challenge, custom_email_sender, custom_message, custom_sms_sender,
    define_auth_challenge, inbound_federation, post_authentication, post_confirmation, pre_authentication,
    pre_sign_up, pre_token_generation, user_migration, verify_auth_challenge_response,
};

use custom_message::{AdminCreateUser, Code, Email, Sms, Username};
use pre_token_generation::{AccessToken, IdToken, Tokens, V1_0, V2_0, V3_0, claim, scope};

/// What every handler does with its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Answers it.
    Succeed,
    /// Denies it, with [`DENIAL`].
    Deny,
    /// Fails.
    Fail,
    /// Panics.
    Panic,
    /// Takes longer than any deadline. Custom senders, which have none, take 60 ms.
    Late,
    /// Does what the event's user name begins with: `deny-`, `fail-`, `panic-` or `late-`. Any other is answered.
    AsNamed,
}

/// The text of every denial.
pub const DENIAL: &str = "Please use the address of your company";

impl Act {
    async fn act(self, user_name: &str) -> Result<()> {
        match self.for_user(user_name) {
            Self::Late => std::future::pending().await,
            act => act.act_at_once(self.text_about(user_name)),
        }
    }

    async fn act_as_sender(self, user_name: &str) -> Result<()> {
        match self.for_user(user_name) {
            Self::Late => {
                tokio::time::sleep(Duration::from_millis(60)).await;
                Ok(())
            }
            act => act.act_at_once(self.text_about(user_name)),
        }
    }

    fn for_user(self, user_name: &str) -> Self {
        match (self, user_name.split('-').next()) {
            (Self::AsNamed, Some("deny")) => Self::Deny,
            (Self::AsNamed, Some("fail")) => Self::Fail,
            (Self::AsNamed, Some("panic")) => Self::Panic,
            (Self::AsNamed, Some("late")) => Self::Late,
            (Self::AsNamed, _) => Self::Succeed,
            (act, _) => act,
        }
    }

    /// What must not leave the function.
    fn text_about(self, user_name: &str) -> String {
        if self == Self::AsNamed {
            format!("the database is away for {user_name}")
        } else {
            "a bug".to_owned()
        }
    }

    fn act_at_once(self, internal: String) -> Result<()> {
        match self {
            Self::Deny => Err(Error::deny(DENIAL)),
            Self::Fail => Err(internal.into()),
            Self::Panic => panic!("{internal}"),
            Self::Succeed | Self::Late | Self::AsNamed => Ok(()),
        }
    }
}

#[pre_sign_up(SignUp, ExternalProvider)]
async fn sign_up(event: pre_sign_up::Event<'_>, act: &Act) -> Result<pre_sign_up::Response> {
    act.act(event.user_name()).await?;
    Ok(pre_sign_up::Response::new().with_auto_confirm_user(true))
}

#[pre_sign_up(AdminCreateUser)]
async fn admin_sign_up(event: pre_sign_up::Event<'_>, act: &Act) -> Result<()> {
    act.act(event.user_name()).await
}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
async fn confirmed(event: post_confirmation::Event<'_>, act: &Act) -> Result<()> {
    act.act(event.user_name()).await
}

#[pre_authentication]
async fn before_sign_in(event: pre_authentication::Event<'_>, act: &Act) -> Result<()> {
    act.act(event.user_name()).await
}

#[post_authentication]
async fn after_sign_in(event: post_authentication::Event<'_>, act: &Act) -> Result<()> {
    act.act(event.user_name()).await
}

#[define_auth_challenge]
async fn define(
    event: define_auth_challenge::Event<'_>,
    act: &Act,
) -> Result<define_auth_challenge::Decision> {
    use define_auth_challenge::{ChallengeName, Decision};
    act.act(event.user_name()).await?;
    let session = event.session();
    Ok(if session.last_is_correct(ChallengeName::CustomChallenge) && !event.user_not_found() {
        Decision::IssueTokens
    } else if session.failed_attempts() < 3 {
        Decision::custom_challenge()
    } else {
        Decision::FailAuthentication
    })
}

#[create_auth_challenge]
async fn create(
    event: create_auth_challenge::Event<'_>,
    act: &Act,
) -> Result<create_auth_challenge::Challenge> {
    use create_auth_challenge::{Challenge, PrivateParameters};
    act.act(event.user_name()).await?;
    let user = event.user_name();
    Ok(Challenge::new(PrivateParameters::new("answer", format!("490215 for {user}"))))
}

#[verify_auth_challenge_response]
async fn verify(event: verify_auth_challenge_response::Event<'_>, act: &Act) -> Result<bool> {
    act.act(event.user_name()).await?;
    Ok(event.answer_matches("answer"))
}

#[pre_token_generation(V1_0)]
async fn tokens_v1(event: pre_token_generation::Event<'_, V1_0>, act: &Act) -> Result<Tokens<V1_0>> {
    act.act(event.user_name()).await?;
    let tokens = Tokens::new().claim(claim!("tenant"), "t-204").claim(claim!("of"), event.user_name());
    Ok(tokens.suppress(claim!("email")))
}

#[pre_token_generation(V2_0)]
async fn tokens_v2(event: pre_token_generation::Event<'_, V2_0>, act: &Act) -> Result<Tokens<V2_0>> {
    act.act(event.user_name()).await?;
    let id_token = IdToken::new().claim(claim!("tenant"), "t-204").claim(claim!("of"), event.user_name());
    Ok(Tokens::new()
        .with_id_token(id_token)
        .with_access_token(AccessToken::new().add_scope(scope!("orders/read"))))
}

#[pre_token_generation(
    V3_0,
    HostedAuth,
    Authentication,
    NewPasswordChallenge,
    AuthenticateDevice,
    RefreshTokens
)]
async fn tokens_v3(event: pre_token_generation::Event<'_, V3_0>, act: &Act) -> Result<IdToken> {
    act.act(event.user_name()).await?;
    Ok(IdToken::new().claim(claim!("tenant"), "t-204").claim(claim!("of"), event.user_name()))
}

#[pre_token_generation(V3_0, ClientCredentials)]
async fn machine_tokens(event: pre_token_generation::Event<'_, V3_0>, act: &Act) -> Result<AccessToken> {
    act.act(event.user_name()).await?;
    Ok(AccessToken::new().claim(claim!("tenant"), "t-204").claim(claim!("of"), event.user_name()))
}

#[user_migration]
async fn migrate(event: user_migration::Event<'_>, act: &Act) -> Result<user_migration::User> {
    act.act(event.user_name()).await?;
    let email = format!("{}@example.org", event.user_name());
    Ok(user_migration::User::new([("email", &*email), ("email_verified", "true")]))
}

#[custom_message(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication
)]
async fn code(event: custom_message::Event<'_>, act: &Act) -> Result<(Email, Sms)> {
    act.act(event.user_name()).await?;
    Ok((email!("Your code", "Your code is {code}."), sms!("Your code is {code}")))
}

type Invitation = Email<(Code, Username)>;
type InvitationSms = Sms<(Code, Username)>;

#[custom_message(AdminCreateUser)]
async fn invite(
    event: custom_message::Event<'_, AdminCreateUser>,
    act: &Act,
) -> Result<(Invitation, InvitationSms)> {
    act.act(event.user_name()).await?;
    Ok((
        email!("Your invitation", "You are {username}, your password is {code}"),
        sms!("You are {username}, your password is {code}"),
    ))
}

#[custom_email_sender]
async fn send_email(event: custom_email_sender::Event<'_>, act: &Act) -> Result<()> {
    act.act_as_sender(event.user_name()).await
}

#[custom_sms_sender]
async fn send_sms(event: custom_sms_sender::Event<'_>, act: &Act) -> Result<()> {
    act.act_as_sender(event.user_name()).await
}

#[inbound_federation]
async fn federate(event: inbound_federation::Event<'_>, act: &Act) -> Result<inbound_federation::Mapping> {
    act.act(event.user_name()).await?;
    let attributes: Vec<_> = event.id_token().iter().chain(event.saml_response().iter()).collect();
    if attributes.is_empty() {
        return Ok(inbound_federation::Mapping::KeepAll);
    }
    Ok(inbound_federation::Mapping::replace(attributes))
}

/// All handlers.
pub fn every_trigger(act: Act) -> Triggers<impl HandlerSet<Act>, Act> {
    triggers![
        sign_up,
        admin_sign_up,
        confirmed,
        before_sign_in,
        after_sign_in,
        define,
        create,
        verify,
        tokens_v1,
        tokens_v2,
        tokens_v3,
        machine_tokens,
        migrate,
        code,
        invite,
        send_email,
        send_sms,
        federate,
    ]
    .with_state(act)
}
