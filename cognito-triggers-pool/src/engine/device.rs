//! Remembered devices, which spare their user a second factor.

use serde_json::{Value, json};

use super::call::Call;
use super::challenge::Given;
use super::parameters::check_srp_a;
use super::proof::Claim;
use crate::base64::{decode, hex};
use crate::error::{self, ApiError};
use crate::request::{ConfirmDevice, Member};
use crate::state::{Device, Flow, Pending, Proof, User};

impl Call<'_> {
    /// Asks for the proof of a device, if the client names one that the user has confirmed. A key that nobody
    /// has is an error, after which clients try again without it.
    pub(super) fn device_challenge(&self, flow: &Flow, user: &User) -> Result<Option<Value>, ApiError> {
        let Some(key) = flow.device.as_deref().filter(|_| self.engine.settings.devices) else {
            return Ok(None);
        };
        let device = self.engine.state().devices.get(key).filter(|device| device.user == user.name).cloned();
        if device.ok_or_else(error::no_device)?.verifier.is_none() {
            return Ok(None);
        }
        Ok(Some(json!({
            "ChallengeName": "DEVICE_SRP_AUTH",
            "ChallengeParameters": {},
            "Session": self.open(flow.clone(), Pending::DeviceSrp),
        })))
    }

    pub(super) fn device_srp(&self, mut flow: Flow, given: &Given<'_>) -> Result<Value, ApiError> {
        let key = given.responses.need("DEVICE_KEY")?.to_owned();
        let srp_a = given.responses.need("SRP_A")?;
        check_srp_a(srp_a)?;
        if flow.device.as_ref() != Some(&key) {
            return Err(error::no_device());
        }
        if flow.kind == crate::state::FlowKind::Custom {
            flow.passed("DEVICE_SRP_AUTH");
        }
        let device = self.engine.state().devices.get(&key).cloned().ok_or_else(error::no_device)?;
        let (proof, srp_b) = self.begin_device_proof(&device, srp_a)?;
        let salt = device.salt.as_deref().and_then(decode).map(|salt| hex(&salt)).unwrap_or_default();
        let block = self.engine.state().random.text(64);
        let user = flow.user.clone();
        let pending = Pending::DevicePassword { secret_block: block.clone(), proof };
        Ok(json!({
            "ChallengeName": "DEVICE_PASSWORD_VERIFIER",
            "ChallengeParameters": {
                "SALT": salt, "SECRET_BLOCK": block, "SRP_B": srp_b, "USERNAME": user, "DEVICE_KEY": key,
            },
            "Session": self.open(flow, pending),
        }))
    }

    pub(super) async fn device_password(
        &self,
        mut flow: Flow,
        block: &str,
        proof: &Proof,
        given: &Given<'_>,
    ) -> Result<Value, ApiError> {
        let timestamp = given.responses.need("TIMESTAMP")?;
        let signature = given.responses.need("PASSWORD_CLAIM_SIGNATURE")?;
        let key = flow.device.clone().unwrap_or_default();
        let device = self.engine.state().devices.get(&key).cloned().ok_or_else(error::no_device)?;
        let timestamp = &self.signed_timestamp(&flow, proof, timestamp)?;
        let names = &format!("{}{key}", device.group_key);
        let claim = Claim { names, block, timestamp, signature };
        if !device.verifier.is_some_and(|verifier| claim.proves(proof, &verifier)) {
            return Err(error::incorrect_password());
        }
        if flow.kind == crate::state::FlowKind::Custom {
            flow.passed("DEVICE_PASSWORD_VERIFIER");
        }
        flow.device_verified = true;
        flow.factor_verified = true;
        self.advance(flow, given.metadata).await
    }

    /// A new device, for a client that has named none.
    pub(super) fn new_device(&self, flow: &Flow) -> Option<(String, String)> {
        if !self.engine.settings.devices || flow.device.is_some() {
            return None;
        }
        let region = self.engine.settings.region();
        let mut state = self.engine.state();
        let key = format!("{region}_{}", state.random.id());
        let group_key = state.random.text(9);
        let device =
            Device { user: flow.user.clone(), group_key: group_key.clone(), verifier: None, salt: None };
        state.devices.insert(key.clone(), device);
        Some((key, group_key))
    }
}

pub(crate) async fn confirm(call: &Call<'_>, request: ConfirmDevice) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    let secret = |name: &str| {
        let value = request.verifier.as_ref().and_then(|verifier| verifier.get(name));
        Option::<String>::read(value, &format!("DeviceSecretVerifierConfig.{name}"))
    };
    let (verifier, salt) = (secret("PasswordVerifier")?, secret("Salt")?);
    let mut state = call.engine.state();
    let device = state.devices.get_mut(&request.device_key).filter(|device| device.user == user.name);
    let device = device.ok_or_else(error::no_device)?;
    device.verifier = Some(verifier.unwrap_or_default());
    device.salt = salt;
    Ok(json!({"UserConfirmationNecessary": false}))
}
