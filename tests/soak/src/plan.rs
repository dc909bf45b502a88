//! What is sent, in what order, and what must come back.

use cognito_triggers::Source;
use runtime_api::Outcome;
use support::{DENIAL, assert_echo};

/// An event on its way.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) number: u64,
    pub(crate) payload: Vec<u8>,
    kind: Kind,
    source: usize,
    user: String,
}

/// What the function is made to do with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Answer,
    Fail,
    Deny,
    Panic,
    /// Longer than the deadline, which the custom senders do not have.
    Late,
    /// A source that nobody knows.
    Unknown,
    /// A payload that ends too early.
    Truncated,
}

/// The kinds, and how many of 10,000 events are of them; the others are answered.
const KINDS: [(Kind, usize); 6] = [
    (Kind::Fail, 200),
    (Kind::Deny, 200),
    (Kind::Panic, 100),
    (Kind::Late, 4),
    (Kind::Unknown, 50),
    (Kind::Truncated, 50),
];

/// All events, and what is known of their answers.
pub(crate) struct Plan {
    samples: Vec<(Source, String)>,
    /// The first right answer to each source, with a mark for the user.
    answers: Vec<Option<String>>,
    random: fastrand::Rng,
    pub(crate) done: u64,
    pub(crate) counts: [u64; 7],
}

const USER: &str = "<user>";

impl Plan {
    pub(crate) fn new(seed: u64) -> Self {
        let folder = support::root().join("cognito-triggers/samples");
        let sample = |source: &Source| {
            let text = std::fs::read_to_string(folder.join(format!("{source}.json")))
                .expect("a sample of each source");
            let at = text.find("\"userName\": \"").expect("a user name") + "\"userName\": \"".len();
            let end = at + text[at..].find('"').expect("it ends");
            (*source, format!("{}{USER}{}", &text[..at], text[end..].trim_end()))
        };
        let samples: Vec<_> = Source::ALL.iter().map(sample).collect();
        let answers = vec![None; samples.len()];
        Self { samples, answers, random: fastrand::Rng::with_seed(seed), done: 0, counts: [0; 7] }
    }

    /// The next event: of any source, and now and then with trouble.
    pub(crate) fn next(&mut self, number: u64) -> Sent {
        let source = self.random.usize(..self.samples.len());
        let mut dice = self.random.usize(..10_000);
        let kind = KINDS.iter().find(|(_, share)| {
            let hit = dice < *share;
            dice = dice.wrapping_sub(*share);
            hit
        });
        let kind = kind.map_or(Kind::Answer, |(kind, _)| *kind);
        let user = format!("{}-{number}", format!("{kind:?}").to_lowercase());
        let (name, sample) = &self.samples[source];
        let mut event = sample.replace(USER, &user);
        match kind {
            Kind::Unknown => event = event.replace(name.name(), "PreSignUp_Passkey"),
            Kind::Truncated => event.truncate(self.random.usize(1..event.trim_end().len())),
            _ => {}
        }
        Sent { number, payload: event.into_bytes(), kind, source, user }
    }

    /// Compares what came back, and counts it.
    pub(crate) fn check(&mut self, sent: &Sent, outcome: &Outcome) -> Result<(), String> {
        let (source, _) = self.samples[sent.source];
        let is_sender = source.name().starts_with("Custom") && source.name().contains("Sender");
        let right = match (sent.kind, outcome) {
            (Kind::Late, Outcome::Answer(answer)) if is_sender => self.is_right(sent, answer),
            (Kind::Answer, Outcome::Answer(answer)) => self.is_right(sent, answer),
            (Kind::Unknown, Outcome::Answer(answer)) => answer.as_bytes() == sent.payload,
            (Kind::Deny, Outcome::Error(error)) => {
                error.contains(r#""CognitoTriggers.Denied""#) && error.contains(&format!("\"{DENIAL}\""))
            }
            (Kind::Late, Outcome::Error(error)) => !is_sender && is_internal(error, sent.number),
            (Kind::Fail | Kind::Panic | Kind::Truncated, Outcome::Error(error)) => {
                is_internal(error, sent.number)
            }
            _ => false,
        };
        if !right {
            let payload = String::from_utf8_lossy(&sent.payload);
            return Err(format!(
                "event {} ({:?} of {source}):\n{payload}\ngot {outcome:?}",
                sent.number, sent.kind
            ));
        }
        self.counts[sent.kind as usize] += 1;
        self.done += 1;
        Ok(())
    }

    fn is_right(&mut self, sent: &Sent, answer: &str) -> bool {
        let marked = answer.replace(&sent.user, USER);
        let first = &mut self.answers[sent.source];
        let event = String::from_utf8_lossy(&sent.payload);
        if first.is_none() {
            assert_echo(event.trim_end(), answer.trim_end());
        }
        *first.get_or_insert_with(|| marked.clone()) == marked
    }
}

/// The general sentence with the request's id, and nothing of the event or of the handler's error.
fn is_internal(error: &str, number: u64) -> bool {
    error.contains(r#""CognitoTriggers.Internal""#)
        && error.contains(&format!("The request could not be completed (request id {number})"))
        && error.len() < 300
}
