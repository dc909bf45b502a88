//! The wire contract: every event parses, is answered, and comes back byte for byte but for what
//! its handler set. The cases are made from the sample events, not typed.

use std::collections::{BTreeMap, BTreeSet};

use cognito_triggers::__private::Overlay;
use cognito_triggers::{AnySource, FailureKind, Source, pre_sign_up};
use serde_json::{Map, Value, json};
use support::{Act, assert_echo, events, every_trigger, response, root};

/// Members without which a handler must not be called: their absence is an internal error.
const REQUIRED_SECRETS: [(&str, &str); 3] = [
    ("UserMigration_Authentication", "password"),
    ("VerifyAuthChallengeResponse_Authentication", "challengeAnswer"),
    ("VerifyAuthChallengeResponse_Authentication", "privateChallengeParameters"),
];

/// An event made from a sample, and what was done to it.
struct Case {
    what: String,
    text: String,
    /// The member that was changed, from the top.
    path: Vec<String>,
}

#[tokio::test]
async fn every_event_file_is_answered_and_echoed() {
    let triggers = every_trigger(Act::Succeed);
    let mut count = 0;
    for folder in ["cognito-triggers/samples", "tests/events/odd", "tests/events/variants"] {
        for (name, event) in events(folder) {
            let answer =
                triggers.call(&event).await.unwrap_or_else(|e| panic!("{name}: {e}: {:?}", e.details()));
            assert_echo(&event, &answer);
            if name.contains("Sender") {
                assert_eq!(event, answer, "{name}: a sender's event goes back as it came");
            }
            count += 1;
        }
    }
    println!("{count} event files answered and echoed");
    assert!(count >= 60);
}

#[test]
fn the_evidence_of_every_odd_event_is_told() {
    let readme = std::fs::read_to_string(root().join("tests/events/odd/README.md")).expect("it is there");
    let told: BTreeSet<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("- `")?.split_once("`: "))
        .map(|told| told.0)
        .collect();
    let odd = events("tests/events/odd");
    assert_eq!(told, odd.iter().map(|(name, _)| name.as_str()).collect());
}

/// FNV-1a of 128 bits, as <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv> defines it.
fn fnv1a(text: &str) -> u128 {
    let prime = (1 << 88) + (1 << 8) + 0x3b;
    text.bytes().fold(144_066_263_297_769_815_596_495_629_667_062_367_629, |hash: u128, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(prime)
    })
}

#[test]
fn the_retry_key_is_fnv_1a_of_the_event() {
    // The draft's test vectors.
    assert_eq!(format!("{:032x}", fnv1a("")), "6c62272e07bb014262b821756295c58d");
    assert_eq!(format!("{:032x}", fnv1a("a")), "d228cb696f1a8caf78912b704e4a8964");
    assert_eq!(format!("{:032x}", fnv1a("foobar")), "343e1662793c64bf6f0d3597ba446f18");
    for (name, event) in events("cognito-triggers/samples") {
        if !name.starts_with("PreSignUp") {
            continue;
        }
        let event = event.trim();
        let parsed = pre_sign_up::Event::<AnySource>::from_json(event).expect("it is of the trigger");
        assert_eq!(parsed.retry_key(), format!("{:032x}", fnv1a(event)), "{name}");
        let around = format!("\r\n\t {event} \n");
        let parsed = pre_sign_up::Event::<AnySource>::from_json(around).expect("it is of the trigger");
        assert_eq!(parsed.retry_key(), format!("{:032x}", fnv1a(event)), "{name}");
    }
}

#[test]
fn a_response_has_six_members_at_most() {
    let mut overlay = Overlay::default();
    for name in ["a", "b", "c", "d", "e", "f"] {
        overlay.set(name, "text").expect("there is room");
    }
    let refused = overlay.set("g", "text").expect_err("there is none");
    assert_eq!(refused.to_string(), "no trigger has that many response members");
    overlay.set("f", "another text").expect("it replaces a member");
}

#[tokio::test]
async fn the_matrix_is_answered_and_echoed() {
    let triggers = every_trigger(Act::Succeed);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, sample) in events("cognito-triggers/samples") {
        let source =
            Source::from_name(name.trim_end_matches(".json")).expect("samples are named for their source");
        for case in cases(&sample) {
            let result = triggers.call(&case.text).await;
            match result {
                Ok(answer) => {
                    assert!(!lacks_secret(source, &case), "{source}: {}: a handler saw no secret", case.what);
                    assert_echo(&case.text, &answer);
                    assert!(
                        response(&answer).is_none_or(|r| serde_json::from_str::<Value>(r).is_ok()),
                        "{}",
                        case.what
                    );
                }
                Err(failure) => {
                    assert_eq!(failure.kind(), FailureKind::Internal, "{source}: {}", case.what);
                    assert!(lacks_secret(source, &case), "{source}: {}: {:?}", case.what, failure.details());
                }
            }
            *counts.entry(source.trigger().name()).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    println!("{total} cases: {counts:?}");
    assert!(total >= 1_500, "{total} cases");
    for (trigger, count) in counts {
        assert!(count >= 150, "{trigger} has {count} cases");
    }
}

/// Whether what was done to the event took a secret from it that its source always carries.
fn lacks_secret(source: Source, case: &Case) -> bool {
    let names_no_source = case.path == ["triggerSource"];
    let event: Value = serde_json::from_str(&case.text).expect("a case is JSON");
    !names_no_source
        && REQUIRED_SECRETS.iter().filter(|(name, _)| *name == source.name()).any(|(_, member)| {
            match &event["request"][member] {
                Value::Null | Value::Array(_) => true,
                Value::String(text) => text.is_empty() || *member == "privateChallengeParameters",
                Value::Object(map) => {
                    let is_empty = map.values().all(|value| value.is_null() || value == "");
                    *member != "privateChallengeParameters" || is_empty
                }
                // A number or boolean is still text; private parameters are a map.
                Value::Bool(_) | Value::Number(_) => *member == "privateChallengeParameters",
            }
        })
}

fn cases(sample: &str) -> Vec<Case> {
    let event: Value = serde_json::from_str(sample).expect("a sample is JSON");
    let mut cases = vec![Case { what: "as sent".to_owned(), text: sample.to_owned(), path: Vec::new() }];
    let mut add = |what: String, event: &Value, path: &[String]| {
        cases.push(Case { what, text: event.to_string(), path: path.to_vec() });
    };
    for path in paths(&event, &mut Vec::new()) {
        let name = path.join(".");
        let mut absent = event.clone();
        parent(&mut absent, &path).remove(path.last().expect("a path has a name"));
        add(format!("{name} absent"), &absent, &path);
        let current = event
            .pointer(&format!(
                "/{}",
                path.iter().map(|p| p.replace('~', "~0").replace('/', "~1")).collect::<Vec<_>>().join("/")
            ))
            .cloned();
        for other in [
            json!(null),
            json!(7),
            json!(-0.5e-7),
            json!(true),
            json!("other \"text\" \u{e9}"),
            json!(""),
            json!([]),
            json!({}),
        ] {
            let is_same_kind =
                current.as_ref().is_some_and(|c| std::mem::discriminant(c) == std::mem::discriminant(&other));
            if is_same_kind && !other.is_string() {
                continue;
            }
            let mut changed = event.clone();
            parent(&mut changed, &path)
                .insert(path.last().expect("a path has a name").clone(), other.clone());
            add(format!("{name} is {other}"), &changed, &path);
        }
    }
    for path in objects(&event, &mut Vec::new()) {
        let mut unknown = event.clone();
        let object = at(&mut unknown, &path);
        object.insert("newMember".to_owned(), json!({ "deep": [1, { "x": null }], "text": "caf\u{e9}" }));
        add(format!("an unknown member in {}", path.join(".")), &unknown, &[]);
        let mut reversed = event.clone();
        let object = at(&mut reversed, &path);
        let members: Vec<_> = std::mem::take(object).into_iter().rev().collect();
        object.extend(members);
        add(format!("{} reversed", path.join(".")), &reversed, &[]);
    }
    let compact = event.to_string();
    let pretty = serde_json::to_string_pretty(&event).expect("an event can be printed");
    for (what, text) in [
        ("compact", compact.clone()),
        ("pretty", pretty.clone()),
        ("tabs and carriage returns", pretty.replace("  ", "\t").replace('\n', "\r\n")),
        ("space around", format!(" \n\t{compact}\r\n ")),
        ("space before colons", pretty.replace("\": ", "\" : ")),
    ] {
        cases.push(Case { what: what.to_owned(), text, path: Vec::new() });
    }
    cases
}

/// The paths of all members, to the third level.
fn paths(value: &Value, here: &mut Vec<String>) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    if let Value::Object(map) = value {
        for (name, inner) in map {
            here.push(name.clone());
            all.push(here.clone());
            if here.len() < 3 {
                all.extend(paths(inner, here));
            }
            here.pop();
        }
    }
    all
}

/// The paths of all objects.
fn objects(value: &Value, here: &mut Vec<String>) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    if let Value::Object(map) = value {
        all.push(here.clone());
        for (name, inner) in map {
            here.push(name.clone());
            all.extend(objects(inner, here));
            here.pop();
        }
    }
    all
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> &'v mut Map<String, Value> {
    path.iter()
        .fold(value, |value, name| &mut value[name.as_str()])
        .as_object_mut()
        .expect("the path of an object")
}

fn parent<'v>(value: &'v mut Value, path: &[String]) -> &'v mut Map<String, Value> {
    at(value, &path[..path.len() - 1])
}
