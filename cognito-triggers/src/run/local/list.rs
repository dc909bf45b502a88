//! `--list`: the trigger sources that have a handler, and what to attach for them.

use crate::router::{HandlerSet, Triggers};
use crate::run::local::handled;
use crate::run::local::notation::{Attachment, Notation};
use crate::run::local::note;
use crate::spec::source::{Source, Trigger};
use crate::spec::version::LambdaVersion;

/// Lists each source under its trigger, then what to attach, in each notation.
pub(super) fn everything<Handlers: HandlerSet<State>, State>(triggers: &Triggers<Handlers, State>) -> String {
    let attachments = attachments(triggers);
    let mut out = sources(triggers, &attachments);
    if let Some(note) = note::about(triggers) {
        out += &format!("{note}\n");
    }
    for notation in Notation::ALL {
        out += &format!("\n{}:\n\n{}", notation.title(), notation.write(&attachments));
    }
    out.truncate(out.trim_end().len());
    out
}

/// Writes what to attach in one notation, to be pasted or piped into a file.
pub(super) fn only<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
    notation: Notation,
) -> String {
    notation.write(&attachments(triggers)).trim_end().to_owned()
}

fn sources<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
    attachments: &[Attachment],
) -> String {
    let mut out = String::new();
    for Attachment { trigger, versions } in attachments {
        out += &if versions.is_empty() {
            format!("{trigger}: attach this function as `{trigger}` in the user pool's LambdaConfig\n")
        } else {
            format!(
                "{trigger}: attach this function as `{trigger}Config` in the user pool's LambdaConfig, with the LambdaVersion {}\n",
                names(versions, " or ")
            )
        };
        for source in Source::ALL.iter().filter(|source| source.trigger() == *trigger) {
            let takers: Vec<_> = handled(triggers).filter(|(taken, _)| taken == source).collect();
            let versions: Vec<_> = takers.iter().filter_map(|(_, version)| *version).collect();
            out += &match (takers.is_empty(), versions.is_empty()) {
                (true, _) => continue,
                (_, true) => format!("  {source}\n"),
                _ => format!("  {source} ({})\n", names(&versions, ", ")),
            };
        }
    }
    out
}

/// Returns the triggers that have a handler, in the order of a user's life, with the versions of
/// their events.
pub(super) fn attachments<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
) -> Vec<Attachment> {
    let with_handlers = Trigger::ALL.iter().filter_map(|&trigger| {
        let taken: Vec<_> = handled(triggers).filter(|(source, _)| source.trigger() == trigger).collect();
        let mut versions: Vec<_> = taken.iter().filter_map(|(_, version)| *version).collect();
        versions.sort_unstable();
        versions.dedup();
        (!taken.is_empty()).then_some(Attachment { trigger, versions })
    });
    with_handlers.collect()
}

fn names(versions: &[LambdaVersion], between: &str) -> String {
    let names: Vec<_> = versions.iter().map(LambdaVersion::to_string).collect();
    names.join(between)
}

#[cfg(test)]
mod tests {
    use super::{attachments, sources};
    use crate::trigger::pre_token_generation::{Event, V1_0, V2_0};
    use crate::{pre_sign_up, pre_token_generation, triggers};

    #[pre_sign_up(SignUp, crate = crate)]
    fn sign_up(_: pre_sign_up::Event<'_>) {}

    #[pre_token_generation(V1_0, HostedAuth, RefreshTokens, crate = crate)]
    fn first(_: Event<'_, V1_0>) {}

    #[pre_token_generation(V2_0, HostedAuth, crate = crate)]
    fn second(_: Event<'_, V2_0>) {}

    #[test]
    fn the_list_says_which_version_to_configure() {
        let triggers = triggers![sign_up, first, second];
        let expected = "\
PreSignUp: attach this function as `PreSignUp` in the user pool's LambdaConfig
  PreSignUp_SignUp
PreTokenGeneration: attach this function as `PreTokenGenerationConfig` in the user pool's LambdaConfig, with the LambdaVersion V1_0 or V2_0
  TokenGeneration_HostedAuth (V1_0, V2_0)
  TokenGeneration_RefreshTokens (V1_0)
";
        assert_eq!(sources(&triggers, &attachments(&triggers)), expected);
    }
}
