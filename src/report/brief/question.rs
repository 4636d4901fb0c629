//! The questions of a brief, in the order in which they are read.

use crate::model::Text;

/// A question that findings answer; its order is that of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    Short,
    Firms,
    Through,
    Ways,
    Nation,
    Reach,
    Programmes,
    Documents,
    Coverage,
    Holdings,
    Assumptions,
}

impl Question {
    const ALL: [Self; 10] = [
        Self::Short,
        Self::Firms,
        Self::Through,
        Self::Ways,
        Self::Nation,
        Self::Reach,
        Self::Programmes,
        Self::Documents,
        Self::Coverage,
        Self::Holdings,
        Self::Assumptions,
    ];

    /// The heading, in English and Korean.
    pub(super) fn heading(self) -> Text {
        let (en, ko) = match self {
            Self::Short => ("In short", "요약"),
            Self::Nation => ("The national government: what it adds", "중앙정부: 국가 네트워크가 더해 주는 것"),
            Self::Ways => ("How real deals went", "실제 사업은 어떻게 이루어졌나"),
            Self::Firms => ("Small firms: who reaches which cities", "중소기업: 누가 어느 도시에 닿는가"),
            Self::Through => ("Through whom", "누구를 통해 닿는가"),
            Self::Reach => ("How far introductions reach", "소개가 닿는 범위"),
            Self::Programmes => {
                ("Public diplomacy: what programmes reach and add", "공공외교: 프로그램이 닿는 곳과 더해 주는 것")
            }
            Self::Documents => ("What rests on a single document", "출처 하나에 기대는 것"),
            Self::Coverage => ("What was not looked for", "조사하지 않은 것"),
            Self::Holdings => ("What the network holds", "네트워크에 담긴 것"),
            Self::Assumptions => ("What is assumed", "가정한 것"),
        };
        Text::new(en).with("ko", ko)
    }

    /// Where a question stands on the page, known by its English heading.
    pub(super) fn place(english: &str) -> usize {
        Self::ALL.iter().position(|question| question.heading().get("en") == english).unwrap_or(Self::ALL.len())
    }

    /// The heading in a language, of a question that is known by its English one.
    pub(super) fn translated(english: &str, language: &str) -> String {
        Self::ALL
            .get(Self::place(english))
            .map_or_else(|| english.to_owned(), |question| question.heading().get(language).to_owned())
    }
}
