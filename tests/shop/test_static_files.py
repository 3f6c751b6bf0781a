"""The style sheet as it is collected."""

from shop.static_files import without_notes


def test_style_sheet_loses_its_notes_and_keeps_its_rules() -> None:
    css = """/* Header
   over two lines */
.a > .b,
.c {
  grid-template: "one two" auto
    / 1fr auto; /* why */
}
"""

    assert without_notes(css) == (
        '\n.a > .b,\n.c {\ngrid-template: "one two" auto\n/ 1fr auto;\n}\n'
    )
