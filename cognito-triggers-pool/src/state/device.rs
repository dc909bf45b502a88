//! A remembered device.

#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Device {
    pub(crate) user: String,
    pub(crate) group_key: String,
    /// `None` until the client confirms the device.
    pub(crate) verifier: Option<String>,
    /// Base64, as the client sent it.
    pub(crate) salt: Option<String>,
}
