//! What files are wrapped in before they are text: gzip and encodings other than UTF-8.
//!
//! Both are found by the bytes, not by names, undone before anything is read, and told. **Gzip** may unpack to
//! [`MAX_BYTES`](super::MAX_BYTES), and once that is more than 16 MiB to no more than 200 times its size. **UTF-16** is known
//! by its byte-order mark or by the zeros in it. Other bytes that are not UTF-8 are **CP949** (EUC-KR as Korean Windows writes
//! it) if they are sound as that and most of what they say is common Hangul, else **Windows-1252** if no control character
//! comes out; an XML declaration decides first. A text that is mostly sound UTF-8 is not guessed at: its first wrong byte is
//! told.

use super::MAX_BYTES;
use crate::error::{Error, Place, Problem};
use encoding_rs::{EUC_KR, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::Compression;
use flate2::read::{GzEncoder, MultiGzDecoder};
use std::borrow::Cow;
use std::io::Read;

/// How a gzip file begins.
const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];
/// So many times its size a file may unpack to, once that is more than [`FREE`].
const MOST_RATIO: u64 = 200;
/// What any file may unpack to: 16 MiB.
const FREE: u64 = 16 << 20;
/// Bytes by which an encoding is judged.
const SAMPLE: usize = 1 << 20;

/// Bytes without what they were wrapped in, and what there is to tell of that.
pub(super) fn unwrap(bytes: &[u8]) -> Result<(Cow<'_, [u8]>, Vec<Problem>), Error> {
    let bytes = if bytes.starts_with(GZIP) { Cow::Owned(unpack(bytes)?) } else { Cow::Borrowed(bytes) };
    let (bytes, notes) = match encoding(&bytes).and_then(|encoding| Some((encoding, decode(encoding, &bytes)?))) {
        Some((encoding, text)) => {
            let note = Problem::warning(Some(Place::new(1, 1)), format!("the text is {}", name(encoding)), "");
            (Cow::Owned(text.into_bytes()), vec![note])
        }
        None => (bytes, Vec::new()),
    };
    Ok((with_line_feeds(bytes), notes))
}

/// Packs bytes with gzip, without name and time: the same bytes give the same file.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::{self, Input, ReadOptions};
///
/// let seoul = Network::builtin("seoul")?.to_json();
/// let packed = io::gzip(seoul.as_bytes());
/// assert!(packed.len() * 4 < seoul.len());
/// let Input::Network(copy) = io::read_bytes(None, &packed, &ReadOptions::default())? else { unreachable!() };
/// assert_eq!(copy.to_json(), seoul);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // Bytes in memory can always be read.
    let _ = GzEncoder::new(bytes, Compression::default()).read_to_end(&mut packed);
    packed
}

/// A text whose lines end in carriage returns alone, as old programs of the Macintosh write them, with line feeds instead:
/// every place in it stays the same.
fn with_line_feeds(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let alone = !bytes.contains(&b'\n') && bytes.contains(&b'\r') && std::str::from_utf8(&bytes).is_ok();
    if !alone {
        return bytes;
    }
    let mut bytes = bytes.into_owned();
    bytes.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
    Cow::Owned(bytes)
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let most = MAX_BYTES.min((bytes.len() as u64).saturating_mul(MOST_RATIO).max(FREE));
    let mut unpacked = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(most + 1).read_to_end(&mut unpacked);
    if let Err(error) = read {
        let message = format!("the gzip file is damaged: {error}");
        return Err(Problem::error(None, message, "pack it again").into());
    }
    if unpacked.len() as u64 > most {
        let message = format!("the gzip file of {} bytes unpacks to more than {} MiB", bytes.len(), most >> 20);
        return Err(Problem::error(
            None,
            message,
            "it is damaged, or made to use up memory; unpack it if it is neither",
        )
        .into());
    }
    Ok(unpacked)
}

/// The encoding of a text that is not UTF-8, if it can be told.
fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(encoding, _)| !encoding.is_ascii_compatible()) {
        return Some(encoding);
    }
    match bytes {
        [0, 1..=0x7F, 0, 1..=0x7F, ..] => return Some(UTF_16BE),
        [1..=0x7F, 0, 1..=0x7F, 0, ..] => return Some(UTF_16LE),
        _ => {}
    }
    if std::str::from_utf8(bytes).is_ok() || bytes.contains(&0) {
        return None;
    }
    if let Some(declared) = declared(bytes) {
        return Some(declared);
    }
    if is_mostly_utf8(bytes) {
        return None;
    }
    if is_korean(bytes) { Some(EUC_KR) } else { Some(WINDOWS_1252).filter(|_| is_western(bytes)) }
}

/// What an XML file says of itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}

/// Whether more characters than faults come out of it as UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    sound > faults
}

/// Whether it is sound CP949 and at least half of its pairs of bytes are the Hangul of everyday use (KS X 1001), or hanja
/// and signs of the same standard beside some Hangul.
fn is_korean(bytes: &[u8]) -> bool {
    let (mut pairs, mut hangul, mut at) = (0, 0, 0);
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            at += 1;
            continue;
        }
        let Some(second) = bytes.get(at + 1) else { return false };
        pairs += 1;
        hangul += usize::from((0xB0..=0xC8).contains(&bytes[at]) && *second >= 0xA1);
        at += 2;
    }
    hangul * 2 >= pairs && decode(EUC_KR, bytes).is_some()
}

/// Whether no control characters come out of it as Windows-1252, which has a character for nearly every byte.
fn is_western(bytes: &[u8]) -> bool {
    let is_plain = |byte: &u8| !matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127 | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    bytes.iter().take(SAMPLE).all(is_plain)
}

/// The text, if every byte of it is sound.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, faults) = encoding.decode_with_bom_removal(bytes);
    (!faults).then(|| text.into_owned())
}

/// An encoding as people know it.
fn name(encoding: &'static Encoding) -> String {
    if encoding == EUC_KR {
        "CP949 (Korean Windows), read as such; UTF-8 is safer".to_owned()
    } else if encoding == WINDOWS_1252 {
        "taken for Windows-1252 (Western Europe), since it is not UTF-8; check names with accents".to_owned()
    } else {
        format!("{}, read as such", encoding.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    const TABLE: &str = "보내는쪽,받는쪽\n서울시,부산시\n";

    fn text(bytes: &[u8]) -> (String, bool) {
        let (bytes, notes) = unwrap(bytes).unwrap();
        (String::from_utf8_lossy(&bytes).into_owned(), !notes.is_empty())
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn encodings_are_told_from_bytes() {
        let utf16 = |order: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            format!("{mark}{TABLE}").encode_utf16().flat_map(order).collect()
        };
        let (cp949, ..) = EUC_KR.encode(TABLE);
        for bytes in [utf16(u16::to_le_bytes, "\u{feff}"), utf16(u16::to_be_bytes, "\u{feff}"), cp949.into_owned()] {
            assert_eq!(text(&bytes), (TABLE.to_owned(), true));
        }
        let plain: Vec<u8> = "from,to\na,b\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&plain), ("from,to\na,b\n".to_owned(), true));
        let western = "from,to\nMálaga,Zürich\nSão Paulo,Tromsø\nKøbenhavn,Besançon\n";
        assert_eq!(text(&WINDOWS_1252.encode(western).0), (western.to_owned(), true));
        assert_eq!(text(TABLE.as_bytes()), (TABLE.to_owned(), false));
        let declared = "<?xml version=\"1.0\" encoding='euc-kr'?><a>\u{9999}</a>";
        assert_eq!(text(&EUC_KR.encode(declared).0), (declared.to_owned(), true));
    }

    #[test]
    fn a_fault_in_utf8_is_not_guessed_away() {
        let mut bytes = TABLE.as_bytes().to_vec();
        bytes.push(0xFF);
        assert!(matches!(unwrap(&bytes).unwrap(), (Cow::Borrowed(same), notes) if same == bytes && notes.is_empty()));
    }

    #[test]
    fn gzip_is_unpacked_up_to_a_limit() {
        assert_eq!(text(&packed(TABLE.as_bytes())), (TABLE.to_owned(), false));
        let (cp949, ..) = EUC_KR.encode(TABLE);
        assert_eq!(text(&packed(&cp949)), (TABLE.to_owned(), true));
        let bomb = packed(&vec![b' '; (FREE + 1) as usize]);
        let refused = unwrap(&bomb).unwrap_err().to_string();
        assert!(refused.contains("unpacks to more than 16 MiB"), "{refused}");
        let whole = packed(TABLE.as_bytes());
        let refused = unwrap(&whole[..whole.len() - 9]).unwrap_err().to_string();
        assert!(refused.contains("damaged"), "{refused}");
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = unwrap(&bytes);
            let _ = unwrap(&[GZIP, &bytes].concat());
        }

        #[test]
        fn korean_is_found_in_what_windows_writes(words in prop::collection::vec("[가-힣]{2,5}", 1..20)) {
            let text = words.join(",");
            let (bytes, _, failed) = EUC_KR.encode(&text);
            // Few pairs happen to be sound UTF-8 or are Hangul that no Korean word holds.
            if !failed && is_korean(&bytes) && !is_mostly_utf8(&bytes) {
                prop_assert_eq!(unwrap(&bytes).unwrap().0.into_owned(), text.into_bytes());
            }
        }
    }
}
