//! One event, answered a number of times in one way: what runs under callgrind.

use std::hint::black_box;

use benches::events::Event;
use benches::ways::Way;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let parsed = match &arguments[..] {
        [way, event, times] => Way::from_name(way).zip(Event::from_name(event)).zip(times.parse().ok()),
        _ => None,
    };
    let Some(((way, event), times)) = parsed else {
        eprintln!("usage: one-event WAY EVENT TIMES");
        std::process::exit(2);
    };
    let payload = event.payload();
    let mut answer = way.function(event);
    for _ in 0..times {
        black_box(answer(black_box(payload.as_bytes())));
    }
}
