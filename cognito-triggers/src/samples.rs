//! A sample event for each source, as Cognito sends it.

use crate::envelope::Envelope;
use crate::source::Source;

macro_rules! define {
    ($($Trigger:ident $TriggerType:ident $module:ident {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {
        /// The JSON text of a source's sample event.
        pub(crate) fn text(source: Source) -> &'static str {
            match source {
                $($(Source::$Source => include_str!(concat!("../samples/", $wire, ".json")),)+)+
            }
        }
    };
}

table!(define);

/// A source's sample event.
pub(crate) fn envelope(source: Source) -> Envelope<'static> {
    let envelope = Envelope::from_text(text(source));
    envelope.unwrap_or_else(|e| unreachable!("a test reads every sample: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_an_event_of_its_source() {
        for &source in Source::ALL {
            assert_eq!(envelope(source).source(), Some(source));
        }
    }
}
