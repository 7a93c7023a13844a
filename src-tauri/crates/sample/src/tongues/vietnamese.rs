//! Vietnamese.

use crate::tongue::{AUSTRALIAN, Tongue};

pub(crate) static TONGUE: Tongue = Tongue {
    share: 3,
    first: &[
        ("Bích Ngọc", "bichngoc"),
        ("Đức Huy", "duchuy"),
        ("Hồng Nhung", "hongnhung"),
        ("Khánh Linh", "khanhlinh"),
        ("Minh Quân", "minhquan"),
        ("Thu Hà", "thuha"),
        ("Văn Thành", "vanthanh"),
        ("Ánh Tuyết", "anhtuyet"),
    ],
    last: &[
        ("Nguyễn", "nguyen"),
        ("Trần", "tran"),
        ("Lê", "le"),
        ("Phạm", "pham"),
        ("Đặng", "dang"),
        ("Vũ", "vu"),
        ("Bùi", "bui"),
        ("Huỳnh", "huynh"),
    ],
    places: &[
        ("Đà Nẵng", "Vietnam"),
        ("Hải Phòng", "Vietnam"),
        ("Cần Thơ", "Vietnam"),
        ("Nha Trang", "Vietnam"),
    ],
    jobs: &[
        "Trưởng phòng mua hàng",
        "Kế toán trưởng",
        "Quản lý kho",
        "Giám đốc điều hành",
    ],
    firms: &[
        ("Biển Xanh", "bienxanh"),
        ("Sen Hồng", "senhong"),
        ("Hải Đăng", "haidang"),
    ],
    ends: &["TNHH", "Cổ phần", "Thương mại"],
    requests: &[
        (
            "Hóa đơn số {n} bị sai",
            "Xin chào, hóa đơn số {n} ghi sai mã số thuế của công ty chúng tôi. Vui lòng xuất lại hóa đơn trước cuối tháng để kế toán thanh toán đúng hạn.",
        ),
        (
            "{thing} mất kết nối",
            "Từ tối qua thiết bị ({thing}) ở chi nhánh {city} không gửi dữ liệu nữa và báo lỗi {code}. Chúng tôi đã khởi động lại {n} lần nhưng không được. Mong được hỗ trợ sớm.",
        ),
        (
            "Không đăng nhập được",
            "Tôi quên mật khẩu và không nhận được thư đặt lại. Sáng mai tôi phải in báo cáo tồn kho, nhờ anh chị giúp gấp.",
        ),
    ],
    deals: &["{firm}: {n} người dùng", "Gia hạn hợp đồng {firm}"],
    tasks: &["Gọi lại cho {who} về báo giá", "Gửi hợp đồng cho {firm}"],
    life: &[
        "{n} năm kinh nghiệm về {skill}, gần đây nhất ở {city}.",
        "Quản lý nhóm {n} người và triển khai {skill}.",
    ],
    things: &["phao cảm biến", "máy in nhãn", "trạm thời tiết"],
    phones: AUSTRALIAN,
};
