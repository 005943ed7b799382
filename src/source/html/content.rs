//! Which elements of a page belong to its document, and which are menus, counters, login boxes and the like.
//!
//! Evidence is of three kinds: elements that say what they are (`<nav>`, `<footer>`), words in `class` and `id`, and, on
//! pages that show such evidence, lists of links outside the part with the prose. None of them drops an element that
//! holds a considerable part of the page's prose, so a page built oddly or broken is kept whole; and a page without
//! such evidence, as Word and gazettes write them, is kept whole anyway.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::tags;

/// Words that name parts of a portal page beyond doubt. The attribute is first brought to lower case with `-` before,
/// after and between its words, so that a `-` in the pattern means the edge of a word and `--` that of a whole name.
const CHROME: &[&str] = &[
    "footer",
    "-foot-",
    "sidebar",
    "side-bar",
    "breadcrumb",
    "bread-crumb",
    "duong-dan",
    "navbar",
    "-nav-",
    "navigation",
    "topnav",
    "-menu",
    "menu-",
    "-counter",
    "visitor",
    "truycap",
    "truy-cap",
    "dang-online",
    "copyright",
    "copy-right",
    "banquyen",
    "ban-quyen",
    "login",
    "signin",
    "sign-in",
    "dangnhap",
    "dang-nhap",
    "-clock",
    "dongho",
    "dong-ho",
    "pagination",
    "-pager-",
    "skip-link",
    "skiplink",
    "cookie",
    "quangcao",
    "quang-cao",
    "advert",
    "weblink",
    "web-link",
    "lien-ket-web",
    "hotline",
    "marquee",
    "thamdo",
    "tham-do",
];

/// Words that name such parts, or parts of a document, depending on what stands beside them.
const LIKELY: &[&str] = &[
    "--header--",
    "site-header",
    "main-header",
    "header-top",
    "top-header",
    "header-banner",
    "banner",
    "-search",
    "timkiem",
    "tim-kiem",
    "related",
    "lienquan",
    "lien-quan",
    "tinkhac",
    "tin-khac",
    "tinmoi",
    "tin-moi",
    "tincu",
    "tin-cu",
    "-share",
    "chia-se",
    "social",
    "-comment",
    "binhluan",
    "binh-luan",
    "popup",
    "toolbar",
    "-tools-",
    "-ads-",
    "lienket",
    "lien-ket",
    "luotxem",
    "luot-xem",
    "thongke",
    "thong-ke",
    "date-time",
    "datetime",
    "-rating-",
    "author-box",
    "-tags-",
];

/// Words that name the document's own part of the page.
const CONTENT: &[&str] = &[
    "content",
    "article",
    "-main-",
    "-body-",
    "detail",
    "noidung",
    "noi-dung",
    "chitiet",
    "chi-tiet",
    "-post-",
    "entry",
    "toanvan",
    "toan-van",
    "baiviet",
    "bai-viet",
    "vanban",
    "van-ban",
    "-news-view-",
    "-doc-",
    "document",
];

static WORDS: LazyLock<[AhoCorasick; 3]> = LazyLock::new(|| {
    [CHROME, LIKELY, CONTENT].map(|words| {
        // The patterns are a few fixed ASCII words, so building cannot fail. What they are looked for in is short: an
        // automaton that is made soon is better than one that searches fast.
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).kind(kind).build(words).expect("fixed patterns")
    })
});

/// What an element says about itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// The element's number.
    tag: u8,
    chrome: bool,
    likely: bool,
    content: bool,
    /// Says by name or role that it is no content.
    apart: bool,
}

impl Mark {
    /// What the element's name says.
    pub(super) fn of_tag(tag: u8) -> Mark {
        Mark {
            tag,
            apart: matches!(tag, tags::NAV | tags::FOOTER | tags::ASIDE | tags::HEADER | tags::SEARCH | tags::MENU),
            content: matches!(tag, tags::MAIN | tags::ARTICLE),
            ..Mark::default()
        }
    }

    /// Adds what the value of `class`, `id` or `itemprop` says.
    pub(super) fn add_words(&mut self, value: &str) {
        // Whole pages carry such words for their style sheets, and values of Word tell nothing.
        if matches!(self.tag, tags::HTML | tags::BODY) || value.is_empty() || value.starts_with("Mso") {
            return;
        }
        let mut buffer = [b'-'; 200];
        let mut len = 2;
        let mut lower = false;
        for &b in value.as_bytes() {
            if len + 4 > buffer.len() {
                break;
            }
            // Between names, and where a capital starts a word, one more `-` is left standing.
            if (b.is_ascii_uppercase() && lower) || b.is_ascii_whitespace() {
                len += 1;
            }
            lower = b.is_ascii_lowercase();
            buffer[len] = if b.is_ascii_alphanumeric() { b.to_ascii_lowercase() } else { b'-' };
            len += 1;
        }
        let words = &buffer[..len + 2];
        let [chrome, likely, content] = &*WORDS;
        self.chrome |= chrome.is_match(words);
        self.likely |= likely.is_match(words);
        self.content |= content.is_match(words);
    }

    /// Adds what the value of `role` says.
    pub(super) fn add_role(&mut self, value: &str) {
        match value {
            "navigation" | "contentinfo" | "search" | "complementary" | "banner" => self.apart = true,
            "main" | "article" => self.content = true,
            _ => {}
        }
    }

    /// Whether there is anything to remember.
    pub(super) fn is_set(self) -> bool {
        self.chrome || self.likely || self.apart
    }
}

/// An element of the page. Sizes are bytes of text in the file, of the element with all within it.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    mark: Mark,
    /// Whether its own end tag was found.
    closed: bool,
    /// Whether it holds a first-level heading or an element marked as content.
    holds_content: bool,
    parent: u32,
    start: u32,
    end: u32,
    text: u32,
    /// Text inside links.
    linked: u32,
    /// Text of blocks long enough to be sentences, links not counted.
    prose: u32,
    links: u32,
    inputs: u32,
}

/// From this length on a block is taken for prose, in bytes of text outside links: some 20 Vietnamese words.
const PROSE: u32 = 120;

/// The elements of a page, the root first, and what is known of each.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
    /// Text of the block being read, and how much of it is in links.
    block: (u32, u32),
}

impl Page {
    /// A page with nothing in it.
    pub(super) fn new() -> Page {
        Page { nodes: vec![Node::default()], block: (0, 0) }
    }

    /// Opens an element that starts at `at` in the file.
    pub(super) fn open(&mut self, parent: u32, mark: Mark, at: usize) -> u32 {
        let number = self.nodes.len() as u32;
        self.nodes.push(Node {
            mark,
            parent,
            start: at as u32,
            holds_content: mark.tag == tags::H1 || (mark.content && !mark.is_set()),
            ..Node::default()
        });
        number
    }

    /// Closes an element and adds its sizes to those of the one around it.
    pub(super) fn close(&mut self, number: u32, own: bool, at: usize) {
        if self.nodes[number as usize].mark.is_set() {
            // Words of marked inline elements would otherwise count for what is around them.
            self.flush(number);
        }
        let node = &mut self.nodes[number as usize];
        node.closed = own;
        node.end = at as u32;
        let node = *node;
        let parent = &mut self.nodes[node.parent as usize];
        parent.text += node.text;
        parent.linked += node.linked;
        parent.prose += node.prose;
        parent.links += node.links;
        parent.inputs += node.inputs;
        // What the article holds counts for those around it only where there is something to read in it.
        parent.holds_content |= node.holds_content && node.text > 0;
    }

    /// Ends the page.
    pub(super) fn finish(&mut self, at: usize) {
        self.nodes[0].end = at as u32;
    }

    /// Counts characters of the block being read.
    #[inline]
    pub(super) fn count(&mut self, text: &[u8], in_link: bool) {
        let len = text.trim_ascii().len() as u32;
        self.block.0 += len;
        if in_link {
            self.block.1 += len;
        }
    }

    /// Ends the block being read, which belongs to the element `number`.
    #[inline]
    pub(super) fn flush(&mut self, number: u32) {
        let (text, linked) = std::mem::take(&mut self.block);
        if text > 0 {
            let node = &mut self.nodes[number as usize];
            node.text += text;
            node.linked += linked;
            if text - linked >= PROSE {
                node.prose += text - linked;
            }
        }
    }

    /// A link in the element `number`.
    pub(super) fn link(&mut self, number: u32) {
        self.nodes[number as usize].links += 1;
    }

    /// A field of a form in the element `number`.
    pub(super) fn input(&mut self, number: u32) {
        self.nodes[number as usize].inputs += 1;
    }

    /// For each element whether it is left out.
    pub(super) fn dropped(&self, html: &str) -> Vec<bool> {
        let mut dropped = vec![false; self.nodes.len()];
        // Elements that never show text of the document. Unclosed ones would take the rest of the page with them.
        for (number, node) in self.nodes.iter().enumerate().skip(1) {
            dropped[number] = dropped[node.parent as usize] || (node.closed && is_foreign(node.mark.tag));
        }
        let root = &self.nodes[0];
        let total = Total { prose: u64::from(root.prose), plain: u64::from(root.text - root.linked) };
        let heads = document_heads(html);
        let mut marked = dropped.clone();
        let mut found = false;
        // Prose in what words alone condemned: if that is much, the words mean something else on this page.
        let mut condemned: u32 = 0;
        let mut inside_content = vec![false; self.nodes.len()];
        for (number, node) in self.nodes.iter().enumerate().skip(1) {
            let parent = node.parent as usize;
            inside_content[number] =
                inside_content[parent] || matches!(node.mark.tag, tags::ARTICLE | tags::MAIN) || node.mark.content;
            if marked[parent] {
                marked[number] = true;
            } else if !marked[number] && self.is_chrome(node, total, inside_content[parent], &heads) {
                marked[number] = true;
                found |= node.text > 0 || node.inputs > 0;
                condemned += node.prose;
            }
        }
        if !found || u64::from(condemned) * 2 > total.prose {
            return dropped;
        }
        self.drop_link_lists(&mut marked, root.prose - condemned);
        marked
    }

    /// Whether an element is a menu, a footer or the like. `heads` are the places of [`document_heads`].
    fn is_chrome(&self, node: &Node, total: Total, inside_content: bool, heads: &[usize]) -> bool {
        let Mark { tag, chrome, likely, content, apart } = node.mark;
        let mostly_links = u64::from(node.linked) * 2 >= u64::from(node.text);
        let small = |share: u64| {
            let plain = u64::from(node.text - node.linked);
            u64::from(node.prose) <= total.prose / share
                && (total.prose >= u64::from(PROSE) || plain <= total.plain / share)
        };
        // The head of the page, or that of the document with its motto and number?
        let heads_document = || {
            let first = heads.partition_point(|&at| at < node.start as usize);
            heads.get(first).is_some_and(|&at| at < node.end as usize)
        };
        if apart {
            return match tag {
                // The head of an article holds its title, and its foot may hold the signature.
                tags::HEADER => !inside_content && !node.holds_content && small(4) && !heads_document(),
                tags::FOOTER if inside_content => node.prose == 0 && mostly_links,
                tags::ASIDE => small(4),
                _ => small(3),
            };
        }
        if tag == tags::FORM && node.inputs > 0 && node.closed && !node.holds_content && small(10) {
            return true;
        }
        if matches!(tag, tags::H1 | tags::H2 | tags::H3) || node.holds_content {
            return false;
        }
        if chrome && small(4) {
            return true;
        }
        likely
            && !content
            && tag != tags::P
            && (mostly_links || (node.prose == 0 && !inside_content) || node.inputs > 0)
            && small(8)
            && !heads_document()
    }

    /// Drops lists of links outside the innermost element with most of the prose.
    fn drop_link_lists(&self, dropped: &mut [bool], prose: u32) {
        if prose < PROSE {
            return;
        }
        // From the root down there is at most one element at each level that holds three quarters.
        let kept: Vec<u32> = self.kept_prose(dropped);
        let mut main = 0;
        for (number, node) in self.nodes.iter().enumerate().skip(1) {
            if node.parent == main && !dropped[number] && u64::from(kept[number]) * 4 >= u64::from(kept[0]) * 3 {
                main = number as u32;
            }
        }
        let mut inside = vec![false; self.nodes.len()];
        let mut around = main;
        inside[main as usize] = true;
        let mut ancestors = vec![false; self.nodes.len()];
        while around != 0 {
            around = self.nodes[around as usize].parent;
            ancestors[around as usize] = true;
        }
        for (number, node) in self.nodes.iter().enumerate().skip(1) {
            let parent = node.parent as usize;
            inside[number] |= inside[parent];
            if dropped[parent] {
                dropped[number] = true;
            } else if !inside[number] && !ancestors[number] && !dropped[number] {
                dropped[number] = node.links >= 3
                    && kept[number] == 0
                    && u64::from(node.linked) * 10 >= u64::from(node.text) * 7
                    && !node.holds_content;
            }
        }
    }

    /// The prose of each element without that of dropped ones.
    fn kept_prose(&self, dropped: &[bool]) -> Vec<u32> {
        let mut kept: Vec<u32> = self.nodes.iter().map(|node| node.prose).collect();
        // Sizes are sums over what is within, so a dropped element's share is taken from all around it. Children have
        // higher numbers than their parents, so going backwards hands each share on upwards.
        let mut less = vec![0u32; self.nodes.len()];
        for number in (1..self.nodes.len()).rev() {
            let parent = self.nodes[number].parent as usize;
            if dropped[number] {
                less[number] = kept[number];
                kept[number] = 0;
            } else {
                kept[number] -= less[number].min(kept[number]);
            }
            if !dropped[parent] {
                less[parent] += less[number];
            }
        }
        kept[0] -= less[0].min(kept[0]);
        kept
    }
}

/// Sizes of the whole page.
#[derive(Clone, Copy)]
struct Total {
    prose: u64,
    /// Text outside links.
    plain: u64,
}

/// Where the file has words with which the head of an official document is written, in order.
fn document_heads(html: &str) -> Vec<usize> {
    let mut heads: Vec<usize> = ["Độc lập", "ĐỘC LẬP", "&#272;&#7897;c l", "Số:"]
        .iter()
        .flat_map(|words| memchr::memmem::find_iter(html.as_bytes(), words.as_bytes()))
        .collect();
    heads.sort_unstable();
    heads
}

fn is_foreign(tag: u8) -> bool {
    matches!(tag, tags::BUTTON | tags::SELECT | tags::SVG | tags::TEMPLATE | tags::XML)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(words: &str) -> (bool, bool, bool) {
        let mut mark = Mark::of_tag(tags::DIV);
        mark.add_words(words);
        (mark.chrome, mark.likely, mark.content)
    }

    #[test]
    fn words_are_told_apart() {
        for words in
            ["menu", "TopMenu", "left_sidebar", "LuotTruyCap", "box login-box", "ctl00_Footer", "dang-nhap", "nav"]
        {
            assert!(says(words).0, "{words}");
        }
        for words in ["header", "x header", "tin-lien-quan", "SearchBox", "ads", "banner"] {
            let (chrome, likely, _) = says(words);
            assert!(likely && !chrome, "{words}");
        }
        for words in ["card-header", "research", "encounter", "block", "MsoFooter", "navy", "headline", "left", "x1"] {
            assert_eq!(says(words), (false, false, false), "{words}");
        }
        assert!(says("article__body cms-body").2 && says("detail-content").2 && says("NoiDung").2);
        // Longer than the buffer.
        assert_eq!(says(&"Ab ".repeat(1000)), (false, false, false));
    }
}
