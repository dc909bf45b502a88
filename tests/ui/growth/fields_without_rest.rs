use cognito_triggers::WrongEvent;
use cognito_triggers::rules::{Place, Rule, Violation};

fn wrong_event(error: WrongEvent) {
    if let WrongEvent::Missing { source, member } = error {
        println!("{source} has no {member}");
    }
}

fn rule(rule: Rule) {
    if let Rule::TooShort { characters } = rule {
        println!("{characters} characters are too few");
    }
}

fn violation(Violation { field, rule }: Violation) {
    println!("{field} breaks {rule:?}");
}

fn place(Place { line, column }: Place) {
    println!("{line}:{column}");
}

fn main() {}
