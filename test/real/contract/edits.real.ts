import { CloudCasa } from "clusterplane";
import { beforeAll, expect, inject, test } from "vitest";
import { editProperty, writable } from "../../resources/cloudcasa/edit-property.ts";
import { reset } from "../process.ts";

const origin = () => inject("realServers").eve;
beforeAll(() => reset(origin()));

test.each(writable.map((resource) => [resource.name, resource] as const))(
  "%s: an edit or a patch stores what it changes, and nothing else, on a real Eve",
  async (_, resource) => {
    const casa = new CloudCasa({ baseUrl: origin(), token: "test-token" });
    const stored = (name: string, id: string) => casa.resource(name).get(id);
    const { problems, stored: done } = await editProperty({ casa, stored }, resource, 1, 60);
    expect(problems).toEqual([]);
    expect(done).toBeGreaterThan(10);
  },
);
