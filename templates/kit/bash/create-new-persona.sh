#!/usr/bin/env bash
# Makes the document of a new perspective and prints where it is:
#
#   scripts/bash/create-new-persona.sh --json "How do we reduce churn?"
#   {"BRANCH_NAME":"2026-02-09-how-do-we-reduce-churn","PERSONA_FILE":"/.../personas/.../customer-success-perspective.md"}
#
#   --json             print one line of JSON
#   --persona ID       whose perspective; otherwise PERSONAKIT_PERSONA, otherwise the persona named below
#   --feature NAME     the feature that it belongs to; otherwise PERSONAKIT_FEATURE, otherwise one named from the request
#   --branch           check out a branch of the feature's name
#   --                 everything behind is the request, also where it begins with a hyphen
#
# All the work is done by perspective-ls (PERSPECTIVE_LS names it where it is not on the PATH). Status 2: nothing was made.
set -euo pipefail

persona=${PERSONAKIT_PERSONA:-customer-success-manager}
program=${PERSPECTIVE_LS:-perspective-ls}
options=()
request=""

add() { request="$request${request:+ }$1"; }

need() {
  if [[ $2 -lt 2 ]]; then
    echo "ERROR: $1 wants a value" >&2
    exit 2
  fi
}

while [[ $# -gt 0 ]]; do
  case $1 in
    --json | -Json) options+=(--json) ;;
    --branch) options+=(--branch) ;;
    --persona) need "$1" $#; persona=$2; shift ;;
    --persona=*) persona=${1#*=} ;;
    --feature) need "$1" $#; options+=("--feature=$2"); shift ;;
    --feature=*) options+=("$1") ;;
    --help | -h) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    --) shift; for word in "$@"; do add "$word"; done; break ;;
    # Several words are one request; one that begins with a hyphen and is no option is a word, too.
    *) add "$1" ;;
  esac
  shift
done

if ! command -v "$program" >/dev/null 2>&1; then
  echo "ERROR: $program is not there; install it, or say where it is in PERSPECTIVE_LS" >&2
  exit 2
fi
# A program that is named by a path is named from where the caller stands.
case $program in */*) program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program") ;; esac

# From here on in the repository that this script belongs to, wherever it was called.
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec "$program" new "$persona" ${options[@]+"${options[@]}"} -- "$request"
