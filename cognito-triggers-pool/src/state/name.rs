//! Names that are part of the program, in a state that is read back from a file.

pub(crate) type Name = &'static str;

/// Reads a name that the program has.
#[cfg(feature = "serve")]
pub(super) fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Name, D::Error> {
    const NAMES: [Name; 5] = ["EMAIL_OTP", "SMS_OTP", "SMS_MFA", "email", "phone_number"];
    let text: String = serde::Deserialize::deserialize(from)?;
    let known = NAMES.into_iter().find(|name| *name == text);
    known.ok_or_else(|| serde::de::Error::custom(format_args!("unknown name {text:?}")))
}
