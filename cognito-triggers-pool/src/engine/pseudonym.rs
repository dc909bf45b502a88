//! What a client sees of a user by name alone, so that an unknown one looks like any other.

use sha2::Sha256;

use super::call::Call;
use crate::base64::hex;
use crate::hmac::hmac;
use crate::state::Flow;

impl Call<'_> {
    /// The user name in challenge parameters. Where users sign up with an address, known users have an id,
    /// and an unknown one gets an id that is always the same for the typed name.
    pub(super) fn shown_name(&self, flow: &Flow) -> String {
        if flow.known || self.engine.settings.username_attributes.is_empty() {
            return flow.user.clone();
        }
        let hex = self.digest("id", &flow.user);
        format!("{}-{}-70{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..14], &hex[14..18], &hex[18..30])
    }

    /// The salt of SRP: the same for a name each time. Its first byte is small, since clients disagree about
    /// others.
    pub(super) fn salt(&self, flow: &Flow) -> String {
        format!("1{}", &self.digest("salt", &flow.user)[..31])
    }

    /// 64 hexadecimal digits.
    fn digest(&self, purpose: &str, name: &str) -> String {
        let key = self.engine.settings.id.as_bytes();
        hex(&hmac::<Sha256>(key, &[purpose.as_bytes(), name.as_bytes()]))
    }
}
