//! The behaviour of Cognito, scenario by scenario and row by row.
//!
//! A test's name begins with the number of its scenario (`s01`) or of its row in the table of answers
//! (`r01`).

mod answers_challenges;
mod answers_envelope;
mod answers_messages;
mod answers_others;
mod answers_tokens;
mod checks;
mod choice;
mod common;
mod custom_auth;
mod described;
mod events;
mod every_event;
mod faults;
mod federation;
mod messages;
mod migration;
mod odd_requests;
mod passwords;
mod second_factor;
mod settings;
mod sign_in;
mod sign_up;
mod structure;
mod tokens;
