"""A real Eve server with CloudCasa's resources, for the tests.

    python app.py SETTINGS.json MONGO_URL

It listens on a free loopback port, prints one JSON line {"url": "http://127.0.0.1:PORT"} and ends when its standard input ends. The API lies
below /api, as CloudCasa's does. `POST /_reset` removes every document. What is CloudCasa's own and needed by nearly every test is a hook
here: a new cluster has a state and an agent URL, which a PUT leaves as they are; the read-only token may only read; an API key is made,
and shown once; secrets are not given back. The rest (agents, jobs, references that block a deletion) is not.
"""

import json
import os
import secrets
import sys
import threading

from eve import Eve
from eve.auth import TokenAuth
from flask import abort
from pymongo import MongoClient
from waitress import create_server


class Tokens(TokenAuth):
    def check_auth(self, token, allowed_roles, resource, method):
        if token == "readonly-token" and method not in ("GET", "HEAD", "OPTIONS"):
            abort(403)
        return token in ("test-token", "readonly-token")


def register(documents):
    for document in documents:
        agent = f"http://127.0.0.1/kubeclusteragents/{secrets.token_urlsafe(16)}.yaml"
        document["status"] = {"state": "REGISTERED", "agentURL": agent}


def keep_status(document, original):
    if "status" in original:
        document["status"] = original["status"]


def keep_key(document, original):
    for name in ("key", "snippet"):
        if name in original:
            document[name] = original[name]


def make_key(documents):
    for document in documents:
        document["key"] = secrets.token_urlsafe(90)
        document["snippet"] = document["key"][-4:]


class Hiding:
    """Takes out of answers what is never given back: the paths of each resource, also where its documents are embedded."""

    def __init__(self, app, paths):
        self.domain = app.config["DOMAIN"]
        self.paths = paths
        app.on_fetched_item += self.document
        app.on_fetched_resource += lambda resource, answer: self.documents(resource, answer["_items"])
        app.on_post_POST += self.written
        app.on_post_PUT += self.written
        app.on_post_PATCH += self.written

    def documents(self, resource, documents):
        for document in documents:
            self.document(resource, document)

    def document(self, resource, document):
        for path in self.paths.get(resource, []):
            *above, last = path.split(".")
            holder = document
            for name in above:
                holder = holder.get(name) if isinstance(holder, dict) else None
            if isinstance(holder, dict):
                holder.pop(last, None)
        for name, rule in self.domain[resource]["schema"].items():
            self.embedded(document.get(name), rule)

    def embedded(self, value, rule):
        if isinstance(value, list):
            for inner in value:
                self.embedded(inner, rule.get("schema", {}))
        elif isinstance(value, dict) and "data_relation" in rule:
            self.document(rule["data_relation"]["resource"], value)
        elif isinstance(value, dict) and rule.get("type") == "dict":
            for name, inner in rule.get("schema", {}).items():
                self.embedded(value.get(name), inner)

    def written(self, resource, _request, answer):
        if not answer.is_json or resource is None:
            return
        body = answer.get_json()
        documents = body.get("_items", [body])
        # A key is shown once, to the one who has it made.
        shown = [document.get("key") for document in documents] if resource == "apikeys" and answer.status_code == 201 else []
        self.documents(resource, documents)
        for document, key in zip(documents, shown):
            if key is not None:
                document["key"] = key
        answer.set_data(json.dumps(body))


def below(prefix, app, reset):
    """The WSGI application: `app` below a path, and the reset path beside it."""

    def answer(environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/_reset" and environ["REQUEST_METHOD"] == "POST":
            reset()
            start_response("204 No Content", [])
            return []
        if path == prefix or path.startswith(prefix + "/"):
            environ["SCRIPT_NAME"] = prefix
            environ["PATH_INFO"] = path[len(prefix) :]
            return app(environ, start_response)
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"not found"]

    return answer


def end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    hidden = settings.pop("HIDDEN")
    settings["MONGO_URI"] = sys.argv[2] + "/" + settings["MONGO_DBNAME"]
    threading.Thread(target=end_with_input, daemon=True).start()
    app = Eve(settings=settings, auth=Tokens)
    app.on_insert_kubeclusters += register
    app.on_replace_kubeclusters += keep_status
    app.on_insert_apikeys += make_key
    app.on_replace_apikeys += keep_key
    Hiding(app, hidden)
    client = MongoClient(sys.argv[2])

    def reset():
        # Not only its documents: the store gives their places, and so their order, to the next ones.
        client.drop_database(settings["MONGO_DBNAME"])

    server = create_server(below("/api", app, reset), host="127.0.0.1", port=0, threads=16)
    print(json.dumps({"url": f"http://127.0.0.1:{server.effective_port}"}), flush=True)
    server.run()


main()
