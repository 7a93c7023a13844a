//! The customers of the sample workspace and the people there.

/// A company and its domain.
pub(super) const FIRMS: [(&str, &str); 18] = [
    ("Port of Harlow Sound", "harlowsound.example"),
    ("Brisemer Ostréiculture", "brisemer.example"),
    ("Möwenberg Segelschule", "moewenberg.example"),
    ("Conservas Riomar", "riomar.example"),
    ("Bursztynowa Zatoka", "bursztynowa.example"),
    ("Körfez Işığı Marina", "korfezisigi.example"),
    ("Biển Xanh Aquaculture", "bienxanh.example"),
    ("Γαλάζια Ακτή", "galaziaakti.example"),
    ("مرسى الأمل", "marsaalamal.example"),
    ("חוף התכלת", "hofhatchelet.example"),
    ("नीलकमल सागर", "neelkamal.example"),
    ("海晏水产有限公司", "haiyan.example"),
    ("青凪水産", "aonagi.example"),
    ("해오름 해양", "haeoreum.example"),
    ("อ่าวสีคราม", "aosikhram.example"),
    ("Янтарный берег", "yantarny.example"),
    ("Saltmarsh Wind Partners", "saltmarshwind.example"),
    ("Kestrel Point Coastguard Trust", "kestrelpoint.example"),
];

/// A contact of the sample workspace.
pub(super) struct Contact {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) local: &'static str,
    /// Index of the company.
    pub(super) firm: usize,
    pub(super) title: &'static str,
    pub(super) city: &'static str,
    pub(super) country: &'static str,
    /// Empty for none.
    pub(super) phone: &'static str,
    pub(super) stage: &'static str,
    /// Empty for none.
    pub(super) about: &'static str,
}

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
const fn person(
    first: &'static str,
    last: &'static str,
    local: &'static str,
    firm: usize,
    title: &'static str,
    place: (&'static str, &'static str),
    phone: &'static str,
    stage: &'static str,
    about: &'static str,
) -> Contact {
    Contact {
        first,
        last,
        local,
        firm,
        title,
        city: place.0,
        country: place.1,
        phone,
        stage,
        about,
    }
}

const HARLOW: (&str, &str) = ("Harlow Sound", "United Kingdom");
const MALO: (&str, &str) = ("Saint-Malo", "France");
const ROSTOCK: (&str, &str) = ("Rostock", "Germany");
const VIGO: (&str, &str) = ("A Coruña", "Spain");
const GDANSK: (&str, &str) = ("Gdańsk", "Poland");
const IZMIR: (&str, &str) = ("İzmir", "Türkiye");
const NHATRANG: (&str, &str) = ("Nha Trang", "Vietnam");
const CHANIA: (&str, &str) = ("Χανιά", "Greece");
const TANGIER: (&str, &str) = ("طنجة", "Morocco");
const HAIFA: (&str, &str) = ("חיפה", "Israel");
const KOCHI: (&str, &str) = ("कोच्चि", "India");
const QINGDAO: (&str, &str) = ("青岛", "China");
const HAKODATE: (&str, &str) = ("函館", "Japan");
const BUSAN: (&str, &str) = ("부산", "South Korea");
const PHUKET: (&str, &str) = ("ภูเก็ต", "Thailand");
const RIGA: (&str, &str) = ("Рига", "Latvia");
const BOSTON: (&str, &str) = ("Boston", "United States");
const GALWAY: (&str, &str) = ("Galway", "Ireland");

#[rustfmt::skip]
pub(super) const CONTACTS: [Contact; 60] = [
    person("Imogen", "Penhallow", "imogen.penhallow", 0, "Harbour Master", HARLOW, "+442079460101", "customer", "First customer. Runs four Tidewick buoys at the outer pier and tells everybody about them."),
    person("Duncan", "Kilbride", "duncan.kilbride", 0, "Deputy Harbour Master", HARLOW, "+447700900102", "customer", "On duty at night; call the mobile, not the office."),
    person("Priscilla", "Mensah", "priscilla.mensah", 0, "Finance Officer", HARLOW, "+442079460103", "customer", "Pays on the 25th, wants the purchase order number on every invoice."),
    person("Callum", "Stoddart", "callum.stoddart", 0, "Electrician", HARLOW, "", "customer", "Replaced the antenna cable himself, twice."),
    person("Éloïse", "Beauchêne", "eloise.beauchene", 1, "Directrice", MALO, "+33199001201", "opportunity", "Family business in the third generation; wants proof before she spends."),
    person("Gaétan", "Tréguier", "gaetan.treguier", 1, "Chef de parc", MALO, "+33639981202", "opportunity", "Tests the pilot buoy in bed 7. Speaks English on the phone, writes in French."),
    person("Noémie", "Fontvieille", "noemie.fontvieille", 1, "Comptable", MALO, "+33199001203", "opportunity", ""),
    person("Friederike", "Achterberg", "f.achterberg", 2, "Inhaberin", ROSTOCK, "+493023125201", "customer", "Sailing school with 40 boats. Renewal is due; unhappy about the two outages in September."),
    person("Torben", "Niebuhr", "t.niebuhr", 2, "Cheftrainer", ROSTOCK, "+496990009202", "customer", "Uses the wind alarm for the children's courses."),
    person("Wiebke", "Dünnwald", "w.duennwald", 2, "Büroleitung", ROSTOCK, "+494066969203", "customer", ""),
    person("Begoña", "Barrientos", "begona.barrientos", 3, "Jefa de compras", VIGO, "+442079460301", "qualified", "Compares three suppliers. Asks for delivery within six weeks."),
    person("Íñigo", "Echevarría", "inigo.echevarria", 3, "Director de operaciones", VIGO, "+442079460302", "qualified", "Engineer by training; wants the raw data."),
    person("Nieves", "Quiñones", "nieves.quinones", 3, "Responsable de calidad", VIGO, "", "qualified", ""),
    person("Agnieszka", "Gołąb", "agnieszka.golab", 4, "Dyrektor portu", GDANSK, "+493023125401", "customer", "Two buoys since last year, a third is planned for the yacht basin."),
    person("Łukasz", "Brzęczek", "lukasz.brzeczek", 4, "Administrator IT", GDANSK, "+493023125402", "customer", "Built the connection to the port's own map with our API."),
    person("Jadwiga", "Mróz", "jadwiga.mroz", 4, "Główna księgowa", GDANSK, "", "customer", ""),
    person("Çağlar", "Değirmenci", "caglar.degirmenci", 5, "Marina müdürü", IZMIR, "+442079460501", "lead", "Met at the boat show. Interested in alarms for 300 berths."),
    person("Gülşen", "Yeşilırmak", "gulsen.yesilirmak", 5, "Teknik sorumlu", IZMIR, "+442079460502", "lead", ""),
    person("Özlem", "Işıklı", "ozlem.isikli", 5, "Muhasebe", IZMIR, "", "lead", ""),
    person("Thu Hà", "Nguyễn", "thuha.nguyen", 6, "Giám đốc", NHATRANG, "+61255501601", "opportunity", "Lobster cages; lost a third of the stock to warm water last summer."),
    person("Minh Quân", "Đặng", "minhquan.dang", 6, "Kỹ sư nuôi trồng", NHATRANG, "+61255501602", "opportunity", "Wants oxygen readings every ten minutes."),
    person("Khánh Linh", "Phạm", "khanhlinh.pham", 6, "Kế toán", NHATRANG, "", "opportunity", ""),
    person("Μυρτώ", "Θαλασσινού", "myrto.thalassinou", 7, "Διευθύντρια", CHANIA, "+33199001701", "customer", "Ferry pier and three beaches. Season from April to October."),
    person("Κλειώ", "Καραβέλα", "kleio.karavela", 7, "Υπεύθυνη λειτουργιών", CHANIA, "+33199001702", "customer", ""),
    person("ليلى", "البحراوي", "layla.albahrawi", 8, "مديرة الميناء", TANGIER, "+33199001801", "qualified", "Prefers video calls in French or Arabic. The tender opens in spring."),
    person("طارق", "النجّار", "tariq.alnajjar", 8, "مهندس الصيانة", TANGIER, "+33199001802", "qualified", ""),
    person("يوسف", "القرطبي", "yusuf.alqurtubi", 8, "محاسب", TANGIER, "", "qualified", ""),
    person("נעמה", "כרמלי", "naama.karmeli", 9, "מנהלת תפעול", HAIFA, "+442079460901", "customer", "Jellyfish season: wants temperature and current in one chart."),
    person("יואב", "גלעדי", "yoav.giladi", 9, "אחראי ציוד", HAIFA, "+442079460902", "customer", ""),
    person("मीनाक्षी", "पाण्डेय", "meenakshi.pandey", 10, "परियोजना प्रमुख", KOCHI, "+442079461001", "lead", "Asked for prices for twenty fishing harbours; state funding not yet approved."),
    person("विक्रम", "श्रीवास्तव", "vikram.shrivastav", 10, "क्रय प्रबंधक", KOCHI, "+442079461002", "lead", ""),
    person("浩然", "欧阳", "haoran.ouyang", 11, "总经理", QINGDAO, "+12125550111", "opportunity", "Kelp and abalone. Visited our booth twice and asked about the salinity probe."),
    person("雪晴", "林", "xueqing.lin", 11, "采购经理", QINGDAO, "+12125550112", "opportunity", "Wants an offer in yuan and delivery to the port."),
    person("志远", "沈", "zhiyuan.shen", 11, "技术员", QINGDAO, "", "opportunity", ""),
    person("千尋", "小野寺", "chihiro.onodera", 12, "購買部長", HAKODATE, "+441614960121", "customer", "Scallop farms. Very loyal, very exact; answers within the hour."),
    person("健太郎", "渡良瀬", "kentaro.watarase", 12, "技術課長", HAKODATE, "+441614960122", "customer", "Found the drift of the salinity probe before we did."),
    person("美咲", "松風", "misaki.matsukaze", 12, "経理担当", HAKODATE, "", "customer", ""),
    person("서연", "남궁", "seoyeon.namgung", 13, "구매 팀장", BUSAN, "+13125550131", "qualified", "Needs a Korean manual before anything else."),
    person("도윤", "백", "doyun.baek", 13, "연구원", BUSAN, "+13125550132", "qualified", ""),
    person("ปิยะดา", "ศรีสวัสดิ์วงศ์", "piyada.srisawatwong", 14, "ผู้จัดการ", PHUKET, "+61255501141", "lead", "Dive centre with two boats; asks for a monthly plan."),
    person("จิรายุ", "ทองสุขใส", "jirayu.thongsuksai", 14, "หัวหน้าครูสอนดำน้ำ", PHUKET, "", "lead", ""),
    person("Марфа", "Коваленко", "marfa.kovalenko", 15, "Руководитель закупок", RIGA, "+493023125151", "former", "Left for a cheaper supplier last autumn; parted as friends. Their contract there ends in spring."),
    person("Пётр", "Седых", "pyotr.sedykh", 15, "Инженер", RIGA, "+493023125152", "former", "Still writes when he finds something interesting about tides."),
    person("Marcus", "Okonjo", "marcus.okonjo", 16, "Head of Operations", BOSTON, "+16175550161", "opportunity", "Offshore wind; the largest deal we ever had. Decides with the safety board."),
    person("Rosalind", "Vance", "rosalind.vance", 16, "Safety Lead", BOSTON, "+16175550162", "opportunity", "Reads every line of the data sheet. Wants the failure statistics."),
    person("Theodore", "Wetherell", "theodore.wetherell", 16, "Procurement", BOSTON, "+16175550163", "opportunity", ""),
    person("Tabitha", "Greystoke", "tabitha.greystoke", 16, "General Counsel", BOSTON, "+16175550164", "opportunity", "Liability clause 9 is hers."),
    person("Siobhán", "O'Farrell", "siobhan.ofarrell", 17, "Trustee", GALWAY, "+441314960171", "evangelist", "Charity; pays little and brings three leads a year."),
    person("Ambrose", "Tremayne", "ambrose.tremayne", 17, "Coxswain", GALWAY, "+441314960172", "evangelist", "Gave us the photo on the brochure."),
    person("Hazel", "Ravensworth", "hazel.ravensworth", 17, "Volunteer Coordinator", GALWAY, "", "customer", ""),
    person("Harriet", "Loxley", "harriet.loxley", 0, "Press Officer", HARLOW, "+442079460105", "customer", "Writes the case study about the storm of 3 October."),
    person("Desmond", "Yarrow", "desmond.yarrow", 16, "Field Engineer", BOSTON, "", "lead", ""),
    person("Loïc", "Pèlerin", "loic.pelerin", 1, "Marin", MALO, "", "lead", ""),
    person("Silke", "Zöllner", "s.zoellner", 2, "Segellehrerin", ROSTOCK, "", "customer", ""),
    person("Andrés", "Lozano Gil", "andres.lozano", 3, "Informático", VIGO, "", "qualified", ""),
    person("Zbigniew", "Świątek-Nowy", "z.swiatek", 4, "Bosman", GDANSK, "", "customer", ""),
    person("Ασπασία", "Ψαρρά", "aspasia.psarra", 7, "Λογίστρια", CHANIA, "", "customer", ""),
    person("תמר", "אלמוגי", "tamar.almogi", 9, "חשבת", HAIFA, "", "customer", ""),
    person("悠", "久保井", "yu.kuboi", 12, "研究員", HAKODATE, "", "customer", ""),
    person("은채", "한", "eunchae.han", 13, "통역", BUSAN, "", "lead", ""),
];

/// A candidate of the sample workspace.
pub(super) struct Applicant {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) local: &'static str,
    pub(super) headline: &'static str,
    pub(super) position: &'static str,
    pub(super) stage: &'static str,
    pub(super) city: &'static str,
    pub(super) skills: &'static [&'static str],
    pub(super) cv: &'static str,
}

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
const fn applicant(
    first: &'static str,
    last: &'static str,
    local: &'static str,
    headline: &'static str,
    position: &'static str,
    stage: &'static str,
    city: &'static str,
    skills: &'static [&'static str],
    cv: &'static str,
) -> Applicant {
    Applicant {
        first,
        last,
        local,
        headline,
        position,
        stage,
        city,
        skills,
        cv,
    }
}

const FIRMWARE: &str = "Firmware Engineer";
const SUPPORT: &str = "Customer Support Specialist";
const FIELD: &str = "Field Technician";

#[rustfmt::skip]
pub(super) const APPLICANTS: [Applicant; 20] = [
    applicant("Kwame", "Coldwell", "kwame.coldwell", "Embedded developer", FIRMWARE, "offer", "Bristol", &["Rust", "embedded firmware", "soldering"], "Eight years of firmware for battery-powered sensors, the last three in Rust. Brought the sleep current of a water meter below two microamperes and wrote up how. Has restored a wooden dinghy and knows what salt does to connectors."),
    applicant("Solène", "Delacôte", "solene.delacote", "Ingénieure systèmes embarqués", FIRMWARE, "interview", "Nantes", &["C", "Rust", "marine electronics"], "Six ans dans l'électronique de navires de pêche : sondeurs, pilotes automatiques, alimentation solaire. A conçu un banc de test qui simule une tempête de trois jours en deux heures."),
    applicant("Sören", "Hüttenrauch", "soeren.huettenrauch", "Elektroniker", FIRMWARE, "rejected", "Rostock", &["soldering", "PCB design"], "Zwölf Jahre in der Reparatur von Funkgeräten, Meister. Möchte in die Entwicklung wechseln und lernt seit einem Jahr abends Rust."),
    applicant("若曦", "周", "ruoxi.zhou", "嵌入式工程师", FIRMWARE, "screen", "青岛", &["embedded firmware", "LoRa", "Python"], "五年物联网设备开发经验，负责过海水养殖监测浮标的低功耗通信模块，熟悉防水结构和远程升级。英语流利，愿意到欧洲工作。"),
    applicant("Nilüfer", "Karagöz", "nilufer.karagoz", "Gömülü yazılım geliştirici", FIRMWARE, "new", "İzmir", &["C++", "Bluetooth", "testing"], "Dört yıl boyunca tarım sensörleri için yazılım geliştirdi; pil ömrünü iki katına çıkardı. Açık kaynak bir hava istasyonu projesinin bakımını yapıyor."),
    applicant("Matías", "Urrutia", "matias.urrutia", "Ingeniero de firmware", FIRMWARE, "new", "Valparaíso", &["Zephyr", "C", "Rust"], "Desarrolló boyas para investigación oceanográfica en la costa chilena y pasó tres campañas a bordo. Busca un equipo pequeño que cuide los detalles."),
    applicant("Abigail", "Thistlewood", "abigail.thistlewood", "Support team lead", SUPPORT, "interview", "Leeds", &["customer support", "technical writing", "training"], "Ten years of support for scientific instruments; built a help centre that halved the number of tickets. Speaks English and French, stays calm when a harbour master shouts."),
    applicant("Małgorzata", "Jabłoń", "malgorzata.jablon", "Specjalistka ds. obsługi klienta", SUPPORT, "interview", "Gdańsk", &["customer support", "Polish", "German"], "Siedem lat w obsłudze klienta firmy żeglugowej, po polsku, niemiecku i angielsku. Prowadziła szkolenia dla nowych pracowników i napisała bazę wiedzy."),
    applicant("Bích Ngọc", "Trần", "bichngoc.tran", "Nhân viên hỗ trợ kỹ thuật", SUPPORT, "screen", "Đà Nẵng", &["customer support", "aquaculture", "translation"], "Ba năm hỗ trợ kỹ thuật cho các trại nuôi tôm, quen với thiết bị đo oxy và nhiệt độ. Dịch tài liệu từ tiếng Anh sang tiếng Việt."),
    applicant("Harald", "Käsbauer", "harald.kaesbauer", "Kundenberater", SUPPORT, "rejected", "Wien", &["sales", "customer support"], "Fünfzehn Jahre im Verkauf von Küchengeräten, davon fünf als Filialleiter. Sucht eine Tätigkeit mit weniger Reisen."),
    applicant("さくら", "潮田", "sakura.ushioda", "カスタマーサポート", SUPPORT, "new", "横浜", &["customer support", "English", "Korean"], "船舶用電子機器メーカーで五年間、国内外の顧客対応を担当。日本語、英語、韓国語での問い合わせに対応し、取扱説明書の翻訳も行いました。"),
    applicant("سلمى", "الزيتوني", "salma.alzaytuni", "أخصائية دعم العملاء", SUPPORT, "new", "طنجة", &["customer support", "Arabic", "French"], "خبرة أربع سنوات في دعم عملاء شركة شحن بالعربية والفرنسية، مع إعداد تقارير أسبوعية وتدريب الموظفين الجدد."),
    applicant("Gareth", "Pickersgill", "gareth.pickersgill", "Marine electrician", FIELD, "hired", "Cardiff", &["field service", "boat handling", "marine electronics"], "Served on lifeboats for nine years, then installed radar on ferries. Holds a skipper's licence and does not get seasick. Recommended by Ambrose Tremayne."),
    applicant("Joaquín", "Ibáñez", "joaquin.ibanez", "Técnico naval", FIELD, "interview", "Cádiz", &["field service", "diving", "welding"], "Buzo profesional y técnico de mantenimiento de boyas de señalización en el Estrecho. Disponible para viajar veinte semanas al año."),
    applicant("Ελπινίκη", "Γαλανοπούλου", "elpiniki.galanopoulou", "Τεχνικός πεδίου", FIELD, "screen", "Πειραιάς", &["field service", "hydrography"], "Πέντε χρόνια σε υδρογραφικές αποτυπώσεις λιμανιών, με εμπειρία στη συντήρηση σταθμών παλίρροιας. Δίπλωμα ταχύπλοου."),
    applicant("Фёдор", "Долгих", "fyodor.dolgikh", "Техник по обслуживанию", FIELD, "withdrawn", "Таллин", &["field service", "network security"], "Семь лет обслуживал навигационные буи на Балтике. Отозвал заявление: нашёл работу ближе к дому."),
    applicant("अनन्या", "मिश्रा", "ananya.mishra", "क्षेत्र अभियंता", FIELD, "new", "पुणे", &["field service", "statistics"], "मौसम विभाग के तटीय केंद्रों में चार वर्ष का अनुभव, उपकरणों की स्थापना और अंशांकन। समुद्री यात्राओं के लिए तैयार।"),
    applicant("הדס", "חרמון", "hadas.hermon", "טכנאית שטח", FIELD, "new", "חיפה", &["field service", "boat handling"], "שלוש שנים בתחזוקת חיישנים במצופי מחקר, רישיון משיט וקורס צלילה. מחפשת צוות קטן ועבודה קרובה לים."),
    applicant("하은", "윤", "haeun.yoon", "현장 기술자", FIELD, "screen", "여수", &["field service", "aquaculture"], "양식장 수질 측정 장비를 5년간 설치하고 관리했습니다. 소형 선박 조종 면허가 있으며 출장이 가능합니다."),
    applicant("ณัฐพล", "แสงจันทร์เพ็ญ", "nattapon.saengchanpen", "ช่างเทคนิคภาคสนาม", FIELD, "new", "ระยอง", &["field service", "diving"], "ดูแลทุ่นตรวจวัดคุณภาพน้ำทะเลมา 6 ปี ดำน้ำซ่อมบำรุงได้ และสื่อสารภาษาอังกฤษได้ดี"),
];
