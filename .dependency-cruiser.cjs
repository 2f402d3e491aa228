/** Which folder may import which (docs/architecture.md). */
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const core = "^src/(http|lazy|resources|[a-z-]+\\.ts)";

module.exports = {
  forbidden: [
    rule("no-cycles", "Imports never go round, type-only ones included.", {}, { circular: true }),
    rule("generated-reads-nobody", "generated/ imports nothing but zod.", { path: "^src/generated" }, { path: "^src/(?!generated)" }),
    rule("http-knows-no-api", "One request; knows neither API.", { path: "^src/http" }, { path: "^src/(?!http)" }),
    rule(
      "common-knows-no-api",
      "What both kinds of API share knows neither.",
      { path: "^src/resources/common" },
      { path: "^src/(?!http|resources/common)" },
    ),
    rule(
      "kubernetes-knows-no-resource",
      "What every management resource can do knows no single one, and not Eve.",
      { path: "^src/resources/kubernetes" },
      { path: "^src/(?!http|lazy/load(-manifests)?\\.ts|resources/(common|kubernetes)|generated)" },
    ),
    rule(
      "eve-knows-no-resource",
      "What every CloudCasa resource can do knows no single one, and not Kubernetes.",
      { path: "^src/resources/eve" },
      { path: "^src/(?!http|lazy/load|resources/(common|eve)|generated)" },
    ),
    rule(
      "platform-resources",
      "Platform resources build on kubernetes/.",
      { path: "^src/resources/platform" },
      { path: "^src/(?!http|lazy/load|resources/(common|kubernetes|platform)|generated)" },
    ),
    rule(
      "cloudcasa-resources",
      "CloudCasa resources build on eve/.",
      { path: "^src/resources/cloudcasa" },
      { path: "^src/(?!http|lazy/load|resources/(common|eve|cloudcasa)|generated)" },
    ),
    rule(
      "explanation-is-lazy",
      "What explains failures has one loader in the core.",
      { path: "^src/http/(?!explain/|explanation\\.ts)" },
      { path: "^src/http/explain/" },
    ),
    rule("one-lazy-chunk", "The lazy chunk has one loader.", { path: "^src/(?!lazy/load)" }, { path: "^src/lazy/chunk" }),
    rule(
      "calls-are-lazy",
      "The core imports no call but get: the others come with the lazy chunk.",
      { path: "^src/resources/(kubernetes|eve|platform|cloudcasa)/[a-z-]+\\.ts$" },
      { path: "^src/resources/[a-z]+/calls/(?!get\\.ts)" },
    ),
    rule(
      "sandbox-is-apart",
      "The sandbox never imports the clients, so that one mistake can't hide in both.",
      { path: "^src/sandbox" },
      { path: "^src/(?!sandbox|generated)" },
    ),
    rule("clients-are-apart", "The clients never import the sandbox.", { path: "^src/(?!sandbox|cli)" }, { path: "^src/sandbox" }),
    rule(
      "engines-are-general",
      "An engine knows nothing of the API it plays, and not the other engine.",
      { path: "^src/sandbox/(kubernetes|eve)/" },
      { path: "^src/sandbox/(platform|cloudcasa|index|msw|server)" },
    ),
    rule(
      "engines-are-apart",
      "The two engines don't know one another.",
      { path: "^src/sandbox/kubernetes/" },
      { path: "^src/sandbox/eve/" },
    ),
    rule(
      "engines-are-apart-too",
      "The two engines don't know one another.",
      { path: "^src/sandbox/eve/" },
      { path: "^src/sandbox/kubernetes/" },
    ),
    rule(
      "manifests-and-schemas-are-apart",
      "The opt-in entries import nothing of the clients except how arguments are refused.",
      { path: "^src/(manifests|schemas)" },
      { path: "^src/(?!manifests|schemas|generated|http/(?:errors|options)|resources/kubernetes/manifest)" },
    ),
    rule(
      "zod-in-schemas",
      "zod is heavy: only schemas/ has it.",
      { path: "^src/(?!schemas|generated/schemas)" },
      { path: "node_modules/zod" },
    ),
    rule(
      "js-yaml-in-its-rooms",
      "js-yaml only in manifests/ and where the sandbox reads and writes YAML bodies.",
      { path: "^src/(?!manifests|sandbox)" },
      { path: "node_modules/js-yaml" },
    ),
    rule("undici-in-node", "undici only in node/.", { path: "^src/(?!node/)" }, { path: "node_modules/undici" }),
    rule("msw-behind-its-door", "msw only in sandbox/msw.", { path: "^src/(?!sandbox/msw)" }, { path: "node_modules/msw" }),
    rule(
      "sandbox-libraries",
      "mingo, re2js and the HTTP adapter only in the sandbox.",
      { path: "^src/(?!sandbox)" },
      { path: "node_modules/(mingo|re2js|@hono)" },
    ),
    rule(
      "node-in-its-rooms",
      "Node built-ins only in node/, sandbox/server and cli/.",
      { path: "^src/(?!node/|cli/|sandbox/server)" },
      { dependencyTypes: ["core"] },
    ),
    rule("core-is-portable", "Nobody in the core reads the rooms that know Node.", { path: core }, { path: "^src/(node|cli)/" }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default", "types"] },
  },
};
