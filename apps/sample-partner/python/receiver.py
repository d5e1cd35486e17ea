"""Receiver of webhooks (Standard Webhooks 1.0), of Python's standard library alone. To be copied.

WEBHOOK_SECRET=whsec_... python3 receiver.py

Prints the events that come, one JSON line each. It verifies the signature over the bytes as they came, refuses old
timestamps, recognises repetitions by their id, and answers at once: the work belongs into a queue.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

TOLERANCE_SECONDS = 5 * 60
MAX_BYTES = 64 * 1024
MAX_IDS = 100_000


def verify(secret, headers, body, now=None):
    """True if one of the signatures is ours: while a secret is rolled, there is one for each."""
    webhook_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not webhook_id or not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{webhook_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    signatures = headers.get("webhook-signature", "").split(" ")
    # compare_digest takes as long for a wrong signature as for the right one.
    return any(hmac.compare_digest(f"v1,{expected}".encode(), each.encode()) for each in signatures)


def make_handler(secret, on_event):
    """Makes the handler of a server. on_event takes each event once; what it raises is answered with 500, and comes again."""
    seen = OrderedDict()
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20

        def do_POST(self):
            length = self.headers.get("content-length", "")
            if not length.isascii() or not length.isdigit():
                return self.answer(411)
            if int(length) > MAX_BYTES:
                return self.answer(413)
            body = self.rfile.read(int(length))
            if not verify(secret, self.headers, body):
                return self.answer(401)
            event = {"id": self.headers["webhook-id"], **json.loads(body)}
            with lock:
                if event["id"] not in seen:
                    try:
                        on_event(event)
                    except Exception:
                        return self.answer(500)
                    seen[event["id"]] = True
                    if len(seen) > MAX_IDS:
                        seen.popitem(last=False)
            self.answer(204)

        def answer(self, status):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            if status in (411, 413):
                # The body was not read.
                self.send_header("Connection", "close")
                self.close_connection = True
            self.end_headers()

        def log_message(self, *_):
            pass

    return Handler


def main():
    secret = os.environ.get("WEBHOOK_SECRET")
    if secret is None:
        sys.stderr.write("WEBHOOK_SECRET: the secret that was shown when the webhook endpoint was created.\n")
        return 78
    port = int(os.environ.get("PORT", "4999"))
    handler = make_handler(secret, lambda event: print(json.dumps(event), flush=True))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    sys.stderr.write(f"listening on http://127.0.0.1:{server.server_port}/\n")
    sys.stderr.flush()
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
