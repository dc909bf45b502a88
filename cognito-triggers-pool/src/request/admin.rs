//! Requests of administrators: users and groups.

use super::requests;
use super::{Attributes, Metadata, Password, Texts, Username};
use crate::event::Object;

requests! {
    AdminCreateUser {
        username: Username = "Username",
        attributes: Option<Attributes> = "UserAttributes",
        validation: Option<Attributes> = "ValidationData",
        password: Option<Password> = "TemporaryPassword",
        force_alias: Option<bool> = "ForceAliasCreation",
        action: Option<String> = "MessageAction",
        mediums: Option<Texts> = "DesiredDeliveryMediums",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    AdminUser {
        username: Username = "Username",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    AdminSetUserPassword {
        username: Username = "Username",
        password: Password = "Password",
        permanent: Option<bool> = "Permanent",
    }
    AdminUpdateUserAttributes {
        username: Username = "Username",
        attributes: Attributes = "UserAttributes",
        metadata: Option<Metadata> = "ClientMetadata",
    }
    AdminDeleteUserAttributes {
        username: Username = "Username",
        names: Texts = "UserAttributeNames",
    }
    GroupOfUser {
        username: Username = "Username",
        group: String = "GroupName",
    }
    CreateGroup {
        name: String = "GroupName",
        description: Option<String> = "Description",
        role: Option<String> = "RoleArn",
        precedence: Option<u64> = "Precedence",
    }
    GroupByName {
        name: String = "GroupName",
    }
    ListAll {
        limit: Option<u64> = "Limit",
    }
    AdminLinkProviderForUser {
        destination: Object = "DestinationUser",
        source: Object = "SourceUser",
    }
}
