"""Turns the requests of Supermetrics' SDK into those of the status page: the head of .ci/sdks has what and why."""
import ast
import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, urlsplit


class Rewriting(BaseHTTPRequestHandler):
    """What turns the SDK's requests into those of the status page; its server's `base` is the simulator."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        target = self.path
        if url.path == "/query/data/json":
            asked = {}
            for name, value in parse_qsl(url.query):
                if name in ("offset_start", "offset_end"):
                    asked[name] = int(value)
                elif name == "schedule_id":
                    asked[name] = value
                elif name == "settings":
                    # The SDK writes the object the way Python prints one.
                    asked[name] = ast.literal_eval(value)
            target = "/enterprise/v2/query/status?json=" + quote(json.dumps(asked))
        request = urllib.request.Request(self.server.base + target)
        for name, value in self.headers.items():
            if name.lower() not in ("connection", "accept-encoding"):
                request.add_header(name, value)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in ("connection", "content-length", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def started(base):
    """The address of a proxy before the simulator at `base`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Rewriting)
    server.base, server.daemon_threads = base, True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
