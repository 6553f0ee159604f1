# Shared by the scripts in this folder: where things are, and how a README's block is run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# What is installed by name stays here between runs.
tools=${EDITOR_TOOLS:-$root/target/editors}
mkdir -p "$tools"

# need TOOL HINT: ends with what is missing.
need() {
  command -v "$1" >/dev/null || { echo "$1 is missing: $2" >&2; exit 1; }
}

# debian_package PACKAGE: installs one of Debian's packages, where apt-get may.
debian_package() {
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
  else
    echo "Debian's package $1, or its like, has to be installed" >&2
    exit 1
  fi
}

# debian PROGRAM PACKAGE: installs a Debian package where its program is missing.
debian() {
  command -v "$1" >/dev/null || debian_package "$2"
}

# program: builds the program and prints the folder it is in.
program() {
  need cargo "README.md says how to install Rust"
  (cd "$root" && cargo build --quiet --bin perspective-ls) >&2
  echo "${CARGO_TARGET_DIR:-$root/target}/debug"
}

# readme FILE NAME: the code of the block below <!-- test: NAME -->.
readme() {
  local code
  code=$(awk -v name="<!-- test: $2 -->" '
    $0 == name { wanted = 1; next }
    wanted && /^```/ { if (inside) exit; inside = 1; next }
    inside { print }' "$1")
  [ -n "$code" ] || { echo "$1 has no block \"test: $2\"" >&2; exit 1; }
  printf '%s\n' "$code"
}
