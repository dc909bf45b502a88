//! Makes codes, and checks them.

use super::Call;
use super::lookup::find;
use crate::error::{self, ApiError};
use crate::record::Medium;
use crate::settings::ClientSettings;
use crate::state::{Code, DAY, HOUR, Purpose, Time};

impl Call<'_> {
    /// Makes a new code. The old one of the same purpose is void.
    pub(super) fn new_code(&self, user: &str, purpose: Purpose, medium: Medium) -> String {
        let validity: Time = if purpose == Purpose::ForgotPassword { HOUR } else { DAY };
        let expires = self.now() + validity;
        let mut state = self.engine.state();
        let text = state.random.digits(6);
        state.codes.insert((user.to_owned(), purpose), Code { text: text.clone(), expires, medium });
        text
    }

    /// Uses a code up, if it is the right one.
    pub(super) fn use_code(&self, user: &str, purpose: Purpose, typed: &str) -> Result<Code, ApiError> {
        let now = self.now();
        let mut state = self.engine.state();
        let key = (user.to_owned(), purpose);
        let code = state.codes.get(&key).filter(|code| now < code.expires).cloned();
        let code = code.ok_or_else(error::code_expired)?;
        if code.text != typed {
            return Err(error::code_mismatch());
        }
        state.codes.remove(&key);
        Ok(code)
    }

    /// Finds the user who has a code. For one who does not exist, a client that hides that gets the error of
    /// a wrong code.
    pub(super) fn user_with_code(
        &self,
        client: &ClientSettings,
        typed: &str,
        purpose: Purpose,
        code: &str,
    ) -> Result<String, ApiError> {
        if let Some(name) = find(&self.engine.state(), &self.engine.settings, typed) {
            return Ok(name);
        }
        if !client.hide_unknown_users {
            return Err(error::combination_not_found());
        }
        Err(self.use_code(typed, purpose, code).err().unwrap_or_else(error::code_mismatch))
    }
}
