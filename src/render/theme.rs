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

/// The least contrast with white of whatever must be seen, see <https://www.w3.org/TR/WCAG21/#non-text-contrast>.
const CONTRAST: f64 = 3.0;

/// The colour itself where it is seen on white, else a darker one of the same hue, for rims; what is no colour like `#2a9d8f` stays.
pub(super) fn seen_on_white(color: &str) -> std::borrow::Cow<'_, str> {
    let part = |at: usize| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).map(f64::from);
    let (true, Some(red), Some(green), Some(blue)) = (color.starts_with('#'), part(1), part(3), part(5)) else {
        return color.into();
    };
    // A polynomial stands for the power of sRGB, so that every machine decides alike.
    let linear = |part: f64| {
        let share = part / 255.0;
        share * (share * (share * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
    };
    let contrast =
        |by: f64| 1.05 / (0.2126 * linear(red * by) + 0.7152 * linear(green * by) + 0.0722 * linear(blue * by) + 0.05);
    // A little more than asked for, for the polynomial is not exact.
    let enough = (0..=20).map(|step| 1.0 - 0.05 * f64::from(step)).find(|by| contrast(*by) >= 1.05 * CONTRAST);
    match enough {
        Some(by) if by < 1.0 => {
            let [red, green, blue] = [red, green, blue].map(|part| (part * by).round() as u8);
            format!("#{red:02x}{green:02x}{blue:02x}").into()
        }
        _ => color.into(),
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

#[cfg(test)]
mod tests {
    use super::seen_on_white;

    #[test]
    fn light_colours_get_a_darker_rim() {
        assert_eq!([seen_on_white("#0072b2"), seen_on_white("red"), seen_on_white("#12")], ["#0072b2", "red", "#12"]);
        assert_eq!(seen_on_white("#f0e442"), "#908928");
    }
}
