//! The networks that come with the program.

use super::native;
use crate::error::{Error, ErrorKind};
use crate::model::Network;

/// Names and texts of the built-in networks.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::io::BUILTINS;
///
/// for (name, text) in BUILTINS {
///     let network = Network::from_reader(text.as_bytes())?;
///     assert_eq!((network.id(), network.warnings().len()), (*name, 0));
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
pub static BUILTINS: &[(&str, &str)] = &[
    ("seoul", include_str!("../../networks/seoul.json")),
    ("singapore", include_str!("../../networks/singapore.json")),
    ("netherlands", include_str!("../../networks/netherlands.json")),
];

pub(super) fn read(name: &str) -> Result<Network, Error> {
    let found = BUILTINS.iter().find(|(builtin, _)| *builtin == name).ok_or_else(|| {
        let names = BUILTINS.iter().map(|(builtin, _)| *builtin).collect::<Vec<_>>().join(", ");
        ErrorKind::NoMatch { what: format!("network `{name}`"), help: format!("; built in are: {names}") }
    })?;
    native::read(found.1.as_bytes())
}
