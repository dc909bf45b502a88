//! A sample event for each source, as Cognito sends it.

use std::borrow::Cow;

use crate::spec::source::Source;
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::Envelope;

macro_rules! define {
    ($($Trigger:ident $TriggerMarker:ident $module:ident [$($fact:tt)*] {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {
        /// Returns the JSON text of a source's sample event.
        pub(crate) fn text(source: Source) -> &'static str {
            match source {
                $($(Source::$Source => include_str!(concat!("../../samples/", $wire, ".json")),)+)+
            }
        }
    };
}

table!(define);

/// Returns a source's sample event, in a version where that matters.
pub(crate) fn envelope(source: Source, version: Option<LambdaVersion>) -> Envelope<'static> {
    let text = text(source);
    let text = version.map_or(Cow::Borrowed(text), |version| Cow::Owned(of_version(text, version)));
    Envelope::from_text(text).unwrap_or_else(|e| unreachable!("a test reads every sample: {e}"))
}

/// Converts a token generation event into the layout of a version. The versions differ in the
/// number, the scopes, and the response member.
fn of_version(text: &str, version: LambdaVersion) -> String {
    let mut out = text.to_owned();
    for other in LambdaVersion::ALL {
        let line = |version: LambdaVersion| format!("\"version\": \"{}\"", version.number());
        out = out.replace(&line(*other), &line(version));
    }
    let scopes = out.find(",\n    \"scopes\": [");
    if version == LambdaVersion::V1_0 {
        out = out.replace("claimsAndScopeOverrideDetails", "claimsOverrideDetails");
        if let Some((start, len)) = scopes.and_then(|start| Some((start, out[start..].find(']')?))) {
            out.replace_range(start..=start + len, "");
        }
    } else {
        out = out.replace("claimsOverrideDetails", "claimsAndScopeOverrideDetails");
        if scopes.is_none() {
            const SCOPES: &str =
                "\"request\": {\n    \"scopes\": [\n      \"aws.cognito.signin.user.admin\"\n    ],";
            out = out.replacen("\"request\": {", SCOPES, 1);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::source::{SourceSet, Trigger};
    use crate::wire::envelope::RequestMember;

    #[test]
    fn every_sample_is_an_event_of_its_source() {
        for &source in Source::ALL {
            assert_eq!(envelope(source, None).source(), Some(source));
        }
    }

    #[test]
    fn token_generation_has_a_sample_of_each_version() {
        for source in SourceSet::all_of(Trigger::PreTokenGeneration) {
            for &version in LambdaVersion::ALL {
                let sample = envelope(source, Some(version));
                assert_eq!(sample.source(), Some(source));
                assert_eq!(sample.lambda_version(), Some(version));
                let has_scopes = version != LambdaVersion::V1_0;
                assert_eq!(sample.request(RequestMember::Scopes).is_some(), has_scopes, "{}", sample.text());
                assert_eq!(sample.text().contains("\"claimsAndScopeOverrideDetails\""), has_scopes);
                assert_eq!(sample.text().contains("\"claimsOverrideDetails\""), !has_scopes);
            }
        }
    }
}
