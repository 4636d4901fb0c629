//! Dates as partnership records give them: a year, a month or a day, and the periods between them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A year, a year and month, or a day. Whatever is left out stands for the whole of it: `2014` is all of 2014.
///
/// # Examples
/// ```
/// use proxeny::Date;
///
/// let year: Date = "2014".parse()?;
/// let day: Date = "2014-06-30".parse()?;
/// assert!(year.first_day() < day.first_day() && day.last_day() < year.last_day());
/// assert!("2014-13".parse::<Date>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Days in a year as [`Date::first_day`] counts them: twelve months of 31, so that order is right and sums are rough.
pub(crate) const DAYS_A_YEAR: i32 = 12 * 31;

impl Date {
    /// The whole of a year.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Date;
    ///
    /// assert_eq!(Date::year(2014), "2014".parse()?);
    /// # Ok::<(), String>(())
    /// ```
    pub fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The first day covered, as a number that grows with time.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Date;
    ///
    /// let date = |text: &str| text.parse::<Date>();
    /// assert_eq!(date("2014")?.first_day(), date("2014-01-01")?.first_day());
    /// assert!(date("2014")?.first_day() < date("2014-02")?.first_day());
    /// # Ok::<(), String>(())
    /// ```
    pub fn first_day(self) -> i32 {
        day_number(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day covered, as a number that grows with time.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Date;
    ///
    /// let date = |text: &str| text.parse::<Date>();
    /// assert_eq!(date("2014")?.last_day(), date("2014-12-31")?.last_day());
    /// # Ok::<(), String>(())
    /// ```
    pub fn last_day(self) -> i32 {
        day_number(self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }

    /// The same date some years later.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Date;
    ///
    /// let visit: Date = "2014-06".parse()?;
    /// assert_eq!(visit.plus_years(10).to_string(), "2024-06");
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn plus_years(self, years: u16) -> Self {
        Self { year: self.year.saturating_add_unsigned(years), ..self }
    }

    /// The calendar year.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Date;
    ///
    /// let day: Date = "2014-06-30".parse()?;
    /// assert_eq!(day.calendar_year(), 2014);
    /// # Ok::<(), String>(())
    /// ```
    pub fn calendar_year(self) -> i16 {
        self.year
    }
}

/// Months are given 31 days each: only the order of days matters here, never their distance.
impl Date {
    /// The day with this number.
    pub(crate) fn of_day(number: i32) -> Self {
        let day = (number - 1).rem_euclid(31) + 1;
        let months = (number - day) / 31;
        let month = (months - 1).rem_euclid(12) + 1;
        let year = i16::try_from((months - month) / 12).unwrap_or(i16::MAX);
        Self { year, month: Some(month as u8), day: Some(day as u8) }
    }
}

fn day_number(year: i16, month: u8, day: u8) -> i32 {
    (i32::from(year) * 12 + i32::from(month)) * 31 + i32::from(day)
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a date; write a year (2014), a month (2014-06) or a day (2014-06-30)");
        let mut parts = text.trim().split('-');
        let year = parts.next().and_then(|y| digits(y, 4)?.parse().ok()).ok_or_else(wrong)?;
        let month = parts.next().map(|m| two_digits(m, 12).ok_or_else(wrong)).transpose()?;
        let day = parts.next().map(|d| two_digits(d, 31).ok_or_else(wrong)).transpose()?;
        if parts.next().is_some() || day.is_some_and(|d| d > days_in(year, month.unwrap_or(1))) {
            return Err(wrong());
        }
        Ok(Self { year, month, day })
    }
}

fn two_digits(text: &str, most: u8) -> Option<u8> {
    let number: u8 = digits(text, 2)?.parse().ok()?;
    (1..=most).contains(&number).then_some(number)
}

/// The text if it is so many digits; Rust's own numbers may begin with a plus.
fn digits(text: &str, count: usize) -> Option<&str> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

fn days_in(year: i16, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// A stretch of time from the first day of one date to the last day of another, both included.
///
/// # Examples
/// ```
/// use proxeny::Period;
///
/// let period: Period = "2014..2020".parse()?;
/// assert_eq!(period.to_string(), "2014..2020");
/// assert!(period.overlaps(&"2020-12".parse()?));
/// assert!("2020..2014".parse::<Period>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Period {
    first: Date,
    last: Date,
}

impl Period {
    /// From the first day of `first` to the last day of `last`; `None` if that ends before it begins.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Date, Period};
    ///
    /// assert!(Period::new(Date::year(2014), Date::year(2014)).is_some()); // the whole of 2014
    /// assert!(Period::new(Date::year(2014), Date::year(2013)).is_none());
    /// ```
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first.first_day() <= last.last_day()).then_some(Self { first, last })
    }

    /// The date it begins with.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Date, Period};
    ///
    /// let period: Period = "2014..2020-06".parse()?;
    /// assert_eq!(period.first(), Date::year(2014));
    /// # Ok::<(), String>(())
    /// ```
    pub fn first(&self) -> Date {
        self.first
    }

    /// The date it ends with.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Period;
    ///
    /// let period: Period = "2014..2020-06".parse()?;
    /// assert_eq!(period.last().to_string(), "2020-06");
    /// # Ok::<(), String>(())
    /// ```
    pub fn last(&self) -> Date {
        self.last
    }

    /// Whether the two share a day.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Period;
    ///
    /// let term: Period = "2011-10..2020-07".parse()?;
    /// assert!(term.overlaps(&"2020".parse()?));
    /// assert!(!term.overlaps(&"2021".parse()?));
    /// # Ok::<(), String>(())
    /// ```
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first.first_day() <= other.last.last_day() && other.first.first_day() <= self.last.last_day()
    }
}

impl From<Date> for Period {
    fn from(date: Date) -> Self {
        Self { first: date, last: date }
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        Self::new(first.parse()?, last.parse()?).ok_or_else(|| format!("`{text}` ends before it begins"))
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_by_its_number() {
        for text in ["0001-01-01", "1999-12-31", "2014-01-31", "2024-02-29", "9999-12-01"] {
            let date: Date = text.parse().unwrap();
            assert_eq!(Date::of_day(date.first_day()), date);
        }
    }

    #[test]
    fn dates_print_as_they_are_read() {
        for text in ["2014", "2014-06", "2014-06-30", "2024-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "14",
            "20140",
            "2014-6",
            "2014-00",
            "2014-02-30",
            "2023-02-29",
            "2014-06-30-1",
            "abcd",
            "+014",
            "2014-+1",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_end_year_is_inclusive() {
        let until: Date = "2014".parse().unwrap();
        let december: Date = "2014-12-31".parse().unwrap();
        assert_eq!(until.last_day(), december.last_day());
        assert!(Period::from(until).overlaps(&Period::from(december)));
    }
}
