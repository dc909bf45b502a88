//! The user pool of tests: its settings, and its records.

use crate::edit::{Edit, edits};

pub(crate) const POOL: &[Edit] = edits! {
    "cognito-triggers-pool/src/settings/pool.rs" ["Mfa" "PoolSettings"] {
        "#[non_exhaustive]\npub enum Mfa {\n" => "/// Grown.\nGrown,\n"
        "pub struct PoolSettings {\n    pub(crate) id: String," => " pub(crate) grown: (),"
        "id: \"eu-central-1_TestPool1\".to_owned()," => " grown: (),"
        "impl PoolSettings {\n" => "pub fn with_grown(self) -> Self { self }\n"
    }
    "cognito-triggers-pool/src/settings/client.rs" ["ClientSettings"] {
        "pub struct ClientSettings {\n    pub(crate) id: String," => " pub(crate) grown: (),"
        "id: client_id.into()," => " grown: (),"
        "impl ClientSettings {\n" => "pub fn with_grown(self) -> Self { self }\n"
    }
    "cognito-triggers-pool/src/settings/password.rs" ["PasswordPolicy"] {
        "pub struct PasswordPolicy {\n    pub(crate) minimum_length: usize," => " pub(crate) grown: (),"
        "minimum_length: 8," => " grown: (),"
        "impl PasswordPolicy {\n" => "pub fn with_grown(self) -> Self { self }\n"
    }
    "cognito-triggers-pool/src/settings/provider.rs" ["IdentityProvider"] {
        "pub struct IdentityProvider {\n    pub(crate) name: String," => " grown: (),"
        "Self { name: name.into()," => " grown: (),"
        "impl IdentityProvider {\n" => "pub fn with_grown(self) -> Self { self }\n"
    }
    "cognito-triggers-pool/src/settings/trigger.rs" ["pool::Trigger" "pool::LambdaVersion"] {
        "#[non_exhaustive]\npub enum Trigger {\n" => ""
        "#[non_exhaustive]\npub enum LambdaVersion {\n" => "/// Grown.\nGrown,\n"
        "Self::V1_0 => \"1\",\n" => "Self::Grown => \"9\",\n"
    }
    "cognito-triggers-pool/src/client/fixture.rs" ["pool::User"] {
        "pub struct User {\n    name: String," => " grown: (),"
        "Self { name: name.into()," => " grown: (),"
        "impl User {\n" => "pub fn with_grown(self) -> Self { self }\n"
    }
    "cognito-triggers-pool/src/record/step.rs" ["Step" "Trace"] {
        "pub struct Step {\n" => ""
        "    pub(crate) number: u64," => ""
        "impl Step {\n" => "pub fn grown(&self) {}\n"
        "pub struct Trace {\n    steps: Vec<Step>," => " grown: (),"
        "Self { steps, remarks," => " grown: (),"
        "impl Trace {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers-pool/src/record/remark.rs" ["Remark"] {
        "pub struct Remark {\n    pub(crate) call: u64," => ""
        "impl Remark {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers-pool/src/record/verdict.rs" ["Verdict" "Outcome"] {
        "pub struct Verdict {\n    pub(crate) outcome: Outcome," => ""
        "impl Verdict {\n" => "pub fn grown(&self) {}\n"
        "#[non_exhaustive]\npub enum Outcome {\n" => ""
    }
    "cognito-triggers-pool/src/record/message.rs" ["pool::Message" "Inbox" "TextFrom"] {
        "pub struct Message {\n    pub(crate) source: Cow<'static, str>," => ""
        "    pub(crate) code: String,\n}\n" => "impl Message { pub fn grown(&self) {} }\n"
        "pub struct Inbox {\n    messages: Vec<Message>," => " grown: (),"
        "Self { messages," => " grown: (),"
        "impl Inbox {\n" => "pub fn grown(&self) {}\n"
        "#[non_exhaustive]\n#[cfg_attr(feature = \"serve\", derive(serde::Deserialize, serde::Serialize))]\npub enum TextFrom {\n" => ""
    }
};
