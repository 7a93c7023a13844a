//! Polish and Russian.

use crate::tongue::{NOWHERE_ELSE, Tongue};

pub(crate) static POLISH: Tongue = Tongue {
    share: 5,
    first: &[
        ("Agnieszka", "agnieszka"),
        ("Bogusław", "boguslaw"),
        ("Jadwiga", "jadwiga"),
        ("Łukasz", "lukasz"),
        ("Małgorzata", "malgorzata"),
        ("Paweł", "pawel"),
        ("Żaneta", "zaneta"),
        ("Zbigniew", "zbigniew"),
    ],
    last: &[
        ("Brzęczek", "brzeczek"),
        ("Gołąb", "golab"),
        ("Jabłoń", "jablon"),
        ("Kaczmarz", "kaczmarz"),
        ("Mróz", "mroz"),
        ("Piątek", "piatek"),
        ("Świątek-Nowy", "swiatek"),
        ("Żurawik", "zurawik"),
    ],
    places: &[
        ("Gdańsk", "Poland"),
        ("Łódź", "Poland"),
        ("Wrocław", "Poland"),
        ("Szczecin", "Poland"),
    ],
    jobs: &[
        "Kierownik magazynu",
        "Dyrektor handlowy",
        "Główna księgowa",
        "Administrator IT",
        "Specjalista ds. zakupów",
    ],
    firms: &[
        ("Bursztynowa Zatoka", "bursztynowazatoka"),
        ("Dąbrowa Tech", "dabrowatech"),
        ("Złoty Kłos", "zlotyklos"),
    ],
    ends: &["sp. z o.o.", "S.A.", "i Wspólnicy"],
    requests: &[
        (
            "Błąd na fakturze {n}",
            "Dzień dobry, na fakturze numer {n} jest zły NIP i stara nazwa naszej firmy. Proszę o korektę jeszcze w tym tygodniu, bo zamykamy miesiąc i nie możemy jej zaksięgować.",
        ),
        (
            "{thing} nie działa po aktualizacji",
            "Po wczorajszej aktualizacji urządzenie ({thing}) w oddziale {city} ciągle się restartuje i pokazuje kod {code}. Mamy {n} takich sztuk i cała zmiana stoi. Prosimy o pilny kontakt telefoniczny.",
        ),
        (
            "Brak dostępu do konta",
            "Nie mogę się zalogować, system twierdzi, że moje konto jest zablokowane. Hasło zmieniałam tydzień temu i wszystko działało. Potrzebuję dostępu do grafiku na jutro.",
        ),
    ],
    deals: &[
        "{firm}: {n} stanowisk",
        "Przedłużenie umowy {firm}",
        "{firm} – wdrożenie próbne",
    ],
    tasks: &["Oddzwonić do {who} w sprawie faktury", "Wysłać ofertę do {firm}"],
    life: &[
        "{n} lat doświadczenia w {skill}, ostatnio w mieście {city}.",
        "Kierował zespołem {n} osób i wprowadził {skill} w trzech oddziałach.",
    ],
    things: &["czytnik kodów", "drukarka etykiet", "boja pomiarowa", "stacja pogodowa"],
    phones: NOWHERE_ELSE,
};

pub(crate) static RUSSIAN: Tongue = Tongue {
    share: 4,
    first: &[
        ("Анфиса", "anfisa"),
        ("Геннадий", "gennady"),
        ("Евдокия", "evdokia"),
        ("Лев", "lev"),
        ("Марфа", "marfa"),
        ("Пётр", "pyotr"),
        ("Ульяна", "ulyana"),
        ("Фёдор", "fyodor"),
    ],
    last: &[
        ("Бондаренко", "bondarenko"),
        ("Вербицких", "verbitskikh"),
        ("Гончар", "gonchar"),
        ("Долгих", "dolgikh"),
        ("Жук", "zhuk"),
        ("Коваленко", "kovalenko"),
        ("Литвин", "litvin"),
        ("Седых", "sedykh"),
    ],
    places: &[
        ("Алматы", "Kazakhstan"),
        ("Рига", "Latvia"),
        ("Таллин", "Estonia"),
        ("Караганда", "Kazakhstan"),
    ],
    jobs: &[
        "Начальник склада",
        "Главный бухгалтер",
        "Системный администратор",
        "Руководитель закупок",
    ],
    firms: &[
        ("Северный причал", "severnyprichal"),
        ("Янтарный берег", "yantarnybereg"),
        ("Медовый луг", "medovylug"),
    ],
    ends: &["ООО", "и партнёры", "Логистика"],
    requests: &[
        (
            "Не приходит счёт",
            "Здравствуйте, мы уже второй месяц не получаем счёт по электронной почте, хотя адрес в настройках правильный. Пришлите, пожалуйста, копии за {n} недель, иначе бухгалтерия не сможет провести оплату.",
        ),
        (
            "{thing} показывает неверную температуру",
            "После замены батареи прибор ({thing}) на складе в городе {city} показывает на {n} градусов больше, чем на самом деле, а иногда выдаёт ошибку {code}. Нужна калибровка или замена.",
        ),
        (
            "Не могу войти в личный кабинет",
            "Сайт пишет, что пароль неверный, а письмо для восстановления не приходит. Проверил папку со спамом. Помогите восстановить доступ, завтра отчёт.",
        ),
    ],
    deals: &[
        "{firm}: {n} рабочих мест",
        "Продление договора: {firm}",
        "Пилотный проект {firm}",
    ],
    tasks: &[
        "Позвонить: {who}, вопрос по договору",
        "Отправить коммерческое предложение: {firm}",
    ],
    life: &[
        "Опыт работы с {skill} — {n} лет, последнее место: {city}.",
        "Руководил группой из {n} человек, внедрил {skill} на предприятии.",
    ],
    things: &["датчик", "принтер этикеток", "метеостанция", "терминал"],
    phones: NOWHERE_ELSE,
};
