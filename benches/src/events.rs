//! The events: two of a kilobyte as they were observed, and larger ones made from them.

use cognito_triggers::Trigger;

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// `CustomMessage_SignUp`, 1.1 KB.
    SignUp,
    /// `CustomMessage_AdminCreateUser`, 1.1 KB.
    AdminCreateUser,
    /// `CustomMessage_ForgotPassword` with so many attributes that it has about so many bytes.
    Attributes(usize),
    /// `TokenGeneration_HostedAuth` of `V2_0`, whose handler adds nested claims.
    TokenClaims,
    /// The library's sample of a trigger that has no event above, as compact as Cognito sends it.
    Sample(Trigger),
}

const SIGN_UP: &str = include_str!("../events/sign_up.json");
const ADMIN_CREATE_USER: &str = include_str!("../events/admin_create_user.json");
const TOKEN_CLAIMS: &str = include_str!("../events/token_claims.json");

macro_rules! samples {
    ($($trigger:ident $source:literal)+) => {[$((
        Trigger::$trigger,
        include_str!(concat!("../../cognito-triggers/samples/", $source, ".json")),
    )),+]};
}

const SAMPLES: [(Trigger, &str); 11] = samples! {
    PreSignUp "PreSignUp_SignUp"
    PostConfirmation "PostConfirmation_ConfirmSignUp"
    PreAuthentication "PreAuthentication_Authentication"
    PostAuthentication "PostAuthentication_Authentication"
    DefineAuthChallenge "DefineAuthChallenge_Authentication"
    CreateAuthChallenge "CreateAuthChallenge_Authentication"
    VerifyAuthChallengeResponse "VerifyAuthChallengeResponse_Authentication"
    UserMigration "UserMigration_Authentication"
    CustomEmailSender "CustomEmailSender_SignUp"
    CustomSMSSender "CustomSMSSender_SignUp"
    InboundFederation "InboundFederation_ExternalProvider"
};

/// The text without white space between its tokens.
fn compact(json: &str) -> String {
    let (mut out, mut in_string, mut escaped) = (String::new(), false, false);
    for letter in json.chars() {
        if in_string || !letter.is_ascii_whitespace() {
            out.push(letter);
        }
        in_string ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
    }
    out
}

impl Event {
    /// 50 custom attributes, the most that a user pool has, of 41 to 2,048 characters.
    pub const FIFTY: Self = Self::Attributes(52_000);

    /// About the most that Lambda takes.
    pub const SIX_MEGABYTES: Self = Self::Attributes(6 << 20);

    /// The name, in tables and on the command line.
    pub fn name(self) -> String {
        match self {
            Self::SignUp => "sign-up".to_owned(),
            Self::AdminCreateUser => "admin-create-user".to_owned(),
            Self::TokenClaims => "token-claims".to_owned(),
            Self::Attributes(bytes) => bytes.to_string(),
            Self::Sample(trigger) => trigger.name().to_owned(),
        }
    }

    /// The event of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = [Self::SignUp, Self::AdminCreateUser, Self::TokenClaims];
        let named = named.into_iter().find(|event| event.name() == name);
        let sample = || Self::samples().find(|event| event.name() == name);
        named.or_else(sample).or_else(|| name.parse().ok().map(Self::Attributes))
    }

    /// The samples of the triggers that have no event above.
    pub fn samples() -> impl Iterator<Item = Self> {
        SAMPLES.iter().map(|(trigger, _)| Self::Sample(*trigger))
    }

    /// The JSON text.
    pub fn payload(self) -> String {
        match self {
            Self::SignUp => SIGN_UP.to_owned(),
            Self::AdminCreateUser => ADMIN_CREATE_USER.to_owned(),
            Self::TokenClaims => TOKEN_CLAIMS.to_owned(),
            Self::Attributes(bytes) => with_attributes(bytes),
            Self::Sample(trigger) => {
                let sample = SAMPLES.iter().find(|(of, _)| *of == trigger);
                compact(sample.map_or("", |(_, text)| text))
            }
        }
    }
}

/// Texts of 41 to 2,048 characters, each fourth with letters beyond ASCII, each fifth with escapes.
fn with_attributes(bytes: usize) -> String {
    let event = SIGN_UP.replace("CustomMessage_SignUp", "CustomMessage_ForgotPassword");
    let (before, behind) = event.split_once(r#""name":"#).unwrap_or_else(|| unreachable!("it has a name"));
    let mut out = before.to_owned();
    let mut number = 0;
    let mut length = 41;
    while out.len() + behind.len() < bytes {
        let part = match number {
            n if n % 5 == 4 => r#"so-called \"plans\", C:\\plans; "#,
            n if n % 4 == 3 => "Crème brûlée für Zoë, 東京; ",
            _ => "spring, mobile, x1, 2, a plain text; ",
        };
        let left = bytes.saturating_sub(out.len() + behind.len());
        let text = part.repeat(length.min(left).div_ceil(part.chars().count()));
        out += &format!(r#""custom:c{number}":"{text}","#);
        number += 1;
        // Any order will do that is the same in each run.
        length = 41 + (length * 7 + 313) % 2_008;
    }
    out + r#""custom:color":"teal","name":"# + behind
}
