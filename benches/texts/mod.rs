//! Texts for measuring, made up from parts by a generator of numbers that begins at the same place each time: whoever
//! makes them gets the same bytes.

#![allow(dead_code, reason = "each measurement needs some of it")]

/// Makes texts.
#[derive(Clone, Debug)]
pub struct Texts(u64);

const TYPES: [(&str, &str); 6] = [
    ("Nghị định", "NĐ-CP"),
    ("Thông tư", "TT-BTC"),
    ("Quyết định", "QĐ-TTg"),
    ("Nghị quyết", "NQ-CP"),
    ("Thông tư", "TT-BNV"),
    ("Quyết định", "QĐ-UBND"),
];

const LAWS: [&str; 5] = [
    "Luật Đất đai",
    "Luật Đầu tư",
    "Bộ luật Lao động",
    "Luật Ngân sách nhà nước",
    "Luật Tổ chức chính quyền địa phương",
];

const SUBJECTS: [&str; 5] = [
    "về công tác văn thư",
    "quy định chi tiết một số điều của Luật",
    "hướng dẫn thực hiện chế độ báo cáo",
    "về quản lý, sử dụng tài sản công",
    "ban hành quy chế phối hợp",
];

const NEWS: [&str; 8] = [
    "Sáng nay, đoàn công tác của tỉnh đã đến thăm và làm việc với bà con nông dân ở các xã vùng cao.",
    "Theo báo cáo, sản lượng lúa vụ này tăng khoảng 12% so với cùng kỳ năm trước, giá bán ổn định.",
    "Nhiều hộ gia đình cho biết đã mạnh dạn vay vốn để mở rộng chuồng trại và chuyển đổi cây trồng.",
    "Phát biểu tại buổi làm việc, lãnh đạo địa phương đề nghị các ngành tiếp tục tháo gỡ khó khăn cho doanh nghiệp.",
    "Trời chuyển mát từ chiều qua, các tuyến đường ven biển đông người đi dạo và chụp ảnh.",
    "Lớp học buổi tối do các thầy cô giáo trẻ tổ chức đã thu hút hơn 40 em nhỏ trong vùng.",
    "Công trình cầu mới dự kiến hoàn thành vào cuối năm, giúp người dân đi lại thuận tiện hơn.",
    "Các bác sĩ khuyến cáo người dân ăn chín, uống sôi và giữ gìn vệ sinh nơi ở trong mùa mưa.",
];

impl Texts {
    /// Texts that begin at `seed`.
    pub fn new(seed: u64) -> Texts {
        Texts(seed)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        // Constants of Knuth's MMIX; the upper bits are the better ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as usize
    }

    fn one_of<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }

    /// "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 về công tác văn thư".
    fn citation(&mut self) -> String {
        let (word, symbol) = TYPES[self.below(TYPES.len())];
        let (number, year) = (1 + self.below(150), 2005 + self.below(20));
        let (day, month) = (1 + self.below(28), 1 + self.below(12));
        let subject = self.one_of(&SUBJECTS);
        format!("{word} số {number:02}/{year}/{symbol} ngày {day:02} tháng {month} năm {year} {subject}")
    }

    /// A term of office, one in twelve of them reversed.
    fn term(&mut self) -> &'static str {
        match self.below(12) {
            0 => "Hội đồng nhân dân tỉnh nhiệm kỳ 2021-2020",
            1..=6 => "Hội đồng nhân dân tỉnh nhiệm kỳ 2021-2026",
            _ => "Quốc hội khóa XV",
        }
    }

    /// A piece of news of some 4 KB: a citation or a term every few paragraphs.
    pub fn article(&mut self) -> String {
        let mut out = String::new();
        for _ in 0..10 {
            for _ in 0..3 {
                out.push_str(self.one_of(&NEWS));
                out.push(' ');
            }
            match self.below(4) {
                0 => out.push_str(&format!("Việc này thực hiện theo {}.", self.citation())),
                1 => out.push_str(&format!("{} đã xem xét việc này.", self.term())),
                _ => {}
            }
            out.push_str("\n\n");
        }
        out
    }

    /// A legal text of some 8 KB, citations and pinpoints in every sentence.
    pub fn legal(&mut self) -> String {
        let mut out = String::from("CHÍNH PHỦ\nSố: 45/2024/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2024\n\nNGHỊ ĐỊNH\n\n");
        for _ in 0..6 {
            out.push_str(&format!("Căn cứ {};\n", self.citation()));
        }
        for article in 1..=12 {
            out.push_str(&format!("\nĐiều {article}. Quy định chung\n"));
            for clause in 1..=4 {
                let (law, citation) = (self.one_of(&LAWS), self.citation());
                let (point, number) = (["a", "b", "c", "d"][self.below(4)], 1 + self.below(60));
                out.push_str(&format!(
                    "{clause}. Thực hiện theo điểm {point} khoản {clause} Điều {number} {law}, {citation}; {}.\n",
                    self.term()
                ));
            }
        }
        out
    }

    /// A note of some 400 bytes.
    pub fn note(&mut self) -> String {
        format!("{}\n{}\nCăn cứ {}.\n", self.one_of(&NEWS), self.one_of(&NEWS), self.citation())
    }

    /// Legal texts behind each other, at least `size` bytes.
    pub fn huge(&mut self, size: usize) -> String {
        let mut out = String::with_capacity(size + 16_384);
        while out.len() < size {
            out.push_str(&self.legal());
        }
        out
    }
}
