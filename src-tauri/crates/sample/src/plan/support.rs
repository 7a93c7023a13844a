//! The tickets of the sample workspace.

use workestra_core::TimelineKind::{self, InternalMessage, PublicMessage};

/// A ticket of the sample workspace.
pub(super) struct Ticket {
    pub(super) subject: &'static str,
    pub(super) body: &'static str,
    /// Index of the contact who wrote.
    pub(super) contact: usize,
    pub(super) stage: &'static str,
    pub(super) priority: &'static str,
    pub(super) ty: &'static str,
    pub(super) channel: &'static str,
    pub(super) tag: &'static str,
    /// Days before today when it came.
    pub(super) days_ago: i64,
    /// What followed, oldest first.
    pub(super) thread: &'static [(TimelineKind, &'static str)],
}

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
const fn ticket(
    subject: &'static str,
    body: &'static str,
    contact: usize,
    state: (&'static str, &'static str),
    ty: &'static str,
    channel: &'static str,
    tag: &'static str,
    days_ago: i64,
    thread: &'static [(TimelineKind, &'static str)],
) -> Ticket {
    Ticket {
        subject,
        body,
        contact,
        stage: state.0,
        priority: state.1,
        ty,
        channel,
        tag,
        days_ago,
        thread,
    }
}

#[rustfmt::skip]
pub(super) const TICKETS: [Ticket; 40] = [
    ticket("Outer pier buoy 3 silent since the storm", "Good morning, buoy 3 at the outer pier has not sent anything since Saturday 02:40. Buoys 1, 2 and 4 are fine. The light on it is on, we can see it from the office. With the forecast for the weekend I would like it back soon. Imogen", 0, ("open", "high"), "incident", "email", "connectivity", 4, &[(PublicMessage, "Good morning Imogen, the buoy still answers on the short-range radio but not on the mobile network, so it is probably the antenna or its cable. Could Callum look at the connector when the sea allows?"), (InternalMessage, "Same batch of cables as Gdańsk. If the connector is green, we exchange all of them."), (PublicMessage, "Callum can go out on Thursday if the swell is below a metre.")]),
    ticket("Harbour display shows yesterday's tide", "The screen in the ticket hall has shown Tuesday's tide table since Wednesday. Tourists have noticed.", 1, ("resolved", "normal"), "incident", "phone", "display", 21, &[(PublicMessage, "The display had lost its time after the power cut. It now takes the time from our server at every start.")]),
    ticket("Purchase order number missing on invoice", "Please reissue invoice 2211 with our purchase order number, otherwise I cannot pay it on the 25th.", 2, ("closed", "normal"), "task", "email", "billing", 33, &[(PublicMessage, "Done, and the number is now stored with your account.")]),
    ticket("Buoy reboots every six hours after the update", "Since firmware 4.2.0 both of our buoys restart at six, twelve, eighteen and midnight. Each time we lose about four minutes of data. The log attached shows a watchdog reset.", 14, ("open", "urgent"), "problem", "api", "firmware", 6, &[(InternalMessage, "Reproduced on the bench: the flash clean-up takes longer than the watchdog allows when the log is full."), (PublicMessage, "Thank you for the excellent log. We found the cause and test a fix; 4.2.1 should reach you this week.")]),
    ticket("API: wave height in feet?", "The documentation says metres, the numbers say feet. Which one is right?", 14, ("resolved", "low"), "question", "web", "integration", 50, &[(PublicMessage, "Metres are right. Accounts created before last year had feet as their default; yours is switched now.")]),
    ticket("Zweimal Ausfall im September", "Am 6. und am 13. September kamen während der Kurse stundenlang keine Winddaten. Zwanzig Kinder saßen bei bestem Wind am Ufer, weil wir ohne Warnung nicht auslaufen dürfen. Ich erwarte eine Erklärung und eine Lösung, bevor wir über die Verlängerung sprechen.", 7, ("pending", "urgent"), "problem", "email", "outage", 60, &[(PublicMessage, "Liebe Frau Achterberg, Sie haben recht, das darf nicht passieren. Wir untersuchen die Ursache und melden uns mit einem Bericht."), (InternalMessage, "Renewal hangs on this. Report before the call, please.")]),
    ticket("Windalarm zu empfindlich", "Der Alarm geht schon bei Stärke 4 los. Kann man die Schwelle je nach Boot einstellen?", 8, ("resolved", "normal"), "question", "chat", "notifications", 44, &[(PublicMessage, "Ja: unter Alarme lässt sich für jede Bootsklasse eine eigene Schwelle festlegen.")]),
    ticket("Im November doppelt abgebucht", "Guten Tag, im November wurde der Beitrag zweimal abgebucht. Bitte erstatten Sie einen der beiden Beträge.", 9, ("open", "high"), "incident", "email", "billing", 2, &[]),
    ticket("¿Se puede exportar en bruto?", "Necesitamos los datos sin promediar, cada segundo, para nuestro modelo. ¿Existe una descarga o solo la interfaz?", 11, ("resolved", "normal"), "question", "email", "export", 18, &[(PublicMessage, "Sí: la descarga en bruto está en Datos, Exportar, resolución original. El archivo de un día ocupa unos 12 MB.")]),
    ticket("Los nombres salen con signos de interrogación", "Al abrir el informe en la hoja de cálculo, A Coruña aparece como A Coru?a y mi apellido igual.", 12, ("open", "normal"), "problem", "email", "export", 9, &[(InternalMessage, "Missing byte order mark, same as in March.")]),
    ticket("Faktura na starą nazwę", "Dzień dobry, ostatnia faktura ma starą nazwę portu. Proszę o korektę.", 15, ("closed", "normal"), "task", "email", "billing", 27, &[(PublicMessage, "Korekta została wysłana, przepraszamy za pomyłkę.")]),
    ticket("Alarm telefoniczny dzwoni o trzeciej w nocy", "Telefon dzwoni co noc o trzeciej, bo przypływ przekracza próg o dwa centymetry. Czy można ustawić ciszę nocną dla mniej ważnych alarmów?", 13, ("resolved", "normal"), "question", "phone", "notifications", 38, &[(PublicMessage, "Dodałem ciszę nocną od 22 do 6 dla alarmów niskiej wagi. Wysoka woda nadal dzwoni zawsze.")]),
    ticket("塩分センサーの値がずれています", "六台すべての塩分センサーが、一か月で0.4ほど高い値を示すようになりました。手元の基準器と比べた表を添付します。較正の方法を教えてください。", 35, ("resolved", "high"), "problem", "email", "calibration", 45, &[(InternalMessage, "Kentaro is right, our drift model is not. Replace all six."), (PublicMessage, "詳しい表をありがとうございます。センサーをすべて交換し、較正証明書を同封いたします。")]),
    ticket("請求書の日付について", "請求書の日付が納品日より前になっています。社内規定のため、修正版をお願いいたします。", 36, ("closed", "low"), "task", "email", "billing", 19, &[(PublicMessage, "修正版をお送りしました。")]),
    ticket("Rapport mensuel en anglais", "Bonjour, le rapport que nous transmettons aux ostréiculteurs contient des titres en anglais. Est-il possible de l'avoir entièrement en français ?", 6, ("on_hold", "normal"), "feature_request", "email", "translation", 16, &[(PublicMessage, "Bonjour, le modèle français est en cours de relecture et paraîtra avec la prochaine version.")]),
    ticket("La bouée du parc 7 penche", "Depuis la grande marée la bouée penche d'un côté et le panneau solaire regarde vers le bas. Les mesures semblent correctes. Faut-il l'alléger ?", 5, ("pending", "normal"), "question", "chat", "hardware", 11, &[(PublicMessage, "Pouvez-vous nous envoyer une photo de l'amarrage à marée basse ? Des moules sur la chaîne suffisent à la faire pencher.")]),
    ticket("Password mail goes to my predecessor", "I took over from Mr Jessop, and resetting the password sends the mail to his address, which nobody reads any more.", 2, ("resolved", "normal"), "incident", "phone", "login", 70, &[(PublicMessage, "After a call back to the harbour office we changed the address. Please set up a second person as administrator, too.")]),
    ticket("New phone, no codes", "I dropped my phone into the harbour. The new one does not make the codes.", 1, ("resolved", "high"), "incident", "phone", "login", 13, &[(InternalMessage, "Called back on the number on file, it is him. Wet, but him."), (PublicMessage, "Second factor reset. Please scan the new code within the hour.")]),
    ticket("İskele 2'deki cihaz bağlanmıyor", "Deneme için verdiğiniz cihaz dün akşamdan beri bağlanmıyor ve E-311 hatası veriyor. Fuar için göstermek istiyorduk, yarın çalışması gerekiyor.", 17, ("open", "high"), "incident", "email", "connectivity", 1, &[]),
    ticket("Thiết bị báo oxy thấp giả", "Hôm qua báo động oxy thấp kêu ba lần, nhưng đo tay thì bình thường. Có phải do rong bám vào đầu dò không?", 20, ("pending", "normal"), "question", "chat", "calibration", 8, &[(PublicMessage, "Có thể do rong bám. Anh lau đầu dò bằng vải mềm và gửi giúp hình ảnh nhé.")]),
    ticket("Request to erase a former trainee", "A trainee who left in May asks us to delete everything about her: her account, the notes and her name in the alarm list. Please confirm in writing when it is done, our data protection officer keeps a file.", 0, ("open", "high"), "task", "email", "privacy", 5, &[]),
    ticket("Where is our data stored?", "Before the safety board can approve, I need to know in which country readings and personal data are stored, who can read them, and how long backups live.", 44, ("pending", "high"), "question", "email", "privacy", 10, &[(PublicMessage, "Readings and accounts are in two data centres in Ireland and Germany, encrypted; backups are deleted after 35 days. I attach the list of sub-processors."), (InternalMessage, "Rosalind will ask about the encryption keys next.")]),
    ticket("Λογαριασμοί για εποχικό προσωπικό", "Χρειαζόμαστε δώδεκα λογαριασμούς μόνο για ανάγνωση μέχρι τον Οκτώβριο. Γίνεται μαζικά;", 23, ("closed", "normal"), "task", "email", "permissions", 180, &[(PublicMessage, "Ναι, στείλτε μας ένα αρχείο με ονόματα και διευθύνσεις.")]),
    ticket("Η σημαδούρα του λιμανιού έχασε το φως", "Το φως της σημαδούρας δεν ανάβει τη νύχτα. Το λιμεναρχείο ζητά επισκευή μέχρι την Παρασκευή.", 22, ("resolved", "urgent"), "incident", "phone", "hardware", 95, &[(PublicMessage, "Η νέα λάμπα εστάλη με ταχυμεταφορά σήμερα.")]),
    ticket("هل تدعم المنصة اللغة العربية؟", "نحتاج إلى واجهة وتقارير باللغة العربية للمناقصة القادمة. متى ستكون متاحة، وهل يمكن تجربتها قبل الربيع؟", 24, ("open", "normal"), "question", "email", "translation", 12, &[(PublicMessage, "شكرا لاهتمامكم. نسخة تجريبية بالعربية ستكون جاهزة في يناير، وسنرسل لكم رابط التجربة.")]),
    ticket("גרף אחד לטמפרטורה ולזרם", "האם אפשר להציג טמפרטורה וזרם באותו גרף? בעונת המדוזות אנחנו עוברים בין שני מסכים כל הזמן.", 27, ("resolved", "low"), "feature_request", "web", "charts", 130, &[(PublicMessage, "כן, מהגרסה האחרונה אפשר לגרור סדרה אחת אל הגרף של השנייה.")]),
    ticket("חשבונית בשקלים", "אפשר לקבל את החשבונית בשקלים ולא ביורו?", 57, ("closed", "low"), "question", "email", "billing", 88, &[(PublicMessage, "לצערנו אנחנו מחייבים ביורו בלבד, אבל מצורף שער היום.")]),
    ticket("बीस बंदरगाहों के लिए मूल्य सूची", "कृपया बीस बंदरगाहों के लिए उपकरण, स्थापना और तीन वर्ष की सेवा की अलग-अलग कीमत भेजें। हमें यह प्रस्ताव राज्य सरकार को देना है।", 29, ("open", "normal"), "question", "email", "pricing", 7, &[]),
    ticket("探头多久需要校准一次？", "我们计划采购盐度探头，请问在养殖海区大约多久校准一次？是否可以在本地完成，还是必须寄回？", 33, ("resolved", "normal"), "question", "email", "calibration", 14, &[(PublicMessage, "一般每六个月一次，可用标准溶液在现场完成，操作视频见附件。")]),
    ticket("报价单请改用人民币", "财务要求报价单以人民币计价，并注明港口交货。", 32, ("open", "normal"), "task", "email", "pricing", 8, &[]),
    ticket("한국어 설명서가 필요합니다", "설치 설명서가 영어로만 되어 있어 현장 직원들이 읽을 수 없습니다. 한국어판은 언제 나오나요?", 37, ("on_hold", "normal"), "feature_request", "email", "translation", 24, &[(PublicMessage, "번역가를 찾고 있으며 다음 달에 초안을 보내 드리겠습니다.")]),
    ticket("มีแพ็กเกจรายเดือนไหม", "ร้านดำน้ำของเราเปิดแค่หกเดือนต่อปี อยากทราบว่ามีแพ็กเกจรายเดือนหรือไม่", 39, ("resolved", "low"), "question", "social", "pricing", 29, &[(PublicMessage, "มีค่ะ แพ็กเกจฤดูกาลคิดเป็นรายเดือนและหยุดพักได้")]),
    ticket("Архив измерений за прошлые годы", "Здравствуйте, хотя мы больше не ваши клиенты, нельзя ли получить архив наших измерений? Готовлю статью о нагонных волнах.", 42, ("resolved", "low"), "question", "email", "export", 100, &[(PublicMessage, "Конечно, Пётр. Ссылка на архив отправлена, ждём статью!")]),
    ticket("Clause 9 and insurance", "Before I sign anything: does your insurer cover damage to third-party vessels when a mooring fails? Please send the certificate.", 46, ("open", "high"), "question", "email", "legal", 3, &[(InternalMessage, "Insurer confirmed by phone up to two million; waiting for the paper.")]),
    ticket("Failure statistics", "I need the number of units deployed, hours in the water, and failures by cause, for all series. Averages alone will not convince the board.", 44, ("pending", "high"), "task", "email", "legal", 6, &[]),
    ticket("Ice in February", "Have any of your buoys been through pack ice? Ours will be. Pictures would help more than data sheets.", 43, ("resolved", "normal"), "question", "email", "hardware", 17, &[(PublicMessage, "Three winters off Gdańsk, attached: the one with the dent still reports every ten minutes.")]),
    ticket("Can we lend a buoy for the open day?", "The lifeboat station's open day is in May, and the children would love to see the waves they jump into on a screen.", 48, ("resolved", "low"), "question", "email", "goodwill", 40, &[(PublicMessage, "With pleasure, Ambrose. Gareth will bring one and stay for the cake.")]),
    ticket("Charts unreadable for colour-blind crew", "Two of our volunteers cannot tell the red line from the green one. Could one of them be dashed?", 49, ("new", "normal"), "feature_request", "web", "accessibility", 1, &[]),
    ticket("Summer time shifted all alarms", "Since the clocks changed, the tide alarm comes an hour late. For the ferry that is an hour too much.", 1, ("closed", "high"), "incident", "phone", "scheduling", 26, &[(PublicMessage, "Alarms of your account now follow harbour time. Checked against the table of the next two weeks.")]),
    ticket("App does not start on the old tablet", "The tablet on the pilot boat is nine years old and the new app closes at once. Is there an older version?", 3, ("new", "low"), "incident", "chat", "mobile", 0, &[]),
];
