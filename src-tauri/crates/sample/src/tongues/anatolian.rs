//! Turkish and Greek.

use crate::tongue::{NOWHERE_ELSE, Tongue};

pub(crate) static TURKISH: Tongue = Tongue {
    share: 4,
    first: &[
        ("Ayşegül", "aysegul"),
        ("Çağlar", "caglar"),
        ("Gülşen", "gulsen"),
        ("İbrahim", "ibrahim"),
        ("Özlem", "ozlem"),
        ("Şükrü", "sukru"),
        ("Yiğit", "yigit"),
        ("Nilüfer", "nilufer"),
    ],
    last: &[
        ("Akçay", "akcay"),
        ("Büyükdağ", "buyukdag"),
        ("Çiftçioğlu", "ciftcioglu"),
        ("Değirmenci", "degirmenci"),
        ("Işıklı", "isikli"),
        ("Karagöz", "karagoz"),
        ("Şahinbaş", "sahinbas"),
        ("Yeşilırmak", "yesilirmak"),
    ],
    places: &[
        ("İzmir", "Türkiye"),
        ("Çanakkale", "Türkiye"),
        ("Muğla", "Türkiye"),
        ("Eskişehir", "Türkiye"),
    ],
    jobs: &[
        "Satın alma müdürü",
        "Depo sorumlusu",
        "Muhasebeci",
        "Liman müdürü",
        "Bilgi işlem uzmanı",
    ],
    firms: &[
        ("Körfez Işığı", "korfezisigi"),
        ("Dağçiçeği", "dagcicegi"),
        ("Yeşilova", "yesilova"),
    ],
    ends: &["A.Ş.", "Ltd. Şti.", "ve Ortakları"],
    requests: &[
        (
            "Fatura adresi yanlış",
            "Merhaba, {n} numaralı faturada şirketimizin eski adresi yazıyor. Düzeltilmiş faturayı ay sonundan önce gönderebilir misiniz? Muhasebe bu haliyle kabul etmiyor.",
        ),
        (
            "{thing} bağlanmıyor",
            "Dünkü fırtınadan sonra {city} iskelesindeki cihaz ({thing}) sunucuya bağlanmıyor ve {code} hatası veriyor. Kabloyu ve anteni kontrol ettik. {n} tekne veri bekliyor, acil yardım rica ederiz.",
        ),
        (
            "Şifremi sıfırlayamıyorum",
            "Şifre sıfırlama bağlantısına tıklayınca sayfa süresi dolmuş diyor. Üç kez denedim. Yarın sabah raporu göndermem gerekiyor.",
        ),
    ],
    deals: &[
        "{firm}: {n} kullanıcı",
        "{firm} sözleşme yenileme",
        "{firm} pilot proje",
    ],
    tasks: &["{who} aranacak: teklif", "{firm} için sözleşme hazırla"],
    life: &[
        "{skill} konusunda {n} yıl deneyim, son olarak {city}.",
        "{n} kişilik ekibi yönetti ve {skill} sürecini kurdu.",
    ],
    things: &["şamandıra", "etiket yazıcısı", "hava istasyonu", "barkod okuyucu"],
    phones: NOWHERE_ELSE,
};

pub(crate) static GREEK: Tongue = Tongue {
    share: 3,
    first: &[
        ("Ελπινίκη", "elpiniki"),
        ("Κλειώ", "kleio"),
        ("Μυρτώ", "myrto"),
        ("Ξένια", "xenia"),
        ("Ρωξάνη", "roxani"),
        ("Φωτεινή", "foteini"),
        ("Χλόη", "chloi"),
        ("Ασπασία", "aspasia"),
    ],
    last: &[
        ("Ανδρεάδου", "andreadou"),
        ("Γαλανοπούλου", "galanopoulou"),
        ("Θαλασσινού", "thalassinou"),
        ("Καραβέλα", "karavela"),
        ("Μελισσά", "melissa"),
        ("Ψαρρά", "psarra"),
    ],
    places: &[
        ("Πειραιάς", "Greece"),
        ("Θεσσαλονίκη", "Greece"),
        ("Λεμεσός", "Cyprus"),
        ("Χανιά", "Greece"),
    ],
    jobs: &[
        "Υπεύθυνη προμηθειών",
        "Λογίστρια",
        "Διευθύντρια λειτουργιών",
        "Λιμενάρχης",
    ],
    firms: &[
        ("Γαλάζια Ακτή", "galaziaakti"),
        ("Ελαιώνας", "elaionas"),
        ("Φάρος", "faros"),
    ],
    ends: &["Α.Ε.", "Ε.Π.Ε.", "Ο.Ε."],
    requests: &[
        (
            "Λάθος χρέωση στον λογαριασμό",
            "Καλημέρα σας, στον τελευταίο λογαριασμό χρεωθήκαμε {n} ευρώ για υπηρεσία που έχουμε ακυρώσει. Παρακαλώ να διορθωθεί και να μας επιστραφεί το ποσό.",
        ),
        (
            "{thing}: καμία σύνδεση",
            "Από χθες η συσκευή ({thing}) στο λιμάνι, {city}, δεν στέλνει μετρήσεις και δείχνει τον κωδικό {code}. Έχουμε {n} σκάφη που περιμένουν πρόγνωση. Τι να ελέγξουμε;",
        ),
    ],
    deals: &["{firm}: {n} θέσεις", "Ανανέωση {firm}"],
    tasks: &["Τηλεφώνημα: {who}", "Αποστολή προσφοράς: {firm}"],
    life: &[
        "{n} χρόνια εμπειρίας σε {skill}, πιο πρόσφατα: {city}.",
        "Διηύθυνε ομάδα {n} ατόμων με αντικείμενο {skill}.",
    ],
    things: &["σημαδούρα", "μετεωρολογικός σταθμός", "εκτυπωτής ετικετών"],
    phones: NOWHERE_ELSE,
};
