"""The look-alike sites as one WSGI app: which page answers at which host and path, under which policy."""

import secrets
from pathlib import Path

from flask import Flask, Response, abort, redirect, render_template, request, send_from_directory
from werkzeug.wrappers import Response as Redirect

from e2e.origins import FOREIGN_HOST

BUILT = Path(__file__).resolve().parents[2] / ".built"
A_DAY_S = 86_400
LINKEDIN, X, OLD_X = "www.linkedin.com", "x.com", "twitter.com"

# (host, path prefix, bundle), first match wins. Where a bundle stands under a never-read path too
# (search), only the address tells the extension to stay away.
PAGES = (
    (LINKEDIN, "/messaging", "never-read"),
    (LINKEDIN, "/login", "never-read"),
    (LINKEDIN, "/", "linkedin-sdui"),
    (X, "/messages", "never-read"),
    (X, "/i/flow/login", "never-read"),
    (X, "/", "x"),
    (FOREIGN_HOST, "/", "linkedin-sdui"),
)

_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'{styles}; img-src data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# ProseMirror makes one policy for pasted HTML; Draft.js and React 17 need none.
_TRUSTED_TYPES = "; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard"
# Quill 1 sets innerHTML when it starts, so it cannot run under Trusted Types, with one style attribute in it:
# style="white-space: normal;", allowed here by its hash.
_QUILL_STYLE = " 'unsafe-hashes' 'sha256-RvAvREUHojDuwHylTVWZp9DhleqLs6ml8G7LpjCF+EY='"


def _bundle(host: str, path: str) -> str:
    """Name of the page's bundle; 404 for a host that is not ours."""
    found = next((page for at, prefix, page in PAGES if host == at and path.startswith(prefix)), None)
    # by cookie too: a share address that the extension opens has no room for a parameter
    dialect = request.args.get("dialect") or request.cookies.get("dialect")
    if found == "linkedin-sdui" and dialect == "ember":
        return "linkedin-ember"
    return found or abort(404)


def _policy(bundle: str, nonce: str) -> str:
    if bundle == "linkedin-ember":
        return _POLICY.format(nonce=nonce, styles=_QUILL_STYLE)
    return _POLICY.format(nonce=nonce, styles="") + _TRUSTED_TYPES


def create_app() -> Flask:
    """The WSGI app for `e2e.origins.serve`; needs the bundles that `node e2e/sites/build.mjs` writes."""
    if not (BUILT / "x.js").is_file():
        raise FileNotFoundError(f"No page bundles in {BUILT}. Run: node e2e/sites/build.mjs")
    app = Flask(__name__, static_folder=None)

    @app.get("/.built/<path:name>")
    def built(name: str) -> Response:
        return send_from_directory(BUILT, name, max_age=A_DAY_S)  # a page names the version it wants

    @app.template_global()
    def bundled(name: str) -> str:
        return f"/.built/{name}?{(BUILT / name).stat().st_mtime_ns}"

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def page(path: str) -> Response | Redirect:
        if request.host == OLD_X:
            return redirect(request.url.replace(OLD_X, X, 1))
        bundle, nonce = _bundle(request.host, request.path), secrets.token_urlsafe(16)
        answer = Response(render_template("page.html", bundle=bundle, nonce=nonce))
        answer.headers["Content-Security-Policy"] = _policy(bundle, nonce)
        return answer

    return app
