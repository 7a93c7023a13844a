//! Names of months in the languages that exports are written in.

use super::text::fold;

/// The months from January, in full, as [`fold`] leaves them. Any beginning of three letters or more that names one
/// month alone is read too.
const NAMES: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "janner",
        "janvier",
        "enero",
        "gennaio",
        "janeiro",
        "januari",
        "stycznia",
        "styczen",
        "января",
        "январь",
        "ocak",
        "ιανουαριου",
        "ledna",
    ],
    &[
        "february",
        "februar",
        "fevrier",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "lutego",
        "luty",
        "февраля",
        "февраль",
        "subat",
        "φεβρουαριου",
        "unora",
    ],
    &[
        "march",
        "marz",
        "maerz",
        "mars",
        "marzo",
        "marco",
        "maart",
        "mrt",
        "marca",
        "marzec",
        "марта",
        "март",
        "mart",
        "μαρτιου",
        "brezna",
        "mrz",
    ],
    &[
        "april",
        "avril",
        "abril",
        "aprile",
        "kwietnia",
        "kwiecien",
        "апреля",
        "апрель",
        "nisan",
        "απριλιου",
        "dubna",
    ],
    &[
        "may",
        "mai",
        "mayo",
        "maggio",
        "maio",
        "mei",
        "maj",
        "maja",
        "мая",
        "маи",
        "mayis",
        "μαιου",
        "kvetna",
    ],
    &[
        "june",
        "juni",
        "juin",
        "junio",
        "giugno",
        "junho",
        "czerwca",
        "czerwiec",
        "июня",
        "июнь",
        "haziran",
        "ιουνιου",
        "cervna",
    ],
    &[
        "july",
        "juli",
        "juillet",
        "julio",
        "luglio",
        "julho",
        "lipca",
        "lipiec",
        "июля",
        "июль",
        "temmuz",
        "ιουλιου",
    ],
    &[
        "august",
        "aout",
        "agosto",
        "augustus",
        "augusti",
        "sierpnia",
        "sierpien",
        "августа",
        "август",
        "agustos",
        "αυγουστου",
        "srpna",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "wrzesnia",
        "wrzesien",
        "сентября",
        "сентябрь",
        "eylul",
        "σεπτεμβριου",
        "zari",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "pazdziernika",
        "pazdziernik",
        "октября",
        "октябрь",
        "ekim",
        "οκτωβριου",
        "rijna",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "listopada",
        "listopad",
        "ноября",
        "ноябрь",
        "kasim",
        "νοεμβριου",
    ],
    &[
        "december",
        "dezember",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "grudnia",
        "grudzien",
        "декабря",
        "декабрь",
        "aralik",
        "δεκεμβριου",
        "prosince",
    ],
];

/// The month of a name, 1 to 12.
pub(crate) fn read(word: &str) -> Option<i8> {
    let word = fold(word);
    let months = || (1_i8..).zip(NAMES);
    if let Some((month, _)) = months().find(|(_, names)| names.contains(&word.as_str())) {
        return Some(month);
    }
    if word.chars().count() < 3 {
        return None;
    }
    let mut begun = months().filter(|(_, names)| names.iter().any(|name| name.starts_with(&word)));
    match (begun.next(), begun.next()) {
        (Some((month, _)), None) => Some(month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_full_and_short_names_in_many_languages() {
        for (month, words) in [
            (
                1,
                &["Jan", "January", "Jänner", "janv", "ENERO", "gen", "января", "Ocak"][..],
            ),
            (2, &["Feb", "févr", "lutego", "şubat"]),
            (3, &["Mar", "März", "Mrz", "mars", "marca", "марта"]),
            (4, &["Apr", "avr", "abr", "kwi"]),
            (5, &["May", "Mai", "mayo", "maja", "мая"]),
            (6, &["Jun", "juin", "июня"]),
            (7, &["Jul", "juil", "lipca"]),
            (8, &["Aug", "août", "ago", "sierpnia", "Ağustos"]),
            (9, &["Sep", "Sept", "set", "Eylül"]),
            (10, &["Oct", "Okt", "out", "ekim"]),
            (11, &["Nov", "listopada", "kasım"]),
            (12, &["Dec", "Dez", "déc", "dic", "aralık", "декабря"]),
        ] {
            for word in words {
                assert_eq!(read(word), Some(month), "{word}");
            }
        }
    }

    #[test]
    fn every_name_of_the_table_names_its_month() {
        for (month, names) in (1..).zip(NAMES) {
            for name in names {
                assert_eq!(read(name), Some(month), "{name}");
            }
        }
    }

    #[test]
    fn what_names_no_month_or_several_is_none() {
        for word in ["", "ma", "jui", "monday", "x", "juneau"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
