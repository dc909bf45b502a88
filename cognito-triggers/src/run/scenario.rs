//! Scenarios: JSON files that say what differs from the sample events.
//!
//! Each has a name and a JSON merge patch ([RFC 7396](https://www.rfc-editor.org/rfc/rfc7396)).

use std::path::{Path, PathBuf};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use crate::event::{required, samples};
use crate::run::text;
use crate::spec::attribute;
use crate::spec::source::Source;
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::{Envelope, Member, RequestMember};
use crate::wire::members;

/// The folder beside the crate's manifest.
pub(crate) const FOLDER: &str = "scenarios";

const EXAMPLE: &str =
    r#"write {"name": "Long name", "request": {"userAttributes": {"given_name": "Maximiliane"}}}"#;

/// A file of a folder.
#[derive(Debug)]
pub(crate) struct Scenario {
    pub(crate) name: String,
    /// The file, for messages.
    file: String,
    /// The sources, if it is not for all.
    sources: Option<Vec<Source>>,
    patch: Value,
}

/// Returns the path of a folder: from the crate's manifest where cargo runs the program, else from
/// where it was started.
pub(crate) fn path(folder: &str) -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from).join(folder)
}

/// Reads the scenarios of a folder, in the order of the files' names. The error names the file.
pub(crate) fn read(folder: &Path) -> Result<Vec<Scenario>, String> {
    let unreadable =
        |error: std::io::Error| format!("cannot read the scenarios in {}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    let mut scenarios: Vec<Scenario> = Vec::new();
    for path in files {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let file = format!("{}/{file}", folder.file_name().unwrap_or_default().to_string_lossy());
        let bytes = std::fs::read(&path).map_err(|error| format!("{file}: {error}"))?;
        let text = text::decode(bytes).map_err(|problem| format!("{file}: {problem}"))?;
        let scenario = Scenario::parse(&file, &text).map_err(|problem| format!("{file}: {problem}"))?;
        if let Some(earlier) = scenarios.iter().find(|earlier| earlier.name == scenario.name) {
            return Err(format!(
                "{file}: {} has the name {:?} too: write another",
                earlier.file, scenario.name
            ));
        }
        scenarios.push(scenario);
    }
    Ok(scenarios)
}

impl Scenario {
    fn parse(file: &str, text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let Value::Object(mut patch) = value else {
            return Err(format!("a scenario is a JSON object: {EXAMPLE}"));
        };
        let name = match patch.remove("name") {
            Some(Value::String(name)) if !name.trim().is_empty() => name,
            Some(_) => return Err(format!("`name` is not a text: {EXAMPLE}")),
            None => return Err(format!("there is no `name`: {EXAMPLE}")),
        };
        let sources = patch.remove("sources").map(|sources| self::sources(&sources)).transpose()?;
        check_members(&patch)?;
        Ok(Self { name, file: file.to_owned(), sources, patch: Value::Object(patch) })
    }

    /// Returns whether the scenario is for this source.
    pub(crate) fn is_for(&self, source: Source) -> bool {
        self.sources.as_ref().is_none_or(|sources| sources.contains(&source))
    }

    /// Returns whether the scenario says which language the user has, or that there is none.
    #[cfg(feature = "serve")]
    pub(crate) fn names_language(&self) -> bool {
        let request = self.patch.get(Member::Request.name());
        [RequestMember::UserAttributes, RequestMember::ClientMetadata]
            .iter()
            .any(|member| request.and_then(|request| request.get(member.name())?.get("locale")).is_some())
    }

    /// Makes the event: the sample with this scenario's differences.
    pub(crate) fn event(
        &self,
        source: Source,
        version: Option<LambdaVersion>,
    ) -> Result<Envelope<'static>, String> {
        let sample = samples::envelope(source, version);
        let mut event: Value = serde_json::from_str(sample.text()).unwrap_or_default();
        merge(&mut event, &self.patch);
        let event = InOrder { value: &event, order: sample.text() };
        let text = serde_json::to_string_pretty(&event).unwrap_or_default();
        let envelope = Envelope::from_text(text).map_err(|error| format!("{}: {error}", self.file))?;
        match required::missing(&envelope, source) {
            Some(member) => Err(format!(
                "{}: `request.{}` is gone, but each event from {source} has it",
                self.file,
                member.name()
            )),
            None => Ok(envelope),
        }
    }
}

/// A value whose members are written in the order of another text's, and then those that are only here.
struct InOrder<'a> {
    value: &'a Value,
    order: &'a str,
}

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Value::Object(object) = self.value else { return self.value.serialize(serializer) };
        let mut ordered = Vec::new();
        members::each(self.order, &|_| true, &mut |name, order| {
            ordered.extend(object.get(&*name).map(|value| (name, InOrder { value, order })));
        });
        let is_new = |name: &&String| !ordered.iter().any(|(ordered, _)| ordered == *name);
        let new: Vec<_> = object.keys().filter(is_new).map(|name| (name, &object[name])).collect();
        let mut map = serializer.serialize_map(Some(object.len()))?;
        for (name, value) in &ordered {
            map.serialize_entry(name, value)?;
        }
        for (name, value) in new {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// One event to play: a source's sample, or that in a scenario.
pub(crate) type Play<'s> = (Source, Option<LambdaVersion>, Option<&'s Scenario>);

/// Lists what to play: for each source its sample, then its scenarios.
pub(crate) fn plays(
    sources: impl IntoIterator<Item = (Source, Option<LambdaVersion>)>,
    scenarios: &[Scenario],
) -> impl Iterator<Item = Play<'_>> {
    sources.into_iter().flat_map(move |(source, version)| {
        let in_scenarios = scenarios.iter().filter(move |scenario| scenario.is_for(source)).map(Some);
        [None].into_iter().chain(in_scenarios).map(move |scenario| (source, version, scenario))
    })
}

/// Makes the event to play.
pub(crate) fn event((source, version, scenario): Play<'_>) -> Result<Envelope<'static>, String> {
    scenario
        .map_or_else(|| Ok(samples::envelope(source, version)), |scenario| scenario.event(source, version))
}

fn sources(value: &Value) -> Result<Vec<Source>, String> {
    const LIST: &str = "`sources` is a list of trigger sources: write [\"CustomMessage_SignUp\"]";
    let list = value.as_array().filter(|list| !list.is_empty()).ok_or(LIST)?;
    let source = |value: &Value| {
        let name = value.as_str().ok_or(LIST)?;
        Source::from_name(name).ok_or_else(|| {
            format!("`sources` has {name:?}, which is no trigger source: write one that --list names")
        })
    };
    list.iter().map(source).collect()
}

/// Refuses names that no event has, since such a scenario would change nothing.
fn check_members(patch: &Map<String, Value>) -> Result<(), String> {
    const MEMBERS: [Member; 6] = [
        Member::Request,
        Member::UserName,
        Member::Region,
        Member::UserPoolId,
        Member::CallerContext,
        Member::Version,
    ];
    for (name, value) in patch {
        if name == Member::TriggerSource.name() {
            return Err("`triggerSource` is that of the sample: name the sources in `sources`".to_owned());
        }
        if !MEMBERS.iter().any(|member| member.name() == name) {
            let help = if RequestMember::from_name(name.as_bytes()).is_some() {
                format!("write it into `request`: {{\"request\": {{\"{name}\": ..}}}}")
            } else {
                format!("write one of `name`, `sources`, {}", listed(MEMBERS.map(Member::name)))
            };
            return Err(format!("`{name}` is not a member of an event: {help}"));
        }
        if name == Member::Request.name() {
            check_request(value)?;
        }
    }
    Ok(())
}

fn check_request(request: &Value) -> Result<(), String> {
    let request = object("request", request)?;
    for (name, value) in request {
        let Some(member) = RequestMember::from_name(name.as_bytes()) else {
            let all = RequestMember::ALL.iter().map(|member| member.name());
            return Err(format!(
                "`request.{name}` is not a member of an event: write one of {}",
                listed(all)
            ));
        };
        let is_map = matches!(
            member,
            RequestMember::UserAttributes | RequestMember::ClientMetadata | RequestMember::ValidationData
        );
        if value.is_null() || !is_map {
            continue;
        }
        let path = format!("request.{name}");
        for (name, value) in object(&path, value)? {
            if !value.is_string() && !value.is_null() {
                return Err(format!(
                    "`{path}.{name}` is not a text: Cognito sends texts alone, such as \"true\""
                ));
            }
            if member == RequestMember::UserAttributes {
                let is_known = attribute::is_owned_by_cognito(name) || attribute::check_name(name).is_ok();
                if !is_known {
                    return Err(format!("{path}: {}", attribute::check_name(name).unwrap_err()));
                }
                attribute::check_length(name, value.as_str().unwrap_or_default())
                    .map_err(|problem| format!("{path}: {problem}"))?;
            }
        }
    }
    Ok(())
}

fn object<'v>(path: &str, value: &'v Value) -> Result<&'v Map<String, Value>, String> {
    value.as_object().ok_or_else(|| format!("`{path}` is not an object: write {{\"name\": \"value\"}}"))
}

fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Merges as RFC 7396 says: objects member by member, null removes, anything else replaces.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Some(target) = target.as_object_mut() else { return };
    for (name, value) in patch {
        if value.is_null() {
            target.remove(name);
        } else {
            merge(target.entry(name.clone()).or_insert(Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_event_keeps_the_order_of_the_sample() {
        let value = json!({"a": {"y": 1, "x": 2, "new": 3}, "b": 4, "first": 5});
        let in_order =
            InOrder { value: &value, order: r#"{"first": 0, "gone": 0, "b": {}, "a": {"x": 0, "y": 0}}"# };
        let text = serde_json::to_string(&in_order).unwrap();
        assert_eq!(text, r#"{"first":5,"b":4,"a":{"x":2,"y":1,"new":3}}"#);
    }

    /// The examples of RFC 7396, appendix A.
    #[test]
    fn patches_merge_as_the_rfc_says() {
        for (target, patch, expected) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
            (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
            (json!({"a": "b"}), json!(["c"]), json!(["c"])),
            (json!({"a": "foo"}), json!(null), json!(null)),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!([1, 2]), json!({"a": "b", "c": null}), json!({"a": "b"})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ] {
            let mut merged = target.clone();
            merge(&mut merged, &patch);
            assert_eq!(merged, expected, "{target} and {patch}");
        }
    }

    #[test]
    fn a_file_of_another_tool_is_read_or_named() {
        let folder = std::env::temp_dir().join(format!("cognito-triggers-scenarios-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a.json"), "\u{feff}{\"name\": \"a\"}\r\n").unwrap();
        assert_eq!(super::read(&folder).unwrap()[0].name, "a");
        std::fs::write(folder.join("b.json"), b"\xff\xfe{\0").unwrap();
        let problem = super::read(&folder).unwrap_err();
        assert!(problem.contains("/b.json: it is UTF-16"), "{problem}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_mistake_says_where() {
        for (text, problem) in [
            ("{\"name\": \"a\",}", "trailing comma at line 1 column 14"),
            ("[]", "a scenario is a JSON object"),
            ("{}", "there is no `name`"),
            ("{\"name\": 1}", "`name` is not a text"),
            ("{\"name\": \"a\", \"sources\": []}", "`sources` is a list of trigger sources"),
            (
                "{\"name\": \"a\", \"sources\": [\"SignUp\"]}",
                "`sources` has \"SignUp\", which is no trigger source",
            ),
            ("{\"name\": \"a\", \"triggerSource\": \"x\"}", "`triggerSource` is that of the sample"),
            (
                "{\"name\": \"a\", \"requests\": {}}",
                "`requests` is not a member of an event: write one of `name`",
            ),
            (
                "{\"name\": \"a\", \"userAttributes\": {}}",
                "`userAttributes` is not a member of an event: write it into",
            ),
            ("{\"name\": \"a\", \"request\": []}", "`request` is not an object"),
            ("{\"name\": \"a\", \"request\": {\"users\": 1}}", "`request.users` is not a member of an event"),
            (
                "{\"name\": \"a\", \"request\": {\"clientMetadata\": 1}}",
                "`request.clientMetadata` is not an object",
            ),
            (
                "{\"name\": \"a\", \"request\": {\"userAttributes\": {\"email_verified\": true}}}",
                "`request.userAttributes.email_verified` is not a text",
            ),
            (
                "{\"name\": \"a\", \"request\": {\"userAttributes\": {\"givenName\": \"a\"}}}",
                "request.userAttributes: the attribute `givenName` is no standard attribute",
            ),
        ] {
            let found = Scenario::parse("a.json", text).unwrap_err();
            assert!(found.starts_with(problem), "{text}: {found}");
        }
    }

    #[test]
    fn an_event_has_what_differs() {
        let scenario = Scenario::parse(
            "a.json",
            r#"{"name": "a", "sources": ["CustomMessage_SignUp"],
                "request": {"userAttributes": {"locale": "ja", "given_name": null, "custom:a": "b"}}}"#,
        )
        .unwrap();
        assert!(
            scenario.is_for(Source::CustomMessageSignUp) && !scenario.is_for(Source::CustomMessageResendCode)
        );
        let event = scenario.event(Source::CustomMessageSignUp, None).unwrap();
        let event: Value = serde_json::from_str(event.text()).unwrap();
        let attributes = &event["request"]["userAttributes"];
        assert_eq!((&attributes["locale"], &attributes["family_name"]), (&json!("ja"), &json!("Moreau")));
        assert!(attributes.get("given_name").is_none());
        let scenario = Scenario::parse("a.json", r#"{"name": "a", "request": {"password": null}}"#).unwrap();
        let problem = scenario.event(Source::UserMigrationAuthentication, None).unwrap_err();
        assert!(problem.starts_with("a.json: `request.password` is gone"), "{problem}");
    }
}
