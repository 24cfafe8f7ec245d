"""The answers of the fault server, provider by provider, and how they follow one another in a story."""
import base64
import collections
import json
import time

Request = collections.namedtuple("Request", "id age number first last token")
"""Of a target: its id, seconds since the first request for it, its number from 1, the rows or the page asked for."""

Answer = collections.namedtuple("Answer", "status body headers", defaults=[()])


def as_json(status, value):
    return Answer(status, json.dumps(value).encode())


def moment(seconds=0):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))


# Stories: each takes a request and gives its answer.


def by_time(*steps):
    """`(seconds, answer)`: until so many seconds after the first request; the last step is an answer alone."""

    def story(request):
        for until, answer in steps[:-1]:
            if request.age < until:
                return answer(request)
        return steps[-1](request)

    return story


def by_turn(*answers):
    """One request, one answer; the last for all that follow."""
    return lambda request: answers[min(request.number, len(answers)) - 1](request)


def asking_to_wait(seconds, answer):
    """The answer with a Retry-After, whatever its status."""
    return lambda request: answer(request)._replace(headers=[("Retry-After", str(seconds))])


# Supermetrics


def query(word, rows=(), total=None, id=None, **meta):
    """The status of a query, with the rows asked for out of `rows`."""

    def answer(request):
        head = {"request_id": "r" * 32, "schedule_id": id or request.id, "status_code": word, **meta}
        if total is not None:
            head["result"] = {"total_rows": total, "total_columns": 2}
        return as_json(200, {"meta": head, "data": list(rows)[request.first : request.last + 1]})

    return answer


def query_error(status, code, message):
    return lambda _: as_json(status, {"meta": {"request_id": "e" * 32}, "error": {"code": code, "message": message}})


def query_unknown(_):
    return as_json(404, {"error": "STATUS_NOT_FOUND"})


def query_ignoring_range(request):
    """The first rows, however far behind the rows asked for are."""
    size = min(10_000, request.last - request.first + 1)
    return query("SUCCESS", numbered(10_000), 25_000)(request._replace(first=0, last=size - 1))


def query_broken_byte(request):
    """A cell that is no UTF-8."""
    answer = query("SUCCESS", [{"a": 1, "b": "caf@"}, {"a": 2, "b": "tea"}], 2)(request)
    return answer._replace(body=answer.body.replace(b"caf@", b"caf\xe9"))


def batch(word, rows, **counters):
    """The status of a batch of so many rows, by their words."""

    def answer(request):
        words = [state for state, number in rows for _ in range(number)]
        part = words[request.first : request.last + 1]
        meta = {
            "request_id": "b" * 32, "status_code": word,
            "progress": {**dict(queued=0, running=0, success=0, failure=0), **counters},
            "paginate": {"offset": request.first, "limit": 1000, "total": sum(counters.values())},
        }
        data = [
            {
                "@type": "batch_query", "schedule_id": f"{request.id}_query_{request.first + place + 1}", "status_code": state,
                "query_start_time": moment(-60), "query_end_time": None if state == "RUNNING" else moment(-30),
                "split_info": {"ds_accounts": [f"act_{place % 20}"], "start_date": "2026-10-03", "end_date": "2026-10-03"},
                **({"error_info": {"status": 500, "code": "BROKEN", "message": "It broke."}} if state == "FAILURE" else {}),
            }
            for place, state in enumerate(part)
        ]
        return as_json(200, {"meta": meta, "data": data})

    return answer


def numbered(count):
    return [{"a": number} for number in range(count)]


DAYS = [["2025-01-%02d" % day, str(day * 10)] for day in range(1, 24)]
FIELDS = [
    {"field_id": name.lower(), "field_name": name, "data_column": column, "visible": True}
    for column, name in enumerate(["Date", "Sessions"])
]


# Polytomic


def task(word, id=None, **members):
    body = {"status": word, "expires": moment(3600), **members}
    return lambda request: as_json(200, {"data": {"id": id or request.id, **body}, "links": {}})


def task_pages(count, pages, rows):
    """Pages of 500 rows behind links; `rows` makes those of a page."""

    def answer(request):
        page = int(base64.b64decode(request.token or "MA==").decode())
        token = base64.b64encode(str(page + 1).encode()).decode().replace("=", "%3D")
        links = {"next": f"/api/queries/{request.id}?page={token}"} if page + 1 < pages else {}
        data = {
            "id": request.id, "status": "done", "expires": moment(3600), "count": count, "fields": ["id"],
            "results": [{"id": row} for row in rows(page)],
        }
        return as_json(200, {"data": data, "links": links})

    return answer


def task_error(status, key, message):
    return lambda _: as_json(status, {"key": key, "message": message, "metadata": {}, "status": status})


# The toolkit


def job(word, progress=50, results=None, id=None):
    def answer(request):
        end = moment() if word in ("succeeded", "success") else None
        return as_json(200, {
            "job_id": id or request.id, "query_id": "qry_1", "dataset_id": "dset_1", "status": word, "progress": progress,
            "results": results, "error": None, "created_at": moment(-request.age), "completed_at": end,
        })

    return answer


def job_error(status, detail):
    return lambda _: as_json(status, {"detail": detail})


def table(row_count=3):
    rows = [["North", 48320.50], ["South", 31205.00], ["East", 1.10]]
    return {"columns": ["region", "revenue"], "rows": rows, "row_count": row_count}


def uuid(digit):
    return f"{digit * 8}-0000-0000-0000-000000000000"
