//! The graph of citations over all files: documents as nodes, and how often one cites another as edges.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use crate::rules::Lang;

use super::xml::escape;
use super::{Extracted, Frame, MentionFormat, Mentioned, mentioned};

/// What a node is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    /// Whether it is a file that was read.
    file: bool,
    /// The number, or the name of a law, or the path of a file without number.
    label: String,
    doc_type: String,
    date: String,
    issuer: String,
    title: String,
}

/// The citations of all files read so far, in an order that does not depend on threads.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: BTreeMap<String, Node>,
    /// By the keys of both ends.
    edges: BTreeMap<(String, String), usize>,
}

/// What makes two mentions mean one node; empty where nothing is named.
fn key(m: &Mentioned) -> String {
    match (m.number.as_str(), m.class) {
        // Numbers without a year begin again.
        ("", "named") => m.text.to_lowercase(),
        ("", _) => String::new(),
        (number, _) if has_year(number) => number.to_owned(),
        (number, _) => format!("{number} {}", m.date),
    }
}

fn has_year(number: &str) -> bool {
    number.split(['/', '-']).any(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()))
}

impl Graph {
    /// Takes in a file.
    fn add(&mut self, path: &str, mentions: &[Mentioned]) {
        let own = mentions.iter().find(|m| m.kind == "own" && !m.number.is_empty());
        let from = own.map_or_else(|| path.to_owned(), key);
        let node = own.map_or_else(|| Node { label: path.to_owned(), ..Node::default() }, node);
        self.note(&from, Node { file: true, ..node });
        for m in mentions.iter().filter(|m| m.kind == "citation" && m.class != "self") {
            let meant = if m.class == "short" { m.target.and_then(|t| mentions.get(t)) } else { Some(m) };
            let Some(meant) = meant.filter(|meant| meant.kind == "citation" && !key(meant).is_empty()) else {
                continue;
            };
            let to = key(meant);
            self.note(&to, node_of(meant));
            *self.edges.entry((from.clone(), to)).or_default() += 1;
        }
    }

    /// Keeps of each field the longest that is said, so that the order of files does not show.
    fn note(&mut self, key: &str, said: Node) {
        let known = self.nodes.entry(key.to_owned()).or_default();
        known.file |= said.file;
        let keep = |known: &mut String, said: String| {
            if (said.len(), &*known) > (known.len(), &said) {
                *known = said;
            }
        };
        keep(&mut known.label, said.label);
        keep(&mut known.doc_type, said.doc_type);
        keep(&mut known.date, said.date);
        keep(&mut known.issuer, said.issuer);
        keep(&mut known.title, said.title);
    }

    /// The nodes with their numbers in the output, from 0.
    fn numbered(&self) -> BTreeMap<&str, usize> {
        self.nodes.keys().enumerate().map(|(number, key)| (key.as_str(), number)).collect()
    }

    fn dot(&self) -> String {
        let mut out = String::from("digraph citations {\n  rankdir=LR;\n  node [shape=box];\n");
        let numbers = self.numbered();
        for (number, node) in self.nodes.values().enumerate() {
            let style = if node.file { ", style=bold" } else { "" };
            let tip = [&node.date, &node.issuer, &node.title].map(|s| s.as_str()).join(" ");
            let _ = writeln!(
                out,
                "  n{number} [label=\"{}\", tooltip=\"{}\"{style}];",
                quoted(&named(node)),
                quoted(tip.trim())
            );
        }
        for ((from, to), count) in &self.edges {
            let _ =
                writeln!(out, "  n{} -> n{} [label=\"{count}\", weight={count}];", numbers[&**from], numbers[&**to]);
        }
        out.push_str("}\n");
        out
    }

    fn graphml(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        for name in ["label", "type", "date", "issuer", "title"] {
            let _ = writeln!(out, "  <key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"string\"/>");
        }
        out.push_str("  <key id=\"file\" for=\"node\" attr.name=\"file\" attr.type=\"boolean\"/>\n");
        out.push_str("  <key id=\"count\" for=\"edge\" attr.name=\"count\" attr.type=\"int\"/>\n");
        out.push_str("  <graph id=\"citations\" edgedefault=\"directed\">\n");
        for (number, node) in self.nodes.values().enumerate() {
            let _ = writeln!(out, "    <node id=\"n{number}\">");
            let fields = [
                ("label", &node.label),
                ("type", &node.doc_type),
                ("date", &node.date),
                ("issuer", &node.issuer),
                ("title", &node.title),
            ];
            for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
                let _ = write!(out, "      <data key=\"{name}\">");
                escape(&mut out, value);
                out.push_str("</data>\n");
            }
            let _ = writeln!(out, "      <data key=\"file\">{}</data>\n    </node>", node.file);
        }
        let numbers = self.numbered();
        for (number, ((from, to), count)) in self.edges.iter().enumerate() {
            let _ = writeln!(
                out,
                "    <edge id=\"e{number}\" source=\"n{}\" target=\"n{}\"><data key=\"count\">{count}</data></edge>",
                numbers[&**from], numbers[&**to]
            );
        }
        out.push_str("  </graph>\n</graphml>\n");
        out
    }
}

fn node(own: &Mentioned) -> Node {
    Node {
        file: true,
        label: own.number.clone(),
        doc_type: own.doc_type.to_owned(),
        date: own.date.clone(),
        issuer: own.issuer.clone(),
        title: own.subject.clone(),
    }
}

fn node_of(m: &Mentioned) -> Node {
    let title = if m.subject.is_empty() { &m.title } else { &m.subject };
    let label = if m.number.is_empty() { &m.text } else { &m.number };
    Node {
        file: false,
        label: label.clone(),
        doc_type: m.doc_type.to_owned(),
        date: m.date.clone(),
        issuer: m.issuer.clone(),
        title: title.clone(),
    }
}

/// Type and number; a name says its type itself.
fn named(node: &Node) -> String {
    match node.label.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("{} {}", node.doc_type, node.label).trim().to_owned(),
        false => node.label.clone(),
    }
}

fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The graph in the language of Graphviz.
#[derive(Debug, Default)]
pub struct Dot(Mutex<Graph>);

/// The graph as GraphML, for Gephi, yEd and the like.
#[derive(Debug, Default)]
pub struct GraphMl(Mutex<Graph>);

fn take(graph: &Mutex<Graph>, extracted: &Extracted) {
    let mentions = mentioned(extracted);
    graph.lock().unwrap_or_else(PoisonError::into_inner).add(extracted.file.path, &mentions);
}

impl MentionFormat for Dot {
    fn frame(&self) -> Frame {
        Frame { foot: self.0.lock().unwrap_or_else(PoisonError::into_inner).dot().into(), ..Frame::default() }
    }

    fn mentions(&self, extracted: &Extracted, _lang: Lang, _out: &mut String) {
        take(&self.0, extracted);
    }
}

impl MentionFormat for GraphMl {
    fn frame(&self) -> Frame {
        Frame { foot: self.0.lock().unwrap_or_else(PoisonError::into_inner).graphml().into(), ..Frame::default() }
    }

    fn mentions(&self, extracted: &Extracted, _lang: Lang, _out: &mut String) {
        take(&self.0, extracted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::output::File;
    use crate::source;
    use crate::text::Search;

    fn graph(files: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::default();
        for (path, text) in files {
            let source = source::read(text.as_bytes(), path, None).unwrap();
            let search = Search::new(&source.parts[0].text);
            let file = File { path, bytes: text.as_bytes(), source: &source };
            graph.add(path, &mentioned(&Extracted { file, documents: vec![document::read(&search)] }));
        }
        graph
    }

    #[test]
    fn files_join_to_one_graph_in_any_order() {
        let a = (
            "a.txt",
            "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ & Chỉ thị số 45-CT/TW ngày 20/6/2020.",
        );
        let b =
            ("b.txt", "Nghị định số 30/2020/NĐ-CP và Nghị định số 30/2020/NĐ-CP; Chỉ thị số 45-CT/TW ngày 14/4/2025.");
        let (one, two) = (graph(&[a, b]), graph(&[b, a]));
        assert_eq!((one.dot(), one.graphml()), (two.dot(), two.graphml()));
        assert_eq!(one.nodes.len(), 5, "{:?}", one.nodes);
        assert_eq!(one.edges[&("b.txt".to_owned(), "30/2020/NĐ-CP".to_owned())], 2);
        assert_eq!(one.nodes["30/2020/NĐ-CP"].date, "2020-03-05");
        assert!(one.dot().contains("label=\"Nghị định 30/2020/NĐ-CP\""), "{}", one.dot());
    }

    #[test]
    fn signs_of_the_languages_are_escaped() {
        let text = "Theo Luật \"A\" & <B> số 30/2020/QH14 và Nghị định số 30/2020/NĐ-CP của Chính phủ về \"x\" & y.";
        let graph = graph(&[("a\"&<.txt", text)]);
        assert!(graph.dot().contains("a\\\"&<.txt"));
        assert!(graph.graphml().contains("a&quot;&amp;&lt;.txt"), "{}", graph.graphml());
    }
}
