#!/usr/bin/env bash
# The whole of the seed, steps 1 to 6, from an empty folder to "ready", with documented commands only. Run by
# tests/steps.rs with perspective-ls on the PATH, in an empty folder; says what it does, ends at the first thing that is
# not as it should be.
set -euo pipefail

step() { echo "== $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
expect() { grep -qF -- "$2" <<<"$1" || fail "expected \"$2\" in: $1"; }

step "0. A repository with the kit's scripts"
git init --quiet
perspective-ls init >/dev/null
mkdir -p docs

step "1. The script makes the document; its JSON names branch and file"
status=0
said=$(scripts/bash/create-new-persona.sh --json "" 2>&1) || status=$?
[[ $status -eq 2 && $said == "ERROR: No guidance request provided" ]] || fail "an empty request: $status, $said"
json=$(cd docs && ../scripts/bash/create-new-persona.sh --json "How do we keep first-year customers? I'm asking for \"Shift Swap\".")
branch=$(python3 -c 'import json, sys; print(json.loads(sys.argv[1])["BRANCH_NAME"])' "$json")
file=$(python3 -c 'import json, sys; print(json.loads(sys.argv[1])["PERSONA_FILE"])' "$json")
[[ $file == /* && -f $file ]] || fail "no file at an absolute path: $file"
feature=$(dirname "$file")
[[ $feature == "$PWD/personas/$branch" ]] || fail "the folder is not the branch's: $feature"

step "2. The persona is described"
[[ -f .personakit/templates/persona-template.md ]] || fail "no persona template"
expect "$(perspective-ls personas)" "at most 3 questions, by retention > expansion > satisfaction"

step "3. and 4. The perspective is written below the headings of the file, with questions where no default is reasonable"
headings=$(grep '^## ' "$file")
python3 - "$file" <<'PYTHON'
import re, sys

sections = {
    "Customer Adoption": """- **Onboarding**: each new home gets a kickoff call in week one and a one-hour training for its shift leads in week two.
- **Usage**: a home counts as active when half of its carers have swapped a shift in the last 30 days.""",
    "Retention Management": """- When no shift is swapped for [NEEDS CLARIFICATION: which churn signal counts as at risk of leaving?], the CSM calls the home manager within two working days and offers a refresher.""",
    "Expansion Revenue": """- Homes with more than 80 carers are offered the Rota Planner module at [NEEDS CLARIFICATION: at which price is the module offered on upgrade?] in the half-year review.""",
    "Relationship Management": """- Quarterly review with the regional director; a monthly call with the home manager.""",
    "Customer Outcomes": """- Homes fill open shifts without agency staff.
- Carers spend less time on the phone about swaps.""",
    "Risk Assessment": """- **Carers swap into overtime** (likelihood medium): homes would pay penalties and blame the product. Response: the CSM checks the overtime rules with each manager before the start.""",
    "Recommendations": """- Train the shift leads of every home in a one-hour session by 30 April, so that open shifts are filled without agency staff.
- Improve the onboarding experience.
- Send each home manager a weekly list of swaps and unfilled shifts, so that carers spend less time on the phone.""",
    "Success Metrics": """- Share of open shifts filled without agency staff: 70% by September.
- Carers call the office about swaps at most twice a week per home.
- NPS of home managers at 40 or more in the [NEEDS CLARIFICATION: which satisfaction survey is used, and how often?].""",
    "Assumptions": """- Every carer has a phone that receives text messages.
- [NEEDS CLARIFICATION: who is the contact in the office?]""",
}
text = open(sys.argv[1], encoding="utf-8").read()
for title, body in sections.items():
    text, count = re.subn(r"(?ms)(^## %s\n\n).*?(?=^## |\Z)" % re.escape(title), lambda it: it[1] + body + "\n\n", text)
    assert count == 1, title
open(sys.argv[1], "w", encoding="utf-8").write(text.rstrip() + "\n")
PYTHON
[[ $(grep '^## ' "$file") == "$headings" ]] || fail "the headings changed"

step "5a. and 5b. The checklist is made and holds what fails, with quotes"
status=0
said=$(perspective-ls checklist "$file" --write) || status=$?
[[ $status -eq 1 ]] || fail "something fails, and the status is $status"
list=$feature/checklists/customer-success-perspective.md
[[ -f $list ]] || fail "no checklist at $list"
expect "$said" "validation 1 of 3"
grep -qF -- "- [x] No technical implementation details (languages, frameworks, APIs)" "$list" || fail "a passing item has no tick"
grep -qF -- "- [ ] All recommendations are actionable" "$list" || fail "a failing item is ticked"
grep -qF 'Improve the onboarding experience' "$list" || fail "the notes do not quote what fails"
grep -qF '(../customer-success-perspective.md)' "$list" || fail "the checklist does not link to the perspective"

step "5c. What fails is mended"
sed -i.bak 's/^- Improve the onboarding experience\.$/- Walk each new home through its first swap in a kickoff call by 15 March, so that open shifts are filled without agency staff./' "$file"
rm "$file.bak"

step "5c. Four questions are one too many: the least important becomes an assumption"
expect "$(perspective-ls check "$file" || true)" "too-many-clarifications"
sed -i.bak 's/^- \[NEEDS CLARIFICATION: who is the contact in the office?\]$/- The home manager is the contact in the office./' "$file"
rm "$file.bak"

step "5c. The three questions are asked together, in the order of importance"
perspective-ls questions "$file" --write >/dev/null 2>&1
sheet=$feature/questions/customer-success-perspective.md
[[ $(grep -c '^## Question ' "$sheet") -eq 3 ]] || fail "not three questions"
[[ $(perspective-ls questions "$file" --json | python3 -c 'import json, sys; print(*[it["impact"] for it in json.load(sys.stdin)["questions"]])') == "retention expansion satisfaction" ]] ||
  fail "not in the order of the chain"
grep -qF '| Option | Answer' "$sheet" || fail "no table"
grep -qF '| Custom | Provide your own answer' "$sheet" || fail "no custom answer"

step "5c. Answers that do not fit change nothing"
before=$(cat "$file")
for wrong in "Q1: A" "Q1: A, Q2: Z, Q3: B" "Q1: A, Q2: B, Q7: C" "nonsense"; do
  status=0
  perspective-ls answer "$file" "$wrong" >/dev/null 2>&1 || status=$?
  [[ $status -eq 2 ]] || fail "\"$wrong\" ended with $status"
  [[ $(cat "$file") == "$before" ]] || fail "\"$wrong\" changed the document"
done

step "5c. Answers take the places of the markers"
perspective-ls answer "$file" 'Q1: A, Q2: Custom - 4 pounds a carer, monthly: "Q2" for short, Q3: B' >/dev/null
grep -qF 'NEEDS CLARIFICATION' "$file" && fail "a marker is left"
grep -qF '4 pounds a carer, monthly: "Q2" for short' "$file" || fail "the user's own words are not there"
grep -qF -- '-> A:' "$file" || fail "the exchange is not kept"
[[ $(perspective-ls questions "$file") == "No question is open." ]] || fail "a question is open"

step "5d. The checklist is brought up to date, and all passes"
said=$(perspective-ls checklist "$file" --write) || fail "something is left: $(perspective-ls checklist "$file")"
expect "$said" "-> 15/15 items ticked"
expect "$said" "newly passing: All recommendations are actionable"
[[ $(grep -c '^- \[x\]' "$list") -eq 15 ]] || fail "not all fifteen are ticked"
perspective-ls checklist "$file" --write | grep -qF "up to date" || fail "writing twice changed something"

step "6. The report says branch, file, checklist and that it is ready"
report=$(perspective-ls report)
expect "$report" "personas/$branch/customer-success-perspective.md"
expect "$report" "Branch:      $branch"
expect "$report" "15/15 pass"
expect "$report" "State:       ready for the next phase"
perspective-ls report --html report.html
grep -qF 'ready' report.html || fail "the page is empty"
perspective-ls check || fail "check finds something"
echo "ready"
