//! Nodes that lie between no others, and what is left of a graph once they are taken out.
//!
//! No shortest route between others leads through a node whose neighbours are all tied to one another. Once such a node
//! has been a source, with every route counted both ways, it is not needed any more, neither as an end nor on the way.
//! Without it, further nodes may have come to be like it. So nodes are taken out in rounds (the side vertices of Sarıyüce
//! et al. 2013); those of the first round have the last numbers, and whoever is left at any time the first ones.

use std::ops::Range;

use super::core::Core;
use super::twins::Rows;

/// Whoever has more neighbours is not asked whether they are all tied to one another: it rarely comes true, and asking
/// takes long.
const MOST: usize = 32;

/// A round takes out at least one of so many nodes. Sources of a round are near one another only if they are many, and far
/// from one another they meet the nodes in different orders, which costs more than a smaller graph saves.
const WORTHWHILE: usize = 12;

/// In which round each node is taken out, beginning with 1; 0 for those that are not. And those of the latter that lie
/// between no others once the rest is gone. Arcs hold both ways.
pub(super) fn rounds(rows: &Rows) -> (Vec<u32>, Vec<u32>) {
    let mut round = vec![0; rows.count()];
    let mut left = rows.count();
    let mut asked: Vec<u32> = (0..rows.count() as u32).collect();
    for next in 1.. {
        let mut near = Vec::new();
        let here = |v: u32| round[v as usize] == 0;
        asked.retain(|&v| {
            near.clear();
            near.extend(rows.row(v).iter().copied().filter(|&w| here(w)).take(MOST + 1));
            let tied = |a: u32, b: u32| rows.row(a).binary_search(&b).is_ok();
            near.len() <= MOST && near.iter().enumerate().all(|(i, &a)| near[..i].iter().all(|&b| tied(a, b)))
        });
        if asked.len() * WORTHWHILE < left.max(1) {
            break;
        }
        for &v in &asked {
            round[v as usize] = next;
        }
        left -= asked.len();
        // Others have the neighbours that they had.
        asked = asked.iter().flat_map(|&v| rows.row(v)).copied().filter(|&w| round[w as usize] == 0).collect();
        asked.sort_unstable();
        asked.dedup();
    }
    (round, asked)
}

/// Part of a piece: what is taken out of it in one round, or what stays.
pub(super) struct Part {
    /// Where the classes of the piece begin.
    pub(super) piece: u32,
    pub(super) classes: Range<u32>,
    /// Whether it is taken out.
    pub(super) leaves: bool,
    /// Whether more of the piece comes behind it, which has been taken out before.
    pub(super) cut: bool,
}

/// What is left of a piece when a group of sources is at work.
pub(super) struct Stage<'a> {
    pub(super) core: &'a Core,
    /// The sources at work, all of one part.
    pub(super) sources: Range<u32>,
    /// Who is left.
    pub(super) left: Range<u32>,
    /// Routes between others lead only through classes below this.
    through: u32,
    /// Whether nobody is taken out.
    stays: bool,
    cut: bool,
    /// Classes below this are no sources while the sources are there: routes to them count both ways. Among the sources
    /// themselves, each is a source for the other.
    once: u32,
}

impl<'a> Stage<'a> {
    pub(super) fn new(core: &'a Core, part: &Part, sources: Range<u32>) -> Self {
        let (end, once) = if part.leaves { (sources.end, sources.start) } else { (part.classes.end, part.piece) };
        let through = if part.leaves { part.classes.start } else { end };
        Self {
            core,
            sources,
            left: part.piece..end,
            through,
            stays: !part.leaves,
            cut: part.cut || end < part.classes.end,
            once,
        }
    }

    /// The arcs of `v` to those who are left.
    #[inline]
    pub(super) fn row(&self, v: u32) -> Range<usize> {
        let row = self.core.row(v);
        let all = !self.cut || self.core.heads[row.clone()].last().is_none_or(|&last| last < self.left.end);
        if all {
            return row;
        }
        let count = self.core.heads[row.clone()].partition_point(|&head| head < self.left.end);
        row.start..row.start + count
    }

    /// Whether routes between others may lead through `v`.
    #[inline]
    pub(super) fn inner(&self, v: u32) -> bool {
        v < self.through && !(self.stays && self.core.beside[v as usize])
    }

    /// How many nodes receive through `v`; twice as many where the routes back are counted as well.
    #[inline]
    pub(super) fn receiving(&self, v: u32) -> f64 {
        let ways = if v < self.once { 2.0 } else { 1.0 };
        ways * self.core.receiving[v as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(nodes: usize, ties: &[(u32, u32)]) -> Rows {
        let of = |v: u32| ties.iter().filter_map(move |&(a, b)| (a == v).then_some(b).or((b == v).then_some(a)));
        let (mut starts, mut heads) = (vec![0], Vec::new());
        for v in 0..nodes as u32 {
            let mut row: Vec<u32> = of(v).collect();
            row.sort_unstable();
            heads.extend(row);
            starts.push(heads.len());
        }
        Rows { starts, heads }
    }

    #[test]
    fn rounds_go_on_until_nobody_is_surrounded() {
        // A strip of triangles is taken up from both ends, a circle of four stays.
        let strip = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (4, 5)];
        assert_eq!(rounds(&rows(6, &strip)).0, [1, 2, 3, 3, 2, 1]);
        let circle = [(0, 1), (1, 2), (2, 3), (0, 3), (0, 4), (1, 4)];
        assert_eq!(rounds(&rows(5, &circle)), (vec![0, 0, 0, 0, 1], vec![]));
        assert_eq!(rounds(&rows(0, &[])), (vec![], vec![]));
    }

    #[test]
    fn rounds_that_take_out_few_are_left_out() {
        let circle: Vec<_> = (0..200).map(|v| (v, (v + 1) % 200)).chain([(200, 0), (200, 1)]).collect();
        assert_eq!(rounds(&rows(201, &circle)), (vec![0; 201], vec![200]));
    }
}
