//! A pool with the settings of a real one, from what the AWS CLI prints.

use serde_json::Value;

use super::pool::Pool;
use crate::function::Function;
use crate::settings::{compare_triggers, read_client, read_mfa_config, read_pool};

/// Takes settings over from a real pool.
impl Pool {
    /// A pool with the settings of a real one: the outputs of `aws cognito-idp describe-user-pool` and
    /// `describe-user-pool-client`. [`Pool::warnings`] names the settings that are not modelled, and the
    /// triggers that only the described pool or only the function has.
    ///
    /// # Errors
    ///
    /// One of the values is no such output, or a member of it has a wrong type. The text says which, and what it lacks, or
    /// where and which type is wanted.
    pub fn from_description(
        function: impl Function + 'static,
        describe_user_pool: &Value,
        describe_user_pool_client: &Value,
    ) -> Result<Self, String> {
        let (settings, mut warnings) = read_pool(describe_user_pool)?;
        let (client, more) = read_client(describe_user_pool_client)?;
        warnings.extend(more);
        warnings.extend(compare_triggers(describe_user_pool, &function.triggers())?);
        let mut pool = Self::new(function).with_settings(settings).with_client(client);
        pool.warnings = warnings;
        Ok(pool)
    }

    /// Takes the second factors of a real pool, and the texts that bring their codes: the output of `aws
    /// cognito-idp get-user-pool-mfa-config`. [`Pool::warnings`] names what is not modelled.
    ///
    /// # Errors
    ///
    /// The value is not such an output, or a member of it has a wrong type. The text says what it lacks, or where and
    /// which type is wanted.
    #[track_caller]
    pub fn with_mfa_config(mut self, get_user_pool_mfa_config: &Value) -> Result<Self, String> {
        let warnings = read_mfa_config(&mut self.edit().settings, get_user_pool_mfa_config)?;
        self.warnings.retain(|warning| !warning.contains("with_mfa_config"));
        self.warnings.extend(warnings);
        Ok(self)
    }

    /// Takes over settings from the output of `aws cognito-idp describe-user-pool`, of
    /// `describe-user-pool-client`, or from one object that has both. What an output does not describe stays.
    /// [`Pool::warnings`] names what is not modelled.
    ///
    /// # Errors
    ///
    /// The value is no such output, or a member of it has a wrong type. The text says what it lacks, or where and which
    /// type is wanted.
    #[track_caller]
    pub fn with_description(mut self, output: &Value) -> Result<Self, String> {
        let has = |name| output.get(name).is_some_and(|value| !value.is_null());
        let (has_pool, has_client) = (has("UserPool"), has("UserPoolClient"));
        if has_pool || !has_client {
            let (settings, warnings) = read_pool(output)?;
            self.warnings.extend(warnings);
            self.warnings.extend(compare_triggers(output, &self.engine.triggers)?);
            self = self.with_settings(settings);
        }
        if has_client {
            let (client, warnings) = read_client(output)?;
            self.warnings.extend(warnings);
            self = self.with_client(client);
        }
        Ok(self)
    }

    /// Names each setting of [`Pool::from_description`] that the pool does not model, and each trigger that
    /// the function and the described pool do not share.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}
