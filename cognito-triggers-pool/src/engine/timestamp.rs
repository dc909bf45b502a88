//! `TIMESTAMP` of a proof: its form, its age, and the form that is signed.

use super::Call;
use crate::error::{self, ApiError};
use crate::state::{DAY, Flow, HOUR, MINUTE, Proof, SECOND, Time, millis};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Call<'_> {
    /// Reads the timestamp of a proof, and returns it in the form that is signed. It is refused where it is
    /// further from the time of this call than a step of a sign-in may take. What stands in for SRP has a
    /// fixed timestamp, which is never too old.
    pub(super) fn signed_timestamp(
        &self,
        flow: &Flow,
        proof: &Proof,
        text: &str,
    ) -> Result<String, ApiError> {
        let (canonical, time) = read(text).ok_or_else(error::timestamp_format)?;
        let validity = millis(self.engine.client(&flow.client)?.session_validity);
        if !proof.is_stand_in() && self.now().abs_diff(time) > validity {
            self.undocumented("a TIMESTAMP is refused once it is older than AuthSessionValidity.");
            return Err(error::incorrect_password());
        }
        Ok(canonical)
    }
}

/// Reads `EEE MMM d HH:mm:ss z yyyy`, and writes it with the names, digits and zone that clients sign.
fn read(text: &str) -> Option<(String, Time)> {
    let parts: Vec<&str> = text.split(' ').collect();
    let &[weekday, month, day, clock, "UTC" | "GMT", year] = parts.as_slice() else { return None };
    let named = |names: &[&'static str], name: &str| {
        let at = names.iter().position(|known| known.eq_ignore_ascii_case(name))?;
        Some((at, names[at]))
    };
    let (_, weekday) = named(&DAYS, weekday)?;
    let (month, month_name) = named(&MONTHS, month)?;
    let day = number(day, 31)?;
    let year = number(year, 9999)?;
    let &[hours, minutes, seconds] = clock.split(':').collect::<Vec<_>>().as_slice() else { return None };
    let (hours, minutes, seconds) = (number(hours, 23)?, number(minutes, 59)?, number(seconds, 60)?);
    let canonical = format!("{weekday} {month_name} {day} {hours:02}:{minutes:02}:{seconds:02} UTC {year}");
    let time = days_since_epoch(year, month as u64 + 1, day)? * DAY
        + hours * HOUR
        + minutes * MINUTE
        + seconds * SECOND;
    Some((canonical, time))
}

fn number(text: &str, most: u64) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= most)
}

/// Days from 1 January 1970, in the Gregorian calendar.
fn days_since_epoch(year: u64, month: u64, day: u64) -> Option<u64> {
    // A year that begins in March ends with the leap day.
    let (year, month) = if month <= 2 { (year.checked_sub(1)?, month + 9) } else { (year, month - 3) };
    let days =
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day.checked_sub(1)?;
    days.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_signed_form_and_the_time_are_read() {
        // `date --utc --date @1794042303 '+%a %b %-d %H:%M:%S UTC %Y'`
        let signed = "Sat Nov 7 09:05:03 UTC 2026";
        assert_eq!(read(signed), Some((signed.to_owned(), 1_794_042_303_000)));
        for lenient in ["sat NOV 07 09:05:03 GMT 2026", "Sat Nov 7 9:5:3 UTC 2026"] {
            assert_eq!(read(lenient), read(signed), "{lenient}");
        }
        assert_eq!(read("Thu Feb 29 00:00:00 UTC 2024").unwrap().1, 1_709_164_800_000);
        assert_eq!(read("Thu Jan 1 00:00:00 UTC 1970").unwrap().1, 0);
        assert_eq!(read("Thu Jan 1 00:00:00 UTC 2026").unwrap().1, 1_767_225_600_000);
    }

    #[test]
    fn other_forms_are_none() {
        for text in [
            "",
            "2026-11-07T09:05:03Z",
            "Sat Nov 7 09:05:03 2026",
            "Sat Nov 7 09:05:03 CET 2026",
            "Sat Nov  7 09:05:03 UTC 2026",
            "Sam Nov 7 09:05:03 UTC 2026",
            "Sat Nov 0 09:05:03 UTC 2026",
            "Sat Nov 7 24:05:03 UTC 2026",
            "Sat Nov +7 09:05:03 UTC 2026",
            "Sat Nov 7 09:05 UTC 2026",
            "Wed Dec 31 00:00:00 UTC 1969",
            "Sat Nov 7 09:05:03 UTC 99999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
