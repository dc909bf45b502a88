//! The changes to the tokens as Cognito reads them.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::claims::Names;
use super::names::ScopeName;
use super::token::{AccessToken, IdToken};
use super::tokens::Tokens;

/// The response member `claimsOverrideDetails`.
pub(super) struct V1Details<'t, V>(pub(super) &'t Tokens<V>);

impl<V> Serialize for V1Details<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.0.id_token.claims.write(&mut map)?;
        if let Some(details) = self.0.groups.details() {
            map.serialize_entry("groupOverrideDetails", &details)?;
        }
        map.end()
    }
}

/// The response member `claimsAndScopeOverrideDetails`.
pub(super) struct V2Details<'t, V>(pub(super) &'t Tokens<V>);

impl<V> Serialize for V2Details<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Tokens { id_token, access_token, groups, .. } = self.0;
        let mut map = serializer.serialize_map(None)?;
        if !id_token.claims.is_empty() {
            map.serialize_entry("idTokenGeneration", &IdTokenGeneration(id_token))?;
        }
        if !access_token.is_empty() {
            map.serialize_entry("accessTokenGeneration", &AccessTokenGeneration(access_token))?;
        }
        if let Some(details) = groups.details() {
            map.serialize_entry("groupOverrideDetails", &details)?;
        }
        map.end()
    }
}

struct IdTokenGeneration<'t>(&'t IdToken);

impl Serialize for IdTokenGeneration<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.0.claims.write(&mut map)?;
        map.end()
    }
}

struct AccessTokenGeneration<'t>(&'t AccessToken);

impl Serialize for AccessTokenGeneration<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let AccessToken { claims, added, suppressed } = self.0;
        let mut map = serializer.serialize_map(None)?;
        claims.write(&mut map)?;
        for (name, scopes) in [("scopesToAdd", added), ("scopesToSuppress", suppressed)] {
            if !scopes.is_empty() {
                map.serialize_entry(name, &Names(scopes, ScopeName::as_str))?;
            }
        }
        map.end()
    }
}
