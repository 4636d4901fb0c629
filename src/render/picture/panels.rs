//! Several drawings of one network in which everybody stands at the same place: before and after a scenario, and by period.

use super::{MOST_PERIODS, Picture};
use crate::error::{Error, ErrorKind};
use crate::model::{Date, Network, Period, Scenario, Tie, Undated, View};
use crate::render::focus::Focus;
use crate::render::{Diagram, DiagramTie, Panel};
use indexmap::IndexMap;

/// Before and after a scenario, and the network after it. What it changes is drawn as something that goes and something that comes.
pub(super) fn before_and_after(
    picture: &Picture,
    network: &Network,
    scenario: &Scenario,
) -> Result<(Diagram, Network), Error> {
    let edited = scenario.apply(network)?.network;
    let (mut diagram, ids) = picture.whole(network)?;
    let (later, later_ids) = picture.moved(network, &edited)?.whole(&edited)?;
    let mut places: IndexMap<String, usize> = diagram.actors.iter().map(|actor| actor.id.clone()).zip(0..).collect();
    let old = places.len();
    for actor in &later.actors {
        if !places.contains_key(&actor.id) {
            places.insert(actor.id.clone(), diagram.actors.len());
            diagram.actors.push(actor.clone());
        }
    }
    let at = |id: &str| places[id];
    let mut sizes = [vec![0.0; places.len()], vec![0.0; places.len()]];
    (0..old).for_each(|i| sizes[0][i] = diagram.actors[i].size);
    later.actors.iter().for_each(|actor| sizes[1][at(&actor.id)] = actor.size);
    let stayed: Vec<bool> = (0..places.len()).map(|i| i < old && later.actors.iter().any(|a| at(&a.id) == i)).collect();
    for (i, actor) in diagram.actors.iter_mut().enumerate() {
        actor.emphasised = !stayed[i];
        actor.priority += 1e8 * (sizes[0][i] - sizes[1][i]).abs(); // names first for those who win or lose
    }
    let alike = |a: &DiagramTie, b: &DiagramTie| (a.strength, a.mutual, a.assumed) == (b.strength, b.mutual, b.assumed);
    let record = |network: &Network| -> IndexMap<String, Tie> {
        network.ties().map(|(_, tie)| (tie.id.clone(), tie.clone())).collect()
    };
    let (old_record, new_record) = (record(network), record(&edited));
    let known: IndexMap<String, usize> = ids.into_iter().zip(0..).collect();
    let count = diagram.ties.len();
    let mut kept = vec![false; count];
    for (tie, id) in later.ties.iter().zip(&later_ids) {
        let mut tie =
            DiagramTie { from: at(&later.actors[tie.from].id), to: at(&later.actors[tie.to].id), ..tie.clone() };
        let same = known.get(id).filter(|&&i| (diagram.ties[i].from, diagram.ties[i].to) == (tie.from, tie.to));
        if let Some(&i) = same.filter(|&&i| alike(&diagram.ties[i], &tie) && old_record.get(id) == new_record.get(id)) {
            kept[i] = true;
        } else {
            tie.emphasised = true;
            diagram.ties.push(tie);
        }
    }
    (0..count).filter(|&i| !kept[i]).for_each(|i| diagram.ties[i].emphasised = true);
    let stays = (0..count).filter(|&i| kept[i]);
    let comes: Vec<usize> = stays.chain(count..diagram.ties.len()).collect();
    let (gone, new) = (kept.iter().filter(|kept| !**kept).count(), diagram.ties.len() - count);
    let seen = later.actors.iter().map(|actor| at(&actor.id));
    let [before, after] = sizes;
    let titles = titles(&picture.language, scenario, (gone, new));
    let (first, second) = ((0..old).collect(), seen.collect());
    diagram.panels = vec![
        Panel { title: titles.0, actors: first, ties: (0..count).collect(), sizes: before, ..Panel::default() },
        Panel { title: titles.1, actors: second, ties: comes, sizes: after, ..Panel::default() },
    ];
    words(&mut diagram, &picture.language, scenario);
    recount(&mut diagram, &later);
    Ok((diagram, edited))
}

impl Picture {
    /// The same picture of an edited network, in which the actor to be drawn around has another position.
    fn moved(&self, network: &Network, after: &Network) -> Result<Self, Error> {
        let Focus::Around(actor, steps) = self.focus else { return Ok(self.clone()) };
        let id = &network.graph()[actor].id;
        let found = after.actor(id).ok_or_else(|| {
            let help = " after the scenario, which takes it out; draw around another one".to_owned();
            Error::from(ErrorKind::NoMatch { what: format!("actor `{id}`"), help })
        })?;
        Ok(Self { focus: Focus::Around(found, steps), ..self.clone() })
    }
}

fn titles(language: &str, scenario: &Scenario, (gone, new): (usize, usize)) -> (String, String) {
    let label = scenario.label(language);
    if language == "ko" {
        return (
            format!("이전: 관계 {gone}건이 없어지거나 바뀜"),
            format!("이후: {label}, 관계 {new}건이 생기거나 바뀜"),
        );
    }
    (format!("Before: {gone} ties go or change"), format!("After: {label}; {new} ties come or change"))
}

fn words(diagram: &mut Diagram, language: &str, scenario: &Scenario) {
    let label = scenario.label(language);
    if language == "ko" {
        diagram.words.emphasised = "없어지거나(왼쪽) 생기는(오른쪽) 관계".into();
        diagram.words.pale = "바뀌지 않는 관계".into();
        diagram
            .footnotes
            .insert(0, "두 그림에서 각 행위자의 위치는 같습니다. 원의 크기는 각각의 경우의 값입니다.".into());
    } else {
        diagram.words.emphasised = "goes (left), comes (right)".into();
        diagram.words.pale = "does not change".into();
        let note = "Everybody stands at the same place in both drawings; the size of a disc is the value in each.";
        diagram.footnotes.insert(0, note.into());
    }
    diagram.title = format!("{}: {label}", diagram.title);
}

/// The legend of both, with the numbers of all who are drawn.
fn recount(diagram: &mut Diagram, later: &Diagram) {
    for entry in &later.legend {
        if diagram.legend.iter().all(|known| known.key != entry.key) {
            diagram.legend.push(entry.clone());
        }
    }
    for entry in &mut diagram.legend {
        entry.count = diagram.actors.iter().filter(|actor| actor.kind == entry.key).count();
    }
}

/// One drawing for each period of so many years up to the network's date.
pub(super) fn periods(picture: &Picture, network: &Network, years: u16) -> Result<Diagram, Error> {
    let view = View { when: None, undated: Undated::Out, ..picture.view.clone() };
    let begun: Vec<i16> = network.ties().filter_map(|(_, tie)| tie.since.map(Date::calendar_year)).collect();
    let asked = picture.view.when.map(|when| when.last()).or_else(|| network.as_of());
    let last = asked.map(Date::calendar_year).or_else(|| begun.iter().copied().max());
    let (Some(first), Some(last), Ok(step @ 1..)) = (begun.into_iter().min(), last, i16::try_from(years)) else {
        let why = "a drawing by period needs ties with dates, and periods of a year or more".to_owned();
        return Err(ErrorKind::Parameter(why).into());
    };
    let ever = Picture { view: view.clone(), size: Some("degree".into()), ..picture.clone() };
    let (mut diagram, ids) = ever.whole(network)?;
    let at: IndexMap<&str, usize> = ids.iter().map(String::as_str).zip(0..).collect();
    let korean = picture.language == "ko";
    let mut until = last;
    while diagram.panels.len() < MOST_PERIODS && until >= first {
        let earliest = diagram.panels.len() + 1 == MOST_PERIODS || until.saturating_sub(step) < first;
        let from = if earliest { first } else { until - step + 1 };
        let when = Period::new(Date::year(from), Date::year(until));
        let selected = View { when, ..view.clone() }.select(network);
        let mut panel = Panel { sizes: vec![0.0; diagram.actors.len()], ..Panel::default() };
        for edge in selected.ties {
            let tie = &network.graph()[edge];
            let Some(&i) = at.get(tie.id.as_str()) else { continue };
            panel.ties.push(i);
            if tie.since.is_some_and(|since| (from..=until).contains(&since.calendar_year())) {
                panel.emphasised.push(i);
            }
            panel.sizes[diagram.ties[i].from] += 1.0;
            panel.sizes[diagram.ties[i].to] += 1.0;
        }
        panel.emphasised.sort_unstable();
        panel.actors = (0..diagram.actors.len()).filter(|&i| panel.sizes[i] > 0.0).collect();
        let span = if from == until { from.to_string() } else { format!("{from}–{until}") };
        let (all, new) = (panel.ties.len(), panel.emphasised.len());
        panel.title = match (korean, earliest) {
            (true, true) => format!("{span}: 관계 {all}건"),
            (true, false) => format!("{span}: 관계 {all}건, 새로 시작 {new}건"),
            (false, true) => format!("{span}: {all} ties"),
            (false, false) => format!("{span}: {all} ties, {new} of them new"),
        };
        if earliest {
            panel.emphasised.clear(); // all that came before is new in the first
        }
        diagram.panels.insert(0, panel);
        until = from - 1;
    }
    let undated = network.ties().filter(|(_, tie)| tie.since.is_none()).count();
    told(&mut diagram, korean, undated, last);
    Ok(seen_only(diagram))
}

fn told(diagram: &mut Diagram, korean: bool, undated: usize, last: i16) {
    if korean {
        diagram.words.emphasised = "그 기간에 시작된 관계".into();
        diagram.words.pale = "그 전부터 이어진 관계".into();
        (diagram.size_label, diagram.size_note) = ("관계 수".into(), "그 기간에 유효한 관계".into());
        diagram.footnotes.insert(
            0,
            format!(
                "각 행위자의 위치는 모든 그림에서 같습니다. 시작 연도를 모르는 관계 {undated}건은 그리지 않았습니다."
            ),
        );
        diagram.subtitle = format!("{last}년까지 기간별로 유효한 관계");
    } else {
        diagram.words.emphasised = "begins in the period".into();
        diagram.words.pale = "began before it".into();
        (diagram.size_label, diagram.size_note) = ("ties".into(), "that hold at some time in the period".into());
        let note = format!(
            "Everybody stands at the same place in all drawings. {undated} ties of which no source tells when they began are left out."
        );
        diagram.footnotes.insert(0, note);
        diagram.subtitle = format!("ties that hold at some time in each period, up to {last}");
    }
}

/// Without the actors that no panel shows.
fn seen_only(mut diagram: Diagram) -> Diagram {
    let seen: Vec<bool> =
        (0..diagram.actors.len()).map(|i| diagram.panels.iter().any(|panel| panel.sizes[i] > 0.0)).collect();
    let mut place = Vec::with_capacity(seen.len());
    let mut next = 0;
    for &seen in &seen {
        place.push(next);
        next += usize::from(seen);
    }
    let kept = |ties: &[DiagramTie]| -> Vec<usize> {
        (0..ties.len()).filter(|&i| seen[ties[i].from] && seen[ties[i].to]).collect()
    };
    let ties = kept(&diagram.ties);
    for panel in &mut diagram.panels {
        let now = |all: &[usize]| all.iter().filter_map(|i| ties.binary_search(i).ok()).collect::<Vec<usize>>();
        (panel.ties, panel.emphasised) = (now(&panel.ties), now(&panel.emphasised));
        panel.actors = panel.actors.iter().map(|&i| place[i]).collect();
        let mut at = 0..;
        panel.sizes.retain(|_| at.next().is_some_and(|i: usize| seen[i]));
    }
    let moved = |i: usize| {
        let tie = diagram.ties[i].clone();
        DiagramTie { from: place[tie.from], to: place[tie.to], ..tie }
    };
    diagram.ties = ties.iter().map(|&i| moved(i)).collect();
    let mut at = 0..;
    diagram.actors.retain(|_| at.next().is_some_and(|i: usize| seen[i]));
    for (i, actor) in diagram.actors.iter_mut().enumerate() {
        actor.size = diagram.panels.iter().map(|panel| panel.sizes[i]).fold(0.0, f64::max);
        (actor.priority, actor.emphasised) = (actor.size, false);
    }
    for entry in &mut diagram.legend {
        entry.count = diagram.actors.iter().filter(|actor| actor.kind == entry.key).count();
    }
    diagram.legend.retain(|entry| entry.count > 0);
    diagram
}
