//! Checks a password: the lockout, the password itself, and what a right one leads to.

use super::Call;
use crate::error::{self, ApiError};
use crate::state::{DAY, MINUTE, SECOND, Status, Time, User};

/// The longest lock, and the quiet time that resets it.
const LONGEST: Time = 15 * MINUTE;

impl Call<'_> {
    /// Checks a password in plain text.
    pub(super) fn check_password(&self, user: &str, typed: &str) -> Result<(), ApiError> {
        self.attempt(user, |password| password == typed)
    }

    /// Checks a password by its proof, and counts a failure.
    pub(super) fn attempt(&self, user: &str, is_right: impl FnOnce(&str) -> bool) -> Result<(), ApiError> {
        let now = self.now();
        let locks = self.engine.options.lockout;
        let mut state = self.engine.state();
        let user = state.users.get_mut(user).ok_or_else(error::incorrect_password)?;
        if now.saturating_sub(user.last_failure) >= LONGEST {
            user.failed_attempts = 0;
        }
        if locks && user.failed_attempts >= 5 && now < user.last_failure + lock(user.failed_attempts) {
            return Err(error::attempts_exceeded());
        }
        if user.password.as_deref().is_some_and(is_right) {
            user.failed_attempts = 0;
            return Ok(());
        }
        user.failed_attempts = user.failed_attempts.saturating_add(1);
        user.last_failure = now;
        Err(error::incorrect_password())
    }

    /// Refuses a right password that cannot be used now.
    pub(super) fn check_password_state(&self, user: &User) -> Result<(), ApiError> {
        match user.status {
            Status::ResetRequired => Err(error::reset_required()),
            Status::ForceChangePassword => {
                let validity = self.engine.settings.policy.temporary_days.saturating_mul(DAY);
                let expired = self.now() >= user.password_set.saturating_add(validity);
                if expired { Err(error::temporary_password_expired()) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}

/// The lock after the fifth failure and each one more: 2^(n − 5) seconds.
fn lock(failures: u32) -> Time {
    2_u64
        .checked_pow(failures.saturating_sub(5))
        .map_or(LONGEST, |seconds| seconds.saturating_mul(SECOND).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, SECOND, lock};

    #[test]
    fn a_lock_grows_up_to_the_longest() {
        assert_eq!([5, 6, 8].map(lock), [SECOND, 2 * SECOND, 8 * SECOND]);
        assert_eq!([30, 68, u32::MAX].map(lock), [LONGEST; 3]);
    }
}
