use cognito_triggers::define_auth_challenge::Decision;
use cognito_triggers::inbound_federation::Mapping;
use cognito_triggers::pre_token_generation::Groups;
use cognito_triggers::rules::Field;
use cognito_triggers::user_migration::{FinalUserStatus, Migration};
use cognito_triggers::{InvalidText, OptionalTrigger, Unhandled};

fn decision(decision: Decision) {
    match decision {
        Decision::Challenge(_) | Decision::IssueTokens | Decision::FailAuthentication => {}
    }
}

fn migration(migration: Migration) {
    match migration {
        Migration::Migrated(_) | Migration::NotFound => {}
    }
}

fn mapping(mapping: Mapping) {
    match mapping {
        Mapping::KeepAll | Mapping::Replace(_) => {}
    }
}

fn groups(groups: Groups) {
    match groups {
        Groups::Keep | Groups::Clear | Groups::Replace(_) => {}
    }
}

fn status(status: FinalUserStatus) {
    match status {
        FinalUserStatus::Confirmed | FinalUserStatus::ResetRequired => {}
    }
}

fn unhandled(action: Unhandled) {
    match action {
        Unhandled::PassThrough | Unhandled::Fail => {}
    }
}

fn invalid_text(action: InvalidText) {
    match action {
        InvalidText::Fail | InvalidText::UseCognitosText => {}
    }
}

fn optional(trigger: OptionalTrigger) {
    match trigger {
        OptionalTrigger::CustomMessage
        | OptionalTrigger::PostConfirmation
        | OptionalTrigger::PostAuthentication => {}
    }
}

fn field(field: Field) {
    match field {
        Field::Subject | Field::Body | Field::Text => {}
    }
}

fn main() {}
