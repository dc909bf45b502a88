//! Sends a message: by a custom sender, with the texts of CustomMessage, or with the pool's own.

use super::Call;
use super::placeholders::{Values, confirmation_link};
use crate::error::ApiError;
use crate::event::{Object, Requested, Source};
use crate::record::{Medium, Message, TextFrom};
use crate::settings::TemplateKind;
use crate::state::User;
use crate::verdict::{self, MessageContext};

/// A message to be sent.
pub(super) struct Delivery<'d> {
    /// The source of CustomMessage.
    pub(super) source: Source,
    pub(super) user: &'d User,
    /// The media, each with its address.
    pub(super) to: &'d [(Medium, String)],
    pub(super) code: &'d str,
    /// `userAttributes` of the event.
    pub(super) attributes: Object,
    pub(super) client: Option<&'d str>,
    pub(super) metadata: Option<&'d Object>,
    pub(super) kind: TemplateKind,
}

impl Call<'_> {
    /// Sends a message on each of its media.
    pub(super) async fn deliver(&self, delivery: Delivery<'_>) -> Result<(), ApiError> {
        let mut own = Vec::new();
        for (medium, to) in delivery.to {
            if !self.hand_to_sender(&delivery, *medium, to).await {
                own.push((*medium, to));
            }
        }
        if own.is_empty() {
            return Ok(());
        }
        let texts = self.engine.settings.templates.texts(delivery.kind);
        let mediums: Vec<Medium> = own.iter().map(|(medium, _)| *medium).collect();
        let answer = self.custom_texts(&delivery, &mediums, &texts.email, &texts.sms).await?;
        for (medium, to) in own {
            let (custom, template, from) = match medium {
                Medium::Email => (answer.email.as_ref(), &texts.email, texts.email_from),
                Medium::Sms => (answer.sms.as_ref(), &texts.sms, texts.sms_from),
            };
            let subject = answer.subject.as_ref().unwrap_or(&texts.subject);
            let body = custom.unwrap_or(template);
            let message = Message {
                source: delivery.source.as_str().into(),
                user: delivery.user.name.clone(),
                medium,
                to: to.clone(),
                subject: if medium == Medium::Email { self.fill(&delivery, subject) } else { String::new() },
                body: self.fill(&delivery, body),
                text_from: if custom.is_some() { TextFrom::Handler } else { from },
                code: delivery.code.to_owned(),
            };
            self.engine.state().inbox.push(message);
        }
        Ok(())
    }

    async fn hand_to_sender(&self, delivery: &Delivery<'_>, medium: Medium, to: &str) -> bool {
        let Some(source) = delivery.source.sender(medium) else { return false };
        let kind = match medium {
            Medium::Email => "customEmailSenderRequestV1",
            Medium::Sms => "customSMSSenderRequestV1",
        };
        let escape = medium == Medium::Email && delivery.source == Source::MessageInvitation;
        let plain = if escape { escape_html(delivery.code) } else { delivery.code.to_owned() };
        // An invitation without a password has no code.
        let has_code = delivery.kind != TemplateKind::Passwordless;
        let event = self.event(source, &delivery.user.name, delivery.client, |_| {
            let code = has_code.then(|| self.sender_code(&plain));
            Requested::sender(kind, code.as_deref(), delivery.attributes.clone(), delivery.metadata)
        });
        let Some(event) = event else { return false };
        if !has_code {
            self.undocumented("the code of an invitation without a password is null for a custom sender.");
        }
        self.engine.state().inbox.push(Message {
            source: source.as_str().into(),
            user: delivery.user.name.clone(),
            medium,
            to: to.to_owned(),
            subject: String::new(),
            body: String::new(),
            text_from: TextFrom::CustomSender,
            code: delivery.code.to_owned(),
        });
        let both = self.engine.attached("CustomMessage").is_some();
        self.tell(event, |remarks| {
            if both {
                remarks.note("a sender is attached, so CustomMessage is not called for this message.");
                remarks.undocumented("no source says whether Cognito calls CustomMessage alongside a sender");
            }
        })
        .await;
        true
    }

    /// The code as senders get it: encrypted if the pool has a key, and else as plain text.
    #[cfg(feature = "encrypted-codes")]
    fn sender_code(&self, plain: &str) -> String {
        match &self.engine.options.sender_key {
            Some(key) => key.encrypt(plain, &self.engine.settings.id, &mut self.engine.state().random),
            None => plain.to_owned(),
        }
    }

    #[cfg(not(feature = "encrypted-codes"))]
    #[expect(clippy::unused_self, reason = "the key is the engine's")]
    fn sender_code(&self, plain: &str) -> String {
        plain.to_owned()
    }

    async fn custom_texts(
        &self,
        delivery: &Delivery<'_>,
        mediums: &[Medium],
        default_email: &str,
        default_sms: &str,
    ) -> Result<verdict::MessageAnswer, ApiError> {
        let invitation = delivery.source == Source::MessageInvitation;
        // A client's answer to a challenge brings its metadata to the senders, and not here.
        let metadata = delivery.metadata.filter(|_| self.operation != "RespondToAuthChallenge");
        let event = self.event(delivery.source, &delivery.user.name, delivery.client, |_| {
            Requested::message(delivery.attributes.clone(), invitation, metadata)
        });
        let Some(event) = event else { return Ok(verdict::MessageAnswer::default()) };
        let run = self.run(event).await;
        let context = MessageContext {
            mediums,
            invitation,
            passwordless: delivery.kind == TemplateKind::Passwordless,
            link: delivery.kind == TemplateKind::Link,
            developer_email: self.engine.settings.developer_email,
            default_email,
            default_sms,
        };
        self.judge(run, |response, remarks| verdict::message(response, &context, remarks))
    }

    /// Fills the placeholders of a message in.
    fn fill(&self, delivery: &Delivery<'_>, text: &str) -> String {
        let settings = &self.engine.settings;
        let user = delivery.user;
        let address = settings.username_attributes.iter().find_map(|name| user.attribute(name));
        let link = (delivery.kind == TemplateKind::Link).then(|| {
            confirmation_link(
                &settings.domain,
                delivery.client.unwrap_or_default(),
                &user.name,
                delivery.code,
            )
        });
        Values {
            code: delivery.code,
            username: (delivery.source == Source::MessageInvitation).then_some(address.unwrap_or(&user.name)),
            link: link.as_deref(),
        }
        .fill(text)
    }
}

/// Temporary passwords reach e-mail senders with HTML's own characters escaped.
fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
