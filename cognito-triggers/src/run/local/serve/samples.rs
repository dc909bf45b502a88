//! The sample events of the page and of `--preview`: each message's source, alone and in each scenario.

use cognito_triggers_pool::Sample;

use crate::router::{HandlerSet, Triggers};
use crate::run::error::RunError;
use crate::run::local::{handled, plan::Plan};
use crate::run::scenario::{self, Scenario};
use crate::spec::source::Trigger;

/// Lists what to play of the sources whose message a handler writes.
pub(super) fn of<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
    plan: &Plan<'_>,
) -> Result<Vec<Sample>, RunError> {
    let messages: Vec<_> =
        handled(triggers).filter(|(source, _)| source.trigger() == Trigger::CustomMessage).collect();
    if let Some(source) =
        plan.sources.iter().find(|source| !messages.iter().any(|(taken, _)| taken == *source))
    {
        return Err(RunError::new(format!(
            "no handler writes a message of {source}: write one that --list names"
        )));
    }
    let wanted = messages.into_iter().filter(|(source, _)| plan.takes(*source));
    let scenarios = plan.scenarios()?;
    let plays = scenario::plays(wanted, &scenarios);
    plays.filter(|(_, _, scenario)| scenario.is_some() || !plan.names_scenario()).map(sample).collect()
}

fn sample(play: scenario::Play<'_>) -> Result<Sample, RunError> {
    let event = scenario::event(play).map_err(RunError::new)?;
    let event = serde_json::from_str(event.text())
        .map_err(|error| RunError::caused("the sample event is no JSON", error))?;
    let sample = Sample::new(event);
    let (_, _, scenario) = play;
    let sample = match scenario {
        Some(scenario) => sample.scenario(&scenario.name),
        None => sample,
    };
    // A scenario that is about a language is for this one.
    let has_language = scenario.is_some_and(Scenario::names_language);
    Ok(if has_language { sample } else { sample.in_every_language() })
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::custom_message::{Event, Sms};
    use crate::run::local::plan::Plan;
    use crate::{custom_message, pre_sign_up, sms, triggers};

    #[custom_message(SignUp, ResendCode, crate = crate)]
    fn code(_: Event<'_>) -> Sms {
        sms!("Your code is {code}")
    }

    #[pre_sign_up(SignUp, crate = crate)]
    fn allow(_: pre_sign_up::Event<'_>) {}

    #[test]
    fn a_scenario_is_played_for_each_source_that_it_names() {
        let folder = std::env::temp_dir().join(format!("cognito-triggers-samples-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        put("a.json", r#"{"name": "<b>", "request": {"userAttributes": {"given_name": "<i>"}}}"#);
        put("b.json", r#"{"name": "B", "sources": ["CustomMessage_SignUp"]}"#);
        put("c.json", r#"{"name": "C", "request": {"userAttributes": {"locale": null}}}"#);
        let path = folder.to_str().unwrap();
        let names = |arguments: &[&str]| {
            let arguments = [&["--scenarios", path], arguments].concat();
            let samples = of(&triggers![code, allow], &Plan::read(&arguments).unwrap());
            let samples = samples.map_err(|error| error.to_string())?;
            Ok::<_, String>(samples.iter().map(|sample| format!("{sample:?}")).collect::<Vec<_>>())
        };
        let all = names(&[]).unwrap();
        assert_eq!(all.len(), 7, "{all:?}");
        let in_one_language = all.iter().filter(|sample| sample.contains("in_every_language: false"));
        assert_eq!(in_one_language.filter(|sample| sample.contains("\"C\"")).count(), 2);
        assert_eq!(names(&["CustomMessage_ResendCode"]).unwrap().len(), 3);
        assert_eq!(names(&["--scenario", "<b>"]).unwrap().len(), 2);
        for (arguments, says) in [
            (&["--scenario", "D"][..], "there is no scenario \"D\""),
            (&["PreSignUp_SignUp"], "no handler writes a message of PreSignUp_SignUp"),
        ] {
            let error = names(arguments).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
        put("d.json", "{");
        let error = names(&[]).unwrap_err();
        assert!(error.contains("d.json: "), "{error}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
