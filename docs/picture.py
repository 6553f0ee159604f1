"""Draws docs/check.svg: the end of what `perspective-ls check examples` prints. Needs `rich` from PyPI.

Run from the root of the repository after `cargo build`: python3 docs/picture.py
tests/picture.rs fails when the picture no longer shows what the program prints.
"""
import re
import subprocess

from rich.console import Console
from rich.text import Text

LINES = 46

run = subprocess.run(["target/debug/perspective-ls", "check", "examples", "--color", "always"], capture_output=True, text=True)
end = "\n".join(["$ perspective-ls check examples", "..."] + run.stdout.rstrip("\n").split("\n")[-LINES:])
console = Console(record=True, width=118, file=open("/dev/null", "w"), color_system="truecolor", force_terminal=True)
console.print(Text.from_ansi(end), soft_wrap=False, no_wrap=True, overflow="ellipsis")
picture = console.export_svg(title="perspective-ls")
# The reader's own monospace font will do; a picture in a repository fetches nothing.
picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.S)
open("docs/check.svg", "w", encoding="utf-8").write(picture)
