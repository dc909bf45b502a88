//! The proof of a password or of a device: SRP for clients over HTTP, and a stand-in for tests.

use sha2::Sha256;

use super::call::{Call, Caller};
use crate::base64;
use crate::error::ApiError;
use crate::hmac::hmac;
use crate::state::{Device, Flow, Proof};

/// A `PASSWORD_CLAIM_SIGNATURE` that this pool accepts from tests: an HMAC of the secret block and the
/// timestamp, under the password. It is not SRP, whose arithmetic would make an unoptimized test slow.
pub(crate) fn stand_in(password: &str, secret_block: &str, timestamp: &str) -> String {
    base64::encode(&hmac::<Sha256>(password.as_bytes(), &[secret_block.as_bytes(), timestamp.as_bytes()]))
}

/// The answer to a proof's challenge.
pub(super) struct Claim<'c> {
    /// The pool's name and the user's id, or those of a device, one behind the other.
    pub(super) names: &'c str,
    pub(super) block: &'c str,
    pub(super) timestamp: &'c str,
    pub(super) signature: &'c str,
}

impl Claim<'_> {
    /// Returns whether the claim proves a secret.
    pub(super) fn proves(&self, proof: &Proof, secret: &str) -> bool {
        let Self { names, block, timestamp, signature } = *self;
        let expected = match proof {
            Proof::StandIn => {
                let _ = names;
                stand_in(secret, block, timestamp)
            }
            #[cfg(feature = "serve")]
            Proof::Srp(exchange) => {
                exchange.signature(names, &base64::decode(block).unwrap_or_default(), timestamp)
            }
        };
        expected == signature
    }
}

impl Call<'_> {
    /// Begins the proof of a user's password, and returns `SRP_B`. That of a user who has none, or who is not
    /// there, looks the same, and nobody can answer it.
    pub(super) fn begin_proof(&self, flow: &Flow, salt: &str) -> Result<(Proof, String), ApiError> {
        match self.caller {
            Caller::Test => {
                let _ = (flow, salt);
                Ok(self.stand_in_proof())
            }
            #[cfg(feature = "serve")]
            Caller::Http => {
                let user = self.engine.user(&flow.user).filter(|_| flow.known);
                let password = user.and_then(|user| user.password);
                let password = password.unwrap_or_else(|| self.engine.state().random.text(32));
                let name = self.shown_name(flow);
                let verifier = crate::srp::verifier(self.engine.settings.name(), &name, &password, salt);
                self.exchange(flow.srp_a.as_deref(), &verifier)
            }
        }
    }

    /// Begins the proof of a device's password, of which the pool knows the verifier alone.
    pub(super) fn begin_device_proof(
        &self,
        device: &Device,
        srp_a: &str,
    ) -> Result<(Proof, String), ApiError> {
        match self.caller {
            Caller::Test => {
                let _ = (device, srp_a);
                Ok(self.stand_in_proof())
            }
            #[cfg(feature = "serve")]
            Caller::Http => {
                let verifier = device.verifier.as_deref().and_then(base64::decode).unwrap_or_default();
                self.exchange(Some(srp_a), &num_bigint::BigUint::from_bytes_be(&verifier))
            }
        }
    }

    fn stand_in_proof(&self) -> (Proof, String) {
        (Proof::StandIn, self.engine.state().random.hex(64))
    }

    #[cfg(feature = "serve")]
    fn exchange(
        &self,
        srp_a: Option<&str>,
        verifier: &num_bigint::BigUint,
    ) -> Result<(Proof, String), ApiError> {
        let srp_a = srp_a.ok_or_else(|| crate::error::parameter_missing("SRP_A"))?;
        let private = self.engine.state().random.bytes();
        let exchange = crate::srp::Exchange::new(srp_a, &private, verifier);
        let exchange = exchange
            .ok_or_else(|| crate::error::invalid_parameter("SRP_A is no number that a client computes."))?;
        let srp_b = exchange.srp_b();
        Ok((Proof::Srp(exchange), srp_b))
    }
}
