//! A full name as first and last name. Names do not all work this way; where the parts cannot be known, the whole
//! name becomes the first name rather than a guess.

/// Words that belong to the name after them: `Ludwig van Beethoven`.
const PARTICLES: [&str; 38] = [
    "van", "von", "vom", "zu", "zum", "zur", "de", "del", "della", "delle", "di", "da", "das", "do", "dos", "du",
    "des", "der", "den", "ten", "ter", "la", "le", "los", "el", "al", "af", "av", "bin", "bint", "ibn", "ben", "abu",
    "mac", "san", "st.", "y", "e",
];

/// What may follow a last name and a comma without being a first name.
const SUFFIXES: [&str; 16] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "dds", "esq", "mba", "cpa", "rn", "msc", "bsc", "ma", "dr",
];

/// Chinese surnames of two characters.
const LONG_CHINESE: [&str; 22] = [
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "夏侯", "皇甫", "尉迟", "公孙",
    "公孫", "慕容", "令狐", "长孙", "宇文", "端木", "南宫", "呼延",
];

/// Korean surnames of two syllables.
const LONG_KOREAN: [&str; 6] = ["남궁", "황보", "제갈", "선우", "독고", "사공"];

/// Vietnamese surnames that most people have; they come first.
const VIETNAMESE: [&str; 20] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đào", "Đoàn", "Trịnh", "Đinh",
];

/// First and last name of a full name; either may be missing.
#[must_use]
pub fn split_full_name(full: &str) -> (Option<String>, Option<String>) {
    let full = full.split_whitespace().collect::<Vec<_>>().join(" ");
    if full.is_empty() {
        return (None, None);
    }
    if let Some((last, first)) = full.split_once([',', '，']) {
        let (last, first) = (last.trim(), first.trim());
        let bare = first.trim_end_matches('.').replace('.', "").to_lowercase();
        if first.is_empty() {
            return split_full_name(last);
        }
        if SUFFIXES.contains(&bare.as_str()) {
            let (given, family) = split_full_name(last);
            return (given, family.map(|family| format!("{family}, {first}")));
        }
        return (Some(first.to_owned()), (!last.is_empty()).then(|| last.to_owned()));
    }
    if full.chars().any(is_east_asian) {
        return split_east_asian(&full);
    }
    split_spaced(&full)
}

fn split_spaced(full: &str) -> (Option<String>, Option<String>) {
    let words: Vec<&str> = full.split(' ').collect();
    let [first, .., _] = words[..] else {
        return (Some(full.to_owned()), None);
    };
    if VIETNAMESE.contains(&first) {
        return (Some(words[1..].join(" ")), Some(first.to_owned()));
    }
    // The last name is the last word, with the particles before it; `Jr.` and the like belong to it too.
    let is_suffix = |word: &str| SUFFIXES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let mut start = words.len() - 1;
    while start > 1 && is_suffix(words[start]) {
        start -= 1;
    }
    while start > 1 && PARTICLES.contains(&words[start - 1].to_lowercase().as_str()) {
        start -= 1;
    }
    (Some(words[..start].join(" ")), Some(words[start..].join(" ")))
}

const fn is_east_asian(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '々')
}

const fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}')
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// The family name comes first, but in names written with a dot, which were taken over from elsewhere.
fn split_east_asian(full: &str) -> (Option<String>, Option<String>) {
    if let Some((first, last)) = full.rsplit_once(['・', '·', '‧', '•']) {
        return (Some(first.trim().to_owned()), Some(last.trim().to_owned()));
    }
    if let Some((family, given)) = full.split_once(' ') {
        return (Some(given.to_owned()), Some(family.to_owned()));
    }
    let chars: Vec<char> = full.chars().collect();
    let family = if chars.iter().all(|c| is_hangul(*c)) {
        family_length(full, &LONG_KOREAN, chars.len(), 2..=4)
    } else if chars.iter().all(|c| is_han(*c)) {
        // Four characters are a Japanese name of two and two, unless the first two are a Chinese surname anyway.
        if chars.len() == 4 {
            Some(2)
        } else {
            family_length(full, &LONG_CHINESE, chars.len(), 2..=3)
        }
    } else {
        // 山田太郎 cannot be told from 山田かおり without a dictionary, but where kanji end and kana begin can.
        let han = chars.iter().take_while(|c| is_han(**c)).count();
        (han > 0 && chars[han..].iter().all(|c| is_kana(*c))).then_some(han)
    };
    match family {
        Some(length) if length < chars.len() => (
            Some(chars[length..].iter().collect()),
            Some(chars[..length].iter().collect()),
        ),
        _ => (Some(full.to_owned()), None),
    }
}

fn family_length(
    full: &str,
    long: &[&str],
    length: usize,
    plausible: std::ops::RangeInclusive<usize>,
) -> Option<usize> {
    if !plausible.contains(&length) {
        return None;
    }
    let long = length > 2 && long.iter().any(|family| full.starts_with(family));
    Some(if long { 2 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_of_many_places_are_split_where_they_part() {
        for (full, first, last) in [
            ("Ada Lovelace", "Ada", "Lovelace"),
            ("Lovelace, Ada", "Ada", "Lovelace"),
            ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
            ("Vincent Willem van der Berg", "Vincent Willem", "van der Berg"),
            ("María de la Cruz", "María", "de la Cruz"),
            ("Martin King, Jr.", "Martin", "King, Jr."),
            ("Martin King Jr.", "Martin", "King Jr."),
            ("王小明", "小明", "王"),
            ("欧阳修", "修", "欧阳"),
            ("山田太郎", "太郎", "山田"),
            ("山田 太郎", "太郎", "山田"),
            ("山田　太郎", "太郎", "山田"),
            ("高橋かおり", "かおり", "高橋"),
            ("ジョン・スミス", "ジョン", "スミス"),
            ("김민준", "민준", "김"),
            ("남궁민수", "민수", "남궁"),
            ("Nguyễn Văn An", "Văn An", "Nguyễn"),
            ("Анна Каренина", "Анна", "Каренина"),
            ("Salman bin Khalid", "Salman", "bin Khalid"),
        ] {
            let (got_first, got_last) = split_full_name(full);
            assert_eq!(
                (got_first.as_deref(), got_last.as_deref()),
                (Some(first), Some(last)),
                "{full}"
            );
        }
    }

    #[test]
    fn a_name_of_one_word_is_a_first_name() {
        for name in ["Cher", "สมชาย", "さくら", "राजेश"] {
            assert_eq!(split_full_name(name), (Some(name.to_owned()), None));
        }
        assert_eq!(split_full_name("  "), (None, None));
    }
}
