//! The texts of messages: the pool's templates, and Cognito's own where the pool has none.

use crate::record::TextFrom;

/// The templates of a pool. `None` is Cognito's own text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Templates {
    pub(crate) email: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) sms: Option<String>,
    pub(crate) link_email: Option<String>,
    pub(crate) link_subject: Option<String>,
    pub(crate) invitation_email: Option<String>,
    pub(crate) invitation_subject: Option<String>,
    pub(crate) invitation_sms: Option<String>,
    pub(crate) authentication_sms: Option<String>,
    pub(crate) authentication_email: Option<String>,
    pub(crate) authentication_subject: Option<String>,
}

/// The kinds of templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Code,
    Link,
    Invitation,
    /// An invitation of a user who needs no password.
    Passwordless,
    Authentication,
}

/// Subject, body of an e-mail, text of an SMS.
pub(crate) struct Texts {
    pub(crate) subject: String,
    pub(crate) email: String,
    pub(crate) sms: String,
    pub(crate) email_from: TextFrom,
    pub(crate) sms_from: TextFrom,
}

impl Templates {
    pub(crate) fn texts(&self, kind: Kind) -> Texts {
        let (subject, email, sms) = match kind {
            Kind::Code => (&self.subject, &self.email, &self.sms),
            Kind::Link => (&self.link_subject, &self.link_email, &self.sms),
            Kind::Invitation | Kind::Passwordless => {
                (&self.invitation_subject, &self.invitation_email, &self.invitation_sms)
            }
            Kind::Authentication => {
                (&self.authentication_subject, &self.authentication_email, &self.authentication_sms)
            }
        };
        let own = built_in(kind);
        let from = |template: &Option<String>| match template {
            Some(_) => TextFrom::PoolTemplate,
            None => TextFrom::BuiltIn,
        };
        let text = |template: &Option<String>, own: &str| template.clone().unwrap_or_else(|| own.to_owned());
        Texts {
            email_from: from(email),
            sms_from: from(sms),
            subject: text(subject, own.0),
            email: text(email, own.1),
            sms: text(sms, own.2),
        }
    }
}

/// Cognito's own subject, body and SMS text. Those of e-mailed one-time codes and of passwordless
/// invitations are not known.
fn built_in(kind: Kind) -> (&'static str, &'static str, &'static str) {
    const CODE: &str = "Your verification code is {####}";
    const INVITATION: &str = "Your username is {username} and temporary password is {####}.";
    match kind {
        Kind::Code => ("Your verification code", CODE, CODE),
        Kind::Link => (
            "Your verification link",
            "Please click the link below to verify your email address. {##Verify Email##} ",
            CODE,
        ),
        Kind::Invitation => ("Your temporary password", INVITATION, INVITATION),
        Kind::Passwordless => {
            ("Your account", "Your username is {username}.", "Your username is {username}.")
        }
        Kind::Authentication => {
            ("Your sign-in code", "Your sign-in code is {####}.", "Your authentication code is {####}.")
        }
    }
}
