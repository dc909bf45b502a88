//! The API: one table from an operation's name to its request and its flow.

use serde_json::Value;

use crate::engine::{
    Call, Caller, Engine, administrator, attributes, challenge, device, directory, federation, forgotten,
    groups, mfa, refresh, sign_in, sign_up,
};
use crate::error::{self, ApiError};
use crate::event::Object;
use crate::request::{self, Request};

/// Operations of the API that this pool knows by name only.
const NOT_EMULATED: [&str; 66] = [
    "AddCustomAttributes",
    "AdminDisableProviderForUser",
    "AdminForgetDevice",
    "AdminGetDevice",
    "AdminListDevices",
    "AdminListUserAuthEvents",
    "AdminSetUserSettings",
    "AdminUpdateAuthEventFeedback",
    "AdminUpdateDeviceStatus",
    "CompleteWebAuthnRegistration",
    "CreateIdentityProvider",
    "CreateManagedLoginBranding",
    "CreateResourceServer",
    "CreateUserImportJob",
    "CreateUserPool",
    "CreateUserPoolClient",
    "CreateUserPoolDomain",
    "DeleteIdentityProvider",
    "DeleteResourceServer",
    "DeleteUserPool",
    "DeleteUserPoolClient",
    "DeleteUserPoolDomain",
    "DeleteWebAuthnCredential",
    "DescribeIdentityProvider",
    "DescribeResourceServer",
    "DescribeRiskConfiguration",
    "DescribeUserImportJob",
    "DescribeUserPool",
    "DescribeUserPoolClient",
    "DescribeUserPoolDomain",
    "ForgetDevice",
    "GetCSVHeader",
    "GetClientToken",
    "GetDerivedToken",
    "GetDevice",
    "GetGroup",
    "GetIdentityProviderByIdentifier",
    "GetSigningCertificate",
    "GetUICustomization",
    "GetUserAuthFactors",
    "GetUserPoolMfaConfig",
    "ListDevices",
    "ListIdentityProviders",
    "ListResourceServers",
    "ListUserImportJobs",
    "ListUserPoolClients",
    "ListUserPools",
    "ListUsersInGroup",
    "ListWebAuthnCredentials",
    "SetRiskConfiguration",
    "SetUICustomization",
    "SetUserPoolMfaConfig",
    "SetUserSettings",
    "StartUserImportJob",
    "StartWebAuthnRegistration",
    "StopUserImportJob",
    "TagResource",
    "UntagResource",
    "UpdateAuthEventFeedback",
    "UpdateDeviceStatus",
    "UpdateGroup",
    "UpdateIdentityProvider",
    "UpdateResourceServer",
    "UpdateUserPool",
    "UpdateUserPoolClient",
    "UpdateUserPoolDomain",
];

macro_rules! operations {
    ($($pool:ident $Operation:ident: $Request:ident => $flow:path;)+) => {
        /// Runs an operation by its name, with the API's own JSON.
        pub(crate) async fn run(engine: &Engine, caller: Caller, operation: &str, body: &Object) -> (u64, Result<Value, ApiError>) {
            match operation {
                $(stringify!($Operation) => {
                    let call = Call::new(engine, stringify!($Operation), caller);
                    let request = $pool(engine, body).and_then(|()| request::$Request::read(body));
                    let answer = match request {
                        Ok(request) => $flow(&call, request).await,
                        Err(error) => Err(error),
                    };
                    (call.number, answer)
                })+
                other if NOT_EMULATED.contains(&other) => (0, Err(error::not_emulated(other))),
                other => (0, Err(error::unknown_operation(other))),
            }
        }
    };
}

operations! {
    // Operation: request => flow. Those of a `pool` name it by its id, those of a `client` do not.
    client SignUp: SignUp => sign_up::sign_up;
    client ConfirmSignUp: ConfirmSignUp => sign_up::confirm_sign_up;
    client ResendConfirmationCode: ResendConfirmationCode => sign_up::resend;
    client InitiateAuth: InitiateAuth => sign_in::initiate_auth;
    client RespondToAuthChallenge: RespondToAuthChallenge => challenge::respond;
    client GetTokensFromRefreshToken: GetTokensFromRefreshToken => refresh::get_tokens;
    client RevokeToken: RevokeToken => refresh::revoke;
    client GlobalSignOut: ByAccessToken => refresh::global_sign_out;
    client ForgotPassword: ForgotPassword => forgotten::forgot_password;
    client ConfirmForgotPassword: ConfirmForgotPassword => forgotten::confirm;
    client ChangePassword: ChangePassword => forgotten::change;
    client GetUser: ByAccessToken => directory::get;
    client DeleteUser: ByAccessToken => directory::delete;
    client UpdateUserAttributes: UpdateUserAttributes => attributes::update;
    client DeleteUserAttributes: DeleteUserAttributes => attributes::delete;
    client GetUserAttributeVerificationCode: GetUserAttributeVerificationCode => attributes::send_verification;
    client VerifyUserAttribute: VerifyUserAttribute => attributes::verify;
    client AssociateSoftwareToken: AssociateSoftwareToken => mfa::associate;
    client VerifySoftwareToken: VerifySoftwareToken => mfa::verify;
    client SetUserMFAPreference: SetUserMfaPreference => mfa::prefer;
    client ConfirmDevice: ConfirmDevice => device::confirm;
    pool AdminCreateUser: AdminCreateUser => administrator::create_user;
    pool AdminConfirmSignUp: AdminUser => sign_up::admin_confirm_sign_up;
    pool AdminInitiateAuth: InitiateAuth => sign_in::initiate_auth;
    pool AdminRespondToAuthChallenge: RespondToAuthChallenge => challenge::respond;
    pool AdminResetUserPassword: AdminUser => forgotten::admin_reset;
    pool AdminSetUserPassword: AdminSetUserPassword => forgotten::admin_set_password;
    pool AdminUpdateUserAttributes: AdminUpdateUserAttributes => attributes::admin_update;
    pool AdminDeleteUserAttributes: AdminDeleteUserAttributes => attributes::admin_delete;
    pool AdminGetUser: AdminUser => directory::admin_get;
    pool AdminEnableUser: AdminUser => directory::enable;
    pool AdminDisableUser: AdminUser => directory::disable;
    pool AdminDeleteUser: AdminUser => directory::admin_delete;
    pool AdminUserGlobalSignOut: AdminUser => directory::admin_sign_out;
    pool AdminSetUserMFAPreference: AdminSetUserMfaPreference => mfa::admin_prefer;
    pool AdminAddUserToGroup: GroupOfUser => groups::add;
    pool AdminRemoveUserFromGroup: GroupOfUser => groups::remove;
    pool AdminListGroupsForUser: AdminUser => groups::of_user;
    pool AdminLinkProviderForUser: AdminLinkProviderForUser => federation::link;
    pool ListUsers: ListAll => directory::list;
    pool ListGroups: ListAll => groups::list;
    pool CreateGroup: CreateGroup => groups::create;
    pool DeleteGroup: GroupByName => groups::delete;
}

/// Checks the id of the pool, which operations of administrators name.
fn pool(engine: &Engine, body: &Object) -> Result<(), ApiError> {
    let id: String = request::Member::read(body.get("UserPoolId"), "UserPoolId")?;
    if id == engine.settings.id { Ok(()) } else { Err(error::no_pool(&id)) }
}

#[expect(clippy::unnecessary_wraps, reason = "as `pool`")]
fn client(_: &Engine, _: &Object) -> Result<(), ApiError> {
    Ok(())
}
