use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    zip(&[("word/document.xml", &document)])
}

fn text(bytes: &[u8]) -> String {
    read(bytes, "x").unwrap().text
}

#[test]
fn paragraphs_of_docx_with_their_breaks_and_entities() {
    let body = r#"<w:p><w:r><w:t>A&amp;B는 </w:t></w:r><w:r><w:rPr/><w:t xml:space="preserve">큰 </w:t><w:tab/><w:t>회사다.</w:t></w:r></w:p>
        <w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>하나</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>둘</w:t><w:br/><w:t>셋</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    assert_eq!(text(&docx(body)), "A&B는 큰 회사다.\n하나\n둘\n셋\n");
}

#[test]
fn tracked_changes_are_accepted_and_no_text_comes_twice() {
    let body = "<w:p><w:del><w:r><w:delText>옛</w:delText></w:r></w:del><w:ins><w:r><w:t>새</w:t></w:r></w:ins>\
        <w:moveFrom><w:r><w:t>여기서</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText><w:t> 글</w:t></w:r>\
        <mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>";
    assert_eq!(text(&docx(body)), "새 글\n상자\n");
}

#[test]
fn notes_follow_and_the_title_is_the_headline() {
    let document = r#"<w:document><w:p><w:pPr><w:pStyle w:val="a3"/></w:pPr><w:r><w:t>제목</w:t></w:r></w:p><w:p><w:r><w:t>글.</w:t></w:r></w:p></w:document>"#;
    let notes = "<w:footnotes><w:footnote><w:p><w:r><w:footnoteRef/><w:t>주석.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    // As Word in Korean has them: `a` is the style of text, `a3` that of titles, `1` that of headings.
    let styles = r#"<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style></w:styles>"#;
    let core = "<cp:coreProperties><dc:title>제목</dc:title><dc:creator>홍길동 &amp; <![CDATA[김]]>&#xAC00;</dc:creator></cp:coreProperties>";
    let page = read(
        &zip(&[
            ("word/document.xml", document),
            ("word/styles.xml", styles),
            ("word/footnotes.xml", notes),
            ("docProps/core.xml", core),
        ]),
        "x",
    )
    .unwrap();
    assert_eq!(page.text, "제목\n글.\n주석.\n");
    assert_eq!(page.marks.len(), 1);
    assert_eq!(page.marks[0].kind, MarkKind::Headline);
    assert_eq!(page.metadata.author.as_deref(), Some("홍길동 & 김가"));
}

#[test]
fn odt_with_spaces_notes_deletions_and_comments() {
    let content = "<office:text><text:tracked-changes><text:p>지운 글</text:p></text:tracked-changes>\
        <text:h>제목</text:h><text:p>한<text:s/>글<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>주석.</text:p></text:note-body></text:note>이다.<office:annotation><text:p>메모</text:p>\
        </office:annotation><text:line-break/>둘째\n줄</text:p></office:text>";
    let page = read(&zip(&[("content.xml", content)]), "x").unwrap();
    assert_eq!(page.text, "제목\n한 글이다.\n둘째 줄\n주석.\n");
}

#[test]
fn hwpx_with_its_sections_and_without_deletions_fields_and_headers() {
    let first = r#"<hs:sec><hp:p><hp:run><hp:ctrl><hp:header><hp:subList><hp:p><hp:run><hp:t>머리말</hp:t></hp:run></hp:p>
        </hp:subList></hp:header></hp:ctrl></hp:run><hp:run><hp:t>시는<hp:nbSpace/>공사를 <hp:deleteBegin Id="1"/>옛 글
        <hp:deleteEnd Id="1"/>했다.</hp:t><hp:ctrl><hp:fieldBegin><hp:stringParam>주소</hp:stringParam><hp:subList><hp:p>
        <hp:run><hp:t>메모</hp:t></hp:run></hp:p></hp:subList></hp:fieldBegin></hp:ctrl></hp:run></hp:p></hs:sec>"#;
    let second =
        "<hs:sec><hp:p><hp:run><hp:t>둘째<hp:lineBreak/>구역</hp:t></hp:run></hp:p></hs:sec>";
    let page = read(
        &zip(&[
            ("Contents/section1.xml", second),
            ("Contents/section0.xml", first),
            ("Contents/section3.xml", "<hs:sec/>"),
        ]),
        "x",
    );
    assert_eq!(page.unwrap().text, "시는 공사를 했다.\n둘째\n구역\n");
}

#[test]
fn what_is_no_document_or_a_damaged_one_is_refused() {
    let whole = docx("<w:p><w:r><w:t>비</w:t></w:r></w:p>");
    for (bytes, part) in [
        (&whole[..whole.len() / 2], "cut off or damaged"),
        (&zip(&[("a.txt", "a")])[..], "neither DOCX nor ODT"),
        (&docx("<w:p></w:q>")[..], "byte"),
    ] {
        let error = read(bytes, "x").unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_zip_bomb_is_refused() {
    let bomb = docx(&" ".repeat(MOST_BYTES as usize));
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(read(&bomb, "x"), Err(Error::TooLarge { .. })));
}
