"""Writes an article as HWPX, with all that may stand in one besides its paragraphs.

Usage: write_hwpx.py FILE
"""

import sys

from hwpx.document import HwpxDocument

document = HwpxDocument.new()
document.page.set_header(text="머리말이다.")
document.add_paragraph("다리 공사, 석 달 만에 다시")
first = document.add_paragraph("시는 28일 다리 공사를 낡은 글 다시 시작했다고 밝혔다.")
document.tracking.delete(first, match="낡은 글 ")
document.tracking.insert(first, " 공사비는 1조2000억 원이다.")
document.notes.add_footnote("각주는 문단 뒤에 온다.", paragraph=first)
document.notes.add_memo("메모는 글이 아니다.", anchor=first)
table = document.add_table(1, 2)
table.set_cell_text(0, 0, "왼쪽 칸")
table.set_cell_text(0, 1, "오른쪽 칸")
document.add_section()
document.add_paragraph("둘째 구역은\t탭과\n줄바꿈이 있다.", section=document.sections[-1])
document.save_to_path(sys.argv[1])
