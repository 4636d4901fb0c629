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
    use super::Html;
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

    #[test]
    fn nothing_is_asked_of_a_network() {
        let page = page();
        for word in ["http://", "https://", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "eval("] {
            // The name space of SVG looks like an address and is none.
            let found = page.replace("http://www.w3.org/2000/svg", "");
            assert!(!found.contains(word), "{word}");
        }
    }
}
