//! Text in the two languages of every reader: Dutch and English.
//!
//! A sentence is written once, with both versions side by side, so that none can be missing in one language.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language a reader can choose.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

/// A piece of text that lasts as long as the program does, or a copy of its own.
///
/// What a result takes over from the built-in rule pack is not copied: there are hundreds of such texts in it.
pub type Phrase = Cow<'static, str>;

/// A text in both languages.
///
/// The texts of the built-in rule pack stay where they stand in the program: most runs print few of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Text {
    /// The Dutch text.
    #[serde(borrow)]
    pub nl: Cow<'static, str>,
    /// The English text.
    #[serde(borrow)]
    pub en: Cow<'static, str>,
}

impl Text {
    /// Makes a text of its two versions.
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            nl: Cow::Owned(nl.into()),
            en: Cow::Owned(en.into()),
        }
    }

    /// Makes a text that reads the same in both languages, such as a name.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(text.clone(), text)
    }

    /// Adds a text behind this one.
    pub fn append(&mut self, more: &Self) {
        self.nl.to_mut().push_str(&more.nl);
        self.en.to_mut().push_str(&more.en);
    }

    /// Returns the version in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.phrase(lang)
    }

    /// Returns the version in one language, to be kept: a clone of it copies nothing that the program holds anyway.
    #[must_use]
    pub fn phrase(&self, lang: Lang) -> &Phrase {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

/// Makes a [`Text`] of two format strings that may use the same variables: `bilingual!("…", "…")`.
macro_rules! bilingual {
    ($nl:literal, $en:literal $(,)?) => {
        $crate::text::Text::new(format!($nl), format!($en))
    };
}
pub(crate) use bilingual;
