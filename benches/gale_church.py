"""gale_church.py PACKAGE FOLDER: aligns NAME.ko with NAME.en by length alone, with galechurch or nltk."""

import sys
from pathlib import Path

package, folder = sys.argv[1:]
if package == "galechurch":
    from galechurch import align
else:
    from nltk.translate.gale_church import align_blocks

    def align(source, target):
        return align_blocks([len(s) for s in source], [len(t) for t in target])


for korean in sorted(Path(folder).glob("*.ko")):
    source = korean.read_text("utf-8").splitlines()
    target = korean.with_suffix(".en").read_text("utf-8").splitlines()
    if source and target:
        align(source, target)
