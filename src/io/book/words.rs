//! What workbooks say to those who open them.

use super::fields::Entry;
use super::sheet::Line;
use crate::io::tables::Page;
use crate::model::Network;

/// What a workbook with a network says about itself.
pub(super) fn about(network: &Network, pages: &[Page]) -> Vec<Line> {
    let title = network.title().get("en");
    let title = if title.is_empty() { network.id() } else { title };
    let as_of = network.as_of().map_or_else(String::new, |date| format!(", as of {date}"));
    let mut lines = vec![
        Line::Title(title.chars().take(200).collect()),
        Line::Text(format!(
            "A network of {} actors and {} ties{as_of}, written by proxeny. One sheet per table; the first row names the \
             columns. Change, add or delete rows, save, and give the file to proxeny again.",
            network.actors().len(),
            network.ties().len(),
        )),
        Line::Text(format!(
            "행위자 {}개와 관계 {}건을 담은 통합 문서입니다. 시트마다 표 하나가 있고 첫 행은 열 이름입니다. 행을 고치거나 더하거나 \
             지우고 저장한 뒤 다시 proxeny로 읽으면 됩니다.",
            network.actors().len(),
            network.ties().len(),
        )),
        Line::Heading("Sheets / 시트".to_owned()),
    ];
    for page in pages {
        lines.push(Line::Text(format!("{}: {}", page.name, holds(page.name))));
    }
    lines.push(Line::Heading("Rules / 규칙".to_owned()));
    lines.extend(RULES.map(|rule| Line::Text(rule.to_owned())));
    lines
}

fn holds(name: &str) -> &'static str {
    match name {
        "actors" => "who there is: cities, ministries, agencies, firms / 행위자",
        "ties" => "who is tied to whom, how and since when / 관계",
        "programmes" => "programmes and who runs them / 사업",
        "reached" => "whom each programme reached / 사업에 참여한 행위자",
        "sources" => "the documents that the column sources cites by id / 출처",
        "actor_kinds" => "what the kinds of actors mean / 행위자의 종류",
        "tie_kinds" => "what the kinds of ties mean, and what is taken where a tie is silent / 관계의 종류",
        _ => "what is told of the whole network: a key and a value each / 전체에 관한 정보",
    }
}

const RULES: [&str; 5] = [
    "Every actor has an id that no other has; ties name their ends by it. / 행위자마다 고유한 아이디가 있고 관계는 그 아이디로 양쪽을 가리킵니다.",
    "Dates are texts: 2019, 2019-05 or 2019-05-20. / 날짜는 2019, 2019-05, 2019-05-20처럼 적습니다.",
    "Lists are separated by semicolons. / 여러 값은 세미콜론(;)으로 나눕니다.",
    "An empty cell means: not known. Nothing is a formula. / 빈 칸은 모른다는 뜻입니다. 수식은 없습니다.",
    "An apostrophe before =, +, - or @ keeps a text from becoming a formula when the sheet is saved as CSV; proxeny takes it \
     off. / =, +, -, @ 앞의 작은따옴표는 CSV로 저장할 때 수식이 되지 않게 하는 표시이며 읽을 때 없앱니다.",
];

/// Names of the sheets of a workbook to be filled in; both are read.
const SHEETS: [[&str; 2]; 12] = [
    ["actors", "행위자"],
    ["ties", "관계"],
    ["programmes", "사업"],
    ["reached", "대상도시"],
    ["sources", "출처"],
    ["actor_kinds", "행위자 유형"],
    ["tie_kinds", "관계 유형"],
    ["network", "네트워크"],
    ["aliases", "별칭"],
    ["never_merge", "합치지 않음"],
    ["examples", "보기"],
    ["lists", "목록"],
];

/// What a sheet is called.
pub(super) fn sheet_name(name: &str, korean: bool) -> &str {
    let found = SHEETS.iter().find(|[english, _]| *english == name);
    found.filter(|_| korean).map_or(name, |[_, korean]| korean)
}

/// A text with the names of sheets where it has them in braces.
pub(super) fn with_sheets(text: &str, korean: bool) -> String {
    SHEETS
        .iter()
        .fold(text.to_owned(), |text, [name, _]| text.replace(&format!("{{{name}}}"), sheet_name(name, korean)))
}

/// What a workbook to be filled in says, the chosen language first.
pub(super) fn instructions(korean: bool) -> Vec<Line> {
    let (first, second) = if korean { (KOREAN, ENGLISH) } else { (ENGLISH, KOREAN) };
    let lines = first.iter().chain(&[""]).chain(&second);
    let line = |text: &&str| match text.as_bytes() {
        [b'#', b'#', ..] => Line::Heading(text[2..].trim().to_owned()),
        [b'#', ..] => Line::Title(text[1..].trim().to_owned()),
        _ => Line::Text(with_sheets(text, korean)),
    };
    lines.map(line).collect()
}

const ENGLISH: [&str; 17] = [
    "# Partners: a workbook to be filled in",
    "Who works with whom to bring a city's know-how and its firms to other cities? Write down what you know. Half an hour \
     is enough to begin with; a short list with sources is worth more than a long one without.",
    "## How to fill it in",
    "1. Sheet {actors}: one row for every city, ministry, agency or firm. Give each a short id and choose its kind.",
    "2. Sheet {ties}: one row for every relation: who gives (from), who receives (to), of what kind, since when, and where \
     that is written (reference). Choose both ends from the list; they are the ids of the sheet {actors}.",
    "3. Sheets {programmes} and {reached}, if there are any: trainings, visits, fairs, and who took part in which year.",
    "4. Sheet {network}: the id of the city that all this is about (focal), and the date until which you know (as_of).",
    "Yellow heads must be filled in. Point at a head to see what goes in. Everything else may stay empty: an empty cell \
     means that nobody knows, and that is an answer. Please do not guess.",
    "The sheet {examples} shows filled rows. It is not read, and neither are this sheet and the sheet {lists}.",
    "## Writing",
    "Dates: 2019, 2019-05 or 2019-05-20. Amounts: plain numbers in US dollars, as 150000. Several sources: separated by a \
     semicolon. Columns may be added (they are kept as they are), moved or deleted; please leave the first row as it is.",
    "A kind that is missing: add a row to the sheet {actor_kinds} or {tie_kinds} and use its name.",
    "## The same actor under several names",
    "Sheet {aliases}: another name or spelling in the first column, the id of the actor in the second. Ties may then use \
     either. Sheet {never_merge}: two ids that look alike and are not the same; they are then never proposed as one.",
    "## What happens next",
    "proxeny validate partners.xlsx reads the file and tells every problem with its sheet and cell. \
     proxeny validate partners.xlsx --suggest-aliases tells which actors could be the same; nothing is ever merged by itself.",
    "proxeny brief partners.xlsx tells in words what the network holds and through whom introductions reach.",
];

const KOREAN: [&str; 17] = [
    "# 협력 자료 입력 양식",
    "도시의 정책 노하우와 기업을 해외 도시로 이어 주는 데 누가 누구와 협력합니까? 알고 있는 것을 적어 주십시오. 처음에는 30분이면 충분합니다. \
     출처가 있는 짧은 목록이 출처 없는 긴 목록보다 낫습니다.",
    "## 적는 순서",
    "1. {actors} 시트: 도시, 부처, 기관, 기업마다 한 행씩 적습니다. 짧은 아이디를 붙이고 종류를 고릅니다.",
    "2. {ties} 시트: 관계마다 한 행씩 적습니다. 주는 쪽(보내는 쪽), 받는 쪽, 종류, 시작한 때, 어디에 적혀 있는지(출처)를 적습니다. 양쪽은 \
     목록에서 고르며, {actors} 시트의 아이디입니다.",
    "3. {programmes} 시트와 {reached} 시트: 연수, 방문, 박람회 같은 사업이 있으면 적고, 어느 해에 누가 참여했는지 적습니다.",
    "4. {network} 시트: 이 자료가 다루는 도시의 아이디(focal)와 언제까지의 자료인지(as_of)를 적습니다.",
    "노란색 열은 꼭 적어 주십시오. 열 이름에 마우스를 올리면 무엇을 적는지 보입니다. 나머지는 비워 두어도 됩니다. 빈 칸은 ‘모른다’는 뜻이며 \
     그것도 답입니다. 추측해서 적지 마십시오.",
    "{examples} 시트에는 적는 보기가 있습니다. 그 시트와 이 시트, {lists} 시트는 읽지 않습니다.",
    "## 적는 방법",
    "날짜: 2019, 2019-05, 2019-05-20. 금액: 미국 달러로 150000처럼 숫자만. 출처가 여럿이면 세미콜론(;)으로 나눕니다. 열을 더하거나(그대로 \
     보존합니다) 옮기거나 지워도 됩니다. 첫 행은 그대로 두십시오.",
    "알맞은 종류가 없으면 {actor_kinds} 또는 {tie_kinds} 시트에 한 행을 더하고 그 이름을 쓰십시오.",
    "## 같은 행위자를 여러 이름으로 부를 때",
    "{aliases} 시트: 첫 열에 다른 이름이나 표기, 둘째 열에 행위자의 아이디를 적으면 관계에서 어느 쪽을 써도 됩니다. {never_merge} 시트: 비슷해 \
     보여도 서로 다른 두 아이디를 적으면 같은 행위자로 제안하지 않습니다.",
    "## 다 적은 뒤",
    "proxeny validate partners.xlsx: 파일을 읽고 문제를 시트와 칸까지 알려 줍니다. proxeny validate partners.xlsx --suggest-aliases: 같은 \
     행위자일 수 있는 짝을 알려 줍니다. 저절로 합치는 일은 없습니다.",
    "proxeny brief partners.xlsx: 이 자료에 무엇이 있는지, 누구를 통해 소개가 닿는지 글로 알려 줍니다.",
];

/// Over the examples, in English and in Korean.
pub(super) const EXAMPLES: [&str; 2] = [
    "EXAMPLES: this sheet is not read / 보기: 이 시트는 읽지 않습니다",
    "보기: 이 시트는 읽지 않습니다 / EXAMPLES: this sheet is not read",
];

/// The heads of the sheet of the network.
pub(super) const NETWORK_HEADS: [[&str; 2]; 2] = [
    ["What is told; please leave it as it is.", "항목 이름입니다. 그대로 두십시오."],
    ["Your answer. An empty cell means: not known.", "값을 적습니다. 빈 칸은 모른다는 뜻입니다."],
];

/// What is told of the whole network.
pub(super) const NETWORK_KEYS: [(&str, [&str; 2]); 7] = [
    ("format", ["The format of this workbook; please leave it as it is.", "형식 이름입니다. 그대로 두십시오."]),
    ("id", ["A short name for this network.", "이 자료의 짧은 이름."]),
    ("title", ["A title.", "제목."]),
    ("as_of", ["The date until which you know: 2026-11.", "언제까지의 자료인지: 2026-11."]),
    ("home", ["Your country, as two letters: KR.", "우리 국가 두 글자: KR."]),
    (
        "focal",
        [
            "The id of the city that this is about, from the sheet {actors}.",
            "이 자료가 다루는 도시의 아이디({actors} 시트).",
        ],
    ),
    ("note", ["Who filled this in, and anything else.", "누가 적었는지, 그 밖의 내용."]),
];

/// The heads of the sheet of other names.
pub(super) const ALIAS_HEADS: &[(&str, [&str; 2])] = &[
    ("alias", ["Another name or spelling, or an old id.", "다른 이름이나 표기, 옛 아이디."]),
    ("id", ["The id of the actor that is meant, from the sheet {actors}.", "가리키는 행위자의 아이디({actors} 시트)."]),
];

/// The heads of the sheet of actors that are not the same.
pub(super) const NEVER_HEADS: &[(&str, [&str; 2])] = &[
    ("id", ["The id of an actor.", "행위자의 아이디."]),
    (
        "other",
        ["The id of another that looks alike and is not the same.", "비슷해 보이지만 서로 다른 행위자의 아이디."],
    ),
    ("note", ["Why.", "이유."]),
];

/// What is said when something else is typed than a column takes: a title and a sentence.
pub(super) fn refusal(entry: Entry, korean: bool) -> (&'static str, &'static str) {
    match (entry, korean) {
        (Entry::Number(..), false) => ("A number", "Please write a plain number, as 150000 or 37.5, without units."),
        (Entry::Number(..), true) => ("숫자", "150000이나 37.5처럼 단위 없이 숫자만 적어 주십시오."),
        (Entry::IdOf(_), false) => ("Not in the list yet", "No row has this id yet. Add one, or choose from the list."),
        (Entry::IdOf(_), true) => {
            ("아직 없는 아이디", "이 아이디를 가진 행이 없습니다. 먼저 더하거나 목록에서 골라 주십시오.")
        }
        (Entry::Only(_), false) => ("Please choose", "Only the words in the list are understood here."),
        (Entry::Only(_), true) => ("목록에서 고르기", "이 칸에는 목록에 있는 말만 쓸 수 있습니다."),
        (_, false) => ("Not in the list", "This is not in the list. Keep it only if it is meant."),
        (_, true) => ("목록에 없음", "목록에 없는 말입니다. 일부러 적은 것이면 그대로 두십시오."),
    }
}

/// Countries and territories by the two letters of ISO 3166-1.
pub(super) const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD \
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF \
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI \
VN VU WF WS YE YT ZA ZM ZW";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_countries_as_iso_has() {
        let codes: Vec<&str> = COUNTRIES.split(' ').collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.is_sorted() && codes.iter().all(|code| code.len() == 2));
    }

    #[test]
    fn messages_fit_their_boxes() {
        let entries = [Entry::Number(0.0, 1.0), Entry::IdOf("actors"), Entry::KindOf("actor_kinds")];
        for (entry, korean) in entries.into_iter().flat_map(|entry| [(entry, false), (entry, true)]) {
            let (title, message) = refusal(entry, korean);
            assert!(title.chars().count() <= 32 && message.chars().count() <= 255);
        }
    }
}
