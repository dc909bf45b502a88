//! CustomMessage: which texts are used, which are refused, and which are silently replaced.

use serde_json::{Map, Value};

use super::members::Members;
use super::remarks::{Refusal, Remarks};
use super::texts::{breaks_line, forbidden, has_link, length};
use crate::error::{self, ApiError};
use crate::record::Medium;

/// The circumstances that decide which texts are right.
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct MessageContext<'c> {
    pub(crate) mediums: &'c [Medium],
    pub(crate) invitation: bool,
    /// An invitation that has no temporary password.
    pub(crate) passwordless: bool,
    /// The e-mail has a link in place of a code.
    pub(crate) link: bool,
    /// `EmailSendingAccount` is `DEVELOPER`.
    pub(crate) developer_email: bool,
    /// The texts that Cognito sends in place of a handler's.
    pub(crate) default_email: &'c str,
    pub(crate) default_sms: &'c str,
}

/// The texts to use. `None` is the pool's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MessageAnswer {
    pub(crate) sms: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) subject: Option<String>,
}

const CODE: &str = "{####}";
const USERNAME: &str = "{username}";
pub(crate) const MAX_SMS: usize = 140;
pub(crate) const MAX_EMAIL: usize = 20_000;
pub(crate) const MAX_SUBJECT: usize = 140;
const LENGTH_UNKNOWN: &str =
    "reports of texts that are too long are from 2016; the pool takes the silent outcome";

pub(crate) fn message(
    response: &Map<String, Value>,
    context: &MessageContext<'_>,
    remarks: &mut Remarks,
) -> Result<MessageAnswer, Refusal> {
    let members = Members::of(response, "response", &["smsMessage", "emailMessage", "emailSubject"])?;
    let mut text = |name: &str| {
        let text = members.text(name)?;
        if text == Some("") {
            remarks.note(format!("{name} is an empty text, and counts as null."));
        }
        Ok(text.filter(|text| !text.is_empty()))
    };
    let (sms, email, subject) = (text("smsMessage")?, text("emailMessage")?, text("emailSubject")?);
    if !context.developer_email && (email.is_some() || subject.is_some()) {
        let error = ApiError::new(
            "InvalidLambdaResponseException",
            "emailMessage and emailSubject need a pool that sends e-mail with EmailSendingAccount DEVELOPER.",
        );
        return Err(Refusal::invalid(error).undocumented("the exception is documented, but its text is not"));
    }
    let mut answer = MessageAnswer::default();
    for medium in context.mediums {
        match medium {
            Medium::Sms => answer.sms = sms_text(sms, context, remarks)?,
            Medium::Email => {
                answer.email = email_text(email, context, remarks)?;
                answer.subject = subject_text(subject, remarks)?;
            }
        }
    }
    Ok(answer)
}

fn sms_text(
    text: Option<&str>,
    context: &MessageContext<'_>,
    remarks: &mut Remarks,
) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    if length(text) > MAX_SMS {
        remarks.ignored(too_long("smsMessage", length(text), MAX_SMS, context.default_sms));
        remarks.undocumented(LENGTH_UNKNOWN);
        return Ok(None);
    }
    if context.invitation {
        return Ok(invitation("smsMessage", text, context, context.default_sms, remarks));
    }
    if !text.contains(CODE) || breaks_line(text) {
        let reason = if text.contains(CODE) {
            "smsMessage has a line break, but Cognito's pattern for a text with a code does not match one."
        } else {
            "smsMessage lacks the code, {####}."
        };
        return Err(pattern("smsMessage", text, r".*\{####\}.*").because(reason));
    }
    literal_username("smsMessage", text, remarks);
    Ok(Some(text.to_owned()))
}

fn email_text(
    text: Option<&str>,
    context: &MessageContext<'_>,
    remarks: &mut Remarks,
) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    if length(text) > MAX_EMAIL {
        remarks.ignored(too_long("emailMessage", length(text), MAX_EMAIL, context.default_email));
        remarks.undocumented(LENGTH_UNKNOWN);
        return Ok(None);
    }
    if let Some(c) = forbidden(text) {
        return Err(pattern("emailBody", text, EMAIL_PATTERN).because(forbidden_note("emailMessage", c)));
    }
    if context.invitation {
        return Ok(invitation("emailMessage", text, context, context.default_email, remarks));
    }
    if context.link {
        if has_link(text) {
            return Ok(Some(text.to_owned()));
        }
        let error = error::invalid_parameter("The message is empty.");
        return Err(Refusal::rejected(error).because(
            "the pool verifies by link (CONFIRM_WITH_LINK), but emailMessage lacks the link, {##Click Here##}.",
        ));
    }
    if !text.contains(CODE) {
        return Err(pattern("emailBody", text, EMAIL_PATTERN).because("emailMessage lacks the code, {####}."));
    }
    literal_username("emailMessage", text, remarks);
    Ok(Some(text.to_owned()))
}

fn subject_text(text: Option<&str>, remarks: &mut Remarks) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    if length(text) > MAX_SUBJECT {
        remarks.ignored(format!(
            "emailSubject has {} characters, but Cognito takes at most {MAX_SUBJECT}: the user gets the mail with the \
             pool's subject.",
            length(text)
        ));
        remarks.undocumented(LENGTH_UNKNOWN);
        return Ok(None);
    }
    match forbidden(text) {
        Some(c) => {
            Err(pattern("emailSubject", text, SUBJECT_PATTERN).because(forbidden_note("emailSubject", c)))
        }
        None => Ok(Some(text.to_owned())),
    }
}

/// An invitation needs both placeholders. Otherwise Cognito sends its own, without a word.
fn invitation(
    name: &str,
    text: &str,
    context: &MessageContext<'_>,
    default: &str,
    remarks: &mut Remarks,
) -> Option<String> {
    let needed: &[&str] = if context.passwordless { &[USERNAME] } else { &[USERNAME, CODE] };
    let missing: Vec<_> = needed.iter().filter(|needed| !text.contains(**needed)).copied().collect();
    if missing.is_empty() {
        return Some(text.to_owned());
    }
    remarks.ignored(format!(
        "{name} of CustomMessage_AdminCreateUser lacks {}, so Cognito silently sends another text, with the custom \
         subject: the user gets \"{default}\" in place of yours.",
        missing.join(" and ")
    ));
    None
}

fn too_long(name: &str, length: usize, max: usize, default: &str) -> String {
    format!(
        "{name} has {length} characters, but Cognito takes at most {max}: the user gets \"{default}\" in place of yours."
    )
}

fn literal_username(name: &str, text: &str, remarks: &mut Remarks) {
    if text.contains(USERNAME) {
        remarks.note(format!(
            "{name} has {USERNAME}, which is not a placeholder here: the user would see it as it is."
        ));
    }
}

const EMAIL_PATTERN: &str = r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*";
const SUBJECT_PATTERN: &str = r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+";

fn forbidden_note(name: &str, c: char) -> String {
    format!("{name} has the character U+{:04X}, which Cognito does not allow.", u32::from(c))
}

fn pattern(member: &str, text: &str, pattern: &str) -> Refusal {
    Refusal::rejected(error::constraint(&format!(
        "Value '{text}' at '{member}' failed to satisfy constraint: Member must satisfy regular expression \
         pattern: {pattern}"
    )))
}
