//! How wide a text is, without a font at hand, and how to break it into lines.
//!
//! The reader's fonts are unknown, so every width is the widest among the sans-serif families that the drawing asks for (Noto
//! Sans KR, Nanum Gothic, and Arial or its metric twins), with a margin on top. Boxes are therefore a little too large rather
//! than too small.

/// Advance widths of the printable ASCII characters from the space on, in thousandths of the text size.
const ASCII: [u16; 95] = [
    280, 424, 474, 606, 606, 1090, 727, 303, 363, 363, 606, 654, 303, 363, 303, 392, 606, 606, 606, 606, 606, 606, 606,
    606, 606, 606, 303, 303, 583, 654, 583, 556, 1015, 727, 666, 722, 727, 666, 610, 797, 728, 293, 535, 666, 556, 969,
    727, 787, 666, 787, 722, 666, 610, 727, 666, 1029, 666, 666, 610, 363, 966, 363, 654, 559, 606, 563, 618, 510, 620,
    556, 363, 606, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 500, 377, 607, 521, 848, 510, 521, 500, 338,
    270, 338, 654,
];
/// Safety margin on every width.
const MARGIN: f64 = 1.03;
/// How much wider bold text is.
const BOLD: f64 = 1.1;
/// Distance from one line to the next, in text sizes.
///
/// # Examples
/// ```
/// use proxeny::layout::text::{LINE, Style};
///
/// assert_eq!(Style::regular(10.0).height(2), 2.0 * LINE * 10.0);
/// ```
pub const LINE: f64 = 1.16;
/// Where the baseline lies below the top of its line, in text sizes.
///
/// # Examples
/// ```
/// use proxeny::layout::text::{BASELINE, LINE};
///
/// assert!(0.5 < BASELINE && BASELINE < LINE); // within its line, letters above it, tails below
/// ```
pub const BASELINE: f64 = 0.91;

/// How a text is set.
///
/// # Examples
/// ```
/// use proxeny::layout::text::Style;
///
/// assert_eq!(Style { size: 9.0, bold: true }, Style::bold(9.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Text size in pixels.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
}

impl Style {
    /// Regular text of this size.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::text::Style;
    ///
    /// assert!(!Style::regular(9.0).bold);
    /// ```
    pub fn regular(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// Bold text of this size.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::text::Style;
    ///
    /// assert!(Style::bold(9.0).width("Seoul") > Style::regular(9.0).width("Seoul"));
    /// ```
    pub fn bold(size: f64) -> Self {
        Self { size, bold: true }
    }

    /// Width of one line, in pixels.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::text::Style;
    ///
    /// let style = Style::regular(10.0);
    /// assert!(style.width("서울") > style.width("Se")); // Hangul is wider than Latin
    /// ```
    pub fn width(self, text: &str) -> f64 {
        let ems: f64 = text.chars().map(advance).sum();
        ems * self.size * MARGIN * if self.bold { BOLD } else { 1.0 }
    }

    /// Height of `lines` lines, in pixels.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::text::Style;
    ///
    /// let style = Style::regular(10.0);
    /// assert_eq!(style.height(3), 3.0 * style.height(1));
    /// ```
    pub fn height(self, lines: usize) -> f64 {
        lines as f64 * LINE * self.size
    }

    /// Width and height of a block of lines.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::text::Style;
    ///
    /// let style = Style::regular(10.0);
    /// let (width, height) = style.block(&["Seoul".to_owned(), "Metropolitan".to_owned()]);
    /// assert_eq!((width, height), (style.width("Metropolitan"), style.height(2)));
    /// ```
    pub fn block(self, lines: &[String]) -> (f64, f64) {
        (lines.iter().map(|line| self.width(line)).fold(0.0, f64::max), self.height(lines.len()))
    }

    /// Breaks a text into lines no wider than `limit`: between words, and within a word only where it is too long for a line.
    /// Nothing is left out. There is always at least one line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::text::Style;
    ///
    /// let style = Style::regular(10.0);
    /// let lines = style.wrap("Seoul Metropolitan Government", 80.0);
    /// assert!(lines.iter().all(|line| style.width(line) <= 80.0));
    /// assert_eq!(lines.join(" "), "Seoul Metropolitan Government");
    /// ```
    pub fn wrap(self, text: &str, limit: f64) -> Vec<String> {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in text.split_whitespace() {
            let gap = if line.is_empty() { "" } else { " " };
            if self.width(&line) + self.width(gap) + self.width(word) <= limit {
                line.push_str(gap);
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                if !line.is_empty() && self.width(&line) + self.width(letter.encode_utf8(&mut [0; 4])) > limit {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(letter);
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Breaks a text into two lines of about the same width; `None` if it is one word.
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::text::Style;
    ///
    /// let halves = Style::regular(10.0).halves("Seoul Metropolitan Government");
    /// assert_eq!(halves, Some(["Seoul Metropolitan".to_owned(), "Government".to_owned()]));
    /// assert_eq!(Style::regular(10.0).halves("Seoul"), None);
    /// ```
    pub fn halves(self, text: &str) -> Option<[String; 2]> {
        let longer = |at: &usize| self.width(text[..*at].trim_end()).max(self.width(text[*at..].trim_start()));
        let breaks = text.match_indices([' ', '/']).map(|(at, found)| at + found.len());
        let at = breaks.min_by(|a, b| longer(a).total_cmp(&longer(b)))?;
        let (first, second) = (text[..at].trim(), text[at..].trim());
        (!first.is_empty() && !second.is_empty()).then(|| [first.to_owned(), second.to_owned()])
    }
}

/// The text on one line: control characters and runs of spaces become one space.
///
/// # Examples
/// ```
/// use proxeny::layout::text::one_line;
///
/// assert_eq!(one_line("Seoul\n  Metropolitan\tGovernment "), "Seoul Metropolitan Government");
/// ```
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Advance of one character, in text sizes.
fn advance(letter: char) -> f64 {
    match letter as u32 {
        code @ 0x20..0x7f => f64::from(ASCII[code as usize - 0x20]) / 1000.0,
        // Combining marks and zero-width characters; joined Hangul vowels and finals take the place of their first letter.
        0x300..=0x36f | 0x1160..=0x11ff | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0.0,
        // CJK, Hangul and full-width forms, symbols and emoji, the ellipsis, the dash and the per mille sign.
        0x1100..=0x115f | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 => 1.0,
        0x2014..=0x2015 | 0x2025..=0x2030 | 0x2100..=0x2bff => 1.12,
        0x1f000..=0x3ffff => 1.3,
        _ => 0.68,
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, one_line};

    #[test]
    fn hangul_is_wider_than_latin() {
        let style = Style::regular(10.0);
        assert!((style.width("서울") - 20.6).abs() < 1e-9);
        assert!(style.width("Seoul") < style.width("서울특별"));
        assert!(style.width("m") < Style::bold(10.0).width("m"));
    }

    #[test]
    fn wrapping_loses_nothing_and_keeps_the_limit() {
        let style = Style::regular(10.0);
        let text =
            "Korea Overseas Infrastructure and Pneumonoultramicroscopicsilicovolcanoconiosis 대한무역투자진흥공사";
        let lines = style.wrap(text, 60.0);
        assert!(lines.iter().all(|line| style.width(line) <= 60.0));
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(style.wrap("", 60.0), vec![String::new()]);
    }

    #[test]
    fn halves_are_balanced() {
        let halves = Style::regular(10.0).halves("Seoul Urban Solutions Agency").unwrap();
        assert_eq!(halves, ["Seoul Urban", "Solutions Agency"]);
        assert!(Style::regular(10.0).halves("Seoul").is_none());
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(one_line(" a\u{0}b\n\tc "), "a b c");
    }
}
