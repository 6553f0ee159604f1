"""What `check` prints for machines, held to the public schemas as other people carry them."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import xmlschema
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

PROGRAM, ROOT = sys.argv[1], Path(sys.argv[2])


def printed(form):
    """What is found in the corpus and the example."""
    files = sorted(str(it.relative_to(ROOT)) for folder in ("dev", "dev-b") for it in (ROOT / "tests/corpus" / folder).glob("*.md"))
    command = [PROGRAM, "check", "--persona", "customer-success-manager", "--format", form, "examples", *files]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.returncode == 1, run.stderr
    return run.stdout


def refuses(validate, broken):
    """A validator that lets everything through proves nothing."""
    try:
        validate(broken)
    except Exception:
        return
    raise AssertionError("the validator takes what is wrong")


log = json.loads(printed("sarif"))
Sarif.model_validate(log)
log["runs"][0]["results"][0]["level"] = "loud"
refuses(Sarif.model_validate, log)

schema = xmlschema.XMLSchema(str(ROOT / "tests/schemas/junit-10.xsd"))
report = printed("junit")
schema.validate(report)
refuses(schema.validate, report.replace(" name=", " nom=", 1).replace("<failure ", "<trouble ", 1))

issues = json.loads(printed("gitlab"))
issue = json.loads((ROOT / "tests/schemas/codeclimate.json").read_text(encoding="utf-8"))
jsonschema.validate(issues, issue)
