"""The script for PowerShell, read by a grammar of the language that is not ours: it is well formed, and takes what the
script for bash takes. tests/steps.rs runs it where there is a PowerShell.
"""

import re
import sys
from pathlib import Path

import tree_sitter_powershell
from tree_sitter import Language, Parser

KIT = Path(sys.argv[2]) / "templates/kit"
SOURCE = (KIT / "powershell/create-new-persona.ps1").read_bytes()
BASH = (KIT / "bash/create-new-persona.sh").read_text(encoding="utf-8")


def nodes(node):
    """`node` and all below it."""
    yield node
    for child in node.children:
        yield from nodes(child)


def text(node):
    return SOURCE[node.start_byte : node.end_byte].decode()


tree = Parser(Language(tree_sitter_powershell.language())).parse(SOURCE)
wrong = [f"line {it.start_point[0] + 1}: {text(it)[:60]}" for it in nodes(tree.root_node) if it.type == "ERROR" or it.is_missing]
assert not wrong and not tree.root_node.has_error, wrong

parameters = [it for it in nodes(tree.root_node) if it.type == "script_parameter"]
names = {text(next(child for child in it.children if child.type == "variable")).lstrip("$").lower() for it in parameters}
options = {it.lower() for it in re.findall(r"^    --([a-z]+)\b", BASH, re.MULTILINE)} - {"help"}
assert names - {"request"} == options, (names, options)

# What is handed on is what the program takes, and the request goes by standard input.
strings = [text(it) for it in nodes(tree.root_node) if it.type == "string_literal"]
assert {"'--json'", "'--branch'", "'-'"} <= set(strings) and '"--feature=$Feature"' in strings, strings
