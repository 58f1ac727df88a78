//! Country codes, ISO 3166-1 alpha-2.

/// The officially assigned codes of ISO 3166-1 alpha-2, in alphabetical order (249, as of 2024).
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM \
FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO \
JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA \
SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US \
UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Tells whether a text is a country code, in capitals.
#[must_use]
pub fn is_country(code: &str) -> bool {
    number(code).is_some()
}

/// Returns the number of a country code in the list.
pub(super) fn number(code: &str) -> Option<u16> {
    let at = CODES.split(' ').position(|known| known == code)?;
    u16::try_from(at).ok()
}

/// Returns the code with a number.
pub(super) fn code(number: u16) -> Option<&'static str> {
    CODES.split(' ').nth(usize::from(number))
}

/// Returns all codes.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    CODES.split(' ')
}

#[cfg(test)]
mod tests {
    use super::{code, codes, number};

    #[test]
    fn there_are_249_codes_in_order_and_each_has_its_number() {
        let all: Vec<&str> = codes().collect();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted());
        assert!(all.iter().all(|code| code.len() == 2));
        assert_eq!(number("CN").and_then(code), Some("CN"));
        assert_eq!(number("cn"), None);
        assert_eq!(number("XX"), None);
    }
}
