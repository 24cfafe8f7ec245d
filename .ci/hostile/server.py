"""A Supermetrics server whose every field holds a hostile string."""
import contextlib
import json
import pathlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FILE = pathlib.Path(__file__).resolve().parent.parent.parent / "Tests/HostileStrings/strings.jsonl"
PAGE = 1000


def placed(text):
    """A string at the start, in the middle, at the end, and doubled."""
    return [text + "end", "be" + text + "gin", "start" + text, text + text]


class Hostile:
    def __init__(self, only):
        named = [json.loads(line) for line in FILE.read_text().splitlines()]
        self.texts = [text for name, text in named if only in name]
        self.places = [place for text in self.texts for place in placed(text)]

    def batch(self, first, last):
        data = [self.query(number, text) for number, text in enumerate(self.places)][first:last + 1]
        total = len(self.places)
        half = total // 2
        return {"meta": {"request_id": self.places[0], "status_code": "STOPPED",
                         "progress": {"queued": 0, "running": 0, "success": total - half, "failure": half},
                         "paginate": {"offset": first, "limit": PAGE, "total": total}},
                "data": data}

    def query(self, number, text):
        failed = number % 2 == 0
        start = "2026-10-%02d" % (1 + number % 20)
        query = {"@type": "batch_query", "schedule_id": "q%d%s" % (number, text if number % 3 else ""),
                 "status_code": "FAILURE" if failed else "SUCCESS",
                 "query_start_time": "2026-10-03T10:00:00Z", "query_end_time": "2026-10-03T10:01:00Z",
                 "split_info": {"ds_accounts": [text, text + "2"], "start_date": start, "end_date": start}}
        if failed:
            query["error_info"] = {"status": 500, "code": text if number % 4 else "C" + text, "message": text + " said " + text,
                                   "description": text}
        return query

    def rows(self, first, last):
        header = [self.places[n % len(self.places)] for n in range(0, 7 * 13, 13)]
        rows = [[place, place + "1", n, place, None, place, place] for n, place in enumerate(self.places)]
        return {"meta": {"request_id": self.places[-1], "schedule_id": "q_rows", "status_code": "SUCCESS",
                         "result": {"total_rows": len(rows), "total_columns": 7}},
                "data": ([header] if first == 0 else []) + rows[max(0, first - 1):last]}

    def answer(self, path):
        address = urlsplit(path)
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        first = int(asked.get("offset_start", asked.get("offset", 0)))
        last = int(asked.get("offset_end", first + PAGE - 1))
        if "batch" in address.path:
            return 200, self.batch(first, last)
        if "q_word" in address.path:
            return 200, {"meta": {"request_id": "r", "status_code": self.places[5]}, "data": []}
        if "q_refused" in address.path:
            text = self.places[len(self.places) // 3]
            return 400, {"meta": {"request_id": text}, "error": {"code": text, "message": text, "description": text}}
        return 200, self.rows(first, last)


@contextlib.contextmanager
def serve(only=""):
    hostile = Hostile(only)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            status, body = hostile.answer(self.path)
            # Lone surrogates go out as escapes, as a careless server writes them.
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_):
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    hostile.base = f"http://127.0.0.1:{listener.server_port}/enterprise/v2"
    try:
        yield hostile
    finally:
        listener.shutdown()
