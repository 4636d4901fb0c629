//! The lines of a drawing: all ties between two actors as one, as wide as they are many, with their number.

use super::diagram::{Diagram, DiagramTie};
use indexmap::IndexMap;

/// The most ties that a tooltip tells one by one.
const TOLD: usize = 12;
/// The most by which the number of ties widens a line, and by how much the second does.
const WIDEST: f64 = 5.0;
const WIDENING: f64 = 1.1;

/// All ties between two actors. Where some of them stand out and others that are seen at the same time do not, both have a line.
pub(super) struct Line {
    /// The actors, the lower position first.
    pub(super) ends: (usize, usize),
    /// Positions of the ties, ascending.
    ties: Vec<usize>,
    /// Whether it stands for those alone that stand out, or for those alone that do not.
    out: Option<bool>,
}

/// A line as it is seen in a drawing.
pub(super) struct Seen {
    pub(super) tie: DiagramTie,
    pub(super) width: f64,
}

/// The lines of a diagram, in the order of their first ties. `views` tell of every drawing which ties are seen and which of them
/// stand out.
pub(super) fn lines(diagram: &Diagram, views: &[(Vec<bool>, Vec<bool>)]) -> Vec<Line> {
    let mut pairs: IndexMap<(usize, usize), Vec<usize>> = IndexMap::new();
    for (i, tie) in diagram.ties.iter().enumerate() {
        pairs.entry((tie.from.min(tie.to), tie.from.max(tie.to))).or_default().push(i);
    }
    let mixed = |ties: &[usize]| {
        views.iter().any(|(seen, out)| {
            let has = |wanted: bool| ties.iter().any(|&i| seen[i] && out[i] == wanted);
            has(true) && has(false)
        })
    };
    let line = |(ends, ties): ((usize, usize), Vec<usize>)| {
        let kinds = if mixed(&ties) { vec![Some(false), Some(true)] } else { vec![None] };
        kinds.into_iter().map(move |out| Line { ends, ties: ties.clone(), out })
    };
    pairs.into_iter().flat_map(line).collect()
}

impl Line {
    /// What is seen of it where these ties are seen and these of them stand out.
    pub(super) fn seen(&self, diagram: &Diagram, seen: &[bool], out: &[bool]) -> Option<Seen> {
        let mine = |i: &usize| seen[*i] && self.out.is_none_or(|wanted| out[*i] == wanted);
        let ties: Vec<usize> = self.ties.iter().copied().filter(mine).collect();
        let &first = ties.first()?;
        let emphasised = ties.iter().any(|&i| out[i]);
        let all = || ties.iter().map(|&i| &diagram.ties[i]);
        let mut tie = DiagramTie { emphasised, ..diagram.ties[first].clone() };
        let mut width = if tie.count.is_some() { 0.8 + 5.5 * tie.strength } else { 0.5 + 1.3 * tie.strength };
        if ties.len() > 1 {
            tie.mutual = all().any(|other| other.mutual || other.from != tie.from);
            if tie.mutual {
                (tie.from, tie.to) = self.ends;
            }
            tie.strength = all().map(|tie| tie.strength).fold(0.0, f64::max);
            tie.assumed = all().all(|tie| tie.assumed);
            let count = all().map(|tie| tie.count.unwrap_or(1)).sum::<usize>();
            tie.count = Some(count);
            tie.label = count.to_string();
            let mut told: Vec<&str> = all().map(|tie| tie.tooltip.as_str()).take(TOLD).collect();
            if ties.len() > TOLD {
                told.push("…");
            }
            tie.tooltip = format!("{count}: {}", told.join(" · "));
            width = 0.5 + 1.3 * tie.strength + (WIDENING * (count as f64 - 1.0).sqrt()).min(WIDEST);
        }
        Some(Seen { tie, width: if emphasised { width + 1.2 } else { width } })
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagram, DiagramTie, lines};
    use crate::render::DiagramActor;

    fn diagram() -> Diagram {
        let mut diagram = Diagram::new("Three");
        diagram.actors = ["a", "b", "c"].map(|id| DiagramActor::new(id, "", "city")).into();
        let assumed = DiagramTie { assumed: true, ..DiagramTie::new(0, 1) };
        diagram.ties = vec![DiagramTie::new(0, 1), DiagramTie::new(1, 2), assumed, DiagramTie::new(2, 1)];
        diagram
    }

    #[test]
    fn parallel_ties_are_one_line_with_their_number() {
        let diagram = diagram();
        let (seen, out) = (vec![true; 4], vec![false; 4]);
        let drawn = lines(&diagram, &[(seen.clone(), out.clone())]);
        let drawn: Vec<_> = drawn.iter().filter_map(|line| line.seen(&diagram, &seen, &out)).collect();
        let told: Vec<_> = drawn.iter().map(|line| (line.tie.count, line.tie.mutual, line.tie.assumed)).collect();
        assert_eq!(told, [(Some(2), false, false), (Some(2), true, false)]);
        assert!(drawn[0].width > 1.5);
    }

    #[test]
    fn what_stands_out_keeps_its_own_line() {
        let diagram = diagram();
        let (seen, out) = (vec![true, false, true, true], vec![false, false, true, true]);
        let drawn = lines(&diagram, &[(seen.clone(), out.clone())]);
        let drawn: Vec<_> = drawn.iter().filter_map(|line| line.seen(&diagram, &seen, &out)).collect();
        let told: Vec<_> = drawn.iter().map(|line| (line.tie.from, line.tie.count, line.tie.emphasised)).collect();
        assert_eq!(told, [(0, None, false), (0, None, true), (2, None, true)]);
    }
}
