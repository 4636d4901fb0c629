//! Which of many texts is like an earlier one, without a copy of each.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

/// How names are hashed where there are millions of them: the hash of the standard library takes several times as long. Both
/// begin anew in every process, so that nobody can think out names that clash.
pub(crate) type Hashing = foldhash::quality::RandomState;

/// Numbers of things by what they say, the first of each. Things are told apart by a hash of 64 bits, and compared only where
/// that is the same, so that nothing needs to be kept of them here.
#[derive(Default)]
pub(crate) struct Firsts {
    hasher: Hashing,
    numbers: HashMap<u64, u32, Hashing>,
}

/// Where a thing belongs that is like no earlier one.
pub(crate) struct Free(u64);

impl Firsts {
    /// None yet, with room for so many.
    pub(crate) fn with_room(things: usize) -> Self {
        Self { numbers: HashMap::with_capacity_and_hasher(things, Hashing::default()), ..Self::default() }
    }

    /// The number of the thing that says the same, or where it would belong. `is_like` compares with the thing of a number.
    pub(crate) fn find<'a>(
        &self,
        parts: impl Iterator<Item = &'a str>,
        is_like: impl Fn(usize) -> bool,
    ) -> Result<usize, Free> {
        let mut hasher = self.hasher.build_hasher();
        parts.for_each(|part| part.hash(&mut hasher));
        let mut hash = hasher.finish();
        loop {
            match self.numbers.get(&hash) {
                None => return Err(Free(hash)),
                Some(number) if is_like(*number as usize) => return Ok(*number as usize),
                // Another thing with the same hash: it has the next place.
                Some(_) => hash = hash.wrapping_add(1),
            }
        }
    }

    /// Notes a thing where it belongs.
    pub(crate) fn insert(&mut self, free: &Free, number: usize) {
        self.numbers.insert(free.0, u32::try_from(number).expect("invariant: inputs have fewer records"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_of_its_like_is_found(texts in prop::collection::vec("[ab]{0,2}", 0..20)) {
            let mut firsts = Firsts::default();
            for (i, text) in texts.iter().enumerate() {
                let found = firsts.find(std::iter::once(text.as_str()), |number| texts[number] == *text);
                prop_assert_eq!(found.as_ref().ok().copied(), texts[..i].iter().position(|other| other == text));
                if let Err(free) = found {
                    firsts.insert(&free, i);
                }
            }
        }

        #[test]
        fn hashes_that_clash_are_told_apart(numbers in prop::collection::vec(0..5_usize, 0..20)) {
            // Everything says the same to the hash, and differs when it is compared.
            let mut firsts = Firsts::default();
            for (i, number) in numbers.iter().enumerate() {
                let found = firsts.find(std::iter::empty(), |other| numbers[other] == *number);
                prop_assert_eq!(found.as_ref().ok().copied(), numbers[..i].iter().position(|other| other == number));
                if let Err(free) = found {
                    firsts.insert(&free, i);
                }
            }
        }
    }
}
