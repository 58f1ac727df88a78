//! The gazetteer: which province or country a place named in a profile lies in.
//!
//! Whole names only, never part of a word and never «nearly»: Changdu (Tibet) is one letter from Chengdu (Sichuan).

use std::collections::BTreeMap;

use super::names::Names;
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A place as far as a lookup needs it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// Province, ISO 3166-2; empty outside the gazetteer of provinces.
    pub province: String,
    /// Whether it is the province itself.
    pub is_province: bool,
}

/// Names of places, folded, with the places they stand for.
///
/// Borrows from the program what the program embeds, because every run loads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Places {
    /// The different places; a few dozen, however many names there are.
    all: Vec<Place>,
    /// Numbers of places by folded name.
    names: Names,
}

/// Places that are still being gathered.
#[derive(Debug, Default)]
pub struct PlacesBuilder {
    all: Vec<Place>,
    by_name: BTreeMap<String, Vec<u16>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvinceRow {
    code: String,
    level: String,
    name_zh: String,
    name_pinyin: String,
    name_en: String,
    aliases: String,
    province_iso: String,
    #[serde(rename = "province_name_en")]
    _province_name_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutsideRow {
    country: String,
    name_zh: String,
    name_en: String,
    aliases: String,
    /// The code under which the table of provinces has this country, if it has it.
    #[serde(default)]
    province: String,
}

impl PlacesBuilder {
    /// Adds a table of places in China: `places.csv`, with the columns of its README.
    ///
    /// # Errors
    /// The reader's own error where a row has not the columns expected; it names the line.
    pub fn add_provinces(&mut self, csv: &str) -> Result<(), csv::Error> {
        for row in csv::Reader::from_reader(csv.as_bytes()).deserialize() {
            let row: ProvinceRow = row?;
            let place = Place {
                country: row
                    .province_iso
                    .split('-')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                is_province: row.level == "province",
                province: row.province_iso,
            };
            let mut names = vec![row.code, row.name_zh, row.name_pinyin, row.name_en];
            names.extend(row.aliases.split('|').map(str::to_owned));
            if place.is_province {
                names.push(place.province.clone());
            }
            self.add(&names, &place);
        }
        Ok(())
    }

    /// Adds a table of places outside China that profiles name: `places-outside.csv`.
    ///
    /// A row with a province says that this province lies in the row's country, whatever its code begins with.
    ///
    /// # Errors
    /// As for [`PlacesBuilder::add_provinces`].
    pub fn add_outside(&mut self, csv: &str) -> Result<(), csv::Error> {
        for row in csv::Reader::from_reader(csv.as_bytes()).deserialize() {
            let row: OutsideRow = row?;
            let place = Place {
                country: row.country,
                province: row.province,
                is_province: false,
            };
            let same =
                |known: &&mut Place| !place.province.is_empty() && known.province == place.province;
            for known in self.all.iter_mut().filter(same) {
                known.country.clone_from(&place.country);
            }
            let mut names = vec![row.name_zh, row.name_en];
            names.extend(row.aliases.split('|').map(str::to_owned));
            self.add(&names, &place);
        }
        Ok(())
    }

    fn add(&mut self, names: &[String], place: &Place) {
        let number = self.number(place);
        for name in names
            .iter()
            .map(|name| fold(name))
            .filter(|name| !name.is_empty())
        {
            let numbers = self.by_name.entry(name).or_default();
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }

    /// Returns the number of a place, which it is given if it has none yet.
    fn number(&mut self, place: &Place) -> u16 {
        let known = self.all.iter().position(|known| known == place);
        let number = known.unwrap_or_else(|| {
            self.all.push(place.clone());
            self.all.len() - 1
        });
        // INVARIANT: a place is a country or a province, of which there are far fewer than 65,536.
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    /// Returns the places gathered, ready to be looked up.
    #[must_use]
    pub fn build(self) -> Places {
        Places {
            all: self.all,
            names: Names::new(&self.by_name),
        }
    }
}

impl Places {
    /// Returns the places a name stands for: none, one, or several in different provinces.
    pub fn find(&self, name: &str) -> impl Iterator<Item = &Place> {
        self.names
            .numbers(&fold(name))
            .into_iter()
            .filter_map(|number| self.all.get(usize::from(number)))
    }

    /// Returns the province that a name is the name or code of.
    ///
    /// `None` where the name is no province's, also where it is a city's.
    #[must_use]
    pub fn province(&self, name: &str) -> Option<&str> {
        self.find(name)
            .find(|place| place.is_province)
            .map(|place| place.province.as_str())
    }
}

/// Folds a name for comparison: compatibility forms, no accents on Latin letters, lower case, one kind of apostrophe,
/// single spaces.
#[must_use]
pub fn fold(name: &str) -> String {
    let folded: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| {
            if matches!(c, '\u{2019}' | '\u{2018}' | '`') {
                '\''
            } else {
                c
            }
        })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Places, PlacesBuilder, fold};

    fn places() -> Places {
        let mut places = PlacesBuilder::default();
        places
            .add_provinces(
                "code,level,name_zh,name_pinyin,name_en,aliases,province_iso,province_name_en\n\
                 650000,province,新疆维吾尔自治区,Xinjiang,Xinjiang,新疆|Sinkiang,CN-XJ,Xinjiang\n\
                 650100,prefecture,乌鲁木齐市,Wulumuqi,Ürümqi,乌鲁木齐|Urumchi,CN-XJ,Xinjiang\n\
                 330782,county,义乌市,Yiwu,Yiwu,义乌,CN-ZJ,Zhejiang\n\
                 650522,county,伊吾县,Yiwu,Yiwu County,伊吾,CN-XJ,Xinjiang\n",
            )
            .unwrap();
        places
            .add_outside("country,name_zh,name_en,aliases\nTW,臺北,Taipei,台北|Taibei\n")
            .unwrap();
        places.build()
    }

    fn provinces(name: &str) -> Vec<String> {
        places()
            .find(name)
            .map(|place| place.province.clone())
            .collect()
    }

    #[test]
    fn a_place_is_found_by_every_spelling_and_by_nothing_near() {
        for name in [
            "Ürümqi",
            "urumqi",
            "WULUMUQI",
            "乌鲁木齐",
            "乌鲁木齐市",
            " Urumchi ",
            "650100",
        ] {
            assert_eq!(provinces(name), ["CN-XJ"], "{name}");
        }
        for name in ["Urumq", "Urumqii", "", "Ürümqi, Xinjiang"] {
            assert!(provinces(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_name_in_two_provinces_gives_both() {
        assert_eq!(provinces("Yiwu"), ["CN-ZJ", "CN-XJ"]);
    }

    #[test]
    fn a_province_is_known_by_code_and_name_but_a_city_is_none() {
        assert_eq!(places().province("CN-XJ"), Some("CN-XJ"));
        assert_eq!(places().province("新疆"), Some("CN-XJ"));
        assert_eq!(places().province("Ürümqi"), None);
        assert_eq!(
            places().find("台北").next().map(|p| p.country.clone()),
            Some("TW".to_owned())
        );
    }

    #[test]
    fn folding_keeps_chinese_and_drops_accents() {
        assert_eq!(fold("Ürümqi"), "urumqi");
        assert_eq!(fold("  Xi’an  "), "xi'an");
        assert_eq!(fold("喀什"), "喀什");
    }
}
