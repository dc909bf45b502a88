//! `PASSWORD_VERIFIER`: the challenge of a password that is proven, and its answer.

use serde_json::{Value, json};

use super::call::Call;
use super::challenge::Given;
use super::proof::Claim;
use crate::error::{self, ApiError};
use crate::state::{Flow, FlowKind, Pending, Proof, Use};

impl Call<'_> {
    /// The challenge `PASSWORD_VERIFIER`. In plain SRP its secret block is the handle, and it has no
    /// session.
    pub(super) fn password_verifier(&self, flow: Flow) -> Result<Value, ApiError> {
        let (user, salt) = (self.shown_name(&flow), self.salt(&flow));
        let without_session = flow.kind == FlowKind::Srp;
        let (proof, srp_b) = self.begin_proof(&flow, &salt)?;
        let block = self.engine.state().random.text(64);
        let mut answer = json!({
            "ChallengeName": "PASSWORD_VERIFIER",
            "ChallengeParameters": {
                "SALT": salt, "SECRET_BLOCK": block, "SRP_B": srp_b, "USERNAME": user, "USER_ID_FOR_SRP": user,
            },
        });
        let pending = Pending::PasswordVerifier { secret_block: block.clone(), proof };
        if without_session {
            self.open_as(block, flow, pending);
        } else {
            answer["Session"] = self.open(flow, pending).into();
        }
        Ok(answer)
    }

    /// Checks the proof of a password.
    pub(super) async fn verify_password(
        &self,
        mut flow: Flow,
        block: &str,
        proof: &Proof,
        given: &Given<'_>,
    ) -> Result<Value, ApiError> {
        if flow.kind == FlowKind::Srp {
            // Its handle is the secret block, which can be tried again.
            self.mark(given.session, Use::Open);
        }
        let responses = given.responses;
        let timestamp = responses.need("TIMESTAMP")?;
        let signature = responses.need("PASSWORD_CLAIM_SIGNATURE")?;
        if responses.need("PASSWORD_CLAIM_SECRET_BLOCK")? != block || !flow.known {
            return Err(error::incorrect_password());
        }
        let timestamp = &self.signed_timestamp(&flow, proof, timestamp)?;
        let names = &format!("{}{}", self.engine.settings.name(), flow.user);
        let claim = Claim { names, block, timestamp, signature };
        let right = |password: &str| claim.proves(proof, password);
        if let Err(error) = self.attempt(&flow.user, right) {
            if flow.kind == FlowKind::Custom {
                self.mark(given.session, Use::Dead);
            }
            return Err(error);
        }
        let user = self.engine.user(&flow.user).ok_or_else(error::incorrect_password)?;
        self.check_password_state(&user)?;
        flow.passed("PASSWORD_VERIFIER");
        self.advance(flow, given.metadata).await
    }
}
