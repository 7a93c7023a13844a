//! Korean.

use crate::tongue::{AMERICAN, Tongue};

pub(crate) static TONGUE: Tongue = Tongue {
    share: 3,
    first: &[
        ("서연", "seoyeon"),
        ("민준", "minjun"),
        ("하은", "haeun"),
        ("도윤", "doyun"),
        ("지우", "jiwoo"),
        ("은채", "eunchae"),
        ("태양", "taeyang"),
    ],
    last: &[
        ("남궁", "namgung"),
        ("윤", "yoon"),
        ("한", "han"),
        ("서", "seo"),
        ("문", "moon"),
        ("백", "baek"),
        ("황보", "hwangbo"),
    ],
    places: &[
        ("부산", "South Korea"),
        ("인천", "South Korea"),
        ("여수", "South Korea"),
    ],
    jobs: &["구매 팀장", "회계 담당", "물류 센터장", "정보기술 책임자"],
    firms: &[
        ("푸른만", "pureunman"),
        ("해오름", "haeoreum"),
        ("새벽등대", "saebyeokdeungdae"),
    ],
    ends: &["주식회사", "물산", "상사"],
    requests: &[
        (
            "청구서 금액 오류",
            "안녕하세요. {n}번 청구서의 금액이 계약서와 다릅니다. 월말 결산 전에 수정된 청구서를 다시 보내 주시기 바랍니다.",
        ),
        (
            "{thing} 연결이 끊어졌습니다",
            "어젯밤 업데이트 이후 {city} 지점의 장비({thing})가 네트워크에 연결되지 않고 오류 코드 {code}가 표시됩니다. {n}번 다시 시작해 보았지만 해결되지 않았습니다. 빠른 지원 부탁드립니다.",
        ),
        (
            "비밀번호 재설정 메일이 오지 않습니다",
            "비밀번호를 잊어버려 재설정을 요청했는데 메일이 오지 않습니다. 오늘 오후까지 재고 보고서를 출력해야 합니다.",
        ),
    ],
    deals: &["{firm} 라이선스 {n}개", "{firm} 계약 갱신"],
    tasks: &["{who} 님께 견적 관련 전화", "{firm}에 계약서 발송"],
    life: &[
        "{skill} 경력 {n}년, 최근 근무지 {city}.",
        "{n}명의 팀을 이끌며 {skill} 도입.",
    ],
    things: &["센서 부표", "라벨 프린터", "기상 관측기", "바코드 스캐너"],
    phones: AMERICAN,
};
