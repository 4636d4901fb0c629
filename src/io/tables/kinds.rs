//! Which files a folder holds, and which columns each has, under all their names.

use crate::io::native::shapes::{self, Shape};

/// A kind of table.
pub(super) struct TableKind {
    /// Its name, as in `--map ties.strength=…`.
    pub(super) name: &'static str,
    /// Names of its file, the one that is written first.
    pub(super) files: &'static [&'static str],
    /// The records that its rows become.
    pub(super) shape: &'static Shape,
    /// The column that holds the key of a record whose shape has none.
    pub(super) key: Option<&'static str>,
    /// The field with one column per language.
    pub(super) languages: Option<&'static str>,
    /// Columns that are no fields but are read into some.
    pub(super) further: &'static [&'static str],
}

impl TableKind {
    /// Every column that means something, without languages and attributes.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> {
        let fields = self.shape.fields.iter().filter(|field| !matches!(**field, "attributes" | "reached"));
        self.key.into_iter().chain(fields.copied()).chain(self.further.iter().copied())
    }
}

pub(super) static ACTORS: TableKind = TableKind {
    name: "actors",
    files: &["actors.csv", "actors.tsv", "nodes.csv", "nodes.tsv", "기관.csv"],
    shape: &shapes::ACTOR,
    key: None,
    languages: Some("name"),
    further: &["name_local", "source"],
};

pub(super) static TIES: TableKind = TableKind {
    name: "ties",
    files: &["ties.csv", "ties.tsv", "edges.csv", "edges.tsv", "관계.csv"],
    shape: &shapes::TIE,
    key: None,
    languages: None,
    further: &["direction", "value_usd_million", "source"],
};

pub(super) static PROGRAMMES: TableKind = TableKind {
    name: "programmes",
    files: &["programmes.csv", "programmes.tsv", "사업.csv"],
    shape: &shapes::PROGRAMME,
    key: None,
    languages: Some("name"),
    further: &["name_local", "reached", "source"],
};

pub(super) static REACHED: TableKind = TableKind {
    name: "reached",
    files: &["reached.csv", "reached.tsv"],
    shape: &shapes::REACHED,
    key: Some("programme"),
    languages: None,
    further: &[],
};

pub(super) static SOURCES: TableKind = TableKind {
    name: "sources",
    files: &["sources.csv", "sources.tsv", "출처.csv"],
    shape: &shapes::SOURCE,
    key: Some("id"),
    languages: None,
    further: &[],
};

pub(super) static ACTOR_KINDS: TableKind = TableKind {
    name: "actor_kinds",
    files: &["actor_kinds.csv", "actor_kinds.tsv"],
    shape: &shapes::ACTOR_KIND,
    key: Some("kind"),
    languages: Some("label"),
    further: &[],
};

pub(super) static TIE_KINDS: TableKind = TableKind {
    name: "tie_kinds",
    files: &["tie_kinds.csv", "tie_kinds.tsv"],
    shape: &shapes::TIE_KIND,
    key: Some("kind"),
    languages: Some("label"),
    further: &[],
};

/// Every table.
pub(super) static TABLES: [&TableKind; 7] = [&ACTORS, &TIES, &PROGRAMMES, &REACHED, &SOURCES, &ACTOR_KINDS, &TIE_KINDS];

/// Names of the files that a folder of tables is written with.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::{self, Document, TABLE_FILES};
///
/// let Document::Folder(files) = io::writer("csv")?.write(&Network::builtin("seoul")?) else { unreachable!() };
/// assert!(files.iter().all(|(name, _)| TABLE_FILES.contains(name)));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub static TABLE_FILES: &[&str] = &[
    FRAME,
    "actors.csv",
    "ties.csv",
    "programmes.csv",
    "reached.csv",
    "sources.csv",
    "actor_kinds.csv",
    "tie_kinds.csv",
];

/// The file of everything that is not a table.
pub(super) const FRAME: &str = "network.json";

/// Files of other names of actors.
pub(super) const ALIAS_FILES: [&str; 3] = ["aliases.csv", "aliases.tsv", "별칭.csv"];

/// Other names of columns, squashed: small letters, without spaces, hyphens and underscores.
static ALIASES: &[(&str, &[&str])] = &[
    ("id", &["node", "code", "key", "아이디", "식별자", "코드"]),
    ("name", &["label", "이름", "명칭", "기관명", "사업명"]),
    ("name.en", &["nameen", "englishname", "영문명"]),
    ("name.ko", &["nameko", "koreanname", "국문명", "한글명"]),
    ("name_local", &["localname", "현지명"]),
    ("label", &["name", "이름", "명칭"]),
    ("kind", &["type", "category", "relation", "relationship", "종류", "유형", "구분", "관계"]),
    ("layer", &["계층", "층위"]),
    ("country", &["nation", "국가", "나라"]),
    ("lat", &["latitude", "위도"]),
    ("lon", &["longitude", "lng", "long", "경도"]),
    ("weight", &["가중치"]),
    (
        "since",
        &[
            "start",
            "startyear",
            "startdate",
            "begin",
            "founded",
            "시작",
            "시작연도",
            "시작년도",
            "시작일",
            "설립",
            "설립연도",
        ],
    ),
    ("until", &["end", "endyear", "enddate", "종료", "종료연도", "종료년도", "종료일"]),
    ("successor", &["후신", "승계기관"]),
    ("confidence", &["신뢰도", "확신도"]),
    ("tags", &["tag", "태그"]),
    ("note", &["notes", "remark", "remarks", "comment", "비고", "메모"]),
    ("source", &["reference", "references", "출처"]),
    ("from", &["tail", "src", "vertex1", "보내는쪽", "출발", "주는쪽"]),
    ("to", &["target", "head", "dst", "vertex2", "받는쪽", "도착"]),
    ("stage", &["rung", "단계"]),
    ("mutual", &["상호"]),
    ("direction", &["방향"]),
    ("strength", &["강도", "세기"]),
    ("conveys", &["전달방향"]),
    ("value_usd", &["금액usd", "금액달러"]),
    ("value_usd_million", &["금액백만달러"]),
    ("evidence", &["근거"]),
    ("hosts", &["host", "owner", "주관", "주최", "주관기관"]),
    ("reached", &["대상", "대상도시"]),
    ("cost_usd", &["cost", "비용"]),
    ("programme", &["program", "사업"]),
    ("actor", &["기관"]),
    ("year", &["연도", "년도"]),
    ("people", &["participants", "인원"]),
    ("title", &["제목"]),
    ("publisher", &["발행처"]),
    ("locator", &["url", "link", "address", "주소"]),
];

/// Whether a squashed head is another name of a column.
pub(super) fn is_alias(column: &str, head: &str) -> bool {
    ALIASES.iter().any(|(name, aliases)| *name == column && aliases.contains(&head))
}

/// A head as it is compared: small letters, without spaces, hyphens and underscores.
pub(super) fn squash(head: &str) -> String {
    head.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_are_written_are_those_that_are_read() {
        let written = TABLES.map(|kind| kind.files[0]);
        assert_eq!(TABLE_FILES[0], FRAME);
        assert_eq!(TABLE_FILES[1..], written);
    }

    #[test]
    fn the_names_of_columns_are_sound() {
        for (column, aliases) in ALIASES {
            assert!(aliases.iter().all(|alias| squash(alias) == *alias), "{column}");
            let known = TABLES.iter().any(|table| table.columns().any(|known| known == *column));
            assert!(known || column.contains('.'), "no table has {column}");
        }
        for table in TABLES {
            for alias in ALIASES.iter().flat_map(|(_, aliases)| aliases.iter()) {
                let means: Vec<&str> = table.columns().filter(|column| is_alias(column, alias)).collect();
                assert!(means.len() < 2, "`{alias}` means {means:?} in {}", table.name);
            }
        }
    }
}
