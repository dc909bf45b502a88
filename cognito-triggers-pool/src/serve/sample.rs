//! A sample event whose messages the page shows.

use serde_json::Value;

/// A sample event of `CustomMessage`, for the page of a [`Server`](crate::Server) and for its files.
///
/// ```
/// use cognito_triggers_pool::Sample;
/// use serde_json::json;
///
/// let event = json!({"triggerSource": "CustomMessage_SignUp", "request": {"userAttributes": {}}});
/// let sample = Sample::new(event).scenario("Somebody without a name").in_every_language();
/// ```
#[derive(Clone, Debug)]
pub struct Sample {
    pub(super) event: Value,
    pub(super) scenario: Option<String>,
    pub(super) in_every_language: bool,
}

impl Sample {
    /// A sample of no scenario.
    pub fn new(event: Value) -> Self {
        Self { event, scenario: None, in_every_language: false }
    }

    /// Names the scenario that the event shows. Any text is a name.
    #[must_use]
    pub fn scenario(mut self, name: impl Into<String>) -> Self {
        self.scenario = Some(name.into());
        self
    }

    /// Plays the event in each language that the function [names](crate::choose_language), as the user's attribute
    /// `locale`. Otherwise it is played as it is alone.
    #[must_use]
    pub fn in_every_language(mut self) -> Self {
        self.in_every_language = true;
        self
    }

    /// The same event for a user of a language.
    pub(super) fn with_locale(&self, tag: &str) -> Value {
        let mut event = self.event.clone();
        if let Some(attributes) = event["request"]["userAttributes"].as_object_mut() {
            attributes.insert("locale".to_owned(), tag.into());
        }
        event
    }
}
