"""A small OpenID Connect provider on this machine: what a ministry has, with one person at it."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "msg"
SECRET = "the-secret-of-the-test"
KEY_ID = "1"


class Provider(ThreadingHTTPServer):
    """Answers as the standard says, about `person`; `forged` replaces claims of the token."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signing_key: Any = self.key
        self.algorithm = "RS256"
        self.person: dict[str, Any] = {}
        self.forged: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.asked: list[dict[str, str]] = []
        self.codes: dict[str, dict[str, str]] = {}

    def token(self, asked: dict[str, str]) -> str:
        """Return the signed word about the person."""
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked.get("nonce"),
            **self.person,
            **self.forged,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, self.signing_key, self.algorithm, headers={"kid": KEY_ID})


class Handler(BaseHTTPRequestHandler):
    """One request to the provider."""

    server: Provider

    def log_message(self, *_: Any) -> None:
        """Keep the output of the suite clean."""

    def do_GET(self) -> None:
        """Describe itself, hand out keys, say yes to whoever asks, tell about the person."""
        target = urlsplit(self.path)
        if target.path == "/authorize":
            self._authorize({name: value[0] for name, value in parse_qs(target.query).items()})
        elif target.path == "/.well-known/openid-configuration":
            self._answer(self._description())
        elif target.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
            self._answer({"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]})
        elif target.path == "/userinfo" and self.server.userinfo is not None:
            self._answer(self.server.userinfo)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        """Give the token for a code, once, to whom the code was given."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: value[0] for name, value in parse_qs(body).items()}
        asked = self.server.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or (sent["client_id"], sent["client_secret"]) != (CLIENT, SECRET)
            or asked["redirect_uri"] != sent["redirect_uri"]
            or asked["code_challenge"] != challenge
        ):
            self.send_error(400)
            return
        token = self.server.token(asked)
        self._answer({"access_token": secrets.token_hex(8), "id_token": token, "expires_in": 60})

    def _authorize(self, asked: dict[str, str]) -> None:
        self.server.asked.append(asked)
        code = secrets.token_hex(8)
        self.server.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def _description(self) -> dict[str, Any]:
        url = self.server.url
        described = {
            "issuer": url,
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
            "jwks_uri": f"{url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        if self.server.userinfo is not None:
            described["userinfo_endpoint"] = f"{url}/userinfo"
        return described

    def _answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider for as long as it is needed."""
    provider = Provider()
    thread = threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        provider.shutdown()
        thread.join()
        provider.server_close()
