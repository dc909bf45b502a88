//! What handlers read, and the names that come with events.

use crate::edit::{Edit, edits};

pub(crate) const EVENTS: &[Edit] = edits! {
    "cognito-triggers/src/event/mod.rs" ["Event"] {
        "pub struct Event<'a, T = NoTrigger, S = AnySource> {\n    envelope: Held<'a>," => ""
        "impl<'a, T: TriggerMarker, S: SourceOf<T>> Event<'a, T, S> {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/event/attributes/mod.rs" ["Attributes"] {
        "pub struct Attributes<'e> {\n" => ""
        "\n    envelope: &'e Envelope<'e>," => ""
        "impl<'e> Attributes<'e> {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/event/attributes/standard.rs" ["UserAttributes" "Identity" "UserStatus"] {
        "pub struct UserAttributes<'e>(Attributes<'e>" => ", ()"
        "Self(Attributes::of_user(envelope)" => ", ()"
        "pub struct Identity {\n" => "#[serde(skip)] grown: (),\n"
        "    #[serde(default)]\n    user_id: String," => ""
        "UserStatus: String {\n" => "/// Grown.\nGrown = \"GROWN\",\n"
    }
    "cognito-triggers/src/event/challenge.rs" ["Session" "Entry" "ChallengeName"] {
        "pub struct Session<'e>(Vec<Entry<'e>>" => ", ()"
        "Self(entries" => ", ()"
        "pub struct Entry<'e> {\n    name: ChallengeName<'e>," => " grown: (),"
        "Self { name: Cow::Borrowed(\"\").into()," => " grown: (),"
        "ChallengeName<'a>: Cow<'a, str> {\n" => "/// Grown.\nGrown = \"GROWN\",\n"
    }
    "cognito-triggers/src/trigger/inbound_federation.rs" ["ProviderType" "TokenResponse"] {
        "ProviderType: String {\n" => "/// Grown.\nGrown = \"GROWN\",\n"
        "pub struct TokenResponse<'e>(Attributes<'e>" => ", ()"
        "TokenResponse(self.part(\"tokenResponse\")" => ", ()"
    }
    "cognito-triggers/src/trigger/custom_email_sender.rs" ["TakeOver" "TakeOverAction"] {
        "pub struct TakeOver<'e>(Attributes<'e>" => ", ()"
        "TakeOver(Attributes::of_user(self.envelope())" => ", ()"
        "TakeOverAction: String {\n" => "/// Grown.\nGrown = \"GROWN\",\n"
    }
    "cognito-triggers/src/spec/open_enum.rs" ["ChallengeName" "UserStatus" "ProviderType" "TakeOverAction"] {
        "        #[non_exhaustive]\n        pub enum $Enum" => ""
    }
    "cognito-triggers/src/trigger/sender.rs" ["EncryptedCode"] {
        "pub struct EncryptedCode<'e> {\n    base64: Secret<'e>," => ""
        "impl<'e> EncryptedCode<'e> {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/trigger/verify_auth_challenge_response.rs" ["PrivateParameters"] {
        "pub struct PrivateParameters<'e>(Attributes<'e>" => ", ()"
        "PrivateParameters(Attributes::of_request(self.envelope(), RequestMember::PrivateChallengeParameters)" => ", ()"
    }
    "cognito-triggers/src/wire/secret.rs" ["Secret"] {
        "pub struct Secret<'e>(Cow<'e, str>" => ""
        "impl<'e> Secret<'e> {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers-codes/src/context.rs" ["EncryptionContext"] {
        "pub struct EncryptionContext<'m> {\n    pairs: Vec<(&'m str, &'m str)>," => " grown: (),"
        "Self { pairs," => " grown: (),"
    }
    "cognito-triggers-codes/src/keyring.rs" ["EncryptedDataKey" "Keyring" "DataKey"] {
        "pub struct EncryptedDataKey<'m> {\n    provider_id: &'m str," => ""
        "impl<'m> EncryptedDataKey<'m> {\n" => "pub fn grown(&self) {}\n"
        "pub trait Keyring: Send + Sync {\n" => "fn grown(&self) {}\n"
        "pub struct DataKey(Box<[u8; 32]>" => ""
        "impl DataKey {\n" => "pub fn grown(&self) {}\n"
    }
};
