//! A report as one page that needs nothing else: no network, no server, no other file.
//!
//! Everything is in the page as JSON ([`data`]), in both languages; the script puts it into the document as text, never as
//! markup. A content security policy forbids every request and every script but this one. The script and the styles are named
//! by a digest of the whole content, so nothing within the content can pass for them.

mod content;
mod drawing;
mod safe;

use super::{Bound, ReportRenderer};
use crate::error::Error;

pub(super) struct Html;

/// What stands in the page before the data does.
const BODY: &str = include_str!("page/body.html");
const STYLE: &str = concat!(include_str!("page/page.css"), include_str!("page/print.css"));
/// The parts of the script share one scope; the last one starts it.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("page/words.js"),
    include_str!("page/tools.js"),
    include_str!("page/select.js"),
    include_str!("page/diagram.js"),
    include_str!("page/names.js"),
    include_str!("page/paint.js"),
    include_str!("page/pointer.js"),
    include_str!("page/finder.js"),
    include_str!("page/dossier.js"),
    include_str!("page/findings.js"),
    include_str!("page/charts.js"),
    include_str!("page/tables.js"),
    include_str!("page/start.js"),
    "})();\n"
);

impl ReportRenderer for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn file(&self) -> &'static str {
        "report.html"
    }

    fn about(&self) -> &'static str {
        "One page to be read offline, in both languages: the diagram to search and filter, dossiers, tables, charts."
    }

    fn render(&self, bound: &Bound<'_>) -> Result<Vec<u8>, Error> {
        let data = safe::script(&content::of(bound)?.to_string());
        let nonce = nonce(&data);
        let [told, _] = &bound.told;
        let title = safe::text(&told.title);
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'"
        );
        let language = told.language;
        let page = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"generator\" content=\"proxeny\">\n<title>{title}</title>\n\
             <style nonce=\"{nonce}\">\n{STYLE}</style>\n</head>\n<body>\n{BODY}\
             <script type=\"application/json\" id=\"content\">{data}</script>\n\
             <script nonce=\"{nonce}\">\n{SCRIPT}</script>\n</body>\n</html>\n"
        );
        Ok(page.into_bytes())
    }
}

/// A name for our own script and styles that nothing in the content can know beforehand.
fn nonce(data: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [STYLE, BODY, SCRIPT, data] {
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Html, STYLE};
    use crate::model::{Actor, NetworkBuilder, Text, Tie};
    use crate::render::reports::{Bound, ReportRenderer};
    use crate::render::{Diagram, DrawOptions};
    use crate::report::Report;

    const EVIL: &str = "</script><img src=x onerror=alert(1)>\u{2028}";

    fn page() -> String {
        let named = |id: &str| Actor { name: Text::new(EVIL), ..Actor::new(id, "city") };
        let network = NetworkBuilder::new("evil")
            .title(Text::new(EVIL))
            .actor(named("a"))
            .actor(named("b"))
            .tie(Tie { evidence: EVIL.into(), ..Tie::new("a", "b", EVIL) })
            .build()
            .unwrap();
        let result = Report::default().run(&network).unwrap();
        let diagrams = [Diagram::new("a"), Diagram::new("b")];
        let bound = Bound::new(&network, &result, "en", diagrams, DrawOptions::default());
        String::from_utf8(Html.render(&bound).unwrap()).unwrap()
    }

    #[test]
    fn names_are_no_markup() {
        let page = page();
        assert!(!page.contains("<img") && !page.contains('\u{2028}'));
        assert_eq!(page.matches("</script>").count(), 2, "only the two that are ours");
        assert!(page.contains("<title>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        assert_eq!(page(), page());
    }

    /// The contrast of two colours of the style sheet, as the Web Content Accessibility Guidelines 2.2 define it.
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |name: &str| {
            let (_, rest) = STYLE.split_once(&format!("--{name}: #")).unwrap_or_else(|| panic!("--{name} is a colour"));
            let digits = &rest[..rest.find(';').unwrap()];
            let wide: String =
                if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
            let part = |at: usize| {
                let part = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn everything_can_be_read_by_weak_eyes() {
        // Words: 4.5 to 1. White words stand on the accent, on the ink and on the bars of charts.
        let on_paper =
            ["ink", "soft", "accent", "lit", "warn", "s1", "s2", "s3", "s4", "s5", "s6"].map(|name| (name, "paper"));
        let on_wash = ["ink", "soft", "accent"].map(|name| (name, "wash"));
        for (word, ground) in on_paper.into_iter().chain(on_wash).chain([("warn", "warn-wash")]) {
            assert!(contrast(word, ground) >= 4.5, "{word} on {ground}: {:.2}", contrast(word, ground));
        }
        // What shows where one is and what can be used: 3 to 1.
        for line in ["focus", "rim", "tie"] {
            assert!(contrast(line, "paper") >= 3.0, "{line}: {:.2}", contrast(line, "paper"));
        }
        // No colour of words or grounds is written beside the variables.
        for rule in STYLE.lines().filter(|line| !line.trim_start().starts_with("--")) {
            assert!(!rule.contains(" color: #") && !rule.contains("fill: #"), "{rule}");
        }
    }

    #[test]
    fn nothing_is_asked_of_a_network() {
        let page = page();
        for word in ["http://", "https://", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "eval("] {
            // The name space of SVG looks like an address and is none; sources are links that a reader may follow.
            let found = page.replace("http://www.w3.org/2000/svg", "").replace("href: `https://$", "");
            assert!(!found.contains(word), "{word}");
        }
    }
}
