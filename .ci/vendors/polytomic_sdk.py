"""The readings of Polytomic's SDK."""
from urllib.parse import parse_qs, urlsplit

from checks import ROWS, check, check_error, check_rows, follow, raised
from polytomic import Polytomic, errors
from polytomic.core.api_error import ApiError

# An id whose answer is always of one HTTP status, or its word `unknown`: `querytop help simulate`.
ALWAYS = "20000000-0000-4000-8000-000000000{}"


def read(address, key, ids, program):
    def client(token):
        return Polytomic(base_url=address, token=token, max_retries=0).query_runner

    queries, long = client(key), ids.pop()

    def reading(id):
        answer = queries.get_query(id)
        return answer.data.status, answer

    followed = follow(ids, reading, ["done", "failed"])
    for (id, seen, envelope), end, meaning in zip(followed, ["done", "failed"], ["succeeded", "failed"]):
        check(f"polytomic: a query is created, running, {end}", seen == ["created", "running", end], seen)
        check(f"polytomic: {end} is {meaning} in querytop status", program.state(f"polytomic:query/{id}") == meaning)
        if end == "failed":
            check("polytomic: why it failed", bool(envelope.data.error) and envelope.data.results is None, envelope)
        else:
            check("polytomic: when its rows expire", bool(envelope.data.expires), envelope.data.expires)
    lost = ALWAYS.format("000")
    told = queries.get_query(lost).data.status
    check("polytomic: a query whose result was lost is unknown", told == "unknown", told)
    check("polytomic: unknown is gone in querytop status", program.state(f"polytomic:query/{lost}") == "gone")

    rows, envelope, pages = [], queries.get_query(long), 1
    first = envelope.data.results[0]
    rows += envelope.data.results
    while envelope.links.next and pages < 10:
        token = parse_qs(urlsplit(envelope.links.next).query)["page"][0]
        envelope, pages = queries.get_query(long, page=token), pages + 1
        rows += envelope.data.results
    check("polytomic: three pages by their links", pages == 3 and envelope.data.count == ROWS, (pages, envelope.data.count))
    while envelope.links.previous and pages > 0:
        token = parse_qs(urlsplit(envelope.links.previous).query)["page"][0]
        envelope, pages = queries.get_query(long, page=token), pages - 1
    check("polytomic: and back to the first", pages == 1 and envelope.data.results[0] == first, pages)
    check_rows("polytomic", rows, program, f"polytomic:query/{long}")

    def always(status):
        return lambda: queries.get_query(ALWAYS.format(status))

    check_error("polytomic: 400", errors.BadRequestError, lambda: queries.get_query(long, page="x"), status_code=400)
    check_error("polytomic: 401", ApiError, lambda: client("another").get_query(long), status_code=401)
    missing = "ffffffff-0000-4000-8000-000000000000"
    check_error("polytomic: 404", errors.NotFoundError, lambda: queries.get_query(missing), status_code=404)
    for status, kind in [
        (403, errors.ForbiddenError), (409, errors.ConflictError), (429, ApiError), (500, errors.InternalServerError),
        (501, ApiError), (503, errors.ServiceUnavailableError),
    ]:
        check_error(f"polytomic: {status}", kind, always(status), status_code=status)
    error = raised(always(429))
    check("polytomic: 429 has its Retry-After", error.headers.get("retry-after") == "30", error.headers)
