//! Fonts for pixels and pages: which face writes which character, and how wide.
//!
//! Faces are asked in a fixed order: those of the files given, then the families of [`PREFERRED`] among those installed, then
//! every other face by its name. So the same fonts give the same drawing, in whatever order a folder lists its files. A text is
//! written in the first face that has all its characters; where no face has them all, each character in the first that has it.
//! A character that no face has is an error that names the fonts to install: an empty box tells the reader nothing.

use super::media::FontSource;
use super::scene::Text;
use crate::error::{Error, ErrorKind};
use resvg::usvg::fontdb::{self, Database, FaceInfo, ID};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Families that are asked first: those with Hangul, as narrow as the layout expects, then those of Latin letters.
const PREFERRED: [&str; 15] = [
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "NanumGothic",
    "NanumBarunGothic",
    "NanumSquare",
    "Pretendard",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Noto Sans",
    "Liberation Sans",
    "Arial",
    "Helvetica",
    "Segoe UI",
    "DejaVu Sans",
    "Noto Sans CJK SC",
];
const REGULAR: u16 = 400;
const BOLD: u16 = 700;

/// The faces at hand, in the order in which they are asked.
pub(super) struct Fonts {
    pub(super) database: Arc<Database>,
    /// For regular text and for bold text.
    order: [Vec<ID>; 2],
}

/// How a text of the drawing is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    /// The face, by its place in the order.
    pub(super) face: usize,
    /// By how much it is made narrower so that it fits its box; 1 if it fits.
    pub(super) squeeze: f64,
}

impl Fonts {
    /// Loads the faces of the sources.
    pub(super) fn load(sources: &[FontSource]) -> Result<Self, Error> {
        let mut database = Database::new();
        let mut given = Vec::new();
        for source in sources {
            match source {
                FontSource::System => database.load_system_fonts(),
                FontSource::File(path) => {
                    let name = path.display().to_string();
                    let bytes = std::fs::read(path).map_err(|source| ErrorKind::Io { path: name.clone(), source })?;
                    let faces = database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
                    if faces.is_empty() {
                        let message =
                            format!("{name} holds no font that can be read; --font takes TTF, OTF, TTC and OTC");
                        return Err(ErrorKind::Font(message).into());
                    }
                    given.extend(faces);
                }
            }
        }
        if database.is_empty() {
            let message = "there is no font to write with; install fonts-nanum or fonts-noto-cjk (on other systems \
                           NanumGothic or Noto Sans KR), or give --font FILE";
            return Err(ErrorKind::Font(message.into()).into());
        }
        let order = [REGULAR, BOLD].map(|weight| order(&database, &given, weight));
        Ok(Self { database: Arc::new(database), order })
    }

    /// How each text of the scene is written.
    pub(super) fn settings(&self, of: &[Text]) -> Result<Vec<Setting>, Error> {
        let tables = [false, true].map(|bold| {
            let texts = of.iter().filter(|text| text.bold == bold);
            let letters = texts.flat_map(|text| &text.lines).flat_map(|line| line.chars()).filter(|c| !is_unseen(*c));
            self.table(letters.collect(), usize::from(bold))
        });
        let missing: BTreeSet<char> = tables.iter().flat_map(Table::missing).collect();
        if !missing.is_empty() {
            return Err(self.missing(&missing));
        }
        Ok(of.iter().map(|text| tables[usize::from(text.bold)].setting(text)).collect())
    }

    /// The face of a [`Setting`].
    pub(super) fn face(&self, at: usize, weight: u16) -> Option<ID> {
        self.order[usize::from(weight >= 600)].get(at).copied()
    }

    /// The first face that has a character and was not tried yet.
    pub(super) fn fallback(&self, letter: char, tried: &[ID]) -> Option<ID> {
        let bold = tried.first() == self.order[1].first();
        let mut faces = self.order[usize::from(bold)].iter().filter(|face| !tried.contains(face));
        faces.find(|face| self.advances(**face, &BTreeSet::from([letter])).contains_key(&letter)).copied()
    }

    fn table(&self, letters: BTreeSet<char>, bold: usize) -> Table {
        let mut faces = Vec::new();
        let mut left = letters.clone();
        for face in &self.order[bold] {
            if left.is_empty() {
                break;
            }
            let advances = self.advances(*face, &letters);
            left.retain(|letter| !advances.contains_key(letter));
            faces.push(advances);
        }
        Table { letters, faces }
    }

    /// The widths of those of the letters that a face has, in text sizes.
    fn advances(&self, face: ID, letters: &BTreeSet<char>) -> BTreeMap<char, f64> {
        let read = |bytes: &[u8], index: u32| {
            let face = ttf_parser::Face::parse(bytes, index).ok()?;
            let unit = f64::from(face.units_per_em());
            let advance = |letter: &char| {
                let glyph = face.glyph_index(*letter).filter(|glyph| glyph.0 != 0)?;
                Some((*letter, f64::from(face.glyph_hor_advance(glyph)?) / unit))
            };
            Some(letters.iter().filter_map(advance).collect())
        };
        self.database.with_face_data(face, read).flatten().unwrap_or_default()
    }

    /// Tells which characters are missing, and what to install.
    fn missing(&self, missing: &BTreeSet<char>) -> Error {
        const TOLD: usize = 3;
        let told = missing.iter().take(TOLD).map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter)));
        let mut told = told.collect::<Vec<_>>().join(", ");
        if missing.len() > TOLD {
            told = format!("{told} and {} more characters", missing.len() - TOLD);
        }
        let mut packages: Vec<&str> = missing.iter().map(|letter| package(*letter)).collect();
        packages.dedup();
        let fonts = if self.order[0].len() == 1 {
            "the font at hand has no".into()
        } else {
            format!("none of the {} fonts at hand has", self.order[0].len())
        };
        let message = format!("{fonts} {told}; install {}, or give --font FILE", packages.join(" and "));
        ErrorKind::Font(message).into()
    }
}

/// The widths of all letters of a weight, by face.
struct Table {
    letters: BTreeSet<char>,
    faces: Vec<BTreeMap<char, f64>>,
}

impl Table {
    fn missing(&self) -> impl Iterator<Item = char> {
        self.letters.iter().copied().filter(|letter| !self.faces.iter().any(|face| face.contains_key(letter)))
    }

    fn setting(&self, text: &Text) -> Setting {
        let letters = || text.lines.iter().flat_map(|line| line.chars()).filter(|c| !is_unseen(*c));
        let whole = self.faces.iter().position(|face| letters().all(|letter| face.contains_key(&letter)));
        let widest = |letter: char| self.faces.iter().filter_map(|face| face.get(&letter)).copied().fold(0.0, f64::max);
        let advance = |letter: char| whole.map_or_else(|| widest(letter), |face| self.faces[face][&letter]);
        let of_line = |line: &String| line.chars().filter(|c| !is_unseen(*c)).map(advance).sum::<f64>() * text.size;
        let width = text.lines.iter().map(of_line).fold(0.0, f64::max);
        let squeeze = if width > text.at.width { text.at.width / width } else { 1.0 };
        Setting { face: whole.unwrap_or(0), squeeze }
    }
}

/// Faces of the files given, then those preferred, then all others; in each family the one whose weight is nearest.
fn order(database: &Database, given: &[ID], weight: u16) -> Vec<ID> {
    let of = |id: &ID| database.face(*id).map(family);
    let key = |face: &&FaceInfo| {
        let name = family(face);
        let first = given.iter().position(|id| of(id).as_ref() == Some(&name)).filter(|_| given.contains(&face.id));
        let known = |wanted: &&str| face.families.iter().any(|family| family.0 == **wanted);
        let preferred = PREFERRED.iter().position(known).unwrap_or(PREFERRED.len());
        let odd = face.style != fontdb::Style::Normal || face.stretch != fontdb::Stretch::Normal;
        let group = (first.is_none(), first, preferred, odd, face.monospaced);
        (group, name, face.weight.0.abs_diff(weight), face.post_script_name.clone(), face.index)
    };
    let mut faces: Vec<&FaceInfo> = database.faces().collect();
    faces.sort_by_cached_key(key);
    faces.into_iter().map(|face| face.id).collect()
}

fn family(face: &FaceInfo) -> String {
    face.families.first().map(|family| family.0.clone()).unwrap_or_default()
}

/// Whether a character leaves no mark of its own: joiners, marks of direction, variation selectors, line breaks.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(u32::from(letter), 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..=0xe0fff)
}

/// The Debian package, and what others call it, that has a character.
fn package(letter: char) -> &'static str {
    match u32::from(letter) {
        0x1100..=0x11ff | 0x3130..=0x318f | 0xa960..=0xa97f | 0xac00..=0xd7ff => {
            "fonts-nanum or fonts-noto-cjk (NanumGothic or Noto Sans KR)"
        }
        0x2e80..=0x312f | 0x3190..=0xa4cf | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xffef | 0x20000..=0x3ffff => {
            "fonts-noto-cjk (Noto Sans CJK)"
        }
        0x1f000..=0x1faff => "fonts-noto-color-emoji (Noto Emoji)",
        0x2000..=0x2dff => "fonts-dejavu or fonts-noto-core (DejaVu Sans)",
        _ => "fonts-noto-core (the Noto Sans of that script)",
    }
}
