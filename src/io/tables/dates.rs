//! Dates as people and spreadsheets write them.
//!
//! Beside a year, a month and a day in the native way (`2014`, `2014-06`, `2014-06-30`) tables may hold them with slashes,
//! points or Korean units (`2014/6/30`, `2014. 6. 30.`, `2014년 6월`), eight digits (`20140630`), with a time of day, which
//! is left out, and as the day number that a spreadsheet shows where a cell has lost its format: 41820 is 2014-06-30.

use crate::model::Date;

/// Words for a tie that goes on, small letters without spaces.
const ONGOING: [&str; 9] =
    ["ongoing", "present", "current", "now", "today", "진행중", "현재", "계속", "진행"];

/// What the cell of a date says.
#[derive(Debug, PartialEq)]
pub(super) enum Told {
    /// A date.
    Date(Date),
    /// The date of a day number.
    Number(Date),
    /// There is none, since it goes on.
    Ongoing,
}

/// Reads a date, or that there is none yet where `may_go_on`.
pub(super) fn read(text: &str, may_go_on: bool) -> Result<Told, String> {
    let native = text.parse::<Date>();
    if let Ok(date) = native {
        return Ok(Told::Date(date));
    }
    let word: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if may_go_on && ONGOING.contains(&word.as_str()) {
        return Ok(Told::Ongoing);
    }
    if let Some(date) = day_number(text) {
        return Ok(Told::Number(date));
    }
    written_out(text).map(Told::Date).map_or_else(|| native.map(Told::Date), Ok)
}

/// Day numbers from 1927 to 2173, five digits each, counted from the end of 1899.
fn day_number(text: &str) -> Option<Date> {
    let number: i64 = text.parse().ok().filter(|number| (10_000..100_000).contains(number))?;
    let (year, month, day) = civil(number - 25_569);
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// Year, month and day so many days after the first of 1970, by the proleptic Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin in March here, so that a leap day is the last of its year; 400 of them are 146097 days.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Numbers between other signs than hyphens.
fn written_out(text: &str) -> Option<Date> {
    let text = without_time(text.trim());
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok();
    }
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ' ' | '년' | '월' | '일')) {
        return None;
    }
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    // 2014.1 may be January, or October that a spreadsheet took for a number.
    let is_number = parts.len() == 2 && text.contains('.') && !text.ends_with('.');
    let [year, rest @ ..] = parts.as_slice() else { return None };
    if is_number || year.len() != 4 || rest.len() > 2 || rest.iter().any(|part| part.len() > 2) {
        return None;
    }
    let rest: String = rest.iter().map(|part| format!("-{part:0>2}")).collect();
    format!("{year}{rest}").parse().ok()
}

/// The day of a day and a time.
fn without_time(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((day, time)) if day.len() == 10 && is_time(time) => day,
        _ => text,
    }
}

fn is_time(text: &str) -> bool {
    text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | '+' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, date) in [
            ("2014", "2014"),
            ("2014-06", "2014-06"),
            ("2014/6/30", "2014-06-30"),
            ("2014. 6. 30.", "2014-06-30"),
            ("2014.06.30", "2014-06-30"),
            ("2014년 6월", "2014-06"),
            ("2014년", "2014"),
            ("2014-6", "2014-06"),
            ("20140630", "2014-06-30"),
            ("2014-06-30T00:00:00Z", "2014-06-30"),
            ("2014-06-30 12:00:00", "2014-06-30"),
        ] {
            assert_eq!(read(text, false), Ok(Told::Date(date.parse().unwrap())), "{text}");
        }
        for text in ["2014.1", "2014-13", "14-06-30", "2014-06-31", "soon", "", "30/06/2014", "9999999"] {
            assert!(read(text, true).is_err(), "{text}");
        }
    }

    #[test]
    fn day_numbers_are_those_of_spreadsheets() {
        // As Excel and LibreOffice show these numbers in the format of a date.
        for (number, date) in [("41820", "2014-06-30"), ("36526", "2000-01-01"), ("43890", "2020-02-29"), ("45658", "2025-01-01")] {
            assert_eq!(read(number, false), Ok(Told::Number(date.parse().unwrap())));
        }
    }

    #[test]
    fn only_an_end_may_lie_ahead() {
        for text in ["ongoing", "진행 중", "Present", " 현재 "] {
            assert_eq!(read(text, true), Ok(Told::Ongoing));
            assert!(read(text, false).is_err());
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(text in "[0-9./년월일 T:Z-]{0,14}|\\PC{0,12}") {
            let _ = read(&text, true);
        }
    }
}
