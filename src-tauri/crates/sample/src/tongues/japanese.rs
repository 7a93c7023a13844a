//! Japanese.

use crate::tongue::{BRITISH, Tongue};

pub(crate) static TONGUE: Tongue = Tongue {
    share: 3,
    first: &[
        ("さくら", "sakura"),
        ("健太郎", "kentaro"),
        ("千尋", "chihiro"),
        ("陽斗", "haruto"),
        ("美咲", "misaki"),
        ("ハルカ", "haruka"),
        ("大輔", "daisuke"),
        ("悠", "yu"),
    ],
    last: &[
        ("潮田", "ushioda"),
        ("小野寺", "onodera"),
        ("久保井", "kuboi"),
        ("浜辺野", "hamabeno"),
        ("松風", "matsukaze"),
        ("渡良瀬", "watarase"),
        ("桐生田", "kiryuda"),
    ],
    places: &[
        ("横浜", "Japan"),
        ("函館", "Japan"),
        ("長崎", "Japan"),
        ("仙台", "Japan"),
    ],
    jobs: &["購買部長", "経理担当", "倉庫主任", "情報システム課長", "港湾管理者"],
    firms: &[
        ("青凪", "aonagi"),
        ("銀波", "ginpa"),
        ("みなと灯", "minatobi"),
        ("若葉野", "wakabano"),
    ],
    ends: &["株式会社", "商会", "水産"],
    requests: &[
        (
            "請求書の宛名が間違っています",
            "お世話になっております。請求書番号{n}の宛名が旧社名のままになっています。月末の締めに間に合うように、再発行をお願いいたします。",
        ),
        (
            "{thing}がつながりません",
            "昨夜の更新のあと、{city}の拠点で使っている機器（{thing}）がネットワークにつながらず、エラー{code}が表示されます。再起動は{n}回試しました。至急ご対応をお願いします。",
        ),
        (
            "パスワードを再設定できません",
            "再設定のメールが届かず、ログインできません。迷惑メールも確認しました。今日中に在庫の報告書を出力する必要があります。",
        ),
    ],
    deals: &["{firm} {n}ライセンス", "{firm} 契約更新", "{firm} 試験導入"],
    tasks: &["{who}様に見積の件で電話する", "{firm}へ契約書を送る"],
    life: &[
        "{skill}の経験は{n}年、直近は{city}で勤務。",
        "{n}名のチームを率い、{skill}を導入。",
    ],
    things: &["センサーブイ", "ラベルプリンター", "気象計", "バーコードリーダー"],
    phones: BRITISH,
};
