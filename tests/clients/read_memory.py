"""Prints the source and the target of each unit, a tab between, as a Python library reads a TMX or XLIFF.

Usage: read_memory.py hypomnema|translate-toolkit FILE
"""

import sys

library, path = sys.argv[1:]


def text(content):
    """The text of a variant: hi marks words of it, the other inline tags hold codes."""
    pieces = []
    for piece in content:
        if isinstance(piece, str):
            pieces.append(piece)
        elif type(piece).__name__ == "Hi":
            pieces.append(text(piece.content))
    return "".join(pieces)


if library == "hypomnema":
    import hypomnema

    for unit in hypomnema.load(path).body:
        found = {variant.lang.lower()[:2]: text(variant.content) for variant in unit.variants}
        print(found.get("ko"), found.get("en"), sep="\t")
else:
    from translate.storage import factory

    for unit in factory.getobject(path).units:
        if unit.source:
            print(unit.source, unit.target, sep="\t")
