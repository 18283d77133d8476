//! A document of Hangul's format as another program writes it.

use std::process;

use super::features::python;
use super::{naranhi, root};

#[test]
fn a_document_of_hangul_is_read_without_what_is_not_its_text() {
    let Some(python) = python() else { return };
    let temp = tempfile::tempdir().unwrap();
    let document = temp.path().join("ko.hwpx");
    let written = process::Command::new(python)
        .arg(root().join("tests/clients/write_hwpx.py"))
        .arg(&document)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&written.stderr);
    assert!(written.status.success(), "{said}");
    naranhi()
        .arg("split")
        .arg(document)
        .assert()
        .success()
        .stdout(
            "다리 공사, 석 달 만에 다시\n\n시는 28일 다리 공사를 다시 시작했다고 밝혔다.\n공사비는 1조2000억 원이다.\n\n\
             각주는 문단 뒤에 온다.\n\n왼쪽 칸\n\n오른쪽 칸\n\n둘째 구역은 탭과\n\n줄바꿈이 있다.\n",
        );
}
