//! The report for the browser: whole, in one file, and escaped everywhere.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Folder, project};

#[test]
fn every_segment_and_every_line_left_out_is_shown_once_on_its_side() {
    let folder = Folder::with(&[] as &[(&str, &str)]);
    let pair = project("pairs/summit-1992");
    let (korean, english) = (pair.join("ko.txt"), pair.join("en.txt"));
    folder.run(&format!(
        "align {} {} -o r.html -o r.jsonl",
        korean.display(),
        english.display()
    ));
    let report = folder.read("r.html");
    let page = dom_query::Document::from(report.as_str());
    let records: Vec<serde_json::Value> = folder
        .read("r.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let sides = page.select("section.side");
    assert_eq!(sides.length(), 2);
    for (number, name) in ["source", "target"].into_iter().enumerate() {
        let side = dom_query::Selection::from(*sides.nodes().get(number).unwrap());
        let mut expected: Vec<String> = records[1..]
            .iter()
            .flat_map(|bead| bead[name].as_array().unwrap())
            .map(|segment| segment["text"].as_str().unwrap().to_owned())
            .collect();
        let mut shown: Vec<String> = side
            .select("p.segment")
            .iter()
            .map(|segment| segment.text().to_string())
            .collect();
        // A moved bead stands elsewhere in the target.
        expected.sort();
        shown.sort();
        assert_eq!(shown, expected, "{name}");
        let left_out = records[0][name]["left_out"].as_array().unwrap();
        assert_eq!(side.select("p.left-out").length(), left_out.len(), "{name}");
    }
    assert_eq!(page.select("article.bead").length(), records.len() - 1);
    assert!(page.select("article.bead.moved").length() >= 3);
    assert!(
        report.contains("name 양상쿤 = Yang Shangkun"),
        "why is said"
    );
}

#[test]
fn nothing_is_fetched_and_nothing_in_the_text_is_run() {
    let hostile =
        "<script>alert(1)</script> & \"quotes\" '</style>' <img src=x onerror=alert(2)> {{ name }}";
    let folder = Folder::with(&[
        (
            "ko.txt",
            format!(
                "한국 {hostile} 1001\n정부는 올해 예산을 편성하면서 지난해보다 훨씬 많은 돈을 복지와 국방에 쓰기로 했다고 밝혔다. 1002\n"
            ),
        ),
        (
            "en.txt",
            format!("Korea {hostile} 1001\nThe government set up a budget. 1002\n"),
        ),
    ]);
    let output = folder
        .naranhi("align ko.txt en.txt --presegmented -o r.html --document")
        .arg("<script>title</script>\" onload=\"x")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let report = folder.read("r.html");
    let page = dom_query::Document::from(report.as_str());
    assert_eq!(page.select("script").length(), 1);
    assert_eq!(
        page.select("img, link, iframe, [src], [href], [onload], [onerror]")
            .length(),
        0
    );
    assert_eq!(
        page.select("h1").text().to_string(),
        "<script>title</script>\" onload=\"x"
    );
    let shown = page.select("section.side p.segment").first().text();
    assert_eq!(shown.to_string(), format!("한국 {hostile} 1001"));
    assert!(
        !report.contains("http://") && !report.contains("https://")
            || report.contains("www.w3.org/2000/svg")
    );
    assert!(report.contains("default-src 'none'"));
}

#[test]
fn a_report_is_no_article() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o r.html");
    let output = folder.naranhi("align ko.txt r.html").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("r.html: a report of naranhi"), "{said}");
}
