//! Plays a sample event of CustomMessage, and reads the answer as the delivery of a message would.

use serde_json::Value;

use super::call::read_answer;
use super::placeholders::{Values, confirmation_link};
use super::run::answer;
use super::{Caller, Engine};
use crate::event::Source;
use crate::record::{Medium, Outcome, Verdict};
use crate::settings::TemplateKind;
use crate::verdict::{self, MessageContext};

/// A message that a function has made for a sample event.
#[derive(Clone, Debug)]
pub(crate) struct Sampled {
    pub(crate) source: String,
    /// `None`: there is no text, and the verdict says why.
    pub(crate) text: Option<SampledText>,
    pub(crate) verdict: Verdict,
    /// The other medium, which the function leaves to Cognito, and what a user gets there.
    by_cognito: Option<(Medium, String)>,
}

impl Sampled {
    pub(crate) fn medium(&self) -> Option<&'static str> {
        self.text.as_ref().map(|text| text.medium.as_str())
    }

    /// Says that the other medium has no text of the function. `None`: it has one.
    pub(crate) fn other_medium(&self) -> Option<String> {
        let (medium, text) = self.by_cognito.as_ref()?;
        let name = match medium {
            Medium::Email => "e-mail",
            Medium::Sms => "SMS",
        };
        Some(format!(
            "The handler sets no {name} text. A user whose code goes out by {name} gets Cognito's own: \"{text}\""
        ))
    }
}

/// A text, with its placeholders.
#[derive(Clone, Debug)]
pub(crate) struct SampledText {
    pub(crate) medium: Medium,
    /// Empty for an SMS.
    pub(crate) subject: String,
    pub(crate) body: String,
    /// The code that a user would get.
    pub(crate) code: String,
    /// The name that takes the place of `{username}`, if that is a placeholder here.
    pub(crate) username: Option<String>,
    /// The address in place of `{##…##}`, if that is a placeholder here.
    pub(crate) link: Option<String>,
}

impl SampledText {
    /// Fills a text in with the sample's values.
    pub(crate) fn fill(&self, text: &str, code: &str, username: &str) -> String {
        let pick = |given: &str, own: &str| if given.is_empty() { own.to_owned() } else { given.to_owned() };
        let username = self.username.as_ref().map(|own| pick(username, own));
        let values = Values {
            code: &pick(code, &self.code),
            username: username.as_deref(),
            link: self.link.as_deref(),
        };
        values.fill(text)
    }
}

/// Plays one event. Each text of the answer is a message of its own.
pub(crate) async fn sample(engine: &Engine, event: &Value) -> Vec<Sampled> {
    let source = event["triggerSource"].as_str().unwrap_or_default();
    let Some(trigger) = engine.attached("CustomMessage") else { return Vec::new() };
    let answered = answer(engine, Caller::Http, &event.to_string()).await;
    let kind = kind_of(engine, source);
    let texts = engine.settings.templates.texts(kind);
    let judged = |medium: Medium| {
        let context = MessageContext {
            mediums: &[medium],
            invitation: source == Source::MessageInvitation.as_str(),
            passwordless: false,
            link: kind == TemplateKind::Link,
            developer_email: engine.settings.developer_email,
            default_email: &texts.email,
            default_sms: &texts.sms,
        };
        read_answer(trigger, event, &answered, |response, remarks| {
            verdict::message(response, &context, remarks)
        })
        .0
    };
    let response = answered.result.as_ref().ok().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let text = |name: &str| {
        let text = response.as_ref()?.get("response")?.get(name)?.as_str()?;
        (!text.is_empty()).then(|| text.to_owned())
    };
    let media = [(Medium::Email, text("emailMessage")), (Medium::Sms, text("smsMessage"))];
    let has_one = media.iter().any(|(_, body)| body.is_some());
    let by_cognito = match &media {
        [(_, Some(_)), (medium, None)] => Some((*medium, texts.sms.clone())),
        [(medium, None), (_, Some(_))] => Some((*medium, texts.email.clone())),
        _ => None,
    };
    let made = media.into_iter().filter_map(|(medium, body)| {
        let subject = match medium {
            Medium::Email => text("emailSubject").unwrap_or_else(|| texts.subject.clone()),
            Medium::Sms => String::new(),
        };
        let text = with_values(engine, event, kind, medium, subject, body?);
        let by_cognito = by_cognito.clone();
        Some(Sampled { source: source.to_owned(), text: Some(text), verdict: judged(medium), by_cognito })
    });
    let made: Vec<_> = made.collect();
    if has_one {
        return made;
    }
    let verdict = match judged(Medium::Email) {
        verdict if verdict.is_accepted() => Verdict {
            outcome: Outcome::DefaultUsed(vec![format!(
                "the handler sets no text. The user gets Cognito's own: \"{}\"",
                texts.email
            )]),
            ..verdict
        },
        other => other,
    };
    vec![Sampled { source: source.to_owned(), text: None, verdict, by_cognito: None }]
}

fn kind_of(engine: &Engine, source: &str) -> TemplateKind {
    let is = |one: Source| source == one.as_str();
    if is(Source::MessageInvitation) {
        TemplateKind::Invitation
    } else if is(Source::MessageSignIn) {
        TemplateKind::Authentication
    } else if engine.settings.verify_by_link && (is(Source::MessageSignUp) || is(Source::MessageResend)) {
        TemplateKind::Link
    } else {
        TemplateKind::Code
    }
}

fn with_values(
    engine: &Engine,
    event: &Value,
    kind: TemplateKind,
    medium: Medium,
    subject: String,
    body: String,
) -> SampledText {
    let invitation = kind == TemplateKind::Invitation;
    let user = event["userName"].as_str().unwrap_or_default();
    let code = if invitation { "Tm<4r%7&kQ#9" } else { "123456" };
    let client = event["callerContext"]["clientId"].as_str().unwrap_or_default();
    let address = event["request"]["userAttributes"]["email"].as_str();
    SampledText {
        medium,
        subject,
        body,
        code: code.to_owned(),
        username: invitation.then(|| address.unwrap_or(user).to_owned()),
        link: (kind == TemplateKind::Link)
            .then(|| confirmation_link(&engine.settings.domain, client, user, code)),
    }
}
