//! The trigger `custom_email_sender`.

use cognito_triggers::custom_email_sender::{
    AccountTakeOverNotification, AdminCreateUser, Authentication, CarriesCode, CustomEmailSenderTrigger,
    EncryptedCode, Event, ForgotPassword, IntoResponse, IsEvent, ReportsTakeOver, ResendCode, SignUp,
    TakeOver, TakeOverAction, UpdateUserAttribute, VerifyUserAttribute,
};
use cognito_triggers::prelude::*;
use cognito_triggers::{Source, SourceOf};

#[custom_email_sender]
pub async fn send(event: Event<'_>) -> Result<()> {
    let code: Option<EncryptedCode<'_>> = event.code();
    code.map(EncryptedCode::into_owned).ok_or("no code")?;
    Ok(())
}

pub const SOURCES: [Source; 8] = [
    SignUp::SOURCE,
    ResendCode::SOURCE,
    ForgotPassword::SOURCE,
    UpdateUserAttribute::SOURCE,
    VerifyUserAttribute::SOURCE,
    AdminCreateUser::SOURCE,
    Authentication::SOURCE,
    AccountTakeOverNotification::SOURCE,
];

pub fn encrypted(code: &EncryptedCode<'_>) -> Option<EncryptedCode<'static>> {
    EncryptedCode::new(code.as_base64().to_owned(), code.user_pool_id().to_owned())
}

pub fn has_code<'a, S: CarriesCode + SourceOf<CustomEmailSenderTrigger>>(
    event: &'a Event<'_, S>,
) -> Option<EncryptedCode<'a>> {
    event.code()
}

pub fn report<S: ReportsTakeOver + SourceOf<CustomEmailSenderTrigger>>(event: &Event<'_, S>) -> String {
    let report: TakeOver<'_> = event.take_over();
    let links = [report.one_click_link_valid(), report.one_click_link_invalid(), report.feedback_token()];
    let texts = [
        report.city(),
        report.country(),
        report.device_name(),
        report.event_id(),
        report.ip_address(),
        report.login_time(),
        report.user_name(),
    ];
    let action = match report.action() {
        TakeOverAction::Block => "blocked",
        TakeOverAction::Mfa | TakeOverAction::MfaIfConfigured | TakeOverAction::MfaRequired => {
            "asked for a code"
        }
        TakeOverAction::NoAction => "nothing",
        TakeOverAction::Other(_) => "unknown",
        _ => "new",
    };
    format!("{texts:?} {links:?} {action} {}", report.action().as_str())
}

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>() {}
