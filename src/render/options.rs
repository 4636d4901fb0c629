//! How a diagram is drawn.

/// A sheet of paper, in landscape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 594 × 420 mm.
    A2,
    /// 420 × 297 mm. This is the default.
    #[default]
    A3,
    /// 297 × 210 mm.
    A4,
}

impl Paper {
    /// All of them, the largest first.
    pub const ALL: [Self; 3] = [Self::A2, Self::A3, Self::A4];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::A2 => "A2",
            Self::A3 => "A3",
            Self::A4 => "A4",
        }
    }

    /// The paper of this name, in whatever case.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name().eq_ignore_ascii_case(name))
    }

    /// Width and height in pixels, of which 96 make an inch.
    pub fn size(self) -> (f64, f64) {
        let (width, height) = match self {
            Self::A2 => (594.0, 420.0),
            Self::A3 => (420.0, 297.0),
            Self::A4 => (297.0, 210.0),
        };
        (width / 25.4 * 96.0, height / 25.4 * 96.0)
    }
}

/// How a diagram is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DrawOptions {
    /// Fixes the random start of the layout. This is 0 by default.
    pub seed: u64,
    /// The paper. This is A3 by default. A page grows beyond its paper where the text would not stay readable.
    pub paper: Paper,
    /// The most names in the drawing itself; further ones go to the key. By default there is no limit but the room.
    pub max_labels: Option<usize>,
}

impl DrawOptions {
    /// With another seed.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// On other paper.
    #[must_use]
    pub fn paper(mut self, paper: Paper) -> Self {
        self.paper = paper;
        self
    }

    /// With at most so many names in the drawing itself.
    #[must_use]
    pub fn max_labels(mut self, most: usize) -> Self {
        self.max_labels = Some(most);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Paper;

    #[test]
    fn paper_is_found_by_name() {
        assert_eq!(Paper::find("a2"), Some(Paper::A2));
        assert_eq!(Paper::find("letter"), None);
        assert!((Paper::A3.size().0 - 1587.4).abs() < 0.1);
    }
}
