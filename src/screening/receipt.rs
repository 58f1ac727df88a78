//! What a result was made with: program, pack, profile.

use super::model::{Level, PackReceipt, PackSource, ProfileReceipt, Tool, Topic};
use crate::pack::Pack;
use crate::profile::Profile;
use crate::text::Lang;

pub(super) fn tool() -> Tool {
    Tool {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Describes a pack.
pub(super) fn pack_receipt(pack: &Pack, lang: Lang) -> PackReceipt {
    PackReceipt {
        id: pack.id.clone(),
        version: pack.version.clone(),
        hash: pack.hash.clone(),
        title: pack.title.get(lang).to_owned(),
        source: PackSource {
            title: pack.source.title.clone(),
            publisher: pack.source.publisher.clone(),
            date: pack.source.date.clone(),
            language: pack.source.language.clone(),
        },
        levels: pack
            .levels
            .iter()
            .map(|level| Level {
                id: level.id.clone(),
                title: level.title.get(lang).to_owned(),
                meaning: level.meaning.get(lang).to_owned(),
            })
            .collect(),
        topics: pack
            .topics
            .iter()
            .map(|topic| Topic {
                id: topic.id.clone(),
                title: topic.title.get(lang).to_owned(),
            })
            .collect(),
    }
}

/// Describes a profile.
pub(super) fn profile_receipt(profile: &Profile) -> ProfileReceipt {
    let file = profile
        .path
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(&profile.path);
    ProfileReceipt {
        name: profile.name.clone().unwrap_or_else(|| file.to_owned()),
        path: profile.path.clone(),
        hash: profile.hash.clone(),
    }
}
