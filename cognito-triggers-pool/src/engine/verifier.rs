//! `PASSWORD_VERIFIER`: the challenge of a password that is proven, and its answer.

use serde_json::{Value, json};

use super::call::Call;
use super::challenge::Given;
use crate::error::{self, ApiError};
use crate::state::{Flow, FlowKind, Pending, Use};

impl Call<'_> {
    /// The challenge `PASSWORD_VERIFIER`. In plain SRP its secret block is the handle, and it has no
    /// session.
    pub(super) fn password_verifier(&self, flow: Flow) -> Value {
        let (user, salt) = (self.shown_name(&flow), self.salt(&flow));
        let without_session = flow.kind == FlowKind::Srp;
        let (block, srp_b) = {
            let random = &mut self.engine.state().random;
            (random.text(64), random.hex(64))
        };
        let mut answer = json!({
            "ChallengeName": "PASSWORD_VERIFIER",
            "ChallengeParameters": {
                "SALT": salt, "SECRET_BLOCK": block, "SRP_B": srp_b, "USERNAME": user, "USER_ID_FOR_SRP": user,
            },
        });
        let pending = Pending::PasswordVerifier { secret_block: block.clone() };
        if without_session {
            self.open_as(block, flow, pending);
        } else {
            answer["Session"] = self.open(flow, pending).into();
        }
        answer
    }

    /// Checks the proof of a password.
    pub(super) async fn verify_password(
        &self,
        mut flow: Flow,
        block: &str,
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
        if let Err(error) = self.check_proof(&flow.user, block, timestamp, signature) {
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
