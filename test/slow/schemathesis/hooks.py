"""Says which server errors the sandbox may answer with: those that it documents, and those of a real Eve server."""

import re

import schemathesis

# CloudCasa's document is about the service, which has no 501. docs/sandbox.md names these.
refused = {"apikey-acls", "parameter-metrics", "policy-schedule", "policy-timezone"}


@schemathesis.check
def documented_server_error(ctx, response, case):
    status = response.status_code
    mark = response.headers.get("x-sandbox", [""])[0]
    assert mark != "bug", "the sandbox failed"
    if status == 501:
        named = re.fullmatch(r"unsupported; id=(.*)", mark)
        assert named, "501 that is not marked"
        documented = "501" in case.operation.definition.raw.get("responses", {})
        assert documented or named[1] in refused, "501 where the document does not say so"
    elif status >= 500:
        # A real Eve server answers with this page too, for what it can't walk through.
        is_page = response.headers.get("content-type", [""])[0].startswith("text/html")
        assert is_page and b"<title>500 Internal Server Error</title>" in response.content, "an undocumented server error"
