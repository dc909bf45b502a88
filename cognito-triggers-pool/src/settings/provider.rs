//! An identity provider for federated sign-in.

use std::collections::BTreeMap;

/// An identity provider, and the mapping of its claims to user attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityProvider {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// From a pool's attribute to the provider's claim, as the API has it.
    pub(crate) mapping: BTreeMap<String, String>,
}

impl IdentityProvider {
    /// A provider by its name and `ProviderType`: `SAML`, `OIDC`, `Google`, `Facebook`,
    /// `SignInWithApple` or `LoginWithAmazon`. It maps `email` to `email`.
    pub fn new(name: impl Into<String>, provider_type: impl Into<String>) -> Self {
        let mapping = [("email".to_owned(), "email".to_owned())].into();
        Self { name: name.into(), kind: provider_type.into(), mapping }
    }

    /// Adds an entry to `AttributeMapping`: the pool's attribute, and the provider's claim.
    #[must_use]
    pub fn attribute_mapping(mut self, attribute: impl Into<String>, claim: impl Into<String>) -> Self {
        self.mapping.insert(attribute.into(), claim.into());
        self
    }
}
