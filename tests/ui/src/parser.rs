//! Tests of `message.rs`: texts as trybuild writes them down, and what is read from them.

mod message;

use message::{Message, Span, messages};

fn only(recorded: &str) -> Message<'_> {
    let mut messages = messages(recorded);
    assert_eq!(messages.len(), 1);
    messages.remove(0)
}

/// The places in the program `a/b.rs`, as line, column and what follows the last column.
fn spans(recorded: &str, program: &str) -> Vec<((usize, usize), (usize, usize))> {
    let found = only(recorded).spans(program);
    assert!(found.iter().all(|span| span.file == "a/b.rs"), "{found:?}");
    found.into_iter().map(|Span { start, end, .. }| (start, end)).collect()
}

#[test]
fn errors_and_warnings_are_told_apart() {
    let recorded =
        "error[E0277]: no `A`\n --> a/b.rs:1:1\n\nwarning: unused\n\nerror: two\n  error: not one\n";
    let found = messages(recorded);
    let facts: Vec<_> = found.iter().map(|message| (message.is_error, message.fact())).collect();
    assert_eq!(facts, [(true, "no `A`"), (false, "unused"), (true, "two")]);
}

#[test]
fn carets_are_places_and_marks_of_other_spans_are_none() {
    let program = "fn a() {\n    f(1, b);\n}\n";
    let recorded = "\
error: wrong
 --> a/b.rs:2:10
  |
2 |     f(1, b);
  |     - -  ^ this, not ^ that
  |     |
  |     here
note: as ^ here
 --> a/b.rs:1:4
  |
1 | fn a() {
  |    ^
";
    assert_eq!(spans(recorded, program), [((1, 9), (1, 10))]);
}

#[test]
fn a_span_of_lines_from_its_first_word_ends_at_its_caret() {
    let program = "fn a() {\n    f(\n        1,\n    )\n}\n";
    let recorded = "\
error: wrong
 --> a/b.rs:2:5
  |
2 | /     f(
3 | |         1,
4 | |     )
  | |_____^ here
";
    assert_eq!(spans(recorded, program), [((1, 4), (3, 5))]);
}

#[test]
fn a_span_of_lines_from_within_a_line_begins_at_its_caret() {
    let program = "fn a() {\n    let x = f(\n        1,\n    );\n}\n";
    let recorded = "\
error: wrong
 --> a/b.rs:2:13
  |
2 |       let x = f(
  |  _____________^
3 | |         1,
4 | |     );
  | |_____^
";
    assert_eq!(spans(recorded, program), [((1, 12), (3, 5))]);
}

#[test]
fn a_place_in_another_file_is_named_without_its_line() {
    let recorded = "\
error: wrong
 --> $WORKSPACE/cognito-triggers/src/check.rs
  |
  |     f(b);
  |       ^
 ::: a/b.rs:1:1
  |
1 | g();
  | --- in this call
";
    let span = Span { file: "$WORKSPACE/cognito-triggers/src/check.rs", start: (0, 0), end: (0, 0) };
    assert_eq!(only(recorded).spans("g();\n"), [span]);
}

#[test]
fn advice_stands_in_a_line_of_its_own_or_at_the_caret() {
    let recorded = "\
error: wrong
       help: write this
 --> a/b.rs:1:1
  |
1 | g(\"help: no\");
  | ^ help: write that: `h`
  |
  = note: since
help: or
";
    assert_eq!(only(recorded).advice(), ["write this", "write that: `h`", "since", "or"]);
}
