//! Requests of users: sign-up, passwords, attributes.

use super::requests;
use super::{Attributes, Metadata, Password, Username};
use crate::event::Object;

requests! {
    SignUp {
        client_id: String = "ClientId",
        secret_hash: Option<String> = "SecretHash",
        username: Username = "Username",
        password: Option<Password> = "Password",
        attributes: Option<Attributes> = "UserAttributes",
        validation: Option<Attributes> = "ValidationData",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    ConfirmSignUp {
        client_id: String = "ClientId",
        secret_hash: Option<String> = "SecretHash",
        username: Username = "Username",
        code: String = "ConfirmationCode",
        force_alias: Option<bool> = "ForceAliasCreation",
        metadata: Option<Metadata> = "ClientMetadata",
        session: Option<String> = "Session",
    }
    ResendConfirmationCode {
        client_id: String = "ClientId",
        secret_hash: Option<String> = "SecretHash",
        username: Username = "Username",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    ForgotPassword {
        client_id: String = "ClientId",
        secret_hash: Option<String> = "SecretHash",
        username: Username = "Username",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    ConfirmForgotPassword {
        client_id: String = "ClientId",
        secret_hash: Option<String> = "SecretHash",
        username: Username = "Username",
        code: String = "ConfirmationCode",
        password: Password = "Password",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    ChangePassword {
        access_token: String = "AccessToken",
        previous: Option<Password> = "PreviousPassword",
        proposed: Password = "ProposedPassword",
    }
    UpdateUserAttributes {
        access_token: String = "AccessToken",
        attributes: Attributes = "UserAttributes",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    DeleteUserAttributes {
        access_token: String = "AccessToken",
        names: super::Texts = "UserAttributeNames",
    }
    GetUserAttributeVerificationCode {
        access_token: String = "AccessToken",
        name: String = "AttributeName",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    VerifyUserAttribute {
        access_token: String = "AccessToken",
        name: String = "AttributeName",
        code: String = "Code",
    }
    ByAccessToken {
        access_token: String = "AccessToken",
    }
    RevokeToken {
        token: String = "Token",
        client_id: String = "ClientId",
        secret: Option<String> = "ClientSecret",
    }
    ConfirmDevice {
        access_token: String = "AccessToken",
        device_key: String = "DeviceKey",
        verifier: Option<Object> = "DeviceSecretVerifierConfig",
    }
}
