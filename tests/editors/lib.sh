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
