//! Korean as it is written: particles that agree with the word before them, numbers with their counters.
//!
//! A particle has two forms, one after a final consonant and one after a vowel. What a word ends in is read off its last
//! syllable; digits, the percent sign and Latin capitals are read as Koreans read them aloud. A remark in brackets and
//! closing quotation marks do not count. Where a Latin word could be read either way, both forms are written, as officials
//! do: `Grab은(는)`.

use super::pathway::stage_ko;
use crate::leverage::Estimate;
use crate::model::{Date, Layer, Stage};

/// A particle of two forms.
///
/// # Examples
/// ```
/// use proxeny::report::{Particle, josa};
///
/// assert_eq!(josa("서울교통공사", Particle::Topic), "서울교통공사는");
/// assert_eq!(josa("서울특별시", Particle::Subject), "서울특별시가");
/// assert_eq!(josa("공단", Particle::Object), "공단을");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Particle {
    /// 은/는
    Topic,
    /// 이/가
    Subject,
    /// 을/를
    Object,
    /// 과/와
    With,
    /// 으로/로, which takes 로 after ㄹ too
    By,
    /// 이며/며, and with it every form of 이다
    Being,
}

/// What a word ends in, read aloud.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    Rieul,
    Consonant,
    Unclear,
}

/// A word with its particle.
///
/// # Examples
/// ```
/// use proxeny::report::{Particle, josa};
///
/// assert_eq!(josa("SUSA", Particle::Topic), "SUSA는");
/// assert_eq!(josa("국토교통부(중앙부처)", Particle::Subject), "국토교통부(중앙부처)가");
/// assert_eq!(josa("6", Particle::By), "6으로"); // read 육
/// assert_eq!(josa("16.4%", Particle::Object), "16.4%를"); // read 퍼센트
/// assert_eq!(josa("서울", Particle::By), "서울로");
/// assert_eq!(josa("Grab", Particle::Topic), "Grab은(는)");
/// ```
pub fn josa(word: &str, particle: Particle) -> String {
    format!("{word}{}", form(ending(word), particle))
}

fn form(ending: Ending, particle: Particle) -> &'static str {
    let (closed, open, both) = match particle {
        Particle::Topic => ("은", "는", "은(는)"),
        Particle::Subject => ("이", "가", "이(가)"),
        Particle::Object => ("을", "를", "을(를)"),
        Particle::With => ("과", "와", "과(와)"),
        Particle::By if ending == Ending::Rieul => return "로",
        Particle::By => ("으로", "로", "(으)로"),
        Particle::Being => ("이며", "며", "이며"),
    };
    match ending {
        Ending::Vowel => open,
        Ending::Rieul | Ending::Consonant => closed,
        Ending::Unclear => both,
    }
}

/// What a word ends in, remarks in brackets and closing marks left out.
fn ending(word: &str) -> Ending {
    let mut word = word.trim_end_matches(['”', '’', '"', '\'', '」', '』', '》', '〉', '.', ' ']);
    while let Some(open) = word.ends_with(')').then(|| word.rfind('(')).flatten().filter(|open| *open > 0) {
        word = word[..open].trim_end_matches(['”', '’', '"', '\'', '」', '』', '》', '〉', '.', ' ']);
    }
    let Some(last) = word.chars().next_back() else { return Ending::Unclear };
    match last {
        '가'..='힣' => match (last as u32 - '가' as u32) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        '1' | '7' | '8' => Ending::Rieul,
        '0' | '3' | '6' => Ending::Consonant,
        '2' | '4' | '5' | '9' | '%' => Ending::Vowel,
        'A'..='Z' | 'a'..='z' => latin(word, last),
        _ => Ending::Unclear,
    }
}

/// Capitals are read letter by letter, words as they sound.
fn latin(word: &str, last: char) -> Ending {
    let spelled = word.chars().rev().take_while(char::is_ascii_alphanumeric).all(|c| !c.is_ascii_lowercase());
    match last.to_ascii_lowercase() {
        'l' => Ending::Rieul,
        'm' | 'n' => Ending::Consonant,
        'r' if spelled => Ending::Rieul,
        'g' if !spelled && word.ends_with("ng") => Ending::Consonant,
        'b' | 'c' | 'k' | 'p' | 't' if !spelled => Ending::Unclear,
        _ => Ending::Vowel,
    }
}

/// A number with commas and its counter: `1,107개사`.
///
/// # Examples
/// ```
/// use proxeny::report::counted;
///
/// assert_eq!(counted(16384, "회"), "16,384회");
/// assert_eq!(counted(3, "곳"), "3곳");
/// ```
pub fn counted(number: usize, counter: &str) -> String {
    format!("{}{counter}", super::words::grouped(number))
}

/// One of two ways to say it: `english` unless the language is `ko`.
pub(super) fn say<'t>(language: &str, english: &'t str, korean: &'t str) -> &'t str {
    if language == "ko" { korean } else { english }
}

/// The same for several words at once, such as the heads of a table: each as English beside Korean.
pub(super) fn pick<'t, const N: usize>(language: &str, words: [[&'t str; 2]; N]) -> [&'t str; N] {
    words.map(|[english, korean]| say(language, english, korean))
}

/// What a stage is called.
pub(super) fn stage_in(stage: Stage, language: &str) -> &'static str {
    say(language, stage.name(), stage_ko(stage.name()))
}

/// A date as Koreans write it: `2024년`, `2024년 6월`, `2024년 6월 5일`.
pub(super) fn spoken_date(date: Date) -> String {
    let text = date.to_string();
    let mut parts = text.split('-').map(|part| part.trim_start_matches('0'));
    let units = ["년", "월", "일"];
    units.iter().map_while(|unit| Some(format!("{}{unit}", parts.next()?))).collect::<Vec<_>>().join(" ")
}

/// What a layer is called in a language.
///
/// # Examples
/// ```
/// use proxeny::Layer;
/// use proxeny::report::layer_label;
///
/// assert_eq!((layer_label(Layer::Foreign, "en"), layer_label(Layer::Foreign, "ko")), ("foreign", "해외"));
/// ```
pub fn layer_label(layer: Layer, language: &str) -> &'static str {
    let (english, korean) = match layer {
        Layer::City => ("city", "시"),
        Layer::National => ("national", "국가"),
        Layer::Firm => ("firm", "기업"),
        Layer::International => ("international", "국제기구"),
        Layer::Foreign => ("foreign", "해외"),
    };
    say(language, english, korean)
}

/// Items joined as in a sentence: `a, b and c`, `가, 나, 다`; and a word for no items.
pub(super) fn listed(language: &str, items: &[String], none: [&str; 2]) -> String {
    match (items.is_empty(), language == "ko") {
        (true, _) => say(language, none[0], none[1]).to_owned(),
        (false, true) => items.join(", "),
        (false, false) => super::words::list(items),
    }
}

/// The first items joined as in a sentence, and how many more there are: `a, b and 4 more`, `가, 나 등 6곳`.
pub(super) fn listed_some(language: &str, items: &[String], most: usize) -> String {
    if language == "ko" { some(items, most) } else { super::words::list_some(items, most) }
}

/// An estimate as a percentage with its interval.
pub(super) fn interval_in(language: &str, estimate: &Estimate) -> String {
    if language == "ko" { interval(estimate) } else { super::words::interval(estimate) }
}

/// A difference of two shares in percentage points with its interval.
pub(super) fn points_in(language: &str, estimate: &Estimate) -> String {
    if language == "ko" { points(estimate) } else { super::words::points(estimate) }
}

/// The first items and how many more there are: `가, 나, 다 등 7곳`.
pub(super) fn some(items: &[String], most: usize) -> String {
    if items.len() <= most + 1 {
        return items.join(", ");
    }
    format!("{} 등 {}", items[..most].join(", "), counted(items.len(), "곳"))
}

/// A difference of two shares in percentage points with its 95 % interval: `0.12%p(0.11~0.13)`.
pub(super) fn points(estimate: &Estimate) -> String {
    let [low, middle, high] = super::words::digits(estimate);
    if estimate.worlds.is_none() || estimate.high == estimate.low {
        return format!("{middle}%p");
    }
    format!("{middle}%p({low}~{high})")
}

/// An estimate as a percentage with its 95 % interval: `3.00%(2.98~3.02%)`.
pub(super) fn interval(estimate: &Estimate) -> String {
    super::words::interval(estimate).replace(" (", "(").replace('–', "~")
}

/// An amount of US dollars as Koreans count: `19.9억 달러`, `5,950만 달러`.
pub(super) fn dollars(amount: f64) -> String {
    match amount.abs() {
        a if a >= 1e9 => format!("{:.1}억 달러", amount / 1e8),
        a if a >= 1e8 => format!("{:.2}억 달러", amount / 1e8),
        a if a >= 1e4 => format!("{}만 달러", super::words::grouped((amount / 1e4).round() as usize)),
        _ => format!("{amount:.0}달러"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_are_counted_in_ten_thousands() {
        assert_eq!(dollars(1.99e9), "19.9억 달러");
        assert_eq!(dollars(1.31e8), "1.31억 달러");
        assert_eq!(dollars(5.95e7), "5,950만 달러");
        assert_eq!(dollars(500.0), "500달러");
    }

    #[test]
    fn each_particle_has_two_forms_and_follows_the_sound() {
        use Particle::{Being, By, Object, Subject, Topic, With};
        let all = [Topic, Subject, Object, With, By, Being];
        // After a vowel, after ㄹ, after another consonant: in Hangul, in digits, in letters, with remarks behind.
        let open = ["도시", "2", "9", "10%", "SUSA", "KOICA", "Tokyo", "도시(KR)", "“도시”", "도시 (옛 이름: 한글)"];
        let rieul = ["서울", "1", "7", "8", "LL", "Seoul", "서울(KR)", "서울 (도시)"];
        let closed = ["공단", "3", "6", "10", "KSM", "Berlin", "공단(시)", "「공단」"];
        let endings = |word: &str| all.map(|particle| josa(word, particle)[word.len()..].to_owned());
        for word in open {
            assert_eq!(endings(word), ["는", "가", "를", "와", "로", "며"], "{word}");
        }
        for word in rieul {
            assert_eq!(endings(word), ["은", "이", "을", "과", "로", "이며"], "{word}");
        }
        for word in closed {
            assert_eq!(endings(word), ["은", "이", "을", "과", "으로", "이며"], "{word}");
        }
        for syllable in '가'..='힣' {
            let word = syllable.to_string();
            let batchim = (syllable as u32 - '가' as u32) % 28;
            assert_eq!(josa(&word, Topic).ends_with('은'), batchim > 0, "{word}");
            assert_eq!(josa(&word, By)[word.len()..] == *"으로", batchim > 0 && batchim != 8, "{word}");
        }
    }

    #[test]
    fn dates_have_their_units() {
        let spoken = ["2024", "2024-06", "2024-06-05"].map(|date| spoken_date(date.parse().unwrap()));
        assert_eq!(spoken, ["2024년", "2024년 6월", "2024년 6월 5일"]);
    }

    #[test]
    fn particles_agree_with_what_is_read_aloud() {
        let cases = [
            ("해외 도시", Particle::Being, "해외 도시며"),
            ("KOICA", Particle::With, "KOICA와"),
            ("LG CNS", Particle::Subject, "LG CNS가"),
            ("KSM", Particle::Topic, "KSM은"),
            ("SR", Particle::By, "SR로"),
            ("Hanoi Metro", Particle::Topic, "Hanoi Metro는"),
            ("Haiphong", Particle::Object, "Haiphong을"),
            ("94곳", Particle::Topic, "94곳은"),
            ("“서울 ODA 챌린지”", Particle::Subject, "“서울 ODA 챌린지”가"),
            ("공사(옛 이름: 메트로) (시 산하기관)", Particle::Subject, "공사(옛 이름: 메트로) (시 산하기관)가"),
            ("2010", Particle::By, "2010으로"),
            ("", Particle::Topic, "은(는)"),
            ("(주)", Particle::Topic, "(주)은(는)"),
        ];
        for (word, particle, expected) in cases {
            assert_eq!(josa(word, particle), expected);
        }
    }
}
