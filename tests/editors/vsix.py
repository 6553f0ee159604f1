"""Looks into a package of the extension: the program for its platform, to be run, and nothing but what users need.

python3 vsix.py PACKAGE
"""

import sys
import zipfile
from pathlib import Path

WANTED = ["dist/extension.js", "readme.md", "changelog.md", "LICENSE-MIT", "LICENSE-APACHE", "media/icon.png"]
UNWANTED = ["/src/", "/test/", "node_modules", ".map", ".ts"]


def main(package):
    target = Path(package).stem.removeprefix("perspective-ls-")
    with zipfile.ZipFile(package) as opened:
        names = {it.filename: it for it in opened.infolist()}
        manifest = opened.read("extension.vsixmanifest").decode()
    assert f'TargetPlatform="{target}"' in manifest, f"the package is not for {target}"
    missing = [it for it in [*WANTED, "bin/perspective-ls"] if f"extension/{it}" not in names]
    assert not missing, f"missing: {missing}"
    assert names["extension/bin/perspective-ls"].external_attr >> 16 & 0o111, "the program cannot be run"
    strange = [it for it in names if any(part in it for part in UNWANTED)]
    assert not strange, f"not for users: {strange}"
    print(f"ok    {package}")


if __name__ == "__main__":
    main(*sys.argv[1:])
