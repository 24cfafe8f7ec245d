#!/usr/bin/env python3
"""A server whose answers mislead: the id of a query, batch or job chooses how. The standard library alone.

  .ci/faults.py [--port 0]     prints `ready http://127.0.0.1:PORT`, and serves until it is stopped; takes any credential

  export SUPERMETRICS_BASE_URL=http://127.0.0.1:PORT/enterprise/v2 POLYTOMIC_BASE_URL=http://127.0.0.1:PORT TOOLKIT_BASE_URL=http://127.0.0.1:PORT
  export SUPERMETRICS_API_KEY=key POLYTOMIC_API_KEY=key TOOLKIT_API_KEY=key

`.ci/faults` runs querytop on every id and says what is right for each. A story begins with the first request for its id.
`GET /early` lists the ids that were asked for again before the moment a Retry-After named, with how often.

A fault is a line of STORIES, at the end: the target, and its answers, one after the other by time or by request.
"""
import argparse
import collections
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

sys.dont_write_bytecode = True
from fault_answers import (
    DAYS, FIELDS, Answer, Request, as_json, asking_to_wait, batch, by_time, by_turn, job, job_error, numbered, query,
    query_broken_byte, query_error, query_ignoring_range, query_unknown, table, task, task_error, task_pages, uuid,
)

running_query, running_task, running_job = query("RUNNING"), task("running"), job("running")
done_query, done_job = query("SUCCESS", numbered(3), 3), job("succeeded", 100, table())
done_task = task("done", count=0, fields=["id"], results=[])
busy_query = asking_to_wait(5, query_error(503, "SERVICE_UNAVAILABLE", "Retry later."))
unavailable_task = task_error(503, "service_unavailable", "no worker is free")
throttled_job = asking_to_wait(4, job_error(429, "Rate limit exceeded."))
upstream = query_error(500, "UPSTREAM_TIMEOUT", "upstream request timeout")

STORIES = {
    # An id that is of no story.
    "query": query_unknown, "batch": lambda _: Answer(404, b""), "job": job_error(404, "Job not found"),
    "task": task_error(404, "not_found", "not found"),
    # The ids whose right answers are agreed upon.
    "query/q_code500": by_turn(running_query, *[upstream] * 3, *[running_query] * 2, done_query),
    "query/q_daily": query_error(429, "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED", "No more queries of this data source today."),
    "query/q_slow": by_time((8, running_query), done_query),
    "query/q_exited": by_time((3, running_query), query("PROCESS_EXITED")),
    "query/q_word": by_time((3, running_query), query("HIBERNATING")),
    "query/q_ignore": query_ignoring_range,
    "query/q_nohdr": query("SUCCESS", DAYS, query={"fields": FIELDS, "settings": {"no_headers": True}}),
    "task/" + uuid("a"): task_pages(2500, 3, lambda page: range(page * 500, page * 500 + 500)),
    "task/" + uuid("d"): task_pages(1000, 6, lambda _: range(500)),
    "task/" + uuid("e"): by_time((3, running_task), task("unknown")),
    "job/late": by_time((4, job_error(404, "Job not found")), (10, running_job), done_job),
    "job/forbidden": by_time((4, running_job), (90, job_error(403, "Forbidden")), done_job),
    "job/short": job("succeeded", 100, table(row_count=5)),
    "job/norows": job("succeeded", 100, None),
    "job/percent": job("running", 45),
    # The same kinds at the other providers, and their neighbours.
    "query/q_late": by_time((4, query_unknown), (8, running_query), done_query),
    "query/q_forbidden": by_time(
        (3, running_query), (15, query_error(403, "ACCESS_DENIED_PERMISSIONS", "No.")), done_query),
    "query/q_another": query("SUCCESS", numbered(3), 3, id="q_of_somebody_else"),
    "query/q_busy": by_turn(running_query, busy_query, busy_query, running_query, done_query),
    "query/q_patient": by_turn(*[asking_to_wait(5, running_query)] * 3, done_query),
    "query/q_error_in_200": by_turn(
        running_query, lambda _: as_json(200, {"error": {"code": "UPSTREAM_TIMEOUT", "message": "late"}}), done_query),
    "query/q_broken_byte": by_turn(running_query, query_broken_byte),
    "query/q_completed": by_turn(running_query, query("completed", numbered(3), 3)),
    "query/q_short": query("SUCCESS", numbered(23), 30),
    "query/q_many": query("SUCCESS", numbered(23), 20),
    "query/q_row_limit": query_error(403, "LICENSE_ROW_LIMIT_EXCEEDED", "Too many rows for this licence."),
    "batch/qrb_counters": batch("STOPPED", [("SUCCESS", 4)], success=2, failure=2),
    "batch/qrb_rows": batch("STOPPED", [("SUCCESS", 3), ("FAILURE", 1)], success=4),
    "batch/qrb_missing": batch("STOPPED", [("SUCCESS", 1000)], success=2500),
    "task/" + uuid("1"): by_turn(running_task, *[unavailable_task] * 3, running_task, done_task),
    "task/" + uuid("2"): by_time((4, task_error(404, "not_found", "not found")), (8, running_task), done_task),
    "task/" + uuid("3"): task("done", id=uuid("f"), count=0, fields=["id"], results=[]),
    "task/" + uuid("4"): by_time((3, running_task), task("hibernating")),
    "task/" + uuid("5"): task("done", count=2, fields=["id"], results=[{"id": row} for row in range(5)]),
    "task/" + uuid("6"): task("done", count=2, fields=["id"], results=None),
    "task/" + uuid("7"): by_time((3, running_task), (15, task_error(403, "forbidden", "forbidden")), done_task),
    "job/flaky": by_turn(running_job, *[job_error(500, "Database unavailable")] * 3, running_job, done_job),
    "job/throttled": by_turn(running_job, throttled_job, throttled_job, running_job, done_job),
    "job/shut": by_turn(running_job, asking_to_wait(6, job_error(403, "Closed for maintenance")), running_job, done_job),
    "job/another": job("succeeded", 100, table(), id="job_of_somebody_else"),
    "job/paused": by_time((3, running_job), job("paused")),
    "job/success": by_turn(running_job, job("success", 100, table())),
    "job/many": job("succeeded", 100, table(row_count=2)),
    "job/reserved": job_error(501, "This endpoint is reserved for a future release."),
    "job/invalid": job_error(422, [{"loc": ["path", "job_id"], "msg": "not an id of a job", "type": "value_error"}]),
}

class Story:
    """What the server remembers of a target."""

    def __init__(self):
        self.began, self.requests, self.not_before, self.early = time.monotonic(), 0, 0.0, 0


begun, lock = collections.defaultdict(Story), threading.Lock()


class Faults(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(url.query).items()}
        if "json" in asked:
            asked.update(json.loads(asked["json"]))
        parts = url.path.strip("/").split("/")
        if parts == ["early"]:
            return self.send(as_json(200, {name: story.early for name, story in begun.items() if story.early}))
        kind, id = "query", asked.get("schedule_id", "")
        if "queries" in parts or "jobs" in parts:
            kind, id = "task" if "queries" in parts else "job", parts[-1]
        elif "batch" in parts:
            kind, id = "batch", parts[-2]
            asked["offset_start"] = asked.get("offset", 0)
            asked["offset_end"] = int(asked["offset_start"]) + int(asked.get("limit", 100)) - 1
        name, now = f"{kind}/{id}", time.monotonic()
        with lock:
            story = begun[name]
            story.requests += 1
            story.early += now < story.not_before
            request = Request(
                id, now - story.began, story.requests, int(asked.get("offset_start") or 0),
                int(asked["offset_end"]) if asked.get("offset_end") not in (None, "") else 10**9, asked.get("page"))
        answer = STORIES.get(name, STORIES[kind])(request)
        wait = next((float(value) for name, value in answer.headers if name == "Retry-After"), 0)
        # A clock here may be a little ahead of the one there.
        story.not_before = time.monotonic() + wait - 0.05 if wait else 0
        self.send(answer)

    def send(self, answer):
        self.send_response(answer.status)
        length = str(len(answer.body))
        for name, value in [("Content-Type", "application/json"), ("Content-Length", length), *answer.headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int, default=0)
    server = ThreadingHTTPServer(("127.0.0.1", options.parse_args().port), Faults)
    server.daemon_threads = True
    print(f"ready http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
