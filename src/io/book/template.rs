//! A workbook to be filled in by a partner who has no other program than a spreadsheet.

use super::fields::{CHOICES, Choice, Entry, FORMS, Field, Form};
use super::sheet::{self, finish, head};
use super::{new, words};
use crate::error::{Error, ErrorKind};
use crate::io::tables::{Page, pages};
use crate::model::{Layer, Network, Stage};
use indexmap::IndexSet;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, Note, Workbook, Worksheet, XlsxError,
};

/// Rows of a form that drop-downs and limits are for.
const ROWS: u32 = 2000;

/// A workbook to be filled in: heads with notes, drop-downs, examples, instructions in English and Korean.
///
/// Sheets and columns are those of a network written as a workbook, so that it is read like one; in Korean the sheets have
/// Korean names, which are read as well. The sheets `read me`, `examples` and `lists` are for people and not read; `aliases` says which other names mean an actor, and `never_merge`
/// which actors are not the same, however alike their names.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::Template;
///
/// let seoul = Network::builtin("seoul")?;
/// let workbook = Template::new(&seoul).language("ko")?.to_xlsx();
/// assert!(workbook.starts_with(b"PK")); // a parcel of XML
/// assert_eq!(workbook, Template::new(&seoul).language("ko")?.to_xlsx()); // the same bytes every time
/// assert!(Template::new(&seoul).language("nl").is_err());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Template<'a> {
    network: &'a Network,
    korean: bool,
}

impl<'a> Template<'a> {
    /// A workbook with the kinds of actors, ties and programmes of this network and nothing else of it.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::io::Template;
    ///
    /// let workbook = Template::new(&Network::builtin("netherlands")?).to_xlsx();
    /// assert!(workbook.len() > 10_000);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(network: &'a Network) -> Self {
        Self { network, korean: false }
    }

    /// The language of heads, and of the instructions that come first: `en` or `ko`. The default is `en`.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for any other language.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::io::Template;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_ne!(Template::new(&seoul).to_xlsx(), Template::new(&seoul).language("ko")?.to_xlsx());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn language(self, language: &str) -> Result<Self, Error> {
        match language {
            "en" | "ko" => Ok(Self { korean: language == "ko", ..self }),
            other => Err(ErrorKind::Parameter(format!("there is no template in `{other}`, only in en and ko")).into()),
        }
    }

    /// The workbook.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::io::Template;
    ///
    /// std::fs::write(std::env::temp_dir().join("partners.xlsx"), Template::new(&Network::builtin("seoul")?).to_xlsx())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_xlsx(&self) -> Vec<u8> {
        written(self.workbook())
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = new(if self.korean { "협력 자료 입력 양식" } else { "Partners to be filled in" })?;
        let lists = self.lists();
        let name = if self.korean { "안내" } else { "read me" };
        sheet::prose(workbook.add_worksheet(), name, &words::instructions(self.korean))?;
        for form in &FORMS {
            self.form(&mut workbook, form, &lists)?;
        }
        for page in self.kinds() {
            let sheet = workbook.add_worksheet();
            sheet::table(sheet, &page)?;
            sheet.set_name(self.sheet(page.name))?;
        }
        self.network(&mut workbook)?;
        self.aliases(&mut workbook)?;
        self.examples(&mut workbook)?;
        write_lists(workbook.add_worksheet().set_name(self.sheet("lists"))?, &lists)?;
        workbook.save_to_buffer()
    }

    /// A sheet with nothing but a head.
    fn form(&self, workbook: &mut Workbook, form: &Form, lists: &[(&str, Vec<String>)]) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.sheet(form.name))?;
        for (column, field) in form.fields.iter().enumerate() {
            let column = column as u16;
            self.head(sheet, column, self.name(field), field.says, field.must)?;
            // Otherwise a spreadsheet makes a day of 2024-05, and a number of an id like 007.
            if !matches!(field.entry, Entry::Number(..)) {
                sheet.set_column_format(column, &Format::new().set_num_format("@"))?;
            }
            if let Some(rule) = self.rule(field, lists)? {
                sheet.add_data_validation(1, column, ROWS, column, &rule)?;
            }
        }
        finish(sheet, form.fields.len(), ROWS as usize)
    }

    fn sheet<'s>(&self, name: &'s str) -> &'s str {
        words::sheet_name(name, self.korean)
    }

    fn name(&self, field: &Field) -> &'static str {
        if self.korean { field.ko } else { field.en }
    }

    /// A head with its note; what must be filled in is coloured.
    fn head(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        name: &str,
        says: [&str; 2],
        must: bool,
    ) -> Result<(), XlsxError> {
        let format = if must { head().set_background_color(0xFF_E699) } else { head() };
        sheet.write_string_with_format(0, column, name, &format)?;
        sheet.set_column_width(column, if matches!(name, "lat" | "lon" | "위도" | "경도") { 10 } else { 20 })?;
        let required = if must { ["Must be filled in. ", "꼭 적어 주십시오. "] } else { ["", ""] };
        let [en, ko] = [0, 1].map(|i| words::with_sheets(&format!("{}{}", required[i], says[i]), self.korean));
        let text = if self.korean { format!("{ko}\n\n{en}") } else { format!("{en}\n\n{ko}") };
        sheet.insert_note(0, column, &Note::new(text).add_author_prefix(false).set_width(320).set_height(170))?;
        Ok(())
    }

    /// What may stand in a column.
    fn rule(&self, field: &Field, lists: &[(&str, Vec<String>)]) -> Result<Option<DataValidation>, XlsxError> {
        let (rule, strict) = match field.entry {
            Entry::Text | Entry::Date => return Ok(None),
            Entry::Number(from, to) => {
                (DataValidation::new().allow_decimal_number(DataValidationRule::Between(from, to)), true)
            }
            Entry::IdOf(sheet) => (chosen(self.sheet(sheet), 0, ROWS), false),
            Entry::KindOf(sheet) => {
                let kinds = self.kinds().iter().find(|page| page.name == sheet).map_or(0, |page| page.rows.len());
                (chosen(self.sheet(sheet), 0, kinds as u32 + SPARE), false)
            }
            Entry::Only(choice) | Entry::Often(choice) => {
                let column = CHOICES.iter().position(|(own, _)| *own == choice).unwrap_or(0);
                let rows = lists[column].1.len() as u32;
                (chosen(self.sheet("lists"), column as u16, rows), matches!(field.entry, Entry::Only(_)))
            }
        };
        let (title, message) = words::refusal(field.entry, self.korean);
        let style = if strict { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning };
        Ok(Some(rule.set_error_title(title)?.set_error_message(message)?.set_error_style(style)))
    }

    /// The kinds of the network, as it has them.
    fn kinds(&self) -> Vec<Page> {
        pages(self.network).into_iter().filter(|page| matches!(page.name, "actor_kinds" | "tie_kinds")).collect()
    }

    /// What is told of the whole network.
    fn network(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.sheet("network"))?;
        let text = Format::new().set_num_format("@");
        for (column, says) in words::NETWORK_HEADS.into_iter().enumerate() {
            self.head(sheet, column as u16, ["key", "value"][column], says, false)?;
            sheet.set_column_format(column as u16, &text)?;
        }
        sheet.set_column_width(1, 40)?.set_column_width(2, 80)?;
        let home = self.network.home().unwrap_or_default();
        for (i, (key, says)) in words::NETWORK_KEYS.into_iter().enumerate() {
            let row = i as u32 + 1;
            let value = match key {
                "format" => "proxeny/1",
                "id" => "partners",
                "home" => home,
                _ => "",
            };
            sheet.write_string(row, 0, key)?;
            if !value.is_empty() {
                sheet.write_string_with_format(row, 1, value, &text)?;
            }
            let [en, ko] = says.map(|text| words::with_sheets(text, self.korean));
            let note = if self.korean { format!("{ko}\n\n{en}") } else { format!("{en}\n\n{ko}") };
            sheet.insert_note(row, 1, &Note::new(note).add_author_prefix(false).set_width(320))?;
        }
        finish(sheet, 2, words::NETWORK_KEYS.len())
    }

    /// Other names of actors, and actors that are not the same.
    fn aliases(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        for (name, heads) in [("aliases", words::ALIAS_HEADS), ("never_merge", words::NEVER_HEADS)] {
            let sheet = workbook.add_worksheet();
            sheet.set_name(self.sheet(name))?;
            for (column, (head, says)) in heads.iter().enumerate() {
                self.head(sheet, column as u16, head, *says, column < 2)?;
                sheet.set_column_format(column as u16, &Format::new().set_num_format("@"))?;
                sheet.set_column_width(column as u16, 30)?;
            }
            finish(sheet, heads.len(), ROWS as usize)?;
        }
        Ok(())
    }

    /// A sheet that shows how the others are filled in.
    fn examples(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.sheet("examples"))?;
        let (bold, italic) = (Format::new().set_bold(), Format::new().set_italic().set_font_color(0x7F_7F7F));
        sheet.write_string_with_format(0, 0, words::EXAMPLES[usize::from(self.korean)], &bold)?;
        let mut row = 2;
        for form in FORMS.iter().filter(|form| !form.examples.is_empty()) {
            sheet.write_string_with_format(row, 0, self.sheet(form.name), &bold)?;
            for (column, field) in form.fields.iter().enumerate() {
                sheet.write_string_with_format(row + 1, column as u16, self.name(field), &head())?;
            }
            for (i, cells) in form.examples.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    sheet.write_string_with_format(row + 2 + i as u32, column as u16, *cell, &italic)?;
                }
            }
            row += 3 + form.examples.len() as u32;
        }
        sheet.set_column_range_width(0, 12, 20)?;
        Ok(())
    }

    fn lists(&self) -> Vec<(&'static str, Vec<String>)> {
        let list = |(choice, name)| {
            let words = match choice {
                Choice::Stages => Stage::ALL.map(|stage| stage.to_string()).to_vec(),
                Choice::Layers => Layer::ALL.map(|layer| layer.to_string()).to_vec(),
                Choice::Confidences => ["high", "medium", "low"].map(str::to_owned).to_vec(),
                Choice::ProgrammeKinds => {
                    let kinds: IndexSet<&str> = self.network.programmes().iter().map(|one| one.kind.as_str()).collect();
                    let mut kinds: Vec<String> =
                        kinds.into_iter().filter(|kind| !kind.is_empty()).map(Into::into).collect();
                    kinds.sort();
                    kinds
                }
                Choice::Countries => words::COUNTRIES.split(' ').map(str::to_owned).collect(),
            };
            (name, words)
        };
        CHOICES.map(list).to_vec()
    }
}

fn written(workbook: Result<Vec<u8>, XlsxError>) -> Vec<u8> {
    workbook.expect("invariant: names and texts of the template are within the limits of a workbook")
}

/// Rows after the kinds that there are, for further ones.
const SPARE: u32 = 20;

/// One of the cells below a head.
fn chosen(sheet: &str, column: u16, rows: u32) -> DataValidation {
    let column = char::from(b'A' + column as u8);
    let sheet = if sheet.is_ascii() { sheet.to_owned() } else { format!("'{sheet}'") };
    DataValidation::new()
        .allow_list_formula(Formula::new(format!("={sheet}!${column}$2:${column}${}", rows.max(1) + 1)))
}

fn write_lists(sheet: &mut Worksheet, lists: &[(&str, Vec<String>)]) -> Result<(), XlsxError> {
    for (column, (name, words)) in lists.iter().enumerate() {
        let column = column as u16;
        sheet.write_string_with_format(0, column, *name, &head())?;
        sheet.set_column_width(column, 22)?;
        for (row, word) in words.iter().enumerate() {
            sheet.write_string(row as u32 + 1, column, word)?;
        }
    }
    Ok(())
}
