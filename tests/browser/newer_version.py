"""The test site as it would be after an update: between the browser and the server, with another version of the page that
is kept on the phone. The checkout and the server stay what they are."""

import re
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

WORKER, PAGE = "/report-hazard-sw.js", "/report-hazard"
OF_ONE_CONNECTION = {
	"connection",
	"keep-alive",
	"transfer-encoding",
	"content-length",
	"accept-encoding",
	"host",
}


class Front:
	"""A server of its own address in front of the site; `update()` brings the newer version.

	While `slow` is set, the page itself comes only when it is cleared, as with a weak signal.
	"""

	def __init__(self, url: str):
		self.behind = urlsplit(url)
		self.version = self.newer = ""
		self.signal = threading.Event()
		self.signal.set()
		self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"front": self}))
		self.server.daemon_threads = True
		self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

	def __enter__(self) -> "Front":
		threading.Thread(target=self.server.serve_forever, daemon=True).start()
		return self

	def __exit__(self, *_exception) -> None:
		self.signal.set()
		self.server.shutdown()
		self.server.server_close()

	def update(self) -> None:
		"""From now on the page and its worker have another version."""
		assert self.version, "the worker was not asked for yet"
		self.newer = self.version[::-1]

	def changed(self, path: str, body: bytes) -> bytes:
		if path == WORKER and not self.version:
			self.version = re.search(rb'"hazard-report-(\w+)"', body)[1].decode()
		if self.newer and path in (WORKER, PAGE):
			return body.replace(self.version.encode(), self.newer.encode())
		return body


class _Handler(BaseHTTPRequestHandler):
	front: Front
	protocol_version = "HTTP/1.1"

	def answer(self) -> None:
		path = self.path.split("?")[0]
		if path == PAGE:
			self.front.signal.wait(60)
		sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
		headers = {
			name: value for name, value in self.headers.items() if name.lower() not in OF_ONE_CONNECTION
		}
		connection = HTTPConnection(self.front.behind.hostname, self.front.behind.port, timeout=60)
		connection.request(self.command, self.path, sent or None, {**headers, "Host": self.headers["Host"]})
		response = connection.getresponse()
		body = self.front.changed(path, response.read())
		connection.close()
		self.send_response(response.status)
		for name, value in response.getheaders():
			if name.lower() not in OF_ONE_CONNECTION | {"date", "server"}:
				self.send_header(name, value)
		self.send_header("Content-Length", str(len(body)))
		self.end_headers()
		if self.command != "HEAD":
			self.wfile.write(body)

	do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

	def log_message(self, *_arguments) -> None:
		pass
