//! Counts what one event allocates in one way, after events that have started everything.

use std::alloc::System;
use std::hint::black_box;

use benches::events::Event;
use benches::ways::Way;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let parsed = match &arguments[..] {
        [way, event] => Way::from_name(way).zip(Event::from_name(event)),
        _ => None,
    };
    let Some((way, event)) = parsed else {
        eprintln!("usage: allocations WAY EVENT");
        std::process::exit(2);
    };
    let payload = event.payload();
    let mut answer = way.function(event);
    for _ in 0..3 {
        black_box(answer(payload.as_bytes()));
    }
    let region = Region::new(ALLOCATOR);
    let answer = black_box(answer(black_box(payload.as_bytes())));
    let change = region.change();
    drop(answer);
    println!("{} {} {}", change.allocations, change.reallocations, change.bytes_allocated);
}
