"""A program as people write them with the Python client: its dynamic client, which reads discovery and OpenAPI first. Prints what it found
as a line of JSON; thirdparty.slow.ts knows what that has to be."""

import json
import sys
import threading
import time

from kubernetes import client, dynamic
from kubernetes.client.exceptions import ApiException

address, token, ca, namespace = sys.argv[1:]
configuration = client.Configuration()
configuration.host = address
configuration.ssl_ca_cert = ca
configuration.api_key = {"authorization": f"Bearer {token}"}
api = dynamic.DynamicClient(client.ApiClient(configuration))
instances = api.resources.get(api_version="management.loft.sh/v1", kind="VirtualClusterInstance")
found = {}


def body(name, **spec):
    return {
        "apiVersion": "management.loft.sh/v1",
        "kind": "VirtualClusterInstance",
        "metadata": {"name": name, "labels": {"team": "python"}},
        "spec": {"templateRef": {"name": "small"}, **spec},
    }


def refusal(call):
    try:
        call()
        return None
    except ApiException as error:
        return [error.status, json.loads(error.body)["reason"]]


def until(what, done):
    end = time.time() + 30
    while not done():
        if time.time() > end:
            raise TimeoutError(what)
        time.sleep(0.01)


for index in range(25):
    created = instances.create(body=body(f"py-{index}"), namespace=namespace)
    if index == 0:
        found["created"] = created.metadata.name
found["exists"] = refusal(lambda: instances.create(body=body("py-0"), namespace=namespace))

found["pages"] = []
token = None
while True:
    more = {"_continue": token} if token else {}
    page = instances.get(namespace=namespace, label_selector="team=python", limit=10, **more)
    found["pages"].append(len(page.items))
    token = page.metadata["continue"]
    if not token:
        break

patched = instances.patch(
    name="py-0",
    namespace=namespace,
    body=[{"op": "add", "path": "/spec/displayName", "value": "patched"}],
    content_type="application/json-patch+json",
)
found["patched"] = patched.spec.displayName
merged = instances.patch(
    name="py-0", namespace=namespace, body={"spec": {"displayName": "merged"}}, content_type="application/merge-patch+json"
)
found["merged"] = merged.spec.displayName


def apply(manager, display, force):
    return instances.server_side_apply(
        name="py-apply",
        namespace=namespace,
        body=body("py-apply", displayName=display),
        field_manager=manager,
        force_conflicts=force,
    )


found["applied"] = apply("one", "one", False).spec.displayName
found["refused"] = refusal(lambda: apply("two", "two", False))
found["forced"] = apply("two", "two", True).spec.displayName

seen = []
version = instances.get(namespace=namespace).metadata.resourceVersion


def follow():
    for event in instances.watch(namespace=namespace, resource_version=version, timeout=60):
        # The platform moves an object through its phases: of changes in a row one is told here.
        if event["object"].metadata.name == "py-watched" and (not seen or seen[-1] != event["type"]):
            seen.append(event["type"])
        if event["type"] == "DELETED":
            return


watching = threading.Thread(target=follow, daemon=True)
watching.start()
instances.create(body=body("py-watched"), namespace=namespace)
until("ADDED", lambda: "ADDED" in seen)
instances.patch(
    name="py-watched", namespace=namespace, body={"spec": {"displayName": "x"}}, content_type="application/merge-patch+json"
)
until("MODIFIED", lambda: "MODIFIED" in seen)
instances.delete(name="py-watched", namespace=namespace)
watching.join(30)
found["watched"] = seen

instances.delete(name="py-0", namespace=namespace)
until("gone", lambda: refusal(lambda: instances.get(name="py-0", namespace=namespace)))
found["deleted"] = True
found["gone"] = refusal(lambda: instances.get(name="py-0", namespace=namespace))
instances.delete(namespace=namespace, label_selector="team=python")
until("empty", lambda: not instances.get(namespace=namespace, label_selector="team=python").items)
found["left"] = len(instances.get(namespace=namespace, label_selector="team=python").items)
print(json.dumps(found))
