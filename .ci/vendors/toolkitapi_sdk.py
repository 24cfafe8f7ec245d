"""The readings of the SDK of toolkitapi.io."""
from checks import ROWS, as_objects, check, check_error, check_rows, follow
from toolkitapi import _exceptions as errors
from toolkitapi.analytics import Analytics


def read(address, key, ids, program):
    jobs, long, waits = Analytics(key, base_url=address), ids.pop(), []
    # The SDK's exceptions keep no headers.
    jobs._client._client.event_hooks["response"].append(lambda answer: waits.append(answer.headers.get("Retry-After")))

    def job(id, of=jobs):
        return of._client.get(f"jobs/{id}")

    def reading(id):
        answer = job(id)
        return answer["status"], answer

    for (id, seen, answer), end in zip(follow(ids, reading, ["succeeded", "failed"]), ["succeeded", "failed"]):
        check(f"toolkitapi: a job is queued, running, {end}", seen == ["queued", "running", end], seen)
        check(f"toolkitapi: {end} in querytop status", program.state(f"toolkit:job/{id}") == end)
        told = answer["error"] is None and answer["progress"] == 100 if end == "succeeded" else bool(answer["error"])
        check(f"toolkitapi: what a job that has {end} tells", told, {**answer, "results": None})
    table = job(long)["results"]
    check("toolkitapi: the rows announced", table["row_count"] == ROWS, table["row_count"])
    check_rows("toolkitapi", as_objects(table["columns"], table["rows"]), program, f"toolkit:job/{long}")

    check_error("toolkitapi: 401", errors.AuthenticationError, lambda: job(long, Analytics("another", base_url=address)))
    check_error("toolkitapi: 404", errors.NotFoundError, lambda: job("missing"))
    for status, kind in [
        (400, errors.ValidationError), (403, errors.AuthenticationError), (422, errors.ValidationError),
        (429, errors.RateLimitError), (500, errors.ServerError), (501, errors.ServerError), (503, errors.ServerError),
    ]:
        check_error(f"toolkitapi: {status}", kind, lambda: job(f"always_{status}"))
        if status == 429:
            check("toolkitapi: 429 has its Retry-After", waits[-1] == "30", waits[-1])
    check_error("toolkitapi: 409", errors.APIError, lambda: job("always_409"), status_code=409)
