//! Text that cannot end what it stands in.

/// JSON that may stand in a script element: what could be read as markup, or as the end of a line, is escaped.
pub(super) fn script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    for letter in json.chars() {
        match letter {
            // None of these occurs outside the strings of JSON, and within them the escape means the same.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.extend(format!("\\u{:04x}", u32::from(letter)).chars());
            }
            other => safe.push(other),
        }
    }
    safe
}

/// Words that may stand between tags.
pub(super) fn text(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{script, text};

    #[test]
    fn what_is_escaped_reads_the_same() {
        let words = "a < b & c > d \u{2028}\u{2029} </script> \\ \"";
        let safe = script(&serde_json::Value::from(words).to_string());
        assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), words);
    }

    #[test]
    fn tags_are_words() {
        assert_eq!(text("<b>&amp;"), "&lt;b&gt;&amp;amp;");
    }
}
