use super::*;

fn read(html: &str) -> String {
    text(html).text
}

#[test]
fn blocks_lines_and_cells() {
    for (html, expected) in [
        ("<p>a</p><p>b<br>c", "a\n\nb\nc"),
        ("a <b>b</b><i>c</i>\r\n  d", "a bc d"),
        ("<table><tr><td>a<td><p>b</p></td></tr><tr><th>c</th><th></th></tr></table>d", "a\tb\nc\n\nd"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\n\nb\n\nc\n\nd"),
        ("<pre>a\r\n  b &lt; c</pre>", "a\n  b < c"),
        ("a&nbsp;b &#272;&#7897;c &ndash; &TĐ & x", "a\u{a0}b Độc – &TĐ & x"),
        ("a<script>if (a<b) {'</p>'}</script>b<style>p{}</style>c<!-- d --><![if x]>e<![endif]>", "abce"),
        ("<title>t</title><noscript>n</noscript><svg><text>s</text></svg>a", "a"),
        ("a < b, c<d, 1<2", "a < b, c"),
        ("NĐ-CP<sup>1</sup> 5 m<sup>2</sup>", "NĐ-CP¹ 5 m²"),
        ("<a href=\"x>a</a> b", "a b"),
        ("<!-- a <p>b", "b"),
        ("<select><option>a</select>b<select><option>c", "bc"),
        (" \n<p>  a  </p> \n", "a"),
        ("", ""),
    ] {
        assert_eq!(read(html), expected, "{html}");
    }
}

#[test]
fn sound_pages_read_as_a_standard_tokenizer_reads_them() {
    use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
    for html in [
        "<p class='a' id=b>x &amp; y</p><!-- c --><b\n>z</b >&copy2020 &#x1ebf;&notit;",
        "<div><p>a<br/>b</div><a href=x>c</a><!doctype html><? d ?></ e>f<!---->g<!-->h",
    ] {
        let mut expected = String::new();
        let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| {
            if let CallbackEvent::String { value } = event {
                expected.push_str(str::from_utf8(value).unwrap());
            }
            None::<std::convert::Infallible>
        });
        let Ok(()) = html5gum::Tokenizer::new_with_emitter(html, emitter).finish();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&read(html)), bare(&expected), "{html}");
    }
}

#[test]
fn hostile_pages_take_no_square_time_and_no_stack() {
    let n = 100_000;
    for unit in [
        "<div>",
        "<span class=nav>",
        "</div>",
        "<table><tr><td>",
        "<li>",
        "<ul><li>",
        "<a href=\"",
        "<!--",
        "<a b='",
        "<script>",
        "<title>",
        "<noscript></",
        "&a",
        "<p><header>",
        "</span><div class=menu>",
        "<!",
        "</",
        "<svg>",
        "<section></div><td>",
        "<!-- -- ",
    ] {
        text(&unit.repeat(n));
        text(&format!("Độc lập{}Độc lập", unit.repeat(n)));
    }
    let deep = format!("{}x{}", "<div>".repeat(1_000_000), "</div>".repeat(1_000_000));
    assert_eq!(text(&deep).text, "x");
}
