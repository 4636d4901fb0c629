//! Entities of texts: characters by their numbers, those of XML and those of ISO 8859-1 by their names.

use std::borrow::Cow;

/// The names of the characters from U+00A0 to U+00FF, in their order.
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy",
    "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm",
    "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
    "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve",
    "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN",
    "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc",
    "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml",
    "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// The longest name of an entity.
const LONGEST: usize = 8;

/// The text with its entities resolved; what is no entity that is known stays as it is.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let ends = after.bytes().take(LONGEST + 1).position(|byte| byte == b';');
        let found = ends.and_then(|end| Some((character(&after[..end])?, &after[end + 1..])));
        let (c, after) = found.unwrap_or(('&', after));
        decoded.push(c);
        rest = after;
    }
    Cow::Owned(decoded + rest)
}

/// The character that a name or a number means.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        return code.and_then(char::from_u32);
    }
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        _ => LATIN_1.iter().zip('\u{a0}'..).find(|(known, _)| **known == name).map(|(_, c)| c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_known_by_name_and_number() {
        let cases = [
            ("caf&eacute; &AElig;&yuml;&nbsp;&szlig;&divide;", "café Æÿ\u{a0}ß÷"),
            ("&#44032;&#xAC00;&#xE9; &amp;eacute; &lt;&gt;&quot;&apos;", "가가é &eacute; <>\"'"),
            ("a & b; &boom; &; &#x110000; &eacute &Eacut", "a & b; &boom; &; &#x110000; &eacute &Eacut"),
        ];
        for (text, decoded) in cases {
            assert_eq!(decode(text), decoded);
        }
    }
}
