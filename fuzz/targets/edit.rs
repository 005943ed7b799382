//! Word documents mended and remarked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::edit::{self, Pen, Remark};
use soat::source::{self, Format, Source};

fn read(bytes: &[u8]) -> Source<'_> {
    source::read_within(bytes, "a.docx", Some(Format::Docx), &soat_fuzz::LIMITS).expect("what was written is read")
}

fuzz_target!(|data: &[u8]| {
    let bytes = soat_fuzz::docx(data);
    let Some(source) = soat_fuzz::read(&bytes, "a.docx", Some(Format::Docx)) else { return };
    let findings = soat_fuzz::check(&source);
    let suggestions = findings.iter().filter_map(|(part, finding)| Some((*part, finding.suggestion.as_ref()?)));
    read(&edit::apply(&bytes, &source, suggestions).bytes);
    let remarks: Vec<Remark> = findings
        .iter()
        .map(|(part, finding)| Remark {
            part: *part,
            span: finding.span,
            lines: vec!["a < b".into()],
            suggestion: finding.suggestion.as_ref(),
        })
        .collect();
    for track_changes in [false, true] {
        let pen = Pen { author: "soat", date: "2026-03-05T08:00:00Z", track_changes };
        let Some(remarked) = edit::annotate(&bytes, &source, &remarks, pen) else { continue };
        let again = read(&remarked.bytes);
        if !track_changes {
            let texts = |source: &Source| source.parts.iter().map(|part| part.text.to_string()).collect::<Vec<_>>();
            assert_eq!(texts(&again), texts(&source), "remarks are no text");
        }
    }
});
