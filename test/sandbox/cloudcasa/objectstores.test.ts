import { describe, expect, test } from "vitest";
import { casa } from "./casa.ts";

const store = (more: object = {}, provider: object = {}) => ({
  name: "s",
  provider_type: "aws",
  bucket_name: "b",
  region: "eu-central-1",
  s3provider: { endpoint: "https://s3.example.com", credentials: { access_key: "KEY", secret_key: "SECRET" }, ...provider },
  ...more,
});

describe("object stores", () => {
  test("credentials are kept and never given back, also where the store is embedded", async () => {
    const { ask, sandbox } = casa();
    const { status, body } = await ask("objectstores", { body: store({ repo_password: "p" }) });
    expect(status).toBe(201);
    expect(body.s3provider).toEqual({ endpoint: "https://s3.example.com" });
    expect(body).not.toHaveProperty("repo_password");
    const { _id } = (await ask("kubeclusters", { body: { name: "c", backup_provider: { user_objectstore: body._id } } })).body;
    const embedded = (await ask(`kubeclusters/${_id}?embedded={"backup_provider.user_objectstore":1}`)).body.backup_provider
      .user_objectstore;
    expect(embedded.name).toBe("s");
    expect(JSON.stringify(embedded)).not.toContain("SECRET");
    expect(JSON.stringify((await ask(`objectstores/${body._id}?projection={"s3provider.credentials":1}`)).body)).not.toContain("SECRET");
    expect(sandbox.engine.get("objectstores", body._id)?.["s3provider"]).toMatchObject({ credentials: { secret_key: "SECRET" } });
  });

  test("one that can't be reached, or refuses its credentials, is not made", async () => {
    const { ask } = casa();
    const unreachable = await ask("objectstores", { body: store({}, { endpoint: "https://s3.nowhere.invalid" }) });
    expect(unreachable.status).toBe(422);
    expect(unreachable.body._error.message).toBe('Could not connect to the endpoint URL: "https://s3.nowhere.invalid/b"');
    for (const access_key of ["wrong", "invalidAK", "invalid_key", "Invalid-1", "EXPIRED"]) {
      const refused = await ask("objectstores", { body: store({}, { credentials: { access_key, secret_key: "x" } }) });
      expect(refused.body._error.message, access_key).toContain("credentials and permissions");
    }
    expect((await ask('objectstores?where={"name":"s"}')).body._meta.total).toBe(0);
  });

  test("trying a store takes as long as it is set to", async () => {
    const { ask, clock } = casa({ durations: { objectstoreProbe: 3000 } });
    let done = false;
    const answer = ask("objectstores", { body: store() }).then((a) => {
      done = true;
      return a;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    clock.advance(2999);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(done).toBe(false);
    clock.advance(1);
    expect((await answer).status).toBe(201);
  });

  test("an agent validates it, once a cluster is connected", async () => {
    const { ask, clock, sandbox, idOf } = casa();
    sandbox.agent(idOf("kubeclusters", "production")).disconnect();
    const { _id } = (await ask("objectstores", { body: store() })).body;
    const state = async () => (await ask(`objectstores/${_id}`)).body.validate_state;
    clock.advance(60_000);
    expect(await state()).toBe("VALIDATING");
    sandbox.agent(idOf("kubeclusters", "production")).connect();
    expect(await state()).toBe("VALIDATING");
    clock.advance(1000);
    expect(await state()).toBe("READY");
  });

  test("a place can be used once, and a replacement keeps what the server found", async () => {
    const { ask, clock } = casa();
    const { _id } = (await ask("objectstores", { body: store() })).body;
    clock.advance(1000);
    expect((await ask("objectstores", { body: store({ name: "other" }) })).body._issues).toEqual({
      bucket_name: "value 'b' is not unique",
    });
    const { _etag } = (await ask(`objectstores/${_id}`)).body;
    const put = await ask(`objectstores/${_id}`, { method: "PUT", headers: { "if-match": _etag }, body: store({ locked: true }) });
    expect(put.body).toMatchObject({ locked: true, validate_state: "READY" });
  });

  test("a bare sandbox tries and validates nothing", async () => {
    const { ask, clock } = casa({ bare: true });
    const { status, body } = await ask("objectstores", { body: store({}, { endpoint: "https://nowhere.invalid" }) });
    expect(status).toBe(201);
    expect((await ask("objectstores", { body: store({ name: "other" }) })).status).toBe(201);
    clock.advance(60_000);
    expect((await ask(`objectstores/${body._id}`)).body.validate_state).toBe("VALIDATING");
  });
});
