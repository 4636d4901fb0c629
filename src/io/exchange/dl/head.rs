//! The head of a DL file: how the data are laid out, how many there are, and their labels.

use super::read::{Layout, Lines, Reader};
use crate::error::Problem;
use crate::io::exchange::lines::Word;
use crate::io::exchange::most_meant;

impl<'a> Reader<'a, '_> {
    /// Reads the head; the line and the word at which the data begin.
    pub(super) fn heading(&mut self, all: &Lines<'a>) -> Result<(usize, usize), Problem> {
        let mut at = 0;
        let mut listing: Option<Listing> = None;
        while let Some(line) = all.get(at) {
            at += 1;
            let mut word = 0;
            while let Some(this) = line.get(word) {
                word += 1;
                let next = line.get(word);
                let name = this.text.to_lowercase();
                let plain = name.trim_end_matches(':');
                let plain = count_of(plain).unwrap_or(plain);
                // Within a list of labels, a label may be a word that means something elsewhere.
                let counts = matches!(plain, "n" | "nr" | "nc" | "nm" | "format" | "diagonal");
                let is_label = counts && listing.is_some() && !self.equals(this, next);
                if this.quoted || is_label || !is_keyword(plain, line, word) {
                    match listing {
                        Some(listing) => self.name(listing, this)?,
                        None => return Err(self.problem(this, format!("`{}` is not known here", this.text))),
                    }
                    continue;
                }
                listing = None;
                match plain {
                    "dl" => {}
                    "n" | "nr" | "nc" | "nm" => {
                        let count = self.count(this, next)?;
                        word += 1;
                        match plain {
                            "n" => (self.head.rows, self.head.columns) = (count, count),
                            "nr" => (self.head.rows, self.head.two_mode) = (count, true),
                            "nc" => (self.head.columns, self.head.two_mode) = (count, true),
                            _ => self.head.matrices = count,
                        }
                    }
                    "format" => {
                        word += 1;
                        self.layout(this, next)?;
                    }
                    "diagonal" => {
                        self.head.without_diagonal = next.is_some_and(|next| next.is("absent"));
                        if let Some(next) = next.filter(|next| !next.is("absent") && !next.is("present")) {
                            return Err(self.problem(next, "a diagonal is present or absent".to_owned()));
                        }
                        word += 1;
                    }
                    "data" => return Ok((at - 1, word)),
                    _ => {
                        let (found, used) = labels(plain, &line[word..]);
                        word += used;
                        match found {
                            Named::Embedded(listing) => self.embed(listing, this)?,
                            Named::Listed(new) => listing = Some(new),
                        }
                    }
                }
            }
        }
        let message = "the file has no `data:`";
        Err(Problem::error(Some(self.text.place(self.text.content.len())), message, "it comes before the numbers"))
    }

    /// Whether an equals sign stands between two words.
    fn equals(&self, this: &Word<'_>, next: Option<&Word<'_>>) -> bool {
        let between = next.and_then(|next| self.text.content.get(this.offset + this.text.len()..next.offset));
        between.is_some_and(|between| between.contains('='))
    }

    fn count(&self, this: &Word<'_>, next: Option<&Word<'_>>) -> Result<usize, Problem> {
        let most = most_meant(self.text.content.len());
        let count = next.and_then(|next| next.text.parse().ok()).filter(|count| (1..=most).contains(count));
        let message = || format!("`{}` needs a number from 1 to {most}, the most in a file of this size", this.text);
        count.ok_or_else(|| self.problem(this, message()))
    }

    fn layout(&mut self, this: &Word<'_>, next: Option<&Word<'_>>) -> Result<(), Problem> {
        let name = next.map(|next| next.text.trim_end_matches(':').to_lowercase()).unwrap_or_default();
        self.head.layout = match name.as_str() {
            "fullmatrix" | "fm" => Layout::FullMatrix,
            "lowerhalf" | "lh" => Layout::LowerHalf,
            "upperhalf" | "uh" => Layout::UpperHalf,
            "edgelist" | "edgelist1" | "edgelist2" | "el1" | "el2" => Layout::EdgeList,
            "nodelist1" | "nodelist2" | "nl1" | "nl2" => Layout::NodeList,
            "nodelist1b" | "nl1b" => Layout::CountedNodeList,
            _ => {
                let has_it = UNREAD.contains(&name.as_str());
                let known =
                    "fullmatrix, lowerhalf, upperhalf, edgelist1, edgelist2, nodelist1, nodelist1b and nodelist2";
                let (message, help) = if has_it {
                    let message = format!("format `{name}` is one of UCINET that is not read");
                    (message, format!("let UCINET export the data as one of {known}"))
                } else {
                    (format!("format `{name}` is not known"), format!("{known} are"))
                };
                let help = help.as_str();
                return Err(Problem::error(Some(self.text.place(next.unwrap_or(this).offset)), message, help));
            }
        };
        self.head.two_mode |= name.ends_with('2');
        Ok(())
    }

    fn name(&mut self, listing: Listing, word: &Word<'a>) -> Result<(), Problem> {
        let is_new = match listing {
            // Of one mode, rows and columns are the same nodes.
            Listing::Rows | Listing::Both => self.rows.insert(word).1,
            Listing::Columns => self.columns.insert(word).1,
            Listing::Matrices => {
                self.matrices.push(word.clone());
                true
            }
            Listing::Levels => {
                self.levels += 1;
                true
            }
        };
        if is_new { Ok(()) } else { Err(self.twice(word)) }
    }

    pub(super) fn twice(&self, word: &Word<'_>) -> Problem {
        self.problem(word, format!("label `{}` is there twice", word.text))
    }

    fn embed(&mut self, listing: Listing, word: &Word<'_>) -> Result<(), Problem> {
        match listing {
            Listing::Rows => self.rows.embedded = true,
            Listing::Columns => self.columns.embedded = true,
            Listing::Both => (self.rows.embedded, self.columns.embedded) = (true, true),
            Listing::Matrices | Listing::Levels => {
                return Err(self.problem(word, "only labels of rows and columns are read among the data".to_owned()));
            }
        }
        Ok(())
    }
}

/// Formats of UCINET of which its help tells too little to read them, or which hold more than who is tied to whom.
const UNREAD: [&str; 10] =
    ["edgelist1b", "el1b", "edgelist3", "edgearray1", "ea1", "blockmatrix", "rankedlist1", "rl1", "rankedlist2", "rl2"];

/// What labels are of.
#[derive(Clone, Copy)]
enum Listing {
    Rows,
    Columns,
    Both,
    Matrices,
    Levels,
}

enum Named {
    Embedded(Listing),
    Listed(Listing),
}

/// What a number of the head counts: rows, columns, matrices or what is both rows and columns.
fn count_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "nr" | "nrow" | "nrows" => "nr",
        "nc" | "ncol" | "ncols" | "ncolumn" | "ncolumns" => "nc",
        "nm" | "nmat" | "nmats" | "nmatrices" | "nrel" | "nrels" | "nrelations" => "nm",
        _ => return None,
    })
}

/// Whether a word of the head is one that means something there and not a label.
fn is_keyword(word: &str, line: &[Word<'_>], next: usize) -> bool {
    let follows =
        |names: &[&str]| line.get(next).is_some_and(|word| names.contains(&word.text.to_lowercase().as_str()));
    match word {
        "n" | "nr" | "nc" | "nm" | "format" | "diagonal" => line.get(next).is_some(),
        "dl" => next == 1,
        "data" => line[next - 1].text.ends_with(':') || follows(&[":"]),
        "labels" => line[next - 1].text.ends_with(':') || follows(&["embedded", "embedded:", ":"]),
        "row" | "column" | "col" | "matrix" | "level" => follows(&["labels", "labels:"]),
        _ => false,
    }
}

/// What a mention of labels means, and how many further words it takes.
fn labels(word: &str, following: &[Word<'_>]) -> (Named, usize) {
    let listing = match word {
        "row" => Listing::Rows,
        "column" | "col" => Listing::Columns,
        "matrix" => Listing::Matrices,
        "level" => Listing::Levels,
        _ => Listing::Both,
    };
    let mut used = usize::from(word != "labels");
    let embedded = following.get(used).is_some_and(|word| word.text.to_lowercase().trim_end_matches(':') == "embedded");
    used += usize::from(embedded);
    used += usize::from(following.get(used).is_some_and(|word| word.text == ":"));
    (if embedded { Named::Embedded(listing) } else { Named::Listed(listing) }, used)
}
