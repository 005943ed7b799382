//! Extracting the mentions of a file.

use std::sync::Arc;

use crate::config::Settings;
use crate::document;
use crate::output::{Counts, Extracted, File, Frame, MentionFormat};
use crate::rules::Lang;
use crate::source::Limits;
use crate::text::Search;

use super::{Job, Task, Trouble};

/// The task of `soat extract`.
pub struct Extract {
    /// How mentions are written.
    pub format: Box<dyn MentionFormat>,
    /// Which settings hold for which file.
    pub settings: Arc<Settings>,
    /// The language of headings and messages.
    pub lang: Lang,
}

impl Task for Extract {
    fn frame(&self) -> Frame {
        self.format.frame()
    }

    fn limits(&self, job: &Job) -> Limits {
        super::inspect::limits(&self.settings, job)
    }

    fn file(&self, job: &Job, file: File, out: &mut String) -> Result<Counts, Trouble> {
        let own = self.settings.of(job.place()).map_err(Trouble::Config)?.config().own;
        let searches: Vec<Search> = file.source.parts.iter().map(|part| Search::new(&part.text)).collect();
        let documents: Vec<_> = searches.iter().map(|search| document::read_with(search, own)).collect();
        let mut counts = Counts::default();
        for doc in &documents {
            counts.mentions(doc);
        }
        let cut = documents.iter().any(|doc| doc.cut.is_some());
        self.format.mentions(&Extracted { file, documents }, self.lang, out);
        if cut {
            let (vi, en) = super::inspect::unread();
            self.format.unread(file.path, if self.lang == Lang::Vi { &vi } else { &en }, out);
        }
        Ok(counts)
    }

    fn failed(&self, path: &str, trouble: &Trouble, out: &mut String) {
        self.format.failed(path, &trouble.sentence(self.lang), out);
    }
}
