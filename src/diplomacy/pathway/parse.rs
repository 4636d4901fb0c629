//! From text to a pathway. Every mistake is told at its character, all of them at once.

use super::syntax::{Bound, Called, Link, Part, Way, Who};
use crate::error::{Place, Problem, Problems};
use crate::model::{Date, Selector, Stage};

/// The longest text, in characters.
pub(super) const MOST_CHARACTERS: usize = 4096;
/// The deepest nesting of parentheses.
pub(super) const MOST_DEPTH: usize = 32;
/// The largest number in `{m,n}`.
pub(super) const MOST_TIMES: u32 = 32;
/// The most places once repetitions are written out.
pub(super) const MOST_PLACES: usize = 512;

/// Words that mean something of their own inside brackets.
const RESERVED: &[&str] = &["since", "until", "lag", "any", "kind", "stage"];

/// A name in a text that has to be known in a network, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Name {
    Actor(String),
    Tie(String),
}

/// What was read.
pub(super) struct Parsed {
    pub(super) part: Part,
    pub(super) names: Vec<(Name, Place)>,
}

/// Whether a kind can be written without quotes.
pub(super) fn is_plain(word: &str) -> bool {
    let starts = word.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    let stage = word.parse::<Stage>().is_ok();
    starts && word.chars().all(is_letter) && !RESERVED.contains(&word) && !stage
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

pub(super) fn parse(text: &str) -> Result<Parsed, Problems> {
    let characters: Vec<char> = text.chars().collect();
    let mut parser = Parser { text: characters, at: 0, depth: 0, problems: Problems::default(), names: Vec::new() };
    if parser.text.len() > MOST_CHARACTERS {
        let message = format!("a pathway has at most {MOST_CHARACTERS} characters, this one {}", parser.text.len());
        parser.wrong(MOST_CHARACTERS, message, "");
        return Err(parser.problems);
    }
    let part = parser.whole();
    if !parser.problems.has_errors()
        && let Some(part) = &part
    {
        parser.check(part);
    }
    match part {
        Some(part) if !parser.problems.has_errors() => Ok(Parsed { part, names: parser.names }),
        _ => {
            parser.problems.sort();
            Err(parser.problems)
        }
    }
}

struct Parser {
    text: Vec<char>,
    at: usize,
    depth: usize,
    problems: Problems,
    names: Vec<(Name, Place)>,
}

impl Parser {
    fn place(&self, at: usize) -> Place {
        let before = &self.text[..at.min(self.text.len())];
        let line = before.iter().filter(|c| **c == '\n').count() + 1;
        let column = before.iter().rev().take_while(|c| **c != '\n').count() + 1;
        Place::new(line, column)
    }

    fn wrong(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::error(Some(self.place(at)), message, help));
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn eat(&mut self, word: &str) -> bool {
        let there = word.chars().enumerate().all(|(i, c)| self.text.get(self.at + i) == Some(&c));
        if there {
            self.at += word.chars().count();
        }
        there
    }

    fn word(&mut self) -> String {
        let from = self.at;
        while self.peek().is_some_and(is_letter) {
            self.at += 1;
        }
        self.text[from..self.at].iter().collect()
    }

    /// Everything; what is left over is told and passed over, so that later mistakes are told too.
    fn whole(&mut self) -> Option<Part> {
        let mut part = self.either();
        self.space();
        while let Some(found) = self.peek() {
            let what =
                if found == ')' { "`)` closes nothing".to_owned() } else { format!("`{found}` does not belong here") };
            self.wrong(self.at, what, "write kinds of actors with -> between them");
            self.at += 1;
            part = self.either().or(part);
            self.space();
        }
        if part.is_none() && !self.problems.has_errors() {
            self.wrong(0, "the pathway is empty", "write for instance sme -> city_agency -> foreign_city");
        }
        part
    }

    fn either(&mut self) -> Option<Part> {
        let mut parts = Vec::new();
        loop {
            let at = self.at;
            let part = self.sequence();
            self.space();
            let more = self.peek() == Some('|');
            match part {
                Some(Part::Either(inner)) => parts.extend(inner),
                Some(part) => parts.push(part),
                None if more || !parts.is_empty() => {
                    self.wrong(at, "an alternative of `|` is missing", "write something on either side of it");
                }
                None => {}
            }
            if !more {
                break;
            }
            self.at += 1;
        }
        one_or(parts, Part::Either)
    }

    fn sequence(&mut self) -> Option<Part> {
        let mut parts = Vec::new();
        loop {
            self.space();
            if self.peek().is_none_or(|c| matches!(c, '|' | ')')) {
                break;
            }
            let from = self.at;
            if let Some(part) = self.atom() {
                match self.repeated(part) {
                    Part::Sequence(inner) => parts.extend(inner),
                    part => parts.push(part),
                }
            }
            if self.at == from {
                break;
            }
        }
        one_or(parts, Part::Sequence)
    }

    fn repeated(&mut self, part: Part) -> Part {
        self.space();
        let at = self.at;
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let times = self.times();
                return times.map_or(part.clone(), |(least, most)| self.again(part, least, most));
            }
            _ => return part,
        };
        self.at = at + 1;
        self.again(part, least, most)
    }

    fn again(&mut self, part: Part, least: u32, most: Option<u32>) -> Part {
        self.space();
        if self.peek().is_some_and(|c| matches!(c, '*' | '+' | '?' | '{')) {
            self.wrong(self.at, "one repetition stands on another", "put the first in parentheses");
            self.at += 1;
        }
        Part::Repeat { part: Box::new(part), least, most }
    }

    /// `{m}`, `{m,}` or `{m,n}`.
    fn times(&mut self) -> Option<(u32, Option<u32>)> {
        let at = self.at;
        let inside: String = self.text[at + 1..].iter().take_while(|c| **c != '}').collect();
        self.at = (at + 1 + inside.chars().count() + 1).min(self.text.len());
        let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| *n <= MOST_TIMES);
        let times = match inside.split_once(',') {
            None => number(&inside).map(|n| (n, Some(n))),
            Some((least, most)) if most.trim().is_empty() => number(least).map(|n| (n, None)),
            Some((least, most)) => number(least).zip(number(most)).map(|(least, most)| (least, Some(most))),
        };
        let fits = times.filter(|(least, most)| most.is_none_or(|most| most >= *least && most > 0));
        if fits.is_none() || self.text.get(self.at - 1) != Some(&'}') {
            let help = format!("write {{2}}, {{1,3}} or {{2,}}, with numbers up to {MOST_TIMES}");
            self.wrong(at, format!("`{{{inside}` is not a number of times"), help);
            return None;
        }
        fits
    }

    fn atom(&mut self) -> Option<Part> {
        let at = self.at;
        match self.peek()? {
            '(' => self.group(),
            '\'' | '"' => self.quoted().map(|(text, at)| self.selected(&text, at)),
            '-' | '<' => self.step(),
            '[' => {
                self.at += 1;
                let bound = self.bound();
                Some(Part::Tie(Link { way: None, bound }))
            }
            c if is_letter(c) => Some(self.named()),
            c => {
                if matches!(c, '*' | '+' | '?' | '{') {
                    self.wrong(at, format!("`{c}` repeats nothing"), "write it after an actor, a step or a group");
                } else {
                    let help = "write kinds of actors with -> between them";
                    self.wrong(at, format!("`{c}` does not belong here"), help);
                }
                self.at += 1;
                None
            }
        }
    }

    fn group(&mut self) -> Option<Part> {
        let at = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            self.wrong(at, format!("parentheses nest at most {MOST_DEPTH} deep"), "");
            self.at = self.text.len();
            return None;
        }
        let before = self.problems.len();
        let part = self.either();
        self.depth -= 1;
        self.space();
        if !self.eat(")") && self.problems.len() == before {
            self.wrong(at, "`(` is never closed", "write `)` where the group ends");
        } else if part.is_none() && self.problems.len() == before {
            self.wrong(at, "the parentheses are empty", "");
        }
        part
    }

    /// The text between quotes, where two of them are one that belongs to the text, and where it begins.
    fn quoted(&mut self) -> Option<(String, usize)> {
        let (at, quote) = (self.at, self.text[self.at]);
        let mut inside = String::new();
        self.at += 1;
        while let Some(c) = self.text.get(self.at) {
            self.at += 1;
            if *c == quote {
                if self.text.get(self.at) != Some(&quote) {
                    return Some((inside, at + 1));
                }
                self.at += 1;
            }
            inside.push(*c);
        }
        self.wrong(at, format!("`{quote}` is never closed"), "");
        None
    }

    fn selected(&mut self, text: &str, at: usize) -> Part {
        match text.parse::<Selector>() {
            Ok(selector) => Part::Actor(Who::Selected(selector)),
            Err(error) => {
                let column = match error.kind() {
                    crate::ErrorKind::Selector { column, .. } => *column - 1,
                    _ => 0,
                };
                self.wrong(at + column, error.to_string(), "");
                Part::Actor(Who::Any)
            }
        }
    }

    /// A bare word: a stage, or a kind of actor.
    fn named(&mut self) -> Part {
        let at = self.at;
        let word = self.word();
        if let Ok(stage) = word.parse::<Stage>() {
            let called = vec![vec![Called::Stage(stage)]];
            return Part::Tie(Link { way: None, bound: Bound { called, ..Bound::default() } });
        }
        if word == "any" {
            return Part::Actor(Who::Any);
        }
        self.names.push((Name::Actor(word.clone()), self.place(at)));
        Part::Actor(Who::Kind(word))
    }

    /// `->`, `<-`, `--`, `-[…]->`, `<-[…]-` or `-[…]-`.
    fn step(&mut self) -> Option<Part> {
        let at = self.at;
        let against = self.eat("<");
        if !self.eat("-") {
            self.wrong(at, "a step against the tie is written `<-`", "");
            return None;
        }
        let bound = if self.eat("[") { Some(self.bound()) } else { None };
        let along = match (&bound, against) {
            (None, true) => false,
            (None, false) => {
                let along = self.eat(">");
                if !along && !self.eat("-") {
                    self.wrong(at, "a step is written `->`, `<-`, `--` or `-[software]->`", "");
                    return None;
                }
                along
            }
            (Some(_), _) => {
                if !self.eat("-") {
                    self.wrong(self.at, "`]` of a step is followed by `->` or `-`", "write -[software]->");
                }
                self.eat(">")
            }
        };
        let way = match (against, along) {
            (true, true) => {
                self.wrong(at, "a step goes one way, or either", "for either way write `--` or `-[…]-`");
                return None;
            }
            (true, false) => Way::Against,
            (false, true) => Way::Along,
            (false, false) => Way::Either,
        };
        Some(Part::Tie(Link { way: Some(way), bound: bound.unwrap_or_default() }))
    }

    /// What stands between brackets, up to and with `]`.
    fn bound(&mut self) -> Bound {
        let opened = self.at - 1;
        let mut bound = Bound::default();
        loop {
            self.space();
            let at = self.at;
            match self.peek() {
                Some(c) if c.is_ascii_digit() => self.period(&mut bound),
                Some(c) if is_letter(c) || c == '\'' || c == '"' => self.term(&mut bound),
                Some(']') if bound.is_empty() => self.wrong(at, "the brackets are empty", "leave them out"),
                _ => self.wrong(
                    at,
                    "a condition is missing",
                    "write a stage, a kind of tie, since 2010, until 2015 or lag 2",
                ),
            }
            self.space();
            if self.eat("]") {
                return bound;
            }
            if self.eat(",") {
                continue;
            }
            match self.peek() {
                None => {
                    self.wrong(opened, "`[` is never closed", "write `]` after the last condition");
                    return bound;
                }
                Some(c) => {
                    if self.at > at {
                        self.wrong(self.at, format!("`{c}` does not belong here"), "write a comma between conditions");
                    }
                    self.at += 1;
                }
            }
        }
    }

    fn term(&mut self, bound: &mut Bound) {
        let from = self.at;
        let word = self.word();
        match word.as_str() {
            "since" | "until" => {
                if let Some(date) = self.date() {
                    let slot = if word == "since" { &mut bound.since } else { &mut bound.until };
                    *slot = Some(date);
                }
            }
            "lag" => self.lag(bound),
            _ => {
                self.at = from;
                let mut names = Vec::new();
                loop {
                    self.space();
                    names.extend(self.called());
                    self.space();
                    if !self.eat("|") {
                        break;
                    }
                }
                if !names.is_empty() {
                    bound.called.push(names);
                }
            }
        }
    }

    fn called(&mut self) -> Option<Called> {
        let at = self.at;
        let of_kind = self.eat("kind:");
        if matches!(self.peek(), Some('\'' | '"')) {
            let (kind, at) = self.quoted()?;
            self.names.push((Name::Tie(kind.clone()), self.place(at)));
            return Some(Called::Kind(kind));
        }
        let word = self.word();
        if word.is_empty() {
            self.wrong(at, "a stage or a kind of tie is missing", "");
            return None;
        }
        if let (false, Ok(stage)) = (of_kind, word.parse::<Stage>()) {
            return Some(Called::Stage(stage));
        }
        self.names.push((Name::Tie(word.clone()), self.place(at)));
        Some(Called::Kind(word))
    }

    fn date(&mut self) -> Option<Date> {
        self.space();
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit() || c == '-') {
            self.at += 1;
        }
        let text: String = self.text[from..self.at].iter().collect();
        let date = text.parse::<Date>();
        if date.is_err() {
            self.wrong(from, format!("`{text}` is not a date"), "write 2014, 2014-06 or 2014-06-30");
        }
        date.ok()
    }

    fn period(&mut self, bound: &mut Bound) {
        let at = self.at;
        let first = self.date();
        if !self.eat("..") {
            self.wrong(at, "a single date says too little", "write since 2010, until 2015 or 2010..2015");
            return;
        }
        (bound.since, bound.until) = (first, self.date());
    }

    fn lag(&mut self, bound: &mut Bound) {
        self.space();
        let at = self.at;
        let number = self.word();
        match number.parse::<u16>().ok().filter(|years| *years <= 100) {
            Some(years) => bound.lag = Some(years),
            None => self.wrong(at, format!("`{number}` is not a number of years up to 100"), "write lag 2"),
        }
        self.space();
        if !self.eat("years") {
            self.eat("year");
        }
    }

    /// What no single place shows: how much it is written out, and whether it is a route or a history.
    fn check(&mut self, part: &Part) {
        let places = written_out(part);
        if places > MOST_PLACES {
            let message = format!("written out, the pathway has more than {MOST_PLACES} places");
            self.wrong(0, message, "repeat less, or without an upper limit");
        }
        let (mut route, mut history) = (false, false);
        part.places(&mut |place| match place {
            Part::Tie(Link { way: None, .. }) => history = true,
            _ => route = true,
        });
        if route && history {
            let message = "a stage by itself belongs to the history of a city, an actor or a step to a route";
            self.wrong(0, message, "on a route, write the stage on a step: -[software]->");
        }
    }
}

impl Bound {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn one_or(mut parts: Vec<Part>, many: impl Fn(Vec<Part>) -> Part) -> Option<Part> {
    if parts.len() > 1 { Some(many(parts)) } else { parts.pop() }
}

/// How many places there are once repetitions are written out.
fn written_out(part: &Part) -> usize {
    match part {
        Part::Actor(_) | Part::Tie(_) => 1,
        Part::Sequence(parts) | Part::Either(parts) => parts.iter().map(written_out).fold(0, usize::saturating_add),
        Part::Repeat { part, least, most } => written_out(part).saturating_mul(most.unwrap_or(*least).max(1) as usize),
    }
}
