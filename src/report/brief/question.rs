//! The questions of a brief, in the order in which they are read.

use crate::model::Text;

/// A question that findings answer; its order is that of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    Short,
    Programmes,
    Nation,
    Ladder,
    Ways,
    Firms,
    Through,
    Catalyst,
    Comparison,
    Value,
    Reach,
    Documents,
    Coverage,
    Holdings,
    Assumptions,
}

impl Question {
    const ALL: [Self; 15] = [
        Self::Short,
        Self::Programmes,
        Self::Nation,
        Self::Ladder,
        Self::Ways,
        Self::Firms,
        Self::Through,
        Self::Catalyst,
        Self::Comparison,
        Self::Value,
        Self::Reach,
        Self::Documents,
        Self::Coverage,
        Self::Holdings,
        Self::Assumptions,
    ];

    /// The heading, in English and Korean.
    pub(super) fn heading(self) -> Text {
        let (en, ko) = match self {
            Self::Short => ("In short", "요약"),
            Self::Programmes => (
                "Public diplomacy: whom the programmes reach, and what they add",
                "공공외교: 사업이 닿는 곳과 더해 주는 것",
            ),
            Self::Nation => ("The national government: what it adds", "중앙정부: 국가 네트워크가 더해 주는 것"),
            Self::Ladder => ("Software first: does hardware follow?", "소프트웨어 우선: 하드웨어가 뒤따르는가"),
            Self::Ways => ("How real deals went", "실제 사업은 어떻게 이루어졌나"),
            Self::Firms => ("Small firms: who reaches which cities", "중소기업: 누가 어느 도시에 닿는가"),
            Self::Through => ("Through whom", "누구를 통해 닿는가"),
            Self::Catalyst => ("Agencies: actor or catalyst?", "전담기관: 직접 수행자인가, 촉매인가"),
            Self::Comparison => ("Beside the other networks", "다른 네트워크와의 비교"),
            Self::Value => (
                "From aid to profit: what is within reach, and the next step",
                "원조에서 수익으로: 기대 가치와 다음 걸음",
            ),
            Self::Reach => ("How far introductions reach", "소개가 닿는 범위"),
            Self::Documents => ("What rests on a single document", "출처 하나에 기대는 것"),
            Self::Coverage => ("What was not looked for", "조사하지 않은 것"),
            Self::Holdings => ("What the network holds", "네트워크에 담긴 것"),
            Self::Assumptions => ("What is assumed", "가정한 것"),
        };
        Text::new(en).with("ko", ko)
    }

    /// Whether it is the question of this English heading.
    pub(super) fn is(self, english: &str) -> bool {
        self.heading().get("en") == english
    }

    /// Where a question stands on the page, known by its English heading.
    pub(super) fn place(english: &str) -> usize {
        Self::ALL.iter().position(|question| question.is(english)).unwrap_or(Self::ALL.len())
    }

    /// The heading in a language, of a question that is known by its English one.
    pub(super) fn translated(english: &str, language: &str) -> String {
        Self::ALL
            .get(Self::place(english))
            .map_or_else(|| english.to_owned(), |question| question.heading().get(language).to_owned())
    }
}

/// A question in a language, known by its English heading.
pub(in crate::report) fn in_language(english: &str, language: &str) -> String {
    Question::translated(english, language)
}
