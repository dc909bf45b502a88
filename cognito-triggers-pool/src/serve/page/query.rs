//! The query of an address.

use hyper::Uri;

use super::super::oauth::form;

#[derive(Debug, Default)]
pub(super) struct Query(std::collections::BTreeMap<String, String>);

impl Query {
    /// A query that cannot be read counts as none.
    pub(super) fn of(uri: &Uri) -> Self {
        Self(uri.query().and_then(|query| form(query.as_bytes())).unwrap_or_default())
    }

    /// The value of a name. It is empty if it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.get(name) == value
    }
}
