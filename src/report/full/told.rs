//! A report in words.

use super::tongue::Tongue;
use super::{Chart, Sheet, charts, sheets};
use crate::report::brief::question_in;
use crate::report::leverage::title;

/// A report in one language.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let singapore = Network::builtin("singapore")?;
/// let told = Report::default().worlds(256).run(&singapore)?.told(&singapore, "en");
/// assert!(told.sheet("ladder").is_some() && told.sheet("weather").is_none());
/// assert!(told.methods.iter().all(|paragraph| !paragraph.is_empty()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ToldReport {
    /// `en` or `ko`.
    pub language: &'static str,
    /// The title of the network.
    pub title: String,
    /// What the report is about: the mandate and the date.
    pub subtitle: String,
    /// What made it from what.
    pub provenance: String,
    /// How the numbers were found and what they take for granted.
    pub methods: Vec<String>,
    /// The findings, in the order in which they are to be read.
    pub findings: Vec<ToldFinding>,
    /// The tables.
    pub sheets: Vec<Sheet>,
    /// The charts.
    pub charts: Vec<Chart>,
}

/// A finding in words.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let singapore = Network::builtin("singapore")?;
/// let told = Report::default().worlds(256).run(&singapore)?.told(&singapore, "ko");
/// assert_eq!(told.findings[0].question, "요약");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ToldFinding {
    /// Its stable name.
    pub id: String,
    /// The question that it answers.
    pub question: String,
    /// The answer.
    pub statement: String,
    /// Ids of the documents behind it.
    pub sources: Vec<String>,
    /// Whether single facts or other assumptions turn it round, where that was tried.
    pub fragile: Option<bool>,
    /// Whether a short text does without it.
    pub further: bool,
}

impl ToldReport {
    /// The sheet of this name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{NetworkBuilder, report::Report};
    ///
    /// let empty = NetworkBuilder::new("empty").build()?;
    /// let told = Report::default().run(&empty)?.told(&empty, "en");
    /// assert_eq!(told.sheet("actors").map(|sheet| sheet.rows.len()), Some(0));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }
}

pub(super) fn told(tongue: &Tongue<'_>) -> ToldReport {
    let language = tongue.code();
    let findings = tongue.result.brief.findings.iter().map(|finding| ToldFinding {
        id: finding.id.clone(),
        question: question_in(&finding.question, language),
        statement: finding.statement.get(language).to_owned(),
        sources: finding.sources.clone(),
        fragile: finding.fragile,
        further: finding.further,
    });
    ToldReport {
        language,
        title: title(tongue.network, language),
        subtitle: subtitle(tongue),
        provenance: tongue.result.settings.envelope(tongue.network).provenance(),
        methods: methods(tongue),
        findings: findings.collect(),
        sheets: sheets::all(tongue),
        charts: charts::all(tongue),
    }
}

fn subtitle(tongue: &Tongue<'_>) -> String {
    let mandate = tongue.mandate().and_then(|asked| tongue.network.mandates().get(&asked.id));
    let mandate = mandate.map(|mandate| mandate.label(tongue.code()).to_owned());
    let date = tongue
        .network
        .as_of()
        .map(|date| if tongue.korean { format!("{date}년 기준") } else { format!("as of {date}") });
    mandate.into_iter().chain(date).collect::<Vec<_>>().join(" · ")
}

fn methods(tongue: &Tongue<'_>) -> Vec<String> {
    let mut paragraphs = vec![
        tongue.say(
            "Every tie carries introductions with the probability that its kind and confidence give it. In each of many \
             simulated worlds every tie is open or closed; access is the share of pairs of source and target, by weight, that \
             permitted introductions join. The leverage of an actor is the access lost without it.",
            "각 관계는 종류와 신뢰도에 따라 정해진 확률로 소개를 이어 줍니다. 많은 모의 세계에서 관계마다 열림과 닫힘을 정하고, 허용된 소개로 \
             이어지는 출발·대상 쌍의 비율(가중)을 도달률이라 합니다. 행위자의 지렛대 효과는 그 행위자가 없을 때 잃는 도달률입니다.",
        ),
        tongue.say(
            "Intervals of 95% tell the simulation error. Ranges of 5–95% tell how far the assumed strengths and confidences move \
             a value. Neither covers ties that nobody recorded.",
            "95% 구간은 모의실험 오차를, 5~95% 범위는 가정한 강도와 신뢰도에 따라 값이 움직이는 폭을 나타냅니다. 기록되지 않은 관계는 어느 쪽에도 \
             반영되지 않습니다.",
        ),
    ];
    let note = tongue.network.note();
    if !note.is_empty() {
        paragraphs.push(note.to_owned());
    }
    paragraphs
}
