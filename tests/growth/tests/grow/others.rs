//! Errors, settings, and the types of the router.

use crate::edit::{Edit, edits};

pub(crate) const OTHERS: &[Edit] = edits! {
    "cognito-triggers/src/event/wrong_event.rs" ["WrongEvent"] {
        "#[non_exhaustive]\npub enum WrongEvent {\n" => "/// Grown.\nGrown,\n"
        "    #[non_exhaustive]\n    Source {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    Missing {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    Version {\n" => "/// Grown.\ngrown: (),\n"
        "        match self {\n" => "Self::Grown => Ok(()),\n"
        "Self::Source { found, expected" => ", .."
        "Self::Missing { source, member" => ", .."
        "Self::Version { found: Some(found), expected" => ", .."
        "Self::Version { found: None, expected" => ", .."
    }
    "cognito-triggers/src/event/mod.rs" ["WrongEvent"] {
        "WrongEvent::Source {" => " grown: (),"
        "WrongEvent::Missing {" => " grown: (),"
        "WrongEvent::Version {" => " grown: (),"
    }
    "cognito-triggers/src/spec/rules.rs" ["Field" "rules::Rule" "Violation" "Place"] {
        "#[non_exhaustive]\npub enum Field {\n" => "/// Grown.\nGrown,\n"
        "Self::Subject => 1,\n" => "Self::Grown => 1,\n"
        "Self::Subject | Self::Text => 140,\n" => "Self::Grown => 140,\n"
        "f.write_str(match self {\n" => "Self::Grown => \"grown\",\n"
        "#[non_exhaustive]\npub enum Rule {\n" => "/// Grown.\nGrown,\n"
        "    #[non_exhaustive]\n    TooShort {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    TooLong {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    Character {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    LineBreak {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    UnsafeUrl {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    UnsafeCss {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    UnsafeName {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    PlaceholderInUrl {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    DoubledBraces {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    Missing {\n" => "/// Grown.\ngrown: (),\n"
        "    #[non_exhaustive]\n    Unexpected {\n" => "/// Grown.\ngrown: (),\n"
        "rule: Rule::TooShort {" => " grown: (),"
        "rule: Rule::TooLong {" => " grown: (),"
        "rule: Rule::Character {" => " grown: (),"
        "rule: Rule::LineBreak {" => " grown: (),"
        "rule: Rule::DoubledBraces {" => " grown: (),"
        "Some(Misplaced::InUrl(placeholder)) => Rule::PlaceholderInUrl {" => " grown: (),"
        "            Rule::TooShort { characters" => ", .."
        "            Rule::TooLong { units" => ", .."
        "            Rule::LineBreak { at" => ", .."
        "            Rule::UnsafeUrl { value" => ", .."
        "            Rule::UnsafeCss { value" => ", .."
        "            Rule::UnsafeName { value" => ", .."
        "            Rule::PlaceholderInUrl { placeholder" => ", .."
        "            Rule::DoubledBraces { at" => ", .."
        "            Rule::Missing { placeholder" => ", .."
        "            Rule::Unexpected { placeholder, at" => ", .."
        "            Rule::Character { character, at" => ", .."
        "let field = self.field;\n        match self.rule {\n" => "Rule::Grown => Ok(()),\n"
        "let character = match self.rule {\n" => "Rule::Grown => return \"\",\n"
        "#[non_exhaustive]\npub struct Violation {\n" => "/// Grown.\npub grown: (),\n"
        "Err(Violation {" => " grown: (),"
        "#[non_exhaustive]\npub struct Place {\n" => "/// Grown.\npub grown: (),\n"
        "    Place {" => " grown: (),"
    }
    "cognito-triggers/src/spec/places.rs" ["rules::Allow"] {
        "#[non_exhaustive]\npub enum Allow {\n" => "/// Grown.\nGrown,\n"
        "Self::LineBreaks => \"LineBreaks\",\n" => "Self::Grown => \"Grown\",\n"
    }
    "cognito-triggers/src/trigger/custom_message/text/draft.rs" ["rules::Rule"] {
        "=> Rule::UnsafeUrl {" => " grown: (),"
        "=> Rule::UnsafeCss {" => " grown: (),"
        "=> Rule::UnsafeName {" => " grown: (),"
    }
    "cognito-triggers/src/trigger/custom_message/text/checked.rs" ["rules::Rule" "Violation"] {
        "Rule::Missing {" => " grown: (),"
        "Rule::Unexpected {" => " grown: (),"
        "Err(Violation {" => " grown: (),"
    }
    "cognito-triggers/src/trigger/custom_message/response.rs" ["Violation"] {
        "Error::of_text(Violation {" => " grown: (),"
    }
    "cognito-triggers/src/run/messages.rs" ["MessageProblems"] {
        "pub struct MessageProblems(Vec<String>" => ""
        "impl MessageProblems {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/handler/failure.rs" ["Failure" "FailureKind"] {
        "pub struct Failure {\n    kind: FailureKind," => " grown: (),"
        "Self { kind: FailureKind::Denied," => " grown: (),"
        "Self { kind: FailureKind::Internal," => " grown: (),"
        "#[non_exhaustive]\npub enum FailureKind {\n" => "/// Grown.\nGrown,\n"
        "FailureKind::Denied => \"CognitoTriggers.Denied\",\n" => "FailureKind::Grown => \"\",\n"
    }
    "cognito-triggers/src/router/mod.rs" ["FailureKind" "Triggers"] {
        "FailureKind::Internal => Outcome::Failed,\n" => "FailureKind::Grown => Outcome::Failed,\n"
        "pub struct Triggers<HandlerSet, State = ()> {\n    handlers: HandlerSet," => ""
        "impl<Handlers> Triggers<Handlers> {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/router/options.rs" ["Unhandled" "OptionalTrigger"] {
        "#[non_exhaustive]\npub enum Unhandled {\n" => "/// Grown.\nGrown,\n"
        "#[non_exhaustive]\npub enum OptionalTrigger {\n" => "/// Grown.\nGrown,\n"
        "        match self {\n" => "Self::Grown => Trigger::PreSignUp,\n"
    }
    "cognito-triggers/src/handler/error.rs" ["InvalidText" "Error"] {
        "#[non_exhaustive]\npub enum InvalidText {\n" => "/// Grown.\nGrown,\n"
        "pub struct Error(Kind);\n" => ""
        "impl Error {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/run/error.rs" ["RunError"] {
        "pub struct RunError {\n    sentence: String," => " grown: (),"
        "Self { sentence: sentence.into()," => " grown: (),"
    }
    "cognito-triggers/src/run/service.rs" ["TriggerService" "Payload" "Answer"] {
        "pub struct TriggerService<Handlers, State> {\n    triggers: Arc<" => ""
        "pub struct Payload {\n    event: Result<Envelope<'static>, Unreadable>," => " grown: (),"
        "Self { event," => " grown: (),"
        "let Payload { event, received" => ", .."
        "impl Payload {\n" => "pub fn grown(&self) {}\n"
        "pub struct Answer(Box<RawValue>" => ""
        "impl Answer {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers/src/run/mod.rs" ["Run"] {
        "pub struct Run(Pin<Box<dyn Future<Output = Result<(), RunError>> + Send>>" => ", ()"
        "Run(Box::pin(serve(triggers.into_triggers()))" => ", ()"
    }
    "cognito-triggers/src/wire/unreadable.rs" ["Unreadable"] {
        "pub struct Unreadable(Reason);\n" => "impl Unreadable { pub fn grown(&self) {} }\n"
    }
    "cognito-triggers/src/event/attributes/error.rs" ["AttributeError"] {
        "pub struct AttributeError {\n    attribute: Option<String>," => " grown: (),"
        "Self { attribute: None," => " grown: (),"
        "Self { attribute: Some(field.to_owned())," => " grown: (),"
    }
    "cognito-triggers/src/trigger/pre_token_generation/names.rs" ["InvalidName" "ClaimName" "ScopeName"] {
        "pub struct InvalidName(Mistake);\n" => "impl InvalidName { pub fn grown(&self) {} }\n"
        "        pub struct $Name(Cow<'static, str>);\n" => "impl $Name { pub fn grown(&self) {} }\n"
    }
    "cognito-triggers-codes/src/error.rs" ["ErrorKind" "DecryptError"] {
        "#[non_exhaustive]\npub enum ErrorKind {\n" => "/// Grown.\nGrown,\n"
        "pub struct DecryptError(Box<Reason>);\n" => "impl DecryptError { pub fn grown(&self) {} }\n"
    }
    "cognito-triggers-codes/src/message.rs" ["Message"] {
        "pub struct Message<'m> {\n    header: Header<'m>," => ""
        "impl<'m> Message<'m> {\n" => "pub fn grown(&self) {}\n"
    }
    "cognito-triggers-codes/src/memory.rs" ["MemoryKeyring"] {
        "pub struct MemoryKeyring {\n    namespace: String," => " grown: (),"
        "Self { namespace: namespace.into()," => " grown: (),"
    }
    "cognito-triggers-codes/src/kms.rs" ["KmsKeyring" "InvalidKeyArn"] {
        "pub struct KmsKeyring {\n    client: Client," => " grown: (),"
        "Self { client," => " grown: (),"
        "pub struct InvalidKeyArn(String);\n" => "impl InvalidKeyArn { pub fn grown(&self) {} }\n"
    }
};
