"""A client library for LSP reads the diagnostics' data and the status of documents from the real server."""

import asyncio
import json
import sys
from pathlib import Path

import jsonschema
from lsprotocol import types
from pygls.lsp.client import LanguageClient

PROGRAM, ROOT = sys.argv[1], Path(sys.argv[2])
URI = "file:///project/personas/guided-onboarding/customer-success-perspective.md"
EXAMPLE = (ROOT / "examples/personas/guided-onboarding/customer-success-perspective.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "docs/schema/diagnostic-data.v1.json").read_text(encoding="utf-8"))


def plain(value):
    """The library's objects as plain data."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, dict):
        return {key: plain(it) for key, it in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, (list, tuple)):
        return [plain(it) for it in value]
    return plain(vars(value))


async def main():
    client = LanguageClient("test", "1")
    published = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def diagnostics(params):
        published.put_nowait(params)

    await client.start_io(PROGRAM, "server")
    await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
    client.initialized(types.InitializedParams())

    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(URI, "markdown", 1, EXAMPLE)))
    first = await asyncio.wait_for(published.get(), 60)
    assert first.uri == URI and first.version == 1 and len(first.diagnostics) > 5
    questions = 0
    for diagnostic in first.diagnostics:
        data = plain(diagnostic.data)
        jsonschema.validate(data, SCHEMA)
        assert data["code"] == diagnostic.code and data["version"] == 1
        questions += "question" in data
    assert questions == 3, questions

    status = plain(await client.protocol.send_request_async("perspective/status", {"textDocument": {"uri": URI}}))
    assert (status["version"], status["state"], status["ready"]) == (1, "checked", False), status
    assert status["total"] == 15 and status["markers"] == 4, status

    changed = EXAMPLE.replace("- Improve the onboarding experience.\n", "")
    change = types.TextDocumentContentChangeWholeDocument(text=changed)
    client.text_document_did_change(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, URI), [change]))
    waited = plain(await client.protocol.send_request_async("perspective/waitFor", {"textDocument": {"uri": URI}, "version": 2}))
    assert waited["version"] == 2 and waited["state"] == "checked", waited
    second = await asyncio.wait_for(published.get(), 60)
    assert second.version == 2 and len(second.diagnostics) < len(first.diagnostics)

    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


asyncio.run(main())
