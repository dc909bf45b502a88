//! The errors of the API, by AWS's names, and the texts that AWS gives them.

use std::fmt;

/// An error of the user pool API: an exception's name and its message, as a client of AWS sees them.
///
/// ```
/// # use cognito_triggers_pool::{LambdaConfig, Pool};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let error = Pool::new(LambdaConfig::new()).sign_up("ines", "short").await.unwrap_err();
/// assert_eq!(error.name(), "InvalidPasswordException");
/// assert_eq!(error.message(), "Password did not conform with policy: Password not long enough");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    name: &'static str,
    message: String,
}

impl ApiError {
    pub(crate) fn new(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, message: message.into() }
    }

    /// The name of the exception, such as `UserLambdaValidationException`.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The message. Its text is AWS's where AWS's is known.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The status that the HTTP API answers with: 400, and 500 for an internal error.
    pub fn status(&self) -> u16 {
        if self.name == "InternalErrorException" { 500 } else { 400 }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.message)
    }
}

impl std::error::Error for ApiError {}

/// Defines one function for each text that AWS has.
macro_rules! texts {
    ($($name:ident($($argument:ident),*) = $Exception:literal, $text:literal;)+) => {$(
        pub(crate) fn $name($($argument: &str),*) -> ApiError {
            ApiError::new($Exception, format!($text))
        }
    )+};
}

texts! {
    user_not_found() = "UserNotFoundException", "User does not exist.";
    combination_not_found() = "UserNotFoundException", "Username/client id combination not found.";
    migration_failed(client) = "UserNotFoundException", "Exception migrating user in app client {client}";
    incorrect_password() = "NotAuthorizedException", "Incorrect username or password.";
    attempts_exceeded() = "NotAuthorizedException", "Password attempts exceeded";
    disabled() = "NotAuthorizedException", "User is disabled.";
    temporary_password_expired() = "NotAuthorizedException", "Temporary password has expired and must be reset by an administrator.";
    cannot_reset_now() = "NotAuthorizedException", "User password cannot be reset in the current state.";
    cannot_confirm(status) = "NotAuthorizedException", "User cannot be confirmed. Current status is {status}";
    sign_up_disabled() = "NotAuthorizedException", "SignUp is not permitted for this user pool";
    contact_administrator() = "NotAuthorizedException", "Contact administrator to reset password.";
    session_invalid() = "NotAuthorizedException", "Invalid session for the user.";
    session_expired() = "NotAuthorizedException", "Invalid session for the user, session is expired.";
    session_used() = "NotAuthorizedException", "Invalid session for the user, session can only be used once.";
    secret_hash_missing(client) = "NotAuthorizedException", "Client {client} is configured with secret but SECRET_HASH was not received";
    secret_hash_wrong(client) = "NotAuthorizedException", "Unable to verify secret hash for client {client}";
    access_token_revoked() = "NotAuthorizedException", "Access Token has been revoked";
    access_token_expired() = "NotAuthorizedException", "Access Token has expired";
    access_token_invalid() = "NotAuthorizedException", "Invalid Access Token";
    access_token_scope() = "NotAuthorizedException", "Access Token does not have required scopes";
    refresh_token_invalid() = "NotAuthorizedException", "Invalid Refresh Token";
    refresh_token_revoked() = "NotAuthorizedException", "Refresh Token has been revoked";
    refresh_token_expired() = "NotAuthorizedException", "Refresh Token has expired";
    refresh_token_of_deleted() = "NotAuthorizedException", "The user has been deleted for the associated refresh token";
    refresh_token_client() = "NotAuthorizedException", "Refresh Token has different Client";
    revoke_unauthorized() = "UnauthorizedException", "The request is not authorized.";
    revoke_unsupported() = "UnsupportedTokenTypeException", "The token is not a refresh token.";
    refresh_token_reused() = "RefreshTokenReuseException", "Refresh token has been used already";
    not_confirmed() = "UserNotConfirmedException", "User is not confirmed.";
    reset_required() = "PasswordResetRequiredException", "Password reset required for the user";
    code_mismatch() = "CodeMismatchException", "Invalid verification code provided, please try again.";
    factor_mismatch() = "CodeMismatchException", "Invalid code or auth state for the user.";
    totp_mismatch() = "CodeMismatchException", "Invalid code received for user";
    totp_reused() = "ExpiredCodeException", "Your software token has already been used once.";
    totp_set_up_failed() = "EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA";
    totp_not_set_up() = "InvalidParameterException", "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA";
    code_expired() = "ExpiredCodeException", "Invalid code provided, please request a code again.";
    user_exists() = "UsernameExistsException", "User already exists";
    account_exists() = "UsernameExistsException", "User account already exists";
    address_exists(kind) = "UsernameExistsException", "An account with the given {kind} already exists.";
    alias_exists(kind) = "AliasExistsException", "An account with the {kind} already exists.";
    password_policy(reason) = "InvalidPasswordException", "Password did not conform with policy: {reason}";
    password_flow_disabled() = "InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client";
    admin_flow_disabled() = "InvalidParameterException", "Auth flow not enabled for this client";
    flow_disabled(flow) = "InvalidParameterException", "{flow} is not enabled for the client.";
    flow_unsupported() = "InvalidParameterException", "Initiate Auth method not supported.";
    define_missing() = "InvalidParameterException", "Custom auth lambda trigger is not configured for the user pool.";
    challenge_trigger_missing(trigger) = "InvalidUserPoolConfigurationException", "{trigger} is not configured for the user pool.";
    timestamp_format() = "InvalidParameterException", "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.";
    parameter_missing(name) = "InvalidParameterException", "Missing required parameter {name}";
    schema(faults) = "InvalidParameterException", "Attributes did not conform to the schema: {faults}";
    username_email() = "InvalidParameterException", "Username should be an email.";
    username_phone() = "InvalidParameterException", "Username should be a phone number.";
    username_either() = "InvalidParameterException", "Username should be either an email or a phone number.";
    username_is_alias() = "InvalidParameterException", "Username cannot be of email format since user pool is configured for email alias.";
    secret_hash_unexpected(client) = "InvalidParameterException", "App client {client} is not configured for secret but secret hash was received";
    attribute_not_writable() = "NotAuthorizedException", "A client attempted to write unauthorized attribute";
    already_confirmed() = "InvalidParameterException", "User is already confirmed.";
    no_recovery_address() = "InvalidParameterException", "Cannot reset password for the user as there is no registered/verified email or phone_number";
    invalid_parameter(text) = "InvalidParameterException", "{text}";
    constraint(fault) = "InvalidParameterException", "1 validation error detected: {fault}";
    limit_exceeded() = "LimitExceededException", "Attempt limit exceeded, please try after some time.";
    no_client(id) = "ResourceNotFoundException", "User pool client {id} does not exist.";
    no_pool(id) = "ResourceNotFoundException", "User pool {id} does not exist.";
    no_group() = "ResourceNotFoundException", "Group not found.";
    group_exists(name) = "GroupExistsException", "A group with the name {name} already exists.";
    no_device() = "ResourceNotFoundException", "Device does not exist.";
    resend_not_possible(user) = "UnsupportedUserStateException", "Resend not possible. {user} status is not FORCE_CHANGE_PASSWORD";
    trigger_failed(trigger, text) = "UserLambdaValidationException", "{trigger} failed with error {text}.";
    trigger_timeout(trigger) = "UnexpectedLambdaException", "{trigger} invocation failed due to error Socket timeout while invoking Lambda function.";
    invalid_json() = "InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON";
    unrecognizable() = "InvalidLambdaResponseException", "Unrecognizable lambda output";
    serialization(text) = "SerializationException", "{text}";
    unknown_operation(name) = "UnknownOperationException", "This pool knows no operation {name}.";
    not_emulated(name) = "UnsupportedOperationException", "{name} is not emulated by this pool.";
}
