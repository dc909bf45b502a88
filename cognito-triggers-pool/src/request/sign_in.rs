//! Requests of sign-ins, their challenges and second factors.

use std::collections::BTreeMap;

use super::{Metadata, Username, requests};
use crate::event::Object;

requests! {
    InitiateAuth {
        client_id: String = "ClientId",
        flow: String = "AuthFlow",
        parameters: Option<BTreeMap<String, String>> = "AuthParameters",
        metadata: Option<Metadata> = "ClientMetadata",
        session: Option<String> = "Session",
    }
    RespondToAuthChallenge {
        client_id: String = "ClientId",
        name: String = "ChallengeName",
        session: Option<String> = "Session",
        responses: Option<BTreeMap<String, String>> = "ChallengeResponses",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    GetTokensFromRefreshToken {
        client_id: String = "ClientId",
        refresh_token: String = "RefreshToken",
        secret: Option<String> = "ClientSecret",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    AssociateSoftwareToken {
        access_token: Option<String> = "AccessToken",
        session: Option<String> = "Session",
    }
    VerifySoftwareToken {
        access_token: Option<String> = "AccessToken",
        session: Option<String> = "Session",
        code: String = "UserCode",
    }
    SetUserMfaPreference {
        access_token: String = "AccessToken",
        sms: Option<Object> = "SMSMfaSettings",
        totp: Option<Object> = "SoftwareTokenMfaSettings",
        email: Option<Object> = "EmailMfaSettings",
    }
    AdminSetUserMfaPreference {
        username: Username = "Username",
        sms: Option<Object> = "SMSMfaSettings",
        totp: Option<Object> = "SoftwareTokenMfaSettings",
        email: Option<Object> = "EmailMfaSettings",
    }
}
