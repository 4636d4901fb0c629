//! Themes: what a drawing looks like on a screen and on paper.

/// A theme.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DrawOptions, Renderer, Svg, Theme};
///
/// let print = DrawOptions::default().theme(Theme::Print);
/// let svg = String::from_utf8(Svg.render(&Diagram::new("Nobody yet"), &print)?).expect("SVG is UTF-8");
/// assert!(svg.contains("fill=\"#000\"")); // black letters
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// For screens and colour printers: tinted bands, ties in grey, the best route in red. This is the default.
    #[default]
    Light,
    /// For black-and-white printers and copiers: no tints, black letters, darker ties, a black rim around every disc; kinds
    /// are told by their form and the best route by its width alone.
    Print,
}

impl Theme {
    /// All of them, the default first.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Theme;
    ///
    /// assert_eq!(Theme::ALL[0], Theme::default());
    /// ```
    pub const ALL: [Self; 2] = [Self::Light, Self::Print];

    /// Its name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Theme;
    ///
    /// assert!(Theme::ALL.into_iter().all(|theme| theme.name().parse() == Ok(theme)));
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Print => "print",
        }
    }

    /// Colours and widths.
    pub(super) fn look(self) -> Look {
        match self {
            Self::Light => Look {
                band: "fill=\"#eef2f5\"",
                tie: "#566270",
                tie_opacity: 0.55,
                pale: 0.2,
                best: "#b3261e",
                rim: "stroke=\"#fff\" stroke-width=\"0.8\"",
                ink: None,
                leader: "#777",
            },
            Self::Print => Look {
                band: "fill=\"none\" stroke=\"#999\" stroke-width=\"0.6\"",
                tie: "#444",
                tie_opacity: 0.6,
                pale: 0.25,
                best: "#000",
                rim: "stroke=\"#000\" stroke-width=\"0.9\"",
                ink: Some("#000"),
                leader: "#333",
            },
        }
    }
}

impl std::str::FromStr for Theme {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("`{text}` is no theme; write {}", Self::ALL.map(Self::name).join(" or "));
        Self::ALL.into_iter().find(|theme| theme.name() == text).ok_or_else(known)
    }
}

/// What a theme decides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// How a band is painted.
    pub(super) band: &'static str,
    pub(super) tie: &'static str,
    pub(super) tie_opacity: f64,
    /// The opacity of what is in the background.
    pub(super) pale: f64,
    /// The colour of the ties that stand out.
    pub(super) best: &'static str,
    /// How the rim of a full disc is drawn.
    pub(super) rim: &'static str,
    /// The colour of all letters on white, if there is but one.
    pub(super) ink: Option<&'static str>,
    pub(super) leader: &'static str,
}
