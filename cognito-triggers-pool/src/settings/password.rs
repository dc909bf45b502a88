//! The password policy.

/// The characters that Cognito counts as symbols.
const SYMBOLS: &str = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+=";

/// The rules for passwords: `Policies.PasswordPolicy`. The default is Cognito's: eight characters with
/// upper and lower case, a number and a symbol, and temporary passwords that are valid for 7 days.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the API has as many")]
pub struct PasswordPolicy {
    pub(crate) minimum_length: usize,
    pub(crate) uppercase: bool,
    pub(crate) lowercase: bool,
    pub(crate) numbers: bool,
    pub(crate) symbols: bool,
    pub(crate) temporary_days: u64,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            minimum_length: 8,
            uppercase: true,
            lowercase: true,
            numbers: true,
            symbols: true,
            temporary_days: 7,
        }
    }
}

impl PasswordPolicy {
    /// Asks for a length alone: `MinimumLength`, 6 to 99.
    pub fn length_only(minimum_length: usize) -> Self {
        Self {
            minimum_length,
            uppercase: false,
            lowercase: false,
            numbers: false,
            symbols: false,
            ..Self::default()
        }
    }

    /// Sets `TemporaryPasswordValidityDays`, 1 to 365.
    #[must_use]
    pub fn temporary_password_validity_days(mut self, days: u64) -> Self {
        self.temporary_days = days;
        self
    }

    /// The first rule that a password breaks, in AWS's words.
    pub(crate) fn broken_rule(&self, password: &str) -> Option<&'static str> {
        let lacks = |needed: bool, has: fn(char) -> bool| needed && !password.chars().any(has);
        if password.chars().count() < self.minimum_length {
            Some("Password not long enough")
        } else if lacks(self.uppercase, |c| c.is_ascii_uppercase()) {
            Some("Password must have uppercase characters")
        } else if lacks(self.lowercase, |c| c.is_ascii_lowercase()) {
            Some("Password must have lowercase characters")
        } else if lacks(self.numbers, |c| c.is_ascii_digit()) {
            Some("Password must have numeric characters")
        } else if lacks(self.symbols, |c| SYMBOLS.contains(c)) {
            Some("Password must have symbol characters")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PasswordPolicy;

    #[test]
    fn the_first_broken_rule_is_told() {
        let policy = PasswordPolicy::default();
        assert_eq!(policy.broken_rule("aA1!"), Some("Password not long enough"));
        assert_eq!(policy.broken_rule("aaaaaaaa"), Some("Password must have uppercase characters"));
        assert_eq!(policy.broken_rule("AAAAAAAA"), Some("Password must have lowercase characters"));
        assert_eq!(policy.broken_rule("aaaaAAAA"), Some("Password must have numeric characters"));
        assert_eq!(policy.broken_rule("aaaaAAA1"), Some("Password must have symbol characters"));
        assert_eq!(policy.broken_rule("aaaaAA1!"), None);
        assert_eq!(PasswordPolicy::length_only(6).broken_rule("aaaaaa"), None);
    }
}
