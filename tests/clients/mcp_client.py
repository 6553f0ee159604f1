"""The official SDK for the Model Context Protocol runs every tool, resource and prompt of the real server."""

import asyncio
import json
import sys
from pathlib import Path

import jsonschema
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import ListRootsResult, Root

PROGRAM, ROOT, WORK = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
DOCUMENT = "personas/guided-onboarding/customer-success-perspective.md"
ASKED = []


def repository(name):
    """A repository with the example in it."""
    folder = WORK / name
    file = folder / DOCUMENT
    file.parent.mkdir(parents=True)
    (folder / ".git").mkdir()
    file.write_text((ROOT / "examples" / DOCUMENT).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


async def session(folder, roots, work):
    """Runs `work` with a client that names `roots`, in a server that runs elsewhere."""

    async def told(_context):
        ASKED.append(roots)
        return ListRootsResult(roots=[Root(uri=root.resolve().as_uri()) for root in roots])

    server = StdioServerParameters(command=PROGRAM, args=["mcp"], cwd=str(folder))
    async with stdio_client(server) as (read, write):
        async with ClientSession(read, write, list_roots_callback=told if roots else None) as client:
            await client.initialize()
            await work(client)


async def call(client, tool, arguments, progress=None):
    """What the tool answers; the SDK itself holds it to the tool's schema, and so do we."""
    result = await client.call_tool(tool, arguments, progress_callback=progress)
    assert not result.is_error, (tool, result.content)
    assert json.loads(result.content[0].text) == result.structured_content
    jsonschema.validate(result.structured_content, SCHEMAS[tool])
    return result.structured_content


async def every_tool(client):
    tools = (await client.list_tools()).tools
    assert sorted(tool.name for tool in tools) == ["answer", "check", "checklist", "explain", "fix", "new", "questions", "report"]
    for tool in tools:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        assert tool.description and tool.annotations.title and tool.annotations.open_world_hint is False, tool
        SCHEMAS[tool.name] = tool.output_schema
    reading = {tool.name for tool in tools if tool.annotations.read_only_hint}
    assert reading == {"check", "explain", "report"}, reading

    steps = []

    async def progress(done, total, message):
        steps.append((done, total, message))

    report = await call(client, "check", {}, progress)
    jsonschema.validate(report, json.loads((ROOT / "docs/schema/check.v1.json").read_text(encoding="utf-8")))
    assert report["documents"][0]["path"] == DOCUMENT
    assert steps and steps[-1][0] == steps[-1][1], steps
    page = await call(client, "explain", {"code": "vague-recommendation"})
    assert page["page"].startswith("# vague-recommendation") or "vague" in page["page"]

    made = await call(client, "new", {"persona": "customer-success-manager", "request": "How do small teams stay?"})
    assert Path(made["PERSONA_FILE"]).is_file() and made["written"]

    fixed = await call(client, "fix", {"paths": [DOCUMENT], "dry_run": True})
    assert not fixed["documents"][0]["written"] and fixed["documents"][0]["diff"]
    fixed = await call(client, "fix", {"paths": [DOCUMENT]})
    assert fixed["documents"][0]["written"] and fixed["documents"][0]["applied"]
    again = await call(client, "fix", {"paths": [DOCUMENT]})
    assert again["documents"][0]["applied"] == []

    asked = await call(client, "questions", {"path": DOCUMENT, "write": True})
    assert [it["number"] for it in asked["questions"]] == [1, 2, 3] and asked["file"].endswith(".md")
    # A user without suggestions answers in their own words.
    prompts = lambda it: it["options"][0]["answer"].startswith("[")
    answers = ", ".join(f"Q{it['number']}: " + ("Custom - only their managers" if prompts(it) else "A") for it in asked["questions"])
    answered = await call(client, "answer", {"path": DOCUMENT, "answers": answers})
    assert answered["written"] and len(answered["answered"]) == 3

    listed = await call(client, "checklist", {"path": DOCUMENT, "write": True})
    assert listed["written"] and listed["summary"]["iteration"] == 1
    told = await call(client, "report", {})
    assert len(told["perspectives"]) == 2

    refused = await client.call_tool("check", {"paths": ["../elsewhere"]})
    assert refused.is_error and "outside the folders" in refused.content[0].text


async def every_resource(client):
    resources = (await client.list_resources()).resources
    assert {str(it.uri).split("/")[2] for it in resources} == {"personas", "skeletons", "rules", "schemas"}
    for resource in resources:
        contents = (await client.read_resource(resource.uri)).contents
        assert len(contents) == 1 and contents[0].text.strip(), resource.uri
    assert len((await client.list_resource_templates()).resource_templates) == 3
    prompts = (await client.list_prompts()).prompts
    assert "customer-success-manager" in [it.name for it in prompts]
    prompt = await client.get_prompt("customer-success-manager", {"request": "What keeps small teams?"})
    assert "What keeps small teams?" in prompt.messages[0].content.text and "$ARGUMENTS" not in prompt.messages[0].content.text


async def main():
    folder = repository("plain")
    await session(folder, [], every_tool)
    await session(folder, [], every_resource)

    # The client's roots hold, not the folder that the server runs in.
    other, elsewhere = repository("root with spaces"), WORK / "elsewhere"
    elsewhere.mkdir()

    async def rooted(client):
        await client.list_tools()
        report = await call(client, "check", {})
        assert [it["path"] for it in report["documents"]] == [DOCUMENT]
        inside = await call(client, "questions", {"path": (other / DOCUMENT).resolve().as_uri()})
        assert inside["document"] == DOCUMENT
        outside = await client.call_tool("check", {"paths": [str(folder / DOCUMENT)]})
        assert outside.is_error and "outside the folders" in outside.content[0].text

    await session(elsewhere, [other], rooted)
    assert ASKED, "the server asked for the roots"


SCHEMAS = {}
asyncio.run(main())
