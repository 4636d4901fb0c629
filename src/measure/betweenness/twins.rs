//! Nodes with the same neighbours, taken as one class.
//!
//! *Open* twins have the same neighbours and are not neighbours of one another, *closed* ones are, and have the same
//! neighbours otherwise. No shortest route leads through a twin of one of its ends, and whatever lies between others
//! lies between them through all twins alike. Nobody has twins of both sorts.

/// Adjacency rows by local numbers, sorted.
pub(super) struct Rows {
    pub(super) starts: Vec<usize>,
    pub(super) heads: Vec<u32>,
}

impl Rows {
    pub(super) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn row(&self, v: u32) -> &[u32] {
        &self.heads[self.starts[v as usize]..self.starts[v as usize + 1]]
    }

    /// The same arcs seen from their heads.
    pub(super) fn reversed(&self) -> Self {
        let mut starts = vec![0; self.count() + 1];
        self.heads.iter().for_each(|&w| starts[w as usize + 1] += 1);
        for v in 0..self.count() {
            starts[v + 1] += starts[v];
        }
        let (mut next, mut heads) = (starts.clone(), vec![0; self.heads.len()]);
        for v in 0..self.count() as u32 {
            for &w in self.row(v) {
                heads[next[w as usize]] = v;
                next[w as usize] += 1;
            }
        }
        Self { starts, heads }
    }
}

/// Who stands in which class.
pub(super) struct Classes {
    /// The class of each node.
    pub(super) class: Vec<u32>,
    /// The first node of each class.
    pub(super) first: Vec<u32>,
}

impl Classes {
    /// Everybody alone.
    pub(super) fn alone(nodes: usize) -> Self {
        Self { class: (0..nodes as u32).collect(), first: (0..nodes as u32).collect() }
    }

    /// Finds all twins among nodes of the same `sort`. `incoming` has the rows seen from their heads if arcs lead one
    /// way.
    pub(super) fn of_twins(out: &Rows, incoming: Option<&Rows>, sort: impl Fn(u32) -> u64) -> Self {
        let nodes = out.count() as u32;
        let of = |v: u32| {
            let seen = |rows: &Rows| rows.row(v).iter().fold(0u64, |sum, &w| sum.wrapping_add(mixed(w, 1)));
            let (to, from) = (seen(out), incoming.map_or(0, seen));
            let key = |own: u64| {
                let (to, from) = (to.wrapping_add(own), if incoming.is_some() { from.wrapping_add(own) } else { 0 });
                to ^ from.rotate_left(32) ^ mixed(0, sort(v))
            };
            // Whoever meets none of its open twins has none; else there could be many in vain.
            let open = meet(out, incoming, v).then(|| (key(0), v));
            open.into_iter().chain([(key(mixed(v, 1)), v)])
        };
        let mut keys: Vec<(u64, u32)> = (0..nodes).flat_map(of).collect();
        keys.sort_unstable();
        let same = |a: u32, b: u32| {
            let alike = |rows: &Rows| twins(rows.row(a), rows.row(b), a, b);
            let closed = out.row(a).binary_search(&b).is_ok();
            sort(a) == sort(b) && alike(out) && incoming.is_none_or(alike) && (closed || meet(out, incoming, a))
        };
        let mut like: Vec<u32> = (0..nodes).collect();
        for alike in keys.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            let mut firsts: Vec<u32> = Vec::new();
            for &(_, v) in alike {
                if like[v as usize] != v {
                    continue;
                }
                match firsts.iter().find(|&&first| first != v && same(first, v)) {
                    Some(&first) => like[v as usize] = first,
                    None => firsts.push(v),
                }
            }
        }
        Self::numbered(&like)
    }

    /// Numbers the classes in the order of their first nodes, where each node knows a node before it that it is like.
    fn numbered(like: &[u32]) -> Self {
        let (mut class, mut first) = (vec![0; like.len()], Vec::new());
        for (v, &other) in like.iter().enumerate() {
            if other as usize == v {
                class[v] = first.len() as u32;
                first.push(v as u32);
            } else {
                class[v] = class[other as usize];
            }
        }
        Self { class, first }
    }
}

/// A number that looks random.
fn mixed(v: u32, salt: u64) -> u64 {
    let mut x = (u64::from(v) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt.wrapping_mul(0xd6e8_feb8_6659_fd93);
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

/// Whether two rows are the same but for their owners.
fn twins(a_row: &[u32], b_row: &[u32], a: u32, b: u32) -> bool {
    a_row.len() == b_row.len() && a_row.iter().filter(|&&w| w != b).eq(b_row.iter().filter(|&&w| w != a))
}

/// Whether routes between `v` and its open twins are as easily told as counted: two steps long, or none at all.
fn meet(out: &Rows, incoming: Option<&Rows>, v: u32) -> bool {
    let Some(incoming) = incoming else { return true };
    let (to, from) = (out.row(v), incoming.row(v));
    to.is_empty() || from.is_empty() || to.iter().any(|w| from.binary_search(w).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sorts_of_twins_are_found() {
        // 0 and 1 are open twins over 2 and 3, which are closed twins.
        let rows = Rows { starts: vec![0, 2, 4, 7, 10], heads: vec![2, 3, 2, 3, 0, 1, 3, 0, 1, 2] };
        let classes = Classes::of_twins(&rows, None, |_| 0);
        assert_eq!((classes.class, classes.first), (vec![0, 0, 1, 1], vec![0, 2]));
        let told_apart = Classes::of_twins(&rows, None, u64::from);
        assert_eq!(told_apart.class, [0, 1, 2, 3]);
    }

    #[test]
    fn one_way_twins_must_meet_in_two_steps() {
        // 0 and 1 lead to 2, which leads to 3, which leads back: four steps from 0 to 1.
        let rows = Rows { starts: vec![0, 1, 2, 3, 5], heads: vec![2, 2, 3, 0, 1] };
        let back = rows.reversed();
        assert_eq!(back.row(2), [0, 1]);
        assert_eq!(Classes::of_twins(&rows, Some(&back), |_| 0).class, [0, 1, 2, 3]);
    }
}
