//! What handlers answer: responses and decisions.

use crate::edit::{Edit, edits};

pub(crate) const ANSWERS: &[Edit] = edits! {
    "cognito-triggers/src/trigger/pre_sign_up/mod.rs" ["pre_sign_up::Response" "Reply"] {
        "pub struct Response {\n    auto_confirm_user: bool," => " grown: (),"
        "Self { auto_confirm_user: false," => " grown: (),"
        "impl Response {\n" => "pub const fn with_grown(self) -> Self { self }\n"
        "pub struct Reply {\n    source: Source," => ""
        "impl Reply {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/trigger/custom_message/reply.rs" ["Reply"] {
        "pub struct Reply {\n    source: Source," => ""
        "impl Reply {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/trigger/custom_message/response.rs" ["OnInvalidText"] {
        "pub struct OnInvalidText<R> {\n    action: InvalidText," => " grown: (),"
        "Self { action: InvalidText::Fail," => " grown: (),"
        "Self { action: InvalidText::UseCognitosText," => " grown: (),"
    }
    "cognito-triggers/src/trigger/custom_message/message.rs" ["Email" "Sms"] {
        "pub struct Email<P = Code> {\n    pub(super) subject: Text," => ""
        "impl<P: Placeholders> Email<P> {\n" => "pub fn grown(&self) {}\n"
        "pub struct Sms<P = Code> {\n    pub(super) text: BySource," => ""
        "impl<P: Placeholders> Sms<P> {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/trigger/create_auth_challenge/mod.rs" ["Challenge"] {
        "pub struct Challenge {\n    private: PrivateParameters," => " grown: (),"
        "Self { private," => " grown: (),"
        "impl Challenge {\n" => "pub fn with_grown(self) -> Self { self }\n"
    }
    "cognito-triggers/src/trigger/create_auth_challenge/parameters.rs"
        ["PublicParameters" "PrivateParameters" "PrivateValue"]
    {
        "pub struct PublicParameters(pub(super) BTreeMap<String, String>" => ""
        "impl PublicParameters {\n" => "pub fn grown(&self) {}\n"
        "pub struct PrivateParameters(BTreeMap<String, PrivateValue>" => ""
        "impl PrivateParameters {\n" => "pub fn grown(&self) {}\n"
        "pub struct PrivateValue(Option<Secret<'static>>" => ", ()"
        "Self(Secret::new(text)" => ", ()"
        "Self(Some(secret.into_owned())" => ", ()"
    }
    "cognito-triggers/src/handler/text_map.rs" ["AttributeMap"] {
        "pub struct AttributeMap(BTreeMap<String, String>" => ""
        "impl AttributeMap {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/trigger/user_migration/mod.rs" ["Migration"] {
        "#[non_exhaustive]\npub enum Migration {\n" => "/// Grown.\nGrown,\n"
        "Self::NotFound" => " | Self::Grown"
    }
    "cognito-triggers/src/trigger/user_migration/user.rs" ["User" "FinalUserStatus" "DeliveryMedium"] {
        "pub struct User {\n    attributes: AttributeMap," => " grown: (),"
        "attributes: map," => " grown: (),"
        "impl User {\n" => "pub fn with_grown(self) -> Self { self }\n"
        "#[non_exhaustive]\npub enum FinalUserStatus {\n" => "/// Grown.\nGrown,\n"
        "Self::Confirmed => \"CONFIRMED\",\n" => "Self::Grown => \"GROWN\",\n"
        "pub struct DeliveryMedium(&'static str);\n" => ""
        "impl DeliveryMedium {\n" => "/// Grown.\npub const GROWN: Self = Self(\"GROWN\");\n"
    }
    "cognito-triggers/src/trigger/pre_token_generation/token.rs" ["IdToken" "AccessToken"] {
        "pub struct IdToken {\n    pub(super) claims: Claims," => " grown: (),"
        "impl IdToken {\n" => "pub fn with_grown(self) -> Self { self }\n"
        "pub struct AccessToken {\n    pub(super) claims: Claims," => " grown: (),"
        "impl AccessToken {\n" => "pub fn with_grown(self) -> Self { self }\n"
    }
    "cognito-triggers/src/trigger/pre_token_generation/wire.rs" ["AccessToken"] {
        "let AccessToken { claims, added, suppressed" => ", .."
    }
    "cognito-triggers/src/trigger/pre_token_generation/tokens.rs" ["Tokens"] {
        "pub struct Tokens<Version = NoTrigger> {\n    pub(super) id_token: IdToken," => ""
        "version: PhantomData<fn() -> Version>,\n}\n" => "impl<V> Tokens<V> { pub fn grown(&self) {} }\n"
    }
    "cognito-triggers/src/trigger/pre_token_generation/groups.rs" ["GroupConfiguration" "Groups"] {
        "pub struct GroupConfiguration<'e> {\n    groups: Vec<Cow<'e, str>>," => ""
        "impl<'e> GroupConfiguration<'e> {\n" => "pub fn with_grown(self) -> Self { self }\n"
        "#[non_exhaustive]\npub enum Groups {\n" => "/// Grown.\nGrown,\n"
    }
    "cognito-triggers/src/trigger/inbound_federation.rs" ["Mapping"] {
        "#[non_exhaustive]\npub enum Mapping {\n" => "/// Grown.\nGrown,\n"
        "            Self::KeepAll" => " | Self::Grown"
    }
    "cognito-triggers/src/trigger/define_auth_challenge.rs" ["Decision"] {
        "#[non_exhaustive]\n#[must_use" => ""
        "pub enum Decision {\n" => "/// Grown.\nGrown,\n"
        "Self::IssueTokens | Self::FailAuthentication" => " | Self::Grown"
    }
};
