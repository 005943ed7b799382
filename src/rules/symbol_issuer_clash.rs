//! Symbols of one body beside the name of another.

use crate::document::Document;
use crate::parse::Body;

use super::issuing::{self, Agreement};
use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER01",
    name: "symbol-issuer",
    severity: Severity::Error,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW",
    summary: (
        "Ký hiệu của cơ quan này, tên cơ quan ban hành khác",
        "The symbol of one body beside the name of another",
    ),
    explain: (
        "## Lỗi gì\nKý hiệu trong số và cơ quan ghi sau “của” là hai cơ quan khác nhau: Chỉ thị số 59-CT/TU của Bộ Chính trị, Nghị định số 30/2020/NĐ-CP của Bộ Nội vụ.\n\n## Vì sao\nKý hiệu cho biết cơ quan ban hành: /TW là Trung ương Đảng, /TU là Tỉnh ủy, Thành ủy, -CP là Chính phủ, -UBND là Ủy ban nhân dân, TT-BTC là Bộ Tài chính (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW).\n\n## Sửa thế nào\nTra văn bản gốc, sửa ký hiệu hoặc tên cơ quan.\n\n## Khi nào im lặng\nCơ quan kế tiếp hoặc tiền thân; văn bản liên tịch; “của Đảng”, “của Trung ương”; người ký; ngày và cơ quan thuộc về văn bản bên ngoài mà tên kết thúc bằng văn bản này.",
        "## What\nThe symbol of a number and the body behind “của” are two: Chỉ thị số 59-CT/TU của Bộ Chính trị.\n\n## Why\nSymbols name their issuers: /TW the Party's Centre, /TU a provincial committee, -CP the Government, -UBND a People's Committee (Decree 30/2020/NĐ-CP; Guide 36-HD/VPTW).\n\n## How to mend\nLook at the original; mend the symbol or the name.\n\n## When it is silent\nSuccessors and predecessors; joint documents; “của Đảng”, “của Trung ương”; signers; date and issuer that belong to an outer document whose title ends with this one.",
    ),
    wrong: &[
        wrong("Chỉ thị số 59-CT/TU ngày 27/8/2020 của ⟦Bộ Chính trị⟧ về phòng, chống thiên tai."),
        wrong("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của ⟦Bộ Nội vụ⟧ về công tác văn thư.").right("Chính phủ"),
        wrong("Thông tư số 03/2009/TT-BXD ngày 26/3/2009 của ⟦Bộ trưởng Bộ Ngoại giao⟧."),
        wrong("Chỉ thị số 46-CT/TW ngày 16/5/2025 của ⟦Ban Thường vụ Tỉnh ủy⟧ về bầu cử."),
        wrong("Nghị quyết số 35/NQ-HĐND ngày 10/12/2022 của ⟦Ủy ban nhân dân tỉnh⟧ về dự toán."),
        wrong("Nghị quyết số 131/2020/QH14 của ⟦Chính phủ⟧ về chính quyền đô thị."),
        wrong("Nghị quyết số 05-NQ/ĐU của ⟦Hội đồng nhân dân xã⟧ về kinh tế tập thể."),
        wrong("Nghị quyết số 23/2003/QH11 của ⟦Ủy ban Thường vụ Quốc hội⟧ về nhà đất.").right("Quốc hội"),
    ],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.",
        "Thông tư số 03/2018/TT-BGTVT quy định về kiểm tra ô tô thuộc đối tượng của Nghị định số 116/2017/NĐ-CP ngày 10/01/2018 của Bộ Giao thông vận tải.",
        "Thông tư hướng dẫn Nghị định số 12/2009/NĐ-CP của Bộ Xây dựng.",
        "Thông tư số 09/2019/TT-BGTVT của Bộ Xây dựng; Thông tư số 01/2021/TT-BTC của Bộ trưởng Bộ Tài chính.",
        "Chỉ thị số 45-CT/TW của Ban Chấp hành Trung ương; Nghị quyết số 57-NQ/TW của Đảng.",
        "Nghị quyết số 05-NQ/TU của Ban Chấp hành Đảng bộ tỉnh; Kế hoạch số 88-KH/TU của Ban Thường vụ Thành ủy.",
        "Nghị định số 30/2020/NĐ-CP do Bộ Nội vụ soạn thảo.",
        "Nghị định số 61/2018/NĐ-CP về tổ chức bộ máy của Bộ Nội vụ.",
        "Thông tư liên tịch số 01/2014/TTLT-BTC-BNV của Bộ Tài chính và Bộ Nội vụ.",
        "Công văn số 1234/VPCP-KTTH của Thủ tướng Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let Some(issuer) = issuing::claimed(doc, &c) else { continue };
        if c.number.elided || issuing::agreement(doc, c.number, issuer) != Agreement::Clash {
            continue;
        }
        if issuing::belongs_outside(doc, &c, issuer) || numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let Some((body, part)) = numbering::holder(c.number) else { continue };
        let named = doc.slice(issuer.span);
        let (mut vi, mut en) = numbering::body_name(body);
        let ministry = numbering::organ_rows(&part.text).find(|o| o.ministry);
        if let (Body::Ministry, Some(o)) = (body, ministry) {
            (vi, en) = (o.name, o.name);
        }
        let found = Finding::new(
            &RULE,
            issuer.span,
            format!("Ký hiệu {} là của {vi}, không phải của {named}.", c.number.symbol()),
            format!("{} is the symbol of {en}, not of {named}.", c.number.symbol()),
        )
        .with(
            c.number.span,
            format!("số này mang ký hiệu {}", part.text),
            format!("this number has the symbol {}", part.text),
        );
        // The type word beside it tells which of the two is wrong.
        let sole = match (body, c.type_name()) {
            (Body::Government, Some("Nghị định")) => Some("Chính phủ"),
            (Body::Assembly, Some("Luật" | "Bộ luật" | "Nghị quyết")) => Some("Quốc hội"),
            (Body::AssemblyCommittee, Some("Pháp lệnh" | "Nghị quyết")) => Some("Ủy ban Thường vụ Quốc hội"),
            _ => None,
        };
        out.push(match sole {
            Some(name) => found.fix(Safety::Unsafe, issuer.span, name),
            None => found,
        });
    }
}
