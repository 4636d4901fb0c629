//! What the page knows, as JSON: words in both languages, actors with their places, ties with their years, tables, charts.
//!
//! A word that differs between the languages is an object: `a` in the language asked for, `b` in the other. Documents are named
//! by their ids, actors by their positions.

use super::drawing::{Drawing, draw};
use crate::diplomacy::{CityLadder, Gate, Holder};
use crate::error::Error;
use crate::leverage::ActorLeverage;
use crate::model::{Actor, Date, Layer, Network, Tie};
use crate::render::diagram::PALETTE;
use crate::render::reports::Bound;
use crate::render::scene::Shape;
use crate::report::{Cell, Chart, ChartForm, Mark, Sheet, ToldReport, percent};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Tiers of a layered drawing, from the top; those of no layer stand in the middle.
const TIERS: [Option<Layer>; 6] = [
    Some(Layer::City),
    Some(Layer::National),
    None,
    Some(Layer::Firm),
    Some(Layer::International),
    Some(Layer::Foreign),
];

pub(super) fn of(bound: &Bound<'_>) -> Result<Value, Error> {
    let content = Content::new(bound);
    let network = bound.network;
    let tier = |actor: &Actor| TIERS.iter().position(|layer| *layer == actor.layer).unwrap_or(2);
    let tiers: Vec<usize> = network.actors().map(|(_, actor)| tier(actor)).collect();
    let drawing = draw(bound, &tiers)?;
    Ok(json!({
        "languages": bound.told.each_ref().map(|told| told.language),
        "told": bound.told.each_ref().map(told),
        "sheets": content.sheets(),
        "charts": bound.told.each_ref().map(|told| told.charts.iter().map(chart).collect::<Vec<_>>()),
        "sources": content.sources(),
        "kinds": content.kinds(),
        "tieKinds": content.tie_kinds(),
        "frame": [round(drawing.frame.width), round(drawing.frame.height)],
        "actors": content.actors(&drawing),
        "ties": content.ties(),
        "routes": content.routes(),
        "asOf": network.as_of().map(Date::calendar_year),
        "mandate": content.mandate(),
    }))
}

struct Content<'a> {
    bound: &'a Bound<'a>,
    network: &'a Network,
    places: HashMap<&'a str, usize>,
    kinds: Vec<&'a str>,
    tie_kinds: Vec<&'a str>,
}

impl<'a> Content<'a> {
    fn new(bound: &'a Bound<'a>) -> Self {
        let network = bound.network;
        let places = network.actors().map(|(node, actor)| (actor.id.as_str(), node.index())).collect();
        let kinds = in_order(network.actor_kinds().keys(), network.actors().map(|(_, actor)| actor.kind.as_str()));
        let tie_kinds = in_order(network.tie_kinds().keys(), network.ties().map(|(_, tie)| tie.kind.as_str()));
        Self { bound, network, places, kinds, tie_kinds }
    }

    /// The same in both languages.
    fn both(&self, say: impl Fn(&str) -> String) -> Value {
        let [a, b] = self.bound.told.each_ref().map(|told| say(told.language));
        pair(&a, &b)
    }

    fn place(&self, id: &str) -> Value {
        self.places.get(id).copied().into()
    }

    fn places<'i>(&self, ids: impl IntoIterator<Item = &'i String>) -> Vec<Value> {
        ids.into_iter().map(|id| self.place(id)).filter(|place| !place.is_null()).collect()
    }

    fn mandate(&self) -> Value {
        let Some(asked) = &self.bound.result.mandate else { return Value::Null };
        let Some(mandate) = self.network.mandates().get(&asked.id) else { return Value::Null };
        self.both(|language| mandate.label(language).to_owned())
    }

    fn sheets(&self) -> Vec<Value> {
        let [first, other] = &self.bound.told;
        first.sheets.iter().map(|sheet| self::sheet(sheet, other.sheet(sheet.id))).collect()
    }

    fn sources(&self) -> Vec<Value> {
        let told = |(id, source): (&String, &crate::model::Source)| {
            json!({
                "id": id, "title": source.title, "publisher": source.publisher, "year": source.year.map(Date::calendar_year),
                "locator": source.locator, "note": source.note, "general": source.general,
            })
        };
        self.network.sources().iter().map(told).collect()
    }

    /// The kinds of actors, with the forms and colours that the drawn diagrams give them.
    fn kinds(&self) -> Vec<Value> {
        let kind = |(i, key): (usize, &&str)| {
            let (shape, hollow) = Shape::of_kind(i);
            let color = self.network.actor_kinds().get(*key).and_then(|kind| kind.color.clone());
            json!({
                "key": key,
                "label": self.both(|language| self.network.actor_kind_label(key, language)),
                "color": color.unwrap_or_else(|| PALETTE[i % PALETTE.len()].to_owned()),
                "corners": shape.corners(),
                "reach": shape.reach(),
                "hollow": hollow,
            })
        };
        self.kinds.iter().enumerate().map(kind).collect()
    }

    fn tie_kinds(&self) -> Vec<Value> {
        let kind = |key: &&str| json!({ "key": key, "label": self.both(|language| self.network.tie_kind_label(key, language)) });
        self.tie_kinds.iter().map(kind).collect()
    }

    fn actors(&self, drawing: &Drawing) -> Vec<Value> {
        let result = self.bound.result;
        let asked = result.mandate.as_ref();
        let ranked: HashMap<&str, &ActorLeverage> =
            asked.iter().flat_map(|asked| &asked.leverage.actors).map(|one| (one.id.as_str(), one)).collect();
        let gates: HashMap<&str, &Gate> =
            asked.iter().flat_map(|asked| &asked.doors.gates).map(|gate| (gate.target.as_str(), gate)).collect();
        let ladder = result.ladder.cities.iter().chain(&result.ladder.others);
        let rungs: HashMap<&str, &CityLadder> = ladder.map(|city| (city.id.as_str(), city)).collect();
        let told = |(node, actor): (petgraph::graph::NodeIndex, &Actor)| {
            let id = actor.id.as_str();
            let mut one = self.actor(actor);
            let center = drawing.centers[node.index()];
            one["x"] = round(center.x);
            one["y"] = round(center.y);
            one["r"] = round(drawing.radii[node.index()]);
            one["leverage"] = ranked.get(id).map(|one| leverage(one)).into();
            one["ladder"] = rungs.get(id).map(|city| self.ladder(city)).into();
            one["gate"] = gates.get(id).map(|gate| self.gate(gate)).into();
            one
        };
        self.network.actors().map(told).collect()
    }

    fn actor(&self, actor: &Actor) -> Value {
        json!({
            "id": actor.id,
            "name": self.both(|language| actor.label(language).to_owned()),
            "kind": self.kinds.iter().position(|kind| *kind == actor.kind),
            "layer": actor.layer.map(Layer::name),
            "country": actor.country,
            "since": actor.since.map(|date| date.to_string()),
            "until": actor.until.map(|date| date.to_string()),
            "heir": actor.successor.as_deref().map(|id| self.place(id)),
            "note": actor.note,
            "sources": actor.sources,
        })
    }

    fn ladder(&self, city: &CityLadder) -> Value {
        let rungs = city.rungs.iter().map(|(stage, rung)| {
            json!({
                "stage": stage.name(), "year": rung.first_year, "direct": rung.direct,
                "holders": self.places(rung.holders.iter().map(|Holder { actor, .. }| actor)), "sources": rung.sources,
            })
        });
        json!({
            "rung": city.rung.map(|stage| stage.name()), "direct": city.direct_rung.map(|stage| stage.name()),
            "through": self.places(&city.through), "rungs": rungs.collect::<Vec<_>>(),
        })
    }

    fn gate(&self, gate: &Gate) -> Value {
        let keepers = gate.keepers.iter().map(|keeper| json!([self.place(&keeper.actor), percent(keeper.share)]));
        json!({
            "reach": percent(gate.reach), "keepers": keepers.collect::<Vec<_>>(),
            "mustPass": self.places(&gate.must_pass),
        })
    }

    fn ties(&self) -> Vec<Value> {
        self.network.ties().map(|(_, tie)| self.tie(tie)).collect()
    }

    /// A tie with the years in which it holds, as [`crate::model::View`] judges.
    fn tie(&self, tie: &Tie) -> Value {
        let network = self.network;
        let event = network.is_event(tie);
        let last = tie.until.or(if event { tie.since } else { None });
        json!({
            "id": tie.id,
            "from": self.place(&tie.from), "to": self.place(&tie.to),
            "kind": self.tie_kinds.iter().position(|kind| *kind == tie.kind),
            "stage": network.stage(tie).map(|stage| stage.name()),
            "mutual": network.mutual(tie), "assumed": network.is_unsourced(&tie.sources),
            "strength": network.strength(tie), "confidence": tie.confidence,
            "since": tie.since.map(|date| date.to_string()), "until": tie.until.map(|date| date.to_string()),
            "first": tie.since.map(Date::calendar_year),
            "last": last.map(|last| last.plus_years(network.afterlife(tie)).calendar_year()),
            "doubtful": tie.since.is_none() && event && last.is_none(),
            "evidence": tie.evidence, "note": tie.note, "sources": tie.sources,
        })
    }

    fn routes(&self) -> Vec<Value> {
        let routes = self.bound.result.mandate.iter().flat_map(|asked| &asked.routes);
        let ties: HashMap<&str, usize> =
            self.network.ties().map(|(edge, tie)| (tie.id.as_str(), edge.index())).collect();
        let told = |route: &crate::leverage::Route| {
            json!({
                "actors": self.places(&route.actors), "probability": percent(route.probability),
                "ties": route.ties.iter().filter_map(|id| ties.get(id.as_str())).collect::<Vec<_>>(),
            })
        };
        routes.map(told).collect()
    }
}

/// Declared keys in their order, then those that are only used; none that nobody uses.
fn in_order<'a>(declared: impl Iterator<Item = &'a String>, used: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let used: indexmap::IndexSet<&str> = used.collect();
    let first: indexmap::IndexSet<&str> = declared.map(String::as_str).filter(|key| used.contains(key)).collect();
    first.union(&used).copied().collect()
}

fn leverage(one: &ActorLeverage) -> Value {
    json!({
        "rank": one.rank, "ranks": one.rank_low.zip(one.rank_high), "share": percent(one.share), "size": one.share,
        "points": [one.leverage.estimate, one.leverage.low, one.leverage.high],
        "range": one.range.as_ref().map(|range| (range.low, range.high)), "fragile": one.fragile,
    })
}

fn told(told: &ToldReport) -> Value {
    let finding = |finding: &crate::report::ToldFinding| {
        json!({
            "id": finding.id, "question": finding.question, "statement": finding.statement,
            "sources": finding.sources, "fragile": finding.fragile,
        })
    };
    json!({
        "title": told.title, "subtitle": told.subtitle, "provenance": told.provenance, "methods": told.methods,
        "findings": told.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn sheet(sheet: &Sheet, other: Option<&Sheet>) -> Value {
    let other = other.unwrap_or(sheet);
    let columns = sheet.columns.iter().zip(&other.columns).map(|(column, other)| {
        json!({
            "id": column.id, "name": pair(&column.name, &other.name), "about": pair(&column.about, &other.about),
            "numeric": column.numeric,
        })
    });
    let row = |(row, other): (&Vec<Cell>, &Vec<Cell>)| row.iter().zip(other).map(|(a, b)| cell(a, b)).collect();
    let rows: Vec<Vec<Value>> = sheet.rows.iter().zip(&other.rows).map(row).collect();
    json!({
        "id": sheet.id, "title": pair(&sheet.title, &other.title), "about": pair(&sheet.about, &other.about),
        "columns": columns.collect::<Vec<_>>(), "rows": rows,
    })
}

/// Words, or a number with how it is written.
fn cell(cell: &Cell, other: &Cell) -> Value {
    match (cell, cell.number()) {
        (Cell::Empty, _) => Value::Null,
        (_, Some(number)) => json!([number, cell.shown()]),
        (_, None) => pair(&cell.shown(), &other.shown()),
    }
}

fn chart(chart: &Chart) -> Value {
    let form = match chart.form {
        ChartForm::Bars => "bars",
        ChartForm::Lines => "lines",
        ChartForm::Ranges => "ranges",
    };
    let point = |mark: &Mark| match mark.range {
        Some((low, high)) => json!([mark.value, low, high]),
        None => json!([mark.value]),
    };
    let series = chart
        .series
        .iter()
        .map(|series| json!({ "name": series.name, "points": series.points.iter().map(point).collect::<Vec<_>>() }));
    json!({
        "id": chart.id, "title": chart.title, "about": chart.about, "form": form, "axis": chart.axis, "unit": chart.unit,
        "shares": chart.shares, "labels": chart.labels, "series": series.collect::<Vec<_>>(),
    })
}

fn pair(a: &str, b: &str) -> Value {
    if a == b { a.into() } else { json!({ "a": a, "b": b }) }
}

/// A place on the page needs no more than tenths.
fn round(number: f64) -> Value {
    ((number * 10.0).round() / 10.0).into()
}

#[cfg(test)]
mod tests {
    use crate::model::Network;
    use crate::render::reports::Bound;
    use crate::render::{Diagram, DrawOptions};
    use crate::report::Report;

    #[test]
    fn everybody_has_a_place_and_every_tie_its_years() {
        let network = Network::builtin("singapore").unwrap();
        let result = Report::default().worlds(64).draws(2).run(&network).unwrap();
        let diagrams = [Diagram::new("en"), Diagram::new("ko")];
        let bound = Bound::new(&network, &result, "ko", diagrams, DrawOptions::default());
        let content = super::of(&bound).unwrap();
        let [width, height] = [0, 1].map(|i| content["frame"][i].as_f64().unwrap());
        let actors = content["actors"].as_array().unwrap();
        assert_eq!(actors.len(), network.actors().len());
        let inside =
            |name: &str, most: f64| actors.iter().all(|one| (0.0..=most).contains(&one[name].as_f64().unwrap()));
        assert!(inside("x", width) && inside("y", height));
        assert_eq!(content["told"][0]["title"], "싱가포르 도시외교 네트워크");
        for (told, (_, tie)) in content["ties"].as_array().unwrap().iter().zip(network.ties()) {
            assert_eq!(actors[usize::try_from(told["from"].as_u64().unwrap()).unwrap()]["id"], tie.from);
            assert_eq!(told["first"].is_null(), tie.since.is_none());
            // An event is remembered for years; what stands has no last year unless it ended.
            assert_eq!(told["last"].is_null(), tie.until.is_none() && !(network.is_event(tie) && tie.since.is_some()));
        }
    }
}
