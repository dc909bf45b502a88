//! Sources, triggers, versions, and the sealed traits.

use crate::edit::{Edit, NewFile, edits};

pub(crate) const NAMES: &[Edit] = edits! {
    "cognito-triggers/src/spec/table.rs" ["Source" "Trigger"] {
        "        $then! {\n" => "DeviceTracking DeviceTrackingTrigger device_tracking [returns \"()\"] {\n    Authentication = DeviceTrackingAuthentication \"DeviceTracking_Authentication\" \"a sign-in from a new device\";\n}\n"
        "CustomMessage CustomMessageTrigger custom_message [returns \"Email\", check] {\n" => "Passkey = CustomMessagePasskey \"CustomMessage_Passkey\" \"a passkey\";\n"
        "PreAuthentication PreAuthenticationTrigger pre_authentication [returns \"()\"] {\n" => "Passkey = PreAuthenticationPasskey \"PreAuthentication_Passkey\" \"a passkey\";\n"
    }
    "cognito-triggers/src/spec/source.rs" ["Source" "Trigger" "SourceSet"] {
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n        #[non_exhaustive]\n        pub enum Source {\n" => ""
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n        #[non_exhaustive]\n        pub enum Trigger {\n" => ""
        "pub struct SourceSet(u128" => ""
        "impl SourceSet {\n" => "pub const fn grown(&self) {}\n"
    }
    "cognito-triggers/src/spec/convert.rs" ["SourceSetIter" "UnknownName"] {
        "pub struct SourceSetIter(SourceSet" => ""
        "pub struct UnknownName {\n    name: String," => ""
        "    expected: &'static str,\n}\n" => "impl UnknownName { pub fn grown(&self) {} }\n"
    }
    "cognito-triggers/src/trigger/custom_message/reply.rs" [] {
        "impl EmailPlaceholders<SignUp> for Code {}\n" => "impl EmailPlaceholders<super::Passkey> for Code {}\n"
        "impl SmsPlaceholders<SignUp> for Code {}\n" => "impl SmsPlaceholders<super::Passkey> for Code {}\n"
    }
    "cognito-triggers/src/trigger/mod.rs" ["Trigger"] {
        "pub mod define_auth_challenge;\n" => "pub mod device_tracking;\n"
    }
    "cognito-triggers/src/lib.rs" ["Trigger"] {
        "    pub use crate::{\n        create_auth_challenge," => " device_tracking,"
    }
    "cognito-triggers/src/run/pool.rs" ["Trigger"] {
        "Trigger::InboundFederation => Attached::InboundFederation,\n" => "Trigger::DeviceTracking => return None,\n"
    }
    "cognito-triggers/src/spec/version.rs" ["LambdaVersion"] {
        "pub struct LambdaVersion(u8);\n" => ""
        "impl LambdaVersion {\n" => "/// Grown.\npub const V9_0: Self = Self(9);\n"
    }
    "cognito-triggers/src/spec/scope.rs" ["SourceOf" "TriggerMarker"] {
        "pub trait SourceOf<T: TriggerMarker>: Sealed + Sized + 'static {\n" => "fn grown() {}\n"
        "pub trait TriggerMarker: Sealed + fmt::Debug + Sized + 'static {\n" => "fn grown() {}\n"
    }
    "cognito-triggers/src/trigger/pre_sign_up/mod.rs" ["IntoResponse" "Answers"] {
        "pub trait IntoResponse: Sealed {\n" => "fn grown(&self) {}\n"
        "pub trait Answers<S>: Sealed {\n" => "fn grown(&self) {}\n"
    }
    "cognito-triggers/src/trigger/custom_message/placeholder.rs" ["Placeholders"] {
        "pub trait Placeholders: Sealed + 'static {\n" => "fn grown() {}\n"
    }
};

/// A new trigger has a module and a page, and each new source has a sample.
pub(crate) const FILES: &[NewFile] = &[
    NewFile {
        name: "cognito-triggers/src/trigger/device_tracking.rs",
        like: "cognito-triggers/src/trigger/post_authentication.rs",
        with: TRACKING,
    },
    NewFile {
        name: "cognito-triggers/src/doc/device_tracking.md",
        like: "cognito-triggers/src/doc/post_authentication.md",
        with: TRACKING,
    },
    NewFile {
        name: "cognito-triggers/samples/DeviceTracking_Authentication.json",
        like: "cognito-triggers/samples/PostAuthentication_Authentication.json",
        with: TRACKING,
    },
    NewFile {
        name: "cognito-triggers/samples/CustomMessage_Passkey.json",
        like: "cognito-triggers/samples/CustomMessage_SignUp.json",
        with: PASSKEY,
    },
    NewFile {
        name: "cognito-triggers/samples/PreAuthentication_Passkey.json",
        like: "cognito-triggers/samples/PreAuthentication_Authentication.json",
        with: PASSKEY,
    },
];

const TRACKING: &[(&str, &str)] =
    &[("post_authentication", "device_tracking"), ("PostAuthentication", "DeviceTracking")];
const PASSKEY: &[(&str, &str)] = &[("_SignUp", "_Passkey"), ("_Authentication", "_Passkey")];
