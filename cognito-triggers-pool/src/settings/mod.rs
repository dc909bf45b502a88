//! The settings of a pool and of its app clients, by the API's names.

mod at;
mod attributes;
mod client;
mod describe;
mod describe_client;
mod lambda_config;
mod password;
mod pool;
mod provider;
mod templates;
mod trigger;

pub use client::ClientSettings;
pub(crate) use describe::{mfa_config as read_mfa_config, pool as read_pool};
pub(crate) use describe_client::client as read_client;
pub(crate) use lambda_config::compare as compare_triggers;
pub use password::PasswordPolicy;
pub use pool::{Mfa, PoolSettings};
pub use provider::IdentityProvider;
pub(crate) use templates::Kind as TemplateKind;
pub use trigger::{LambdaVersion, Trigger};

pub(crate) use attributes::{
    MOST_CUSTOM, is_custom, is_custom_name, is_standard, malformed_address, owned_by_service,
};
