//! A remembered device.

#[derive(Clone)]
pub(crate) struct Device {
    pub(crate) user: String,
    /// `None` until the client confirms the device.
    pub(crate) verifier: Option<String>,
}
