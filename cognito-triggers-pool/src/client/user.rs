//! A user of the pool, as a test holds one.

use std::fmt;

use serde_json::{Value, json};

use super::operation::Operation;
use super::pool::Pool;
use super::sign_in::SignIn;
use crate::engine::find;
use crate::record::{Medium, Message};
use crate::state::User as Stored;

/// A user, by the name that they sign in with. Clones are the same user.
#[derive(Clone)]
pub struct UserHandle {
    pool: Pool,
    typed: String,
    answer: Value,
}

impl fmt::Debug for UserHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UserHandle").field(&self.typed).finish()
    }
}

impl UserHandle {
    pub(super) fn new(pool: Pool, typed: String, answer: Value) -> Self {
        Self { pool, typed, answer }
    }

    /// Reads the user, if there is one.
    fn read<T>(&self, read: impl FnOnce(&Stored) -> T) -> Option<T> {
        let engine = self.pool.engine();
        let state = engine.state();
        let name = find(&state, &engine.settings, &self.typed)?;
        state.users.get(&name).map(read)
    }

    pub(super) fn stored_password(&self) -> Option<String> {
        self.read(|user| user.password.clone()).flatten()
    }

    #[track_caller]
    fn existing<T>(&self, read: impl FnOnce(&Stored) -> T) -> T {
        let found = self.read(read);
        found.unwrap_or_else(|| {
            let state = self.pool.engine().state();
            panic!("the pool has no user {}. Its users are {:?}", self.typed, state.users.keys())
        })
    }

    /// Returns whether the pool has the user.
    pub fn exists(&self) -> bool {
        self.read(|_| ()).is_some()
    }

    /// The user name in events and tokens. Where users sign up with an address, it is their `sub`.
    ///
    /// # Panics
    ///
    /// The pool has no such user.
    #[track_caller]
    pub fn username(&self) -> String {
        self.existing(|user| user.name.clone())
    }

    /// The user's `sub`.
    ///
    /// # Panics
    ///
    /// The pool has no such user.
    #[track_caller]
    pub fn sub(&self) -> String {
        self.existing(|user| user.sub().to_owned())
    }

    /// `UserStatus`, such as `CONFIRMED`.
    ///
    /// # Panics
    ///
    /// The pool has no such user.
    #[track_caller]
    pub fn status(&self) -> &'static str {
        self.existing(|user| user.status.as_str())
    }

    /// An attribute.
    ///
    /// # Panics
    ///
    /// The pool has no such user.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.existing(|user| user.attribute(name).map(str::to_owned))
    }

    /// The API's answer that created the user, such as the one of SignUp. It is null for a handle that
    /// [`Pool::user`] has made.
    pub fn answer(&self) -> &Value {
        &self.answer
    }

    /// The newest e-mail for the user.
    ///
    /// # Panics
    ///
    /// There is none. The panic lists the messages that there are.
    #[track_caller]
    pub fn email(&self) -> Message {
        self.message(Medium::Email)
    }

    /// The newest SMS message for the user.
    ///
    /// # Panics
    ///
    /// There is none. The panic lists the messages that there are.
    #[track_caller]
    pub fn sms(&self) -> Message {
        self.message(Medium::Sms)
    }

    #[track_caller]
    fn message(&self, medium: Medium) -> Message {
        let name = self.read(|user| user.name.clone()).unwrap_or_else(|| self.typed.clone());
        self.pool.inbox().last(&name, medium).clone()
    }

    /// ConfirmSignUp.
    pub fn confirm(&self, code: &str) -> Operation<()> {
        let mut body = self.pool.body_of(&self.typed);
        body["ConfirmationCode"] = code.into();
        Operation::new(&self.pool, "ConfirmSignUp", body, |_, _| ())
    }

    /// ResendConfirmationCode. The answer is `CodeDeliveryDetails`.
    pub fn resend_code(&self) -> Operation<Value> {
        let body = self.pool.body_of(&self.typed);
        Operation::new(&self.pool, "ResendConfirmationCode", body, delivery)
    }

    /// ForgotPassword. The answer is `CodeDeliveryDetails`.
    pub fn forgot_password(&self) -> Operation<Value> {
        let body = self.pool.body_of(&self.typed);
        Operation::new(&self.pool, "ForgotPassword", body, delivery)
    }

    /// ConfirmForgotPassword.
    pub fn confirm_forgot_password(&self, code: &str, password: &str) -> Operation<()> {
        let mut body = self.pool.body_of(&self.typed);
        body["ConfirmationCode"] = code.into();
        body["Password"] = password.into();
        Operation::new(&self.pool, "ConfirmForgotPassword", body, |_, _| ())
    }

    /// A sign-in by password, as [`Pool::sign_in`].
    pub fn sign_in(&self, password: &str) -> Operation<SignIn> {
        self.pool.sign_in(&self.typed, password)
    }

    /// Custom authentication, as [`Pool::custom_auth`].
    pub fn custom_auth(&self) -> Operation<SignIn> {
        self.pool.custom_auth(&self.typed)
    }

    /// AdminAddUserToGroup.
    pub fn add_to_group(&self, group: &str) -> Operation<()> {
        let body = json!({"Username": self.typed, "GroupName": group});
        Operation::new(&self.pool, "AdminAddUserToGroup", body, |_, _| ())
    }
}

fn delivery(_: Pool, mut answer: Value) -> Value {
    answer["CodeDeliveryDetails"].take()
}

/// SignUp and AdminCreateUser.
impl Operation<UserHandle> {
    /// Adds an attribute to `UserAttributes`.
    pub fn attribute(self, name: &str, value: &str) -> Self {
        self.add("UserAttributes", name, value)
    }

    /// Adds an entry to `ValidationData`, which PreSignUp sees.
    pub fn validation_data(self, name: &str, value: &str) -> Self {
        self.add("ValidationData", name, value)
    }
}
