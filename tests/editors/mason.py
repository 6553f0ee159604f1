"""Does what Mason does with packaging/mason/package.yaml, but with a release archive that lies here.

python3 mason.py RECIPE ARCHIVE FOLDER: unpacks ARCHIVE into FOLDER and prints the path of the program that the recipe
names there. Fails where the recipe has a key or a value that Mason's registry does not take, where no asset of it is ARCHIVE,
and where a name of an asset is none that packaging/archive gives. Needs PyYAML.
"""

import re
import sys
import tarfile
from pathlib import Path

import yaml

# https://github.com/mason-org/mason-registry/blob/main/CONTRIBUTING.md, and the registry's schema.
KEYS = {"name", "description", "homepage", "licenses", "languages", "categories", "source", "bin", "neovim"}
CATEGORIES = {"Compiler", "DAP", "Formatter", "LSP", "Linter", "Runtime"}
# Mason's names of platforms, and cargo's.
TRIPLES = {
    "linux_x64_gnu": "x86_64-unknown-linux-gnu",
    "linux_arm64_gnu": "aarch64-unknown-linux-gnu",
    "darwin_x64": "x86_64-apple-darwin",
    "darwin_arm64": "aarch64-apple-darwin",
    "win_x64": "x86_64-pc-windows-msvc",
}


def evaluate(text, version):
    """`text` with its expressions evaluated; only those that the recipe uses are known."""
    text = re.sub(r'\{\{\s*version\s*\|\s*strip_prefix "v"\s*\}\}', version.removeprefix("v"), text)
    assert "{{" not in text, f"no expression that is known: {text}"
    return text


def main(recipe, archive, folder):
    source = Path(recipe).read_text()
    assert source.startswith("---\n"), "the registry's linter wants a document's start"
    long = [line for line in source.splitlines() if len(line) > 120 and "{{" not in line]
    assert not long, f"too long for the registry: {long}"
    package = yaml.safe_load(source)
    assert set(package) == KEYS, set(package) ^ KEYS
    assert set(package["categories"]) <= CATEGORIES, package["categories"]
    assert re.fullmatch(r"https?://\S+", package["homepage"])
    purl = re.fullmatch(r"pkg:github/[\w-]+/[\w-]+@(v\d+\.\d+\.\d+)", package["source"]["id"])
    assert purl, package["source"]["id"]
    assert package["bin"] == {package["name"]: "{{source.asset.bin}}"}, package["bin"]
    version = purl[1]
    programs = {}
    for asset in package["source"]["asset"]:
        triple = TRIPLES[asset["target"]]
        end = "zip" if "windows" in triple else "tar.gz"
        file = evaluate(asset["file"], version)
        assert file == f"{package['name']}-{version[1:]}-{triple}.{end}", file
        programs[file] = evaluate(asset["bin"], version)
    assert len(programs) == len(TRIPLES), "a platform is missing"
    name = Path(archive).name
    assert name in programs, f"{name} is not among {sorted(programs)}"
    with tarfile.open(archive) as opened:
        opened.extractall(folder)
    program = Path(folder, programs[name])
    assert program.is_file(), f"{program} is not in the archive"
    print(program)


if __name__ == "__main__":
    main(*sys.argv[1:])
