//! The columns of a workbook to be filled in: heads, notes and what may be chosen.

/// A table to be filled in.
pub(super) struct Form {
    /// The name of its sheet.
    pub(super) name: &'static str,
    /// Its columns.
    pub(super) fields: &'static [Field],
    /// Rows that show how it is filled in, cell by cell.
    pub(super) examples: &'static [&'static [&'static str]],
}

/// A column to be filled in.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// Its English head, one that tables understand without asking back.
    pub(super) en: &'static str,
    /// Its Korean head, one that tables understand.
    pub(super) ko: &'static str,
    /// Whether a row without it is refused.
    pub(super) must: bool,
    /// What can be chosen or typed.
    pub(super) entry: Entry,
    /// What goes in, in English and in Korean.
    pub(super) says: [&'static str; 2],
}

/// What can be chosen or typed in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Entry {
    /// Any text.
    Text,
    /// A date in words: a year, a month, a day or `ongoing`.
    Date,
    /// A number in these limits.
    Number(f64, f64),
    /// One of the ids in the sheet of this name; another may be typed, but is warned of.
    IdOf(&'static str),
    /// One of the kinds in the sheet of this name; another may be typed, but is warned of.
    KindOf(&'static str),
    /// One of the words in this column of the sheet of lists, and no other.
    Only(Choice),
    /// One of the words in this column of the sheet of lists; another may be typed, but is warned of.
    Often(Choice),
}

/// A column of the sheet of lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Choice {
    /// Rungs of ties.
    Stages,
    /// Layers of actors.
    Layers,
    /// How sure a fact is.
    Confidences,
    /// Kinds of programmes.
    ProgrammeKinds,
    /// Countries by their two letters.
    Countries,
}

/// Every column of the sheet of lists, in its order.
pub(super) const CHOICES: [(Choice, &str); 5] = [
    (Choice::Stages, "stages"),
    (Choice::Layers, "layers"),
    (Choice::Confidences, "confidences"),
    (Choice::ProgrammeKinds, "programme kinds"),
    (Choice::Countries, "countries"),
];

const fn field(
    en: &'static str,
    ko: &'static str,
    entry: Entry,
    en_says: &'static str,
    ko_says: &'static str,
) -> Field {
    Field { en, ko, must: false, entry, says: [en_says, ko_says] }
}

const fn must(field: Field) -> Field {
    Field { must: true, ..field }
}

const SINCE: Field = field(
    "since",
    "시작",
    Entry::Date,
    "When it began: 2019, 2019-05 or 2019-05-20. Leave it empty if nobody knows.",
    "시작한 때: 2019, 2019-05, 2019-05-20. 모르면 비워 둡니다.",
);
const UNTIL: Field = field(
    "until",
    "종료",
    Entry::Date,
    "When it ended, written as since. Leave it empty if it goes on or nobody knows.",
    "끝난 때. 시작과 같은 방식으로 적습니다. 계속되고 있거나 모르면 비워 둡니다.",
);
const CONFIDENCE: Field = field(
    "confidence",
    "신뢰도",
    Entry::Only(Choice::Confidences),
    "How sure it is that this is true: high (an official page), medium (press), low (one mention).",
    "사실이라고 얼마나 믿을 수 있는지: high(공식 자료), medium(언론 보도), low(한 번 언급됨).",
);
/// In lists of edges `source` is where one begins, so that its head is another.
const SOURCE: Field = Field {
    en: "reference",
    ..field(
        "source",
        "출처",
        Entry::Text,
        "Where this is written: an address or the title of a document. Separate several with a semicolon.",
        "어디에 적혀 있는지: 웹 주소나 문서 제목. 여러 개면 세미콜론(;)으로 나눕니다.",
    )
};
const NOTE: Field = field("note", "비고", Entry::Text, "Anything else worth knowing.", "더 알려 줄 내용.");

/// Every table to be filled in.
pub(super) static FORMS: [Form; 5] = [
    Form {
        name: "actors",
        fields: &[
            must(field(
                "id",
                "아이디",
                Entry::Text,
                "A short name that no other actor has and that does not change, best in Latin letters: hanoi, koica.",
                "다른 행위자와 겹치지 않고 바뀌지 않는 짧은 이름. 영문자를 권합니다: hanoi, koica.",
            )),
            field("name.en", "영문명", Entry::Text, "The official name in English.", "공식 영문 명칭."),
            field("name.ko", "국문명", Entry::Text, "The official name in Korean.", "공식 국문 명칭."),
            must(field(
                "kind",
                "종류",
                Entry::KindOf("actor_kinds"),
                "What kind of actor it is; choose. The sheet {actor_kinds} tells what each kind means.",
                "어떤 종류의 행위자인지 고릅니다. 각 종류의 뜻은 {actor_kinds} 시트에 있습니다.",
            )),
            field(
                "layer",
                "계층",
                Entry::Only(Choice::Layers),
                "city: home city governments and their bodies; national: the home national government; firm: home firms; \
                 international: international bodies; foreign: everybody abroad.",
                "city: 우리 도시와 산하기관, national: 우리 중앙정부, firm: 우리 기업, international: 국제기구, foreign: 해외.",
            ),
            field(
                "country",
                "국가",
                Entry::Often(Choice::Countries),
                "The country, as two letters of ISO 3166: KR, VN, NL.",
                "국가를 ISO 3166 두 글자로 적습니다: KR, VN, NL.",
            ),
            field(
                "lat",
                "위도",
                Entry::Number(-90.0, 90.0),
                "Latitude in degrees, for maps.",
                "위도(도). 지도에 씁니다.",
            ),
            field("lon", "경도", Entry::Number(-180.0, 180.0), "Longitude in degrees.", "경도(도)."),
            SINCE,
            UNTIL,
            CONFIDENCE,
            SOURCE,
            NOTE,
        ],
        examples: &[
            &[
                "example-city",
                "Example City",
                "예시시",
                "city_government",
                "city",
                "KR",
                "37.5",
                "127",
                "",
                "",
                "high",
                "https://example.org/city",
                "",
            ],
            &[
                "example-firm",
                "Example Sensors Co., Ltd.",
                "(주)예시센서",
                "sme",
                "firm",
                "KR",
                "",
                "",
                "2011",
                "",
                "high",
                "https://example.org/firm",
                "",
            ],
            &[
                "example-partner",
                "Example Partner City",
                "예시협력시",
                "foreign_city",
                "foreign",
                "VN",
                "21.03",
                "105.85",
                "",
                "",
                "medium",
                "Example Daily, 2024-03-02",
                "",
            ],
        ],
    },
    Form {
        name: "ties",
        fields: &[
            must(field(
                "from",
                "보내는 쪽",
                Entry::IdOf("actors"),
                "The id of the actor that gives, helps, sells or visits; choose from the sheet {actors}.",
                "주거나 돕거나 팔거나 방문하는 쪽의 아이디. {actors} 시트에서 고릅니다.",
            )),
            must(field(
                "to",
                "받는 쪽",
                Entry::IdOf("actors"),
                "The id of the actor at the other end.",
                "상대방의 아이디. {actors} 시트에서 고릅니다.",
            )),
            must(field(
                "kind",
                "종류",
                Entry::KindOf("tie_kinds"),
                "What kind of relation it is; choose. The sheet {tie_kinds} tells what each kind means.",
                "어떤 종류의 관계인지 고릅니다. 각 종류의 뜻은 {tie_kinds} 시트에 있습니다.",
            )),
            field(
                "stage",
                "단계",
                Entry::Only(Choice::Stages),
                "The rung from attention to hardware. Leave it empty and that of the kind is taken.",
                "관심(attention)에서 하드웨어(hardware)까지의 단계. 비워 두면 그 종류의 단계를 씁니다.",
            ),
            SINCE,
            UNTIL,
            field(
                "value_usd",
                "금액 USD",
                Entry::Number(0.0, 1e12),
                "What it is worth in US dollars, if that is written anywhere.",
                "금액(미국 달러). 자료에 적혀 있을 때만 씁니다.",
            ),
            CONFIDENCE,
            field(
                "evidence",
                "근거",
                Entry::Text,
                "The sentence of the source that says so, in your own words.",
                "출처의 어느 내용이 이를 말하는지 한 문장으로 적습니다.",
            ),
            SOURCE,
            NOTE,
        ],
        examples: &[
            &[
                "example-city",
                "example-partner",
                "mou",
                "attention",
                "2019-05",
                "",
                "",
                "high",
                "The two mayors signed a memorandum.",
                "https://example.org/mou",
                "",
            ],
            &[
                "example-city",
                "example-firm",
                "supports",
                "",
                "2021",
                "2023",
                "",
                "medium",
                "The city paid for a stand at a fair.",
                "Example Daily, 2021-10-01",
                "",
            ],
            &[
                "example-firm",
                "example-partner",
                "pilot",
                "pilot",
                "2023",
                "",
                "150000",
                "high",
                "Sensors were tried on ten buses.",
                "https://example.org/pilot ; Example Daily, 2023-06-12",
                "",
            ],
        ],
    },
    Form {
        name: "programmes",
        fields: &[
            must(field(
                "id",
                "아이디",
                Entry::Text,
                "A short name that no other programme has.",
                "다른 사업과 겹치지 않는 짧은 이름.",
            )),
            field("name.en", "영문명", Entry::Text, "Its name in English.", "영문 사업명."),
            field("name.ko", "국문명", Entry::Text, "Its name in Korean.", "국문 사업명."),
            field(
                "kind",
                "종류",
                Entry::Often(Choice::ProgrammeKinds),
                "What kind of programme it is; choose, or type another.",
                "어떤 종류의 사업인지 고르거나 새로 적습니다.",
            ),
            field(
                "hosts",
                "주관",
                Entry::Text,
                "Ids of the actors that run it, separated by a semicolon.",
                "주관하는 행위자의 아이디. 여럿이면 세미콜론(;)으로 나눕니다.",
            ),
            SINCE,
            UNTIL,
            field("cost_usd", "비용", Entry::Number(0.0, 1e12), "What it costs in US dollars.", "비용(미국 달러)."),
            SOURCE,
            NOTE,
        ],
        examples: &[&[
            "example-training",
            "Example Training",
            "예시 연수",
            "training",
            "example-city",
            "2018",
            "",
            "",
            "https://example.org/training",
            "",
        ]],
    },
    Form {
        name: "reached",
        fields: &[
            must(field("programme", "사업", Entry::IdOf("programmes"), "The id of the programme.", "사업의 아이디.")),
            must(field(
                "actor",
                "기관",
                Entry::IdOf("actors"),
                "The id of the actor that took part.",
                "참여한 행위자의 아이디.",
            )),
            field("year", "연도", Entry::Date, "The year.", "연도."),
            field("people", "인원", Entry::Number(0.0, 1e9), "How many people took part.", "참여 인원."),
        ],
        examples: &[&["example-training", "example-partner", "2022", "14"]],
    },
    Form {
        name: "sources",
        fields: &[
            must(field(
                "id",
                "아이디",
                Entry::Text,
                "A short name that the column reference of other sheets may cite.",
                "다른 시트의 출처 열에서 부르는 짧은 이름.",
            )),
            field("title", "제목", Entry::Text, "The title of the document.", "문서 제목."),
            field("publisher", "발행처", Entry::Text, "Who published it.", "발행처."),
            field("year", "연도", Entry::Date, "The year.", "발행 연도."),
            field("locator", "주소", Entry::Text, "Its address, or where it is kept.", "웹 주소나 보관 장소."),
            NOTE,
        ],
        examples: &[],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::tables::column_named;

    #[test]
    fn every_head_is_understood_in_both_languages() {
        for form in &FORMS {
            for field in form.fields {
                let means = column_named(form.name, field.en);
                assert!(means.is_some(), "{} {}", form.name, field.en);
                assert_eq!(column_named(form.name, field.ko), means, "{} {}", form.name, field.ko);
                assert!(field.says.iter().all(|says| !says.is_empty()));
            }
            for (i, field) in form.fields.iter().enumerate() {
                assert!(form.fields[i + 1..].iter().all(|other| other.ko != field.ko && other.en != field.en));
            }
            assert!(form.examples.iter().all(|row| row.len() == form.fields.len()), "{}", form.name);
        }
    }
}
