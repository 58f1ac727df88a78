//! Bytes that are kept, by their SHA-256: profiles, files of packs, results. They are packed, and kept once.

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::schema::Trouble;
use crate::pack::{Pack, PackFiles};
use crate::profile::hash;
use crate::screening::MOST_BYTES;
use crate::text::bilingual;

/// How hard to pack: harder takes twice the time for a tenth less.
const LEVEL: u8 = 6;

/// Keeps bytes and returns their hash; what is kept already is not kept again.
pub(super) fn put(connection: &Connection, bytes: &[u8]) -> Result<String, Trouble> {
    let hash = hash(bytes);
    if packed(connection, &hash)?.is_some() {
        // Nothing may come to rest on what is damaged.
        get(connection, &hash)?;
        return Ok(hash);
    }
    connection.execute(
        "INSERT INTO contents (hash, packed) VALUES (?1, ?2)",
        params![hash, compress_to_vec_zlib(bytes, LEVEL)],
    )?;
    Ok(hash)
}

/// Returns bytes by their hash; that they have it is checked.
pub(super) fn get(connection: &Connection, wanted: &str) -> Result<Vec<u8>, Trouble> {
    let short: String = wanted.chars().take(12).collect();
    let Some(packed) = packed(connection, wanted)? else {
        return Err(Trouble::Damaged(bilingual!(
            "de inhoud met SHA-256 {short} ontbreekt",
            "the content with SHA-256 {short} is missing"
        )));
    };
    match decompress_to_vec_zlib_with_limit(&packed, MOST_BYTES) {
        Ok(bytes) if hash(&bytes) == wanted => Ok(bytes),
        _ => Err(Trouble::Damaged(bilingual!(
            "de inhoud met SHA-256 {short} is veranderd",
            "the content with SHA-256 {short} was changed"
        ))),
    }
}

fn packed(connection: &Connection, hash: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    connection
        .query_row(
            "SELECT packed FROM contents WHERE hash = ?1",
            [hash],
            |row| row.get(0),
        )
        .optional()
}

/// Tells whether a pack is kept.
pub(super) fn has_pack(connection: &Connection, hash: &str) -> rusqlite::Result<bool> {
    connection
        .prepare("SELECT 1 FROM packs WHERE hash = ?1")?
        .exists([hash])
}

/// Keeps the files of a pack that results come from.
pub(super) fn put_pack(
    connection: &Connection,
    pack: &Pack,
    files: &PackFiles,
) -> Result<(), Trouble> {
    connection.execute(
        "INSERT INTO packs (hash, id, version) VALUES (?1, ?2, ?3)",
        params![pack.hash, pack.id, pack.version],
    )?;
    for (name, bytes) in files.counted() {
        let content = put(connection, bytes)?;
        connection.execute(
            "INSERT INTO pack_files (pack, name, content) VALUES (?1, ?2, ?3)",
            params![pack.hash, name, content],
        )?;
    }
    Ok(())
}

/// Returns the files of a pack that is kept; that together they have its hash is checked.
pub(super) fn get_pack(connection: &Connection, wanted: &str) -> Result<PackFiles, Trouble> {
    let mut named =
        connection.prepare("SELECT name, content FROM pack_files WHERE pack = ?1 ORDER BY name")?;
    let named = named.query_map([wanted], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut files = BTreeMap::new();
    for one in named {
        let (name, content): (String, String) = one?;
        files.insert(name, get(connection, &content)?);
    }
    let short: String = wanted.chars().take(12).collect();
    let files = PackFiles {
        name: format!("dossier:{short}"),
        files,
    };
    if files.hash() == wanted {
        Ok(files)
    } else {
        Err(Trouble::Damaged(bilingual!(
            "het regelpakket met SHA-256 {short} is niet heel",
            "the rule pack with SHA-256 {short} is not whole"
        )))
    }
}
