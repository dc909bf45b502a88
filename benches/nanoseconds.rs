//! Time for one event, from the payload's bytes to the answer's: `cargo bench -p benches`.

use benches::events::Event;
use benches::ways::Way;
use divan::Bencher;

fn main() {
    divan::main();
}

const WAYS: [&str; 5] = ["ours", "service", "by-hand", "value", "aws-lambda-events"];

fn run(bencher: Bencher<'_, '_>, way: &str, event: Event) {
    let payload = event.payload();
    let way = Way::from_name(way).expect("a way");
    bencher.with_inputs(|| way.function(event)).bench_local_refs(|answer| answer(payload.as_bytes()));
}

#[divan::bench(args = WAYS)]
fn sign_up(bencher: Bencher<'_, '_>, way: &str) {
    run(bencher, way, Event::SignUp);
}

#[divan::bench(args = WAYS)]
fn admin_create_user(bencher: Bencher<'_, '_>, way: &str) {
    run(bencher, way, Event::AdminCreateUser);
}

#[divan::bench(args = WAYS)]
fn fifty_kilobytes(bencher: Bencher<'_, '_>, way: &str) {
    run(bencher, way, Event::FIFTY);
}

#[divan::bench(args = WAYS)]
fn token_claims(bencher: Bencher<'_, '_>, way: &str) {
    run(bencher, way, Event::TokenClaims);
}

#[divan::bench(args = WAYS, sample_count = 10)]
fn six_megabytes(bencher: Bencher<'_, '_>, way: &str) {
    run(bencher, way, Event::SIX_MEGABYTES);
}
