use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters, PublicParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Challenge {
    Challenge {
        public: PublicParameters::new(),
        private: PrivateParameters::new("answer", "490215"),
        metadata: None,
    }
}

fn main() {
    let _router = triggers![ask];
}
