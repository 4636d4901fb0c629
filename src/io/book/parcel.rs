//! The zip file that office documents are.

use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What an `OpenDocument` is; it comes first and as it is, so that programs find it at a fixed place.
pub(super) const MIMETYPE: &str = "mimetype";

/// Packs parts, each a name and its content, into a parcel. The same parts give the same bytes.
///
/// # Errors
/// A parcel of more than the 4 GiB that it may take.
pub(crate) fn pack(parts: impl IntoIterator<Item = (String, String)>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let is_plain = name == MIMETYPE;
        let method = if is_plain { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
