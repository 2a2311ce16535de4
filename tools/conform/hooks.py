"""What OpenAPI has no word for, made right before a request that is meant to be sound is sent: a key that was not used yet, a
cursor that the server gave out, a precondition that holds, an order of two dates. Requests that are meant to be wrong stay as they are,
but for the two examples of the document, which stand in them without meaning anything."""

import datetime
import re
import uuid

import schemathesis

EXAMPLE_KEY = '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
EXAMPLE_TAG = '"v7"'
TAGS = re.compile(r'\*|(W/)?"[!#-~]*"( *, *(W/)?"[!#-~]*")*')

keys = {EXAMPLE_KEY}
cursors = set()


@schemathesis.hook
def before_call(context, case, kwargs):
    sound = case.meta is None or case.meta.generation.mode.value == "positive"
    headers, query, body = case.headers or {}, case.query or {}, case.body
    key = headers.get("Idempotency-Key")
    if key == EXAMPLE_KEY or (sound and key in keys):
        headers["Idempotency-Key"] = key = f'"{uuid.uuid4()}"'
    keys.add(key)
    if headers.get("If-Match") == EXAMPLE_TAG:
        headers["If-Match"] = "*"
    if not sound:
        return
    # The filler of header fields does not look at their pattern.
    for name in ("If-Match", "If-None-Match"):
        if name in headers and not TAGS.fullmatch(headers[name]):
            headers[name] = '"v0"'
    if query.get("cursor", "") not in cursors:
        query.pop("cursor", None)
    if isinstance(body, dict) and {"checkIn", "checkOut"} <= body.keys():
        try:
            first, last = sorted(datetime.date.fromisoformat(body[name]) for name in ("checkIn", "checkOut"))
            body["checkIn"], body["checkOut"] = first.isoformat(), max(last, first + datetime.timedelta(days=1)).isoformat()
        except (TypeError, ValueError, OverflowError):
            pass


@schemathesis.hook
def after_call(context, case, response):
    try:
        page = response.json()
    except ValueError:
        return
    if isinstance(page, dict) and isinstance(page.get("next"), str):
        cursors.add(page["next"])
