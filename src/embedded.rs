//! The default rule pack, as it was checked when the program was built.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::pack::{Pack, PackFiles};

/// The embedded pack cannot be read: the program itself is damaged.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the embedded rule pack is damaged: {0}")]
pub struct EmbeddedError(#[from] postcard::Error);

/// Returns the default pack, which is read once and then kept: taking it apart at the end would be work for nobody.
///
/// # Errors
/// [`EmbeddedError`] only if the program file is damaged.
pub fn shared() -> Result<&'static Pack, EmbeddedError> {
    static PACK: LazyLock<Result<Pack, EmbeddedError>> = LazyLock::new(pack);
    PACK.as_ref().map_err(Clone::clone)
}

/// Reads the default pack.
///
/// # Errors
/// [`EmbeddedError`] only if the program file is damaged.
pub fn pack() -> Result<Pack, EmbeddedError> {
    Ok(postcard::from_bytes(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/pack.bin"
    )))?)
}

/// Returns the files of the default pack, its tests included.
///
/// # Errors
/// [`EmbeddedError`] only if the program file is damaged.
pub fn files() -> Result<PackFiles, EmbeddedError> {
    let files: BTreeMap<String, Vec<u8>> =
        postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/files.bin")))?;
    Ok(PackFiles {
        name: "rules/amnesty-nl-2021".to_owned(),
        files,
    })
}
