//! The default rule pack, as it was checked when the program was built.

use std::collections::BTreeMap;

use crate::pack::{Pack, PackFiles};

/// The embedded pack cannot be read: the program itself is damaged.
#[derive(Debug, thiserror::Error)]
#[error("the embedded rule pack is damaged: {0}")]
pub struct EmbeddedError(#[from] postcard::Error);

/// Returns the default pack.
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
