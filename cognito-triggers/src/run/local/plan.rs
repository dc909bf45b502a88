//! What to play: the sources and the scenarios that the arguments name.

use crate::run::error::RunError;
use crate::run::scenario::{self, Scenario};
use crate::spec::source::Source;

/// The arguments `[SOURCE..] [--scenario NAME] [--scenarios DIR]`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan<'a> {
    /// The sources, or none for all.
    pub(super) sources: Vec<Source>,
    scenario: Option<&'a str>,
    folder: Option<&'a str>,
}

impl<'a> Plan<'a> {
    pub(super) fn read(arguments: &[&'a str]) -> Result<Self, RunError> {
        let mut plan = Self::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = |what: &str| {
                let value = arguments.next().copied();
                value.ok_or_else(|| RunError::new(format!("{argument} needs {what}")))
            };
            match *argument {
                "--scenario" => plan.scenario = Some(value("the name of a scenario")?),
                "--scenarios" => plan.folder = Some(value("a folder with scenarios")?),
                name => plan.sources.push(source(name)?),
            }
        }
        Ok(plan)
    }

    /// Reads the scenarios. Without a word about them, these are those of the folder `scenarios`, if it is there.
    pub(super) fn scenarios(&self) -> Result<Vec<Scenario>, RunError> {
        let folder = match self.folder {
            // As in a shell, from where the program was started.
            Some(folder) => folder.into(),
            None => scenario::path(scenario::FOLDER),
        };
        if self.folder.is_none() && self.scenario.is_none() && !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut scenarios = scenario::read(&folder).map_err(RunError::new)?;
        if let Some(wanted) = self.scenario {
            let names: Vec<String> =
                scenarios.iter().map(|scenario| format!("{:?}", scenario.name)).collect();
            scenarios.retain(|scenario| scenario.name == wanted);
            if scenarios.is_empty() {
                let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                return Err(RunError::new(format!("there is no scenario {wanted:?}, but these: {names}")));
            }
        }
        Ok(scenarios)
    }

    /// Whether one scenario is asked for, so that samples without one are not.
    pub(super) fn names_scenario(&self) -> bool {
        self.scenario.is_some()
    }

    pub(super) fn takes(&self, source: Source) -> bool {
        self.sources.is_empty() || self.sources.contains(&source)
    }
}

/// Reads the name of a trigger source.
pub(super) fn source(name: &str) -> Result<Source, RunError> {
    Source::from_name(name).ok_or_else(|| {
        let write = match similar(name).as_slice() {
            [] => "one that --list names, such as PreSignUp_SignUp".to_owned(),
            names => names.join(" or "),
        };
        RunError::new(format!("unknown trigger source {name:?}: write {write}"))
    })
}

/// Returns the sources that have this name in another spelling, have it as an attribute spells it, or
/// belong to this trigger.
fn similar(name: &str) -> Vec<&'static str> {
    let fold = |text: &str| text.replace(['_', '-'], "").to_ascii_lowercase();
    let wanted = fold(name);
    let is_similar = |full: &&str| {
        let (trigger, source) = full.split_once('_').unwrap_or((full, ""));
        [*full, trigger, source].iter().any(|part| fold(part) == wanted)
    };
    Source::ALL.iter().map(|source| source.name()).filter(is_similar).collect()
}

#[cfg(test)]
mod tests {
    use super::Plan;
    use crate::spec::source::Source;

    #[test]
    fn sources_and_scenarios_come_in_any_order() {
        let plan =
            Plan::read(&["--scenario", "Long", "CustomMessage_SignUp", "--scenarios", "more"]).unwrap();
        let expected =
            Plan { sources: vec![Source::CustomMessageSignUp], scenario: Some("Long"), folder: Some("more") };
        assert_eq!(plan, expected);
        assert_eq!(Plan::read(&[]).unwrap(), Plan::default());
        for (arguments, problem) in [
            (&["--scenario"][..], "--scenario needs the name of a scenario"),
            (&["--scenarios"], "--scenarios needs a folder with scenarios"),
            (
                &["ResendCode"],
                "unknown trigger source \"ResendCode\": write CustomMessage_ResendCode or \
                 CustomEmailSender_ResendCode or CustomSMSSender_ResendCode",
            ),
            (
                &["custommessage_signup"],
                "unknown trigger source \"custommessage_signup\": write CustomMessage_SignUp",
            ),
            (
                &["user_migration"],
                "unknown trigger source \"user_migration\": write UserMigration_Authentication or \
                 UserMigration_ForgotPassword",
            ),
            (
                &["Sign"],
                "unknown trigger source \"Sign\": write one that --list names, such as PreSignUp_SignUp",
            ),
            (&[""], "unknown trigger source \"\": write one that --list names, such as PreSignUp_SignUp"),
        ] {
            let error = Plan::read(arguments).unwrap_err().to_string();
            assert_eq!(error, problem);
        }
    }
}
