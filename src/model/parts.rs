//! A long list in parts, each given back when it has been passed on, so that what is made of it is not there beside all of it.

use std::ops::{Index, IndexMut};

/// So many things stand in a part: enough that the part of a large list is memory of its own, which the system gets back.
const SIZE: usize = 1 << 17;

/// A list that grows without moving what it holds, and shrinks while it is passed on.
#[derive(Clone, Debug)]
pub(super) struct Parts<T>(Vec<Vec<T>>);

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Parts<T> {
    /// How many things it holds.
    pub(super) fn len(&self) -> usize {
        self.0.last().map_or(0, |last| (self.0.len() - 1) * SIZE + last.len())
    }

    /// Adds one at the end.
    pub(super) fn push(&mut self, one: T) {
        if let Some(last) = self.0.last_mut().filter(|last| last.len() < SIZE) {
            last.push(one);
        } else {
            // Small lists stay small; where one part is full the next will be too.
            let mut part = Vec::with_capacity(if self.0.is_empty() { 0 } else { SIZE });
            part.push(one);
            self.0.push(part);
        }
    }

    /// All of them in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    /// All of them in order, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flatten()
    }

    /// Those of them that are to stay.
    pub(super) fn retain(&mut self, stays: impl Fn(&T) -> bool) {
        *self = std::mem::take(self).into_iter().filter(stays).collect();
    }

    /// All of them in order, each part given back behind its last.
    pub(super) fn into_iter(self) -> impl Iterator<Item = T> {
        self.0.into_iter().flatten()
    }
}

impl<T> Index<usize> for Parts<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at / SIZE][at % SIZE]
    }
}

impl<T> IndexMut<usize> for Parts<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.0[at / SIZE][at % SIZE]
    }
}

impl<T> FromIterator<T> for Parts<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut parts = Self::default();
        all.into_iter().for_each(|one| parts.push(one));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list() {
        for length in [0, 1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE + 7] {
            let mut parts: Parts<usize> = (0..length).collect();
            assert_eq!(parts.len(), length);
            assert!(parts.iter().copied().eq(0..length) && (0..length).all(|i| parts[i] == i));
            parts.iter_mut().for_each(|one| *one += 1);
            parts.retain(|one| one % 3 > 0);
            let expected = (1..=length).filter(|one| one % 3 > 0);
            assert_eq!(parts.len(), expected.clone().count());
            assert!(parts.into_iter().eq(expected));
        }
    }
}
