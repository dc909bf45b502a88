//! One event, answered many times in one of several ways: what `benches/run` counts.

mod by_hand;
mod ours;
mod peers;

use std::hint::black_box;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [way, times, file] = &arguments[..] else {
        eprintln!("usage: benches ours|by-hand|aws-lambda-events|value TIMES FILE");
        std::process::exit(2);
    };
    let event = std::fs::read(file).expect("the event can be read");
    let times: usize = times.parse().expect("a number of times");
    let triggers = ours::triggers();
    for _ in 0..times {
        let event = black_box(&event[..]);
        black_box(match way.as_str() {
            "ours" => triggers.call(event).await.expect("an answer").into_bytes(),
            "by-hand" => by_hand::answer(event),
            "aws-lambda-events" => peers::aws_lambda_events(event),
            "value" => peers::value(event),
            other => panic!("no way {other:?}"),
        });
    }
}
