// Random requests to an Eve server with CloudCasa's resources: most near to what is right, in each of the ways in which it can go wrong.
import { Words } from "../fuzz/words.ts";
import type { Step } from "./differential.eve.ts";

type Fields = Record<string, unknown>;

const nobody = "aaaaaaaaaaaaaaaaaaaaaaa9";
const given = "5f612ab693eac38c72ff0b74";
const past = "Fri, 08 May 2020 17:41:58 GMT";
const future = "Tue, 01 Jan 2099 00:00:00 GMT";
const wrongEtag = "27114931c62a2ea2f7f2fd21c4c8f62ba7b55a0c";

const lines = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/** What may stand where another value is expected. */
const odd: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  7,
  31,
  1.5,
  -0.5,
  2 ** 31,
  2 ** 53,
  1e300,
  "",
  " ",
  "x",
  "5",
  " 5 ",
  "5.5",
  "-3",
  "1_000",
  "true",
  "False",
  "yes",
  "null",
  "None",
  "[]",
  "{}",
  '{"a":1}',
  "aws",
  "SCHEDULED",
  "it's",
  'say "hi"',
  'it\'s "both"',
  "back\\slash",
  "tab\tnew\nline",
  "ü🚀é",
  "\u0000",
  "\u007f\u0080\u00a0\u00ad",
  "\u200b\u2028\ufeff",
  "{0}",
  "{constraint}",
  "%s",
  "a.b",
  "$x",
  past,
  "fri, 8 may 2020 7:1:8 gmt",
  "2020-05-08T17:41:58Z",
  "{{id1}}",
  "{{id2}}",
  nobody,
  nobody.toUpperCase(),
  "aaaaaaaaaaaaaaaaaaaaaaag",
  "abcdefghijkl",
  // Written as they are, without quotes.
  "<NaN>",
  "<Infinity>",
  "<1e400>",
  "<4611686018427387904>",
  "<9223372036854775808>",
  "<-123456789012345678901234567890>",
  "x".repeat(128),
  "x".repeat(129),
  "ü".repeat(128),
  [],
  [null],
  [1],
  [1.5, "2"],
  ["x"],
  ["x", 1],
  ["aws"],
  [[]],
  [[1]],
  [{}],
  ["{{id1}}"],
  ["{{id1}}", "{{id1}}"],
  [nobody, "{{id1}}", "x"],
  {},
  { a: 1 },
  { a: null },
  { a: "x" },
  { a: { b: 1 } },
  { a: [1] },
  { "a.b": "x" },
  { "": "x" },
  { $x: "x" },
  { _id: "x" },
];

/** Fields of more than one resource, with values that fit or nearly do. */
const cluster: Readonly<Record<string, readonly unknown[]>> = {
  description: ["", "text", "ü🚀"],
  tags: [{}, { a: "1" }, { a: "1", b: "2" }, { a: 1, b: "x", c: null }, { "a.b": "x" }, { "app/x": "y" }],
  image_pull_secret_name: ["key"],
  container_registry: ["registry.example.com/x"],
  kublet_pods_dir: ["/var", ""],
  configuration: [
    {},
    { n: 1 },
    { n: 2.5, s: "x", l: [1, 2, "x"], o: { deep: { er: true } } },
    { l: [{ a: 1 }, { a: 2, b: 1 }] },
    { z: null },
  ],
  backup_provider: [
    {},
    { type: "aws", region: "eu" },
    { type: "aws" },
    { region: "eu" },
    { type: null, region: null },
    { type: null },
    { type: "gcp", region: 5 },
    { user_objectstore: "{{id2}}" },
    { user_objectstore: nobody },
    { user_objectstore: null },
    { nope: 1 },
  ],
  "backup_provider.type": ["aws", "azure", null, "x"],
  "backup_provider.region": ["eu", null, 5],
  "tags.a": ["x", 1, null],
  "tags.a.b": ["x"],
  "configuration.o.deep": [5, { x: 1 }],
  "name.x": ["y"],
  status: [{ state: "ACTIVE" }, null],
  cc_user_email: ["a@b", null],
  _id: [given, "x", 5, null, "{{id1}}", given.toUpperCase()],
  _etag: [wrongEtag],
  _created: [past],
  _updated: [past],
  _links: [{}],
  _status: ["OK"],
  _deleted: [true],
  _version: [1],
  nope: [1],
  $set: [{ name: "x" }],
  "": ["x"],
  ".": ["x"],
  "a.": ["x"],
};

const instance: Readonly<Record<string, readonly unknown[]>> = {
  name: ["bi", "x".repeat(129), ""],
  type: ["COPY", "SNAPSHOT", "copy"],
  state: ["READY", "X", null],
  cluster: ["{{id1}}", "{{id2}}", nobody, null, ""],
  cluster_name: ["c", 5],
  start_time: [0, "5", 1.9, -1.9, true, "x", 1e20, "1.5", null],
  end_time: [1700000000],
  retention: [{ retainDays: 1 }, { retainDays: -1 }, { retainDays: "3", numAlwaysRetain: 31 }, {}, { numAlwaysRetain: 1 }, null],
  "retention.retainDays": [4, "x"],
  backup_selection: [
    {},
    { all_namespaces: "true" },
    { all_namespaces: "maybe" },
    { namespaces: ["a", "b"] },
    { namespaces: ["a", 1, null] },
    { namespaces: "a" },
    { label_selector: { app: { in: ["x"] } } },
  ],
  backup_location: [{}, { region: 5 }, { bucket_name: "b", repo_password: "secret" }, null, []],
  pv_count: [3, "4", 2 ** 40],
  awsrds: [{ snapshot_type: "AWS Auto" }, { awsaccount: nobody }, { snapshot_size: "x" }],
  cloudaccount: [nobody, "x"],
  status: [{ locked: true }, {}],
  expiry_timestamp: [5, null],
  nope: [1],
};

const policy: Readonly<Record<string, readonly unknown[]>> = {
  timezone: ["Europe/Berlin", null, 5],
  schedules: [
    [],
    null,
    {},
    "x",
    [{}],
    [null],
    ["x", 1],
    [[]],
    [{ retainDays: 1, schedule: { cronSpec: "* * * * *" } }],
    [{ retainDays: 0, schedule: {} }],
    [{ retainDays: "5", numAlwaysRetain: 99, locked: "1", schedule: { minute: 1 } }],
    [{ schedule: { cronSpec: "x" } }, { retainDays: null, schedule: null }],
    [{ "schedule.minute": "5", retainDays: 1 }],
    [{ retainDays: 1.9, schedule: { nope: 1 } }, { nope: 1 }],
    [{ retainDays: -1, numAlwaysRetain: 31, schedule: { hour: 5, month: [] } }],
  ],
  tags: cluster["tags"] as unknown[],
  "schedules.0": [{ retainDays: 1 }],
  nope: [{ a: 1 }],
};

const store: Readonly<Record<string, readonly unknown[]>> = {
  provider_type: ["aws", "azure", "gcp"],
  s3provider: [
    { endpoint: "https://s3", credentials: { access_key: "a", secret_key: "s" } },
    { credentials: {} },
    { credentials: { nope: 1 } },
    { credentials: "x" },
    { cloud: "Public" },
    { cloud: "x", endpoint: 5 },
    null,
  ],
  repo_password: ["secret", 5],
  bucket_name: ["b"],
  private: ["true", 1, 0, 2, "x"],
  locked: [true],
  proxy_cluster_list: [[], ["{{id1}}"], ["{{id1}}", "{{id1}}"], [nobody], "x", ["x"], null, {}, "", 5, [null]],
  validate_state: ["READY", "VALIDATING", null],
  validate_message: ["x"],
};

const backup: Readonly<Record<string, readonly unknown[]>> = {
  cluster: ["{{id1}}", nobody, null, "x", 5, {}],
  policy: [nobody, null],
  source: [{}, { all_namespaces: 1 }, { namespaces: [1] }, { label_selector: { a: "b" } }, { nope: 1 }, null, [], "x"],
  pre_hooks: [
    [],
    [{}],
    [{ hooks: [nobody, "x"] }],
    [{ namespaces: ["a"], template: "1" }],
    {},
    [null],
    [{ hooks: "x" }],
    [{ nope: 1 }],
    "x",
  ],
  pause: ["true", 0, null],
  status: [{ jobs: [] }],
  copy_policy: [nobody],
};

const restore: Readonly<Record<string, readonly unknown[]>> = {
  backup_inst: ["{{id3}}", nobody, null],
  selection: [{}, { namespaces: [] }, { include_resource_types: ["x", 1] }, null],
  namespaces_map: [{ a: "b" }, { a: 1 }, []],
  options: [{ upload_speed_limit: "x" }, { pvc_parallelism: "5" }],
  awseks: [{}, { cluster_name: "x" }],
  azure_aks: [{ service_principal: {} }, { cluster_name: "c", service_principal: { client_id: "i" } }],
};

const offload: Readonly<Record<string, readonly unknown[]>> = {
  cluster: ["{{id1}}", nobody],
  options: [
    { report_interval: "5m" },
    { upload_speed_limit: "x" },
    null,
    { azure_files_restore_options: { pvc_restore_wait_seconds: "5" } },
  ],
  offload_provider: [{ type: "x", region: null }, { user_objectstore: "x" }],
  run_backup: [1, "false"],
};

const apikey: Readonly<Record<string, readonly unknown[]>> = {
  org_role: ["USER", "ADMIN", "x"],
  description: ["x", 5],
  acls: [
    [],
    [{}],
    [{ resource: "kubeclusters" }, { resource: "policies", permissions: ["read"], resourceIds: [nobody, "x"] }],
    [{ roles: [nobody] }],
  ],
  key: ["x"],
  snippet: ["x", "toolong"],
};

interface Kind {
  name: string;
  fields: Readonly<Record<string, readonly unknown[]>>;
  /** What makes a document valid. */
  base: Fields;
}

const kinds: readonly Kind[] = [
  { name: "kubeclusters", fields: cluster, base: {} },
  { name: "kubeclusters", fields: cluster, base: {} },
  { name: "backupinstances", fields: instance, base: { backup_location: {} } },
  { name: "policies", fields: policy, base: { schedules: [{ retainDays: 7, schedule: { cronSpec: "30 1 * * *" } }] } },
  { name: "objectstores", fields: store, base: {} },
  { name: "kubebackups", fields: backup, base: { cluster: "{{id1}}", source: {}, trigger_type: "ADHOC" } },
  { name: "kuberestores", fields: restore, base: { backup_inst: "{{id3}}", selection: {} } },
  { name: "kubeoffloads", fields: offload, base: { trigger_type: "ADHOC" } },
  { name: "apikeys", fields: apikey, base: {} },
];

/** Bodies as they come over the wire, most of them no JSON. */
const texts: readonly string[] = [
  ...lines(String.raw`
    {
    }
    [
    []
    [[]]
    [{}]
    [null]
    [1]
    ["x"]
    ["{}"]
    ["{\"name\": \"in-text\"}"]
    "{\"name\": \"in-text\"}"
    ["null"]
    ["5"]
    [true]
    [[1]]
    [{"name":"l1"},[]]
    {}
    null
    true
    false
    0
    5
    1.5
    ""
    "x"
    "xy"
    nope
    {'name':'x'}
    {"name":"x",}
    ["x",]
    {"name":NaN}
    {"name":Infinity}
    {"name":-Infinity}
    {"configuration":{"n":9223372036854775807},"name":"long"}
    {"configuration":{"n":9223372036854775808},"name":"toolong"}
    {"configuration":{"n":123456789012345678901234567890},"name":"big"}
    {"configuration":{"n":1.0,"o":1E2},"name":"floats"}
    {"name":"first","name":"second"}
    {"name":"x"}{"name":"y"}
    {"name":"x"}//c
    {"name":"\x"}
    {"name":"\u00e4\ud83d\ude80"}
    {"name":"\ud83d"}
    {"name":"\udc00x"}
    {"name":"\u0000"}
    {"name":01}
    {"name":+1}
    {"name":.5}
    {"name":1.}
    {"name":0x10}
    {"name":"x","tags":{"a":"1","a":"2"}}
    {"name" "x"}
    {name:"x"}
    {"name":"x";"b":1}
    name=x
    {"configuration":{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}},"name":"deep"}
  `),
  "",
  " ",
  '{"name":"x"} ',
  '\n{"name":"x"}',
  '\ufeff{"name":"bom"}',
  '{"name":"x\ny"}',
  '{"name":"x\ty"}',
];

const utf8 = new TextEncoder();
/** Bodies that are no text, or not in UTF-8. */
const bytes: readonly Uint8Array<ArrayBuffer>[] = [
  Uint8Array.of(0xff),
  Uint8Array.of(0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d), // {"name":"…"}
  Uint8Array.of(0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xe4, 0x22, 0x7d), // in Latin-1
  Uint8Array.from('{"name":"ü16"}'.split("").flatMap((c) => [c.charCodeAt(0), 0])),
  Uint8Array.from('{"name":"be"}'.split("").flatMap((c) => [0, c.charCodeAt(0)])),
  Uint8Array.of(0xff, 0xfe, ...'{"name":"bom16"}'.split("").flatMap((c) => [c.charCodeAt(0), 0])),
  Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8.encode('{"name":"bom8"}')),
  Uint8Array.of(0),
  Uint8Array.of(0x7b, 0x00, 0x7d),
];

const contentTypes = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json;charset=latin-1",
  "application/json ; charset=utf-8",
  "Application/JSON",
  "application/vnd.api+json",
  "application/merge-patch+json",
  "text/json",
  "text/plain",
  "application/xml",
  "application/x-www-form-urlencoded; charset=utf-8",
  "multipart/form-data",
  "multipart/form-data; boundary=b",
  "x",
  "",
];

const forms: readonly string[] = [
  ...lines(`
    name=f1
    name=f1&name=f2
    name=f+1%20x&description=%C3%BC
    name=f1&tags.a=1
    name=f1&tags={"a":"1"}
    name=
    name
    &
    =x
    name=f1&nope=1
    name=%ff
    name=%u00e9x
    name=100%
    name=%zz
    name=ü
    name=a%00b
    name=f1&&description=x&
    name=f1&name.x=2
    name=f1&tags=x
    name=f1&configuration.n=5&configuration.o.p=true
    name=f1&backup_provider.type=aws&backup_provider.region=eu
    name=f1&status=x&_id=5f612ab693eac38c72ff0b75
    name=f1;description=x
    {"name":"json"}
  `),
];

const fieldsOfDocuments = [
  "name",
  "_id",
  "_created",
  "_updated",
  "_links",
  "description",
  "tags",
  "tags.a",
  "tags.b",
  "tags.zzz",
  "configuration",
  "configuration.n",
  "configuration.s",
  "configuration.l",
  "configuration.l.0",
  "configuration.o",
  "configuration.o.deep.er",
  "configuration.z",
  "backup_provider",
  "backup_provider.type",
  "backup_provider.user_objectstore",
  "status",
  "status.state",
  "nope",
  "nope.x",
  "kublet_pods_dir",
];

const operands: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  2.5,
  -1,
  "",
  "x",
  "a",
  "1",
  "2",
  "c1",
  "c2",
  "^c",
  "C1",
  "eu",
  "aws",
  "REGISTERED",
  past,
  future,
  "{{id1}}",
  nobody,
  nobody.toUpperCase(),
  "fri, 8 may 2020 7:1:8 gmt",
  [1],
  [1, 2],
  ["x"],
  [1, 2, "x"],
  { a: 1 },
  { a: "1" },
  { a: "1", b: "2" },
  { b: "2", a: "1" },
  { deep: { er: true } },
];
const scalars = operands.slice(0, 26);

const comparing = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"];
const listing = ["$in", "$nin", "$all"];
const others = ["$exists", "$size", "$type", "$mod", "$not", "$elemMatch", "$regex"];
const typeNames: readonly unknown[] = [
  "string",
  "double",
  "int",
  "number",
  "object",
  "array",
  "bool",
  "null",
  "date",
  "objectId",
  2,
  16,
  1,
  ["string", "int"],
];

/** Queries that are refused, by Eve or by the database. */
const badQueries: readonly string[] = [
  ...lines(String.raw`
    {"name":{"$in":"x"}}
    {"name":{"$nin":5}}
    {"name":{"$in":{}}}
    {"name":{"$regex":"("}}
    {"name":{"$regex":"["}}
    {"name":{"$size":"2"}}
    {"name":{"$size":null}}
    {"name":{"$elemMatch":5}}
    {"name":{"$near":[1,2]}}
    {"name":{"$elemMatch":"x"}}
    {"name":{"$type":"x"}}
    {"name":{"$type":99}}
    {"name":{"$foo":1}}
    {"name":{"$":1}}
    {"name":{"$where":"x"}}
    {"$where":"this.name"}
    {"$foo":[]}
    {"$comment":"x"}
    {"$and":[]}
    {"$or":[]}
    {"$or":{}}
    {"$or":"x"}
    {"$or":[1]}
    {"$or":[{"name":"c1"},[]]}
    {"$and":[{"$or":"x"}]}
    {"$nor":null}
    {"$eq":1}
    {"$gt":1,"name":"c1"}
    {"$not":{"name":"c1"}}
    {"name":{"$or":[{}]}}
    {"name":{"$bitsAllSet":null}}
    {"name":{"$options":"i"}}
    {"name":{"$eq":"c1","x":1}}
    {"":1}
    {"name":{"":1}}
    {"configuration.n":123456789012345678901234567890}
    {"name":"\ud83d"}
    {"name":NaN}
    5
    true
    null
    []
    [{"name":"c1"}]
    "x"
    {"name":"c1",}
    {'name':'c1'}
    {"name"
  `),
];

const pythonWheres: readonly string[] = [
  ...lines(String.raw`
    name=="c1"
    name=='c1'
    name == "c1" or name=="c2"
    name=="c1" and tags.a=="1"
    name!="c1"
    configuration.n>1
    configuration.n>=1 and configuration.n<=2
    configuration.n<2.5
    configuration.n==-1
    configuration.n==1==1
    1<configuration.n
    _id==ObjectId("{{id1}}")
    _id=="{{id1}}"
    _id==ObjectId("x")
    _created>datetime(2020,1,1)
    _created<datetime(2020,1,1)
    _created>datetime(2020,13,1)
    _created>datetime()
    _created>datetime("x")
    _created>"Fri, 08 May 2020 17:41:58 GMT"
    not name=="c1"
    (name=="c1")
    name in ["c1"]
    name is "c1"
    name
    name=
    name="c1"
    "c1"
    1
    True
    name==True
    name==None
    name==name
    name=="c1";name=="c2"
    "name"=="c1"
    tags["a"]=="1"
    tags.a=="1" or (tags.b=="2" and name=="c1")
    len(name)==2
    name.startswith("c")
    name=="c\"1"
    name==b"c1"
    name==f"c1"
    name==u'c1'
    name==['c1']
    name=={'$ne':1}
    lambda: 1
    import os
    x = 1
    del name
    name==1 if 1 else 2
    name=='c1' and
    ==
    name<>'c1'
    $where=='x'
    name==''
    name==1e400
    name==0x10
    name==010
    name=='\u0063\u0031'
    name=='\x631'
    name==r'c1'
    name=='c' '1'
    name=='c'+'1'
    a.b.c==1
    _id!=None
    name==...
    name=='c1' or 1
    name=='c1' and name
    not (name=='c1' or name=='c2')
    ~name=='c1'
    name==[]
    name==()
    # comment
    name=='c1' # comment
  `),
  'name=="c1"\nname=="c2"',
  ' name=="c1"',
  'name=="c1" ',
  "name==`c1`",
];

const sorts: readonly string[] = [
  ...lines(`
    name
    -name
    name,-description
    --name
    -
    ,
    name,
    ,name
    -name,name
    +name
    name asc
    [("name",1)]
    [("name",-1)]
    [('name', -1)]
    [("tags.a",1),("name",-1)]
    [("name",1.0)]
    [("name",)]
    [("name",1,2)]
    [("name"
    ["name"]
    ["-name"]
    ("name",1)
    ("name",-1)
    [["name",-1]]
    {"name":-1}
    {"name":1,"tags.a":-1}
    {}
    []
    ()
    None
    0
    1
    -1
    True
    False
    ''
    'name'
    "name"
    '-name'
    {'name'}
    1.5
    b'name'
    ...
    _id
    -_id
    nope
    -nope.x
    configuration.n
    -configuration.n
    configuration
    -configuration.l
    configuration.s
    configuration.z
    tags
    tags.a,name
    -tags.a,-name
    backup_provider.type,-name
    $x
    $natural
    a..b
    .a
    a.
    name;x
    [1]
    [None]
    [()]
    [(1,1)]
    [("",1)]
    [("name",1),("name",-1)]
    é
    1name
    a b,c
  `),
  " name , -tags.a ",
  "name\n",
];

const projections: readonly string[] = [
  ...lines(`
    {"name":1}
    {"name":0}
    {"name":true}
    {"name":false}
    {"name":2}
    {"name":"1"}
    {"name":null}
    {"name":1.0}
    {"name":0.0}
    {"name":{}}
    {"name":[]}
    {"name":1,"description":0}
    {"name":0,"description":1}
    {"name":1,"nope":1}
    {"nope":1}
    {"nope":0}
    {"_id":1}
    {"_id":0}
    {"_etag":0}
    {"_links":0}
    {"_links":1}
    {"_created":0,"name":1}
    {"_status":1}
    {"status":1}
    {"status":0}
    {"status.state":1}
    {"status.state":0}
    {"tags.a":1}
    {"tags.a":0}
    {"tags.a":1,"tags.b":1}
    {"tags.zzz":1}
    {"configuration.l.a":1}
    {"configuration.o.deep.er":1}
    {"configuration.l":1}
    {"name.x":1}
    {"backup_provider.user_objectstore":1}
    {"backup_provider":0}
    {"schedules.retainDays":1}
    {"s3provider":1}
    {"s3provider.credentials":1}
    {"repo_password":1}
    {"key":1}
    {}
    []
    ["name"]
    [1]
    1
    0
    null
    true
    "name"
    name
    {
    {'name':1}
    {"name":1,}
    {"":1}
    {"$x":1}
    {"a.":1}
    {".":1}
  `),
  "",
];

const embeddeds: readonly string[] = [
  ...lines(`
    {"backup_provider.user_objectstore":1}
    {"backup_provider":1}
    {"cluster":1}
    {"cluster":true}
    {"cluster":0}
    {"cluster":2}
    {"cluster":"1"}
    {"cluster":null}
    {"cluster":1.0}
    {"cluster":1,"nope":1}
    {"cluster.backup_provider.user_objectstore":1}
    {"cluster":1,"cluster.backup_provider.user_objectstore":1}
    {"cluster.name":1}
    {"name":1}
    {"_id":1}
    {"proxy_cluster_list":1}
    {"backup_inst":1,"backup_inst.cluster":1}
    {"backup_inst.cluster":1}
    {"pre_hooks.hooks":1}
    {"nope":1}
    {"nope.x":1}
    {"":1}
    {".":1}
    {"policy":1,"copy_policy":1,"cluster":1}
    {}
    []
    ["cluster"]
    cluster
    1
    null
    "cluster"
    {
  `),
  "",
];

const pages = ["1", "2", "3", "0", "-1", "-2", "99", "x", "", "1.5", "2.0", " 2 ", "+2", "1e1", "1_0", "0x1", "null"];
const results = [
  "1",
  "2",
  "3",
  "25",
  "50",
  "51",
  "1000",
  "0",
  "-1",
  "x",
  "",
  "1.9",
  "0.5",
  "1e1",
  "1e400",
  "inf",
  "-inf",
  "nan",
  " 2 ",
  "1_0",
  "+2",
  ".5e1",
  "5.",
  "null",
  "2,3",
];
const others2 = [
  "pretty",
  "pretty=1",
  "x=1",
  "x=1&x=2",
  "x",
  "version=1",
  "version=all",
  "version=diffs",
  "show_deleted",
  'aggregate={"$a":1}',
  "foo=%26%3D%3F%20%C3%BC",
  "callback=f",
  "_=1",
  "=1",
  "&&",
];

const accepts = [
  "application/json",
  "application/xml",
  "text/xml",
  "application/x-xml",
  "*/*",
  "text/html",
  "text/*",
  "application/*",
  "application/xml;q=0.5,application/json",
  "application/xml;q=0.9, application/json;q=0.8",
  "application/json;q=0, application/xml",
  "*/*;q=0.1, text/xml;q=0.2",
  "application/xml; charset=utf-8",
  "application/xml;version=1",
  "APPLICATION/XML",
  "xml",
  "",
  ",",
  ";q=1",
  "application/xml;q=x",
  "application/xml;q=2",
  "application/xml;q=-1",
  "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "application/xml,text/xml",
  "text/xml,application/xml",
  "application/json,text/xml",
  "application/json;q=0.0",
  "*/*;q=0",
  "image/png",
  "text/plain, */*",
];

const authorizations: readonly string[] = [
  ...lines(`
    Bearer test-token
    bearer test-token
    BEARER test-token
    Token test-token
    token test-token
    test-token
    Bearer  test-token
    Bearer test-token x
    Bearer
    Bearertest-token
    Bearer x
    Basic dGVzdC10b2tlbjo=
    Basic dGVzdC10b2tlbg==
    Basic dGVzdC10b2tlbjp4
    basic dGVzdC10b2tlbjo=
    Basic !!!
    Basic
    Basic test-token
    Digest username="test-token"
    Digest username=test-token, realm=x
    Foo test-token
    x
    Bearer readonly-token
    readonly-token
    Bearer test-token,
    Bearer "test-token"
    Token token=test-token
    Bearer a=b
    Bearer test-token, Bearer x
    Bearer x, Bearer test-token
    Basic OnRlc3QtdG9rZW4=
    Basic dGVzdC10b2tlbjp4Onk=
    token
    Token  test-token
    Tokentest-token
    Negotiate dGVzdC10b2tlbg==
    Digest username="test-token", realm="x"
  `),
  " test-token ",
  "Bearer ",
  "",
  "Bearer\ttest-token",
];

const overrides = ["PATCH", "patch", "Delete", "GET", "PUT", "OPTIONS", "POST", "FOO", "", " PATCH", "TRACE"];
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO"];

const etagForms = (etag: string): string[] => [
  etag,
  `"${etag}"`,
  `W/"${etag}"`,
  `W/${etag}`,
  `w/"${etag}"`,
  `"${etag}`,
  `'${etag}'`,
  `"${etag}", "x"`,
  `"x", "${etag}"`,
  ` "${etag}" `,
  etag.replace("{{etag", "{{old"),
  wrongEtag,
  `"${wrongEtag}"`,
  "*",
  '"*"',
  '""',
  "",
  "x",
  'W/""',
  `W/W/"${etag}"`,
  `"W/${etag}"`,
  `""${etag}""`,
];

const since = [
  past,
  future,
  "{{updated1}}",
  "x",
  "",
  "2020-05-08T17:41:58Z",
  "Fri, 08 May 2020 17:41:58",
  "fri, 8 may 2099 7:1:8 gmt",
  "Sun, 08 May 2099 17:41:58 GMT",
  "Fri, 31 Feb 2020 00:00:00 GMT",
  ` ${future}`,
  "Friday, 08-May-20 17:41:58 GMT",
  "Fri May  8 17:41:58 2020",
  "0",
  "Fri, 08 May 2020 17:41:58 UTC",
  "Fri, 08 May 2099 17:41:58 +0000",
  "Fri, 08 May 2020 17:41:60 GMT",
  "Fri, 08 May 2020 17:41:61 GMT",
];

const paths = [
  "/api/",
  "/api//",
  "/api/v1",
  "/api/v1/",
  "/api/v2/kubeclusters",
  "/api/v1/nothere",
  "/api/v1/kubeclusters/",
  "/api/v1/kubeclusters//",
  "/api//v1/kubeclusters",
  "/api/v1//kubeclusters",
  "/api/v1/KubeClusters",
  "/api/v1/kubeclusters/x",
  "/api/v1/kubeclusters/{{id1}}",
  "/api/v1/kubeclusters/{{id1}}/",
  "/api/v1/kubeclusters/{{id1}}//",
  "/api/v1/kubeclusters/{{id1}}/x",
  "/api/v1/kubeclusters//{{id1}}",
  "/api/v1/kubeclusters/{{id2}}",
  `/api/v1/kubeclusters/${nobody}`,
  `/api/v1/kubeclusters/${nobody.toUpperCase()}`,
  `/api/v1/kubeclusters/${nobody}0`,
  `/api/v1/kubeclusters/${nobody.slice(1)}`,
  "/api/v1/kubeclusters/a%20b",
  "/api/v1/kube%63lusters",
  "/api/v1/kubeclusters%2F{{id1}}",
  "/api/v1/kubeclusters%20",
  "/api/v1/kubeclusters;x",
  "/api/v1/kubeclusters/%ff",
  "/api/v1/kubeclusters/%",
  "/api/v1/jobs",
  `/api/v1/jobs/${nobody}`,
  "/api/v1/policies",
  "/api/v1/v1/kubeclusters",
];

/** Requests made from random words. */
export class Requests {
  readonly #words: Words;
  #names = 0;

  constructor(seed: number) {
    this.#words = new Words(seed);
  }

  #name(): string {
    return `n${++this.#names}`;
  }

  #step(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Step {
    const json = (value: unknown): string => JSON.stringify(value).replace(/"<([-\w]+)>"/g, "$1");
    const text = body === undefined ? undefined : typeof body === "string" ? body : json(body);
    return {
      method,
      path,
      headers: { authorization: "Bearer test-token", ...(text !== undefined && { "content-type": "application/json" }), ...headers },
      ...(text !== undefined && { body: text }),
    };
  }

  /** Documents to ask for: 1 a cluster, 2 an object store, 3 a recovery point, 4 to 6 clusters, 7 to 10 one of each other kind. */
  setup(): Step[] {
    const w = this.#words;
    const some = (): Fields => this.#fields(cluster, w.below(4), 0, ["configuration", "tags", "description", "backup_provider"]);
    return [
      this.#step("POST", "/api/v1/kubeclusters", {
        name: "c1",
        description: "first",
        tags: { a: "1", b: "2" },
        configuration: { n: 1, s: "x", l: [1, 2, "x"], o: { deep: { er: true } } },
      }),
      this.#step("POST", "/api/v1/objectstores", {
        name: "o1",
        s3provider: { endpoint: "https://s3", credentials: { access_key: "a", secret_key: "s" } },
        repo_password: "p",
      }),
      this.#step("POST", "/api/v1/backupinstances", {
        name: "b1",
        cluster: "{{id1}}",
        start_time: 5,
        backup_location: { region: "eu", repo_password: "p" },
        retention: { retainDays: 3 },
      }),
      this.#step("POST", "/api/v1/kubeclusters", {
        name: "c2",
        tags: { a: "2" },
        configuration: { n: 2.5, l: [{ a: 1 }, { a: 2, b: 1 }], z: null },
        backup_provider: { type: "aws", region: "eu", user_objectstore: "{{id2}}" },
      }),
      this.#step("POST", "/api/v1/kubeclusters", { name: "c3", configuration: { n: "1", l: [], o: 5 } }),
      this.#step("POST", "/api/v1/kubeclusters", { name: "c4", ...some() }),
      this.#step("POST", "/api/v1/policies", { name: "p1", schedules: [{ retainDays: 1, schedule: { cronSpec: "1 * * * *" } }] }),
      this.#step("POST", "/api/v1/kubebackups", {
        name: "kb1",
        trigger_type: "ADHOC",
        cluster: "{{id5}}",
        policy: "{{id7}}",
        source: { namespaces: ["a"] },
        pre_hooks: [{ namespaces: ["a"] }],
      }),
      this.#step("POST", "/api/v1/kubeoffloads", { name: "ko1", trigger_type: "ADHOC", cluster: "{{id4}}", backupdef: "{{id8}}" }),
      this.#step("POST", "/api/v1/apikeys", { name: "k1" }),
    ];
  }

  #fields(fields: Readonly<Record<string, readonly unknown[]>>, count: number, oddity: number, names = Object.keys(fields)): Fields {
    const w = this.#words;
    const out: Fields = {};
    for (let i = 0; i < count; i++) {
      const name = w.pick(names);
      Object.defineProperty(out, name, {
        // Options have rules of fields and no type: Eve stumbles over lists there.
        value: w.chance(oddity) && name !== "options" ? w.pick(odd) : w.pick(fields[name] ?? odd),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return out;
  }

  #document({ fields, base }: Kind, change = false): Fields {
    const w = this.#words;
    const names = Object.keys(fields);
    const all = { ...(w.chance(0.95) && !change && { ...base }), ...this.#fields(fields, w.below(3), 0.25, names) };
    if (w.chance(change ? 0.3 : 0.95)) all["name"] ??= w.chance(0.85) ? this.#name() : w.chance(0.3) ? "c1" : w.pick(odd);
    return all;
  }

  #path(kind: Kind, item: boolean): string {
    const w = this.#words;
    const id = kind.name === "kubeclusters" ? w.pick(["{{id1}}", "{{id1}}", "{{id4}}", "{{id5}}", "{{id6}}"]) : this.#first[kind.name];
    return `/api/v1/${kind.name}${item ? `/${w.chance(0.05) || !id ? w.pick([nobody, given, "{{id2}}", "x"]) : id}` : ""}`;
  }

  readonly #first: Record<string, string> = {
    objectstores: "{{id2}}",
    backupinstances: "{{id3}}",
    policies: "{{id7}}",
    kubebackups: "{{id8}}",
    kubeoffloads: "{{id9}}",
    apikeys: "{{id10}}",
  };

  #query(...parts: string[]): string {
    const text = parts.filter((part) => part !== "").join("&");
    return text === "" ? "" : `?${text}`;
  }

  #parameter(name: string, value: string): string {
    // The names of ids stay readable, to be filled in.
    return `${name}=${encodeURIComponent(value).replace(/%7B%7B(\w+?\d)%7D%7D/g, "{{$1}}")}`;
  }

  create(): Step {
    const w = this.#words;
    const kind = w.pick(kinds);
    const path = this.#path(kind, false);
    const what = w.below(20);
    if (what < 11)
      return this.#step(
        "POST",
        path + (w.chance(0.05) ? this.#query(this.#parameter("embedded", w.pick(embeddeds))) : ""),
        this.#document(kind),
        this.#accept(kind),
      );
    if (what < 14) {
      const many = Array.from({ length: w.below(4) }, () => (w.chance(0.1) ? w.pick(odd) : this.#document(kind)));
      return this.#step("POST", path, many);
    }
    if (what < 17)
      return w.chance(0.15)
        ? { ...this.#step("POST", "/api/v1/kubeclusters", ""), body: w.pick(bytes) }
        : this.#step("POST", "/api/v1/kubeclusters", w.pick(texts));
    if (what < 18)
      return this.#step("POST", "/api/v1/kubeclusters", w.pick(forms), { "content-type": "application/x-www-form-urlencoded" });
    if (what < 19)
      return this.#step("POST", "/api/v1/kubeclusters", w.pick([`{"name":"${this.#name()}"}`, w.pick(forms)]), {
        "content-type": w.pick(contentTypes),
      });
    return this.#multipart("POST", "/api/v1/kubeclusters");
  }

  /** Its parts, and now and then something that is wrong with it. */
  #multipart(method: string, path: string, headers: Record<string, string> = {}): Step {
    const w = this.#words;
    const part = (name: string, value: string, more = ""): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
    const body = [
      w.chance(0.9) ? part("name", this.#name()) : "",
      w.chance(0.5) ? part("description", w.pick(["x", "ü", "5", '{"a":1}', "", "two\r\nlines"])) : "",
      w.chance(0.3) ? part("tags", '{"a":"1"}') : "",
      w.chance(0.2) ? part("tags.a", "1") : "",
      w.chance(0.2) ? part("name", "again") : "",
      w.chance(0.1) ? part("description", "typed", "\r\nContent-Type: application/json") : "",
      w.chance(0.2) ? part(w.pick(["description", "nope", "tags"]), "content", '; filename="f.txt"\r\nContent-Type: text/plain') : "",
      w.chance(0.05) ? part(w.pick(["", "a b", "ü", "a%22b", "description; x"]), "odd") : "",
    ].join("");
    const end = w.chance(0.95) ? "--b--\r\n" : w.pick(["", "--b--", "--b", "--c--\r\n", "--b--\r\nmore"]);
    const type = w.chance(0.9)
      ? "multipart/form-data; boundary=b"
      : w.pick([
          'multipart/form-data; boundary="b"',
          "multipart/form-data;boundary=b",
          "multipart/form-data; charset=utf-8; boundary=b",
          "multipart/form-data; boundary=c",
          "multipart/form-data; boundary=",
          "multipart/form-data",
        ]);
    return this.#step(method, path, body + end, { ...headers, "content-type": type });
  }

  /** Not where there is something to hide: in XML the real server does not. */
  #accept({ name }: Kind): Record<string, string> {
    const open = ["kubeclusters", "kubebackups", "policies"].includes(name);
    return open && this.#words.chance(0.05) ? { accept: this.#words.pick(accepts) } : {};
  }

  #conditions(): Record<string, string> {
    const w = this.#words;
    return {
      ...(w.chance(0.3) && { "if-none-match": w.pick(etagForms("{{etag1}}")) }),
      ...(w.chance(0.2) && { "if-modified-since": w.pick(since) }),
      ...(w.chance(0.1) && { accept: w.pick(accepts) }),
      ...(w.chance(0.05) && { "if-match": w.pick(etagForms("{{etag1}}")) }),
    };
  }

  item(): Step {
    const w = this.#words;
    const kind = w.pick(kinds);
    const query = this.#query(
      w.chance(0.4) ? this.#parameter("projection", w.pick(projections)) : "",
      w.chance(0.3) ? this.#parameter("embedded", w.pick(embeddeds)) : "",
      w.chance(0.1) ? this.#parameter("where", '{"name":"x"}') : "",
      w.chance(0.1) ? this.#parameter("page", w.pick(pages)) : "",
      w.chance(0.1) ? this.#parameter("max_results", w.pick(results)) : "",
      w.chance(0.1) ? this.#parameter("sort", w.pick(sorts)) : "",
      w.chance(0.1) ? w.pick(others2) : "",
    );
    return this.#step(w.pick(["GET", "GET", "GET", "GET", "HEAD"]), this.#path(kind, true) + query, undefined, this.#conditions());
  }

  #operand(operator: string): unknown {
    const w = this.#words;
    switch (operator) {
      case "$in":
      case "$nin":
        // For the store, what is missing is not among values of which null is one, and never greater or less than null.
        return Array.from({ length: w.below(3) }, () => w.pick(scalars.slice(1)));
      case "$all":
        return Array.from({ length: 1 + w.below(2) }, () => w.pick(scalars.slice(1)));
      case "$exists":
        return w.pick([true, false, 1, 0, null, "x", ""]);
      case "$size":
        return w.below(4);
      case "$type":
        return w.pick(typeNames);
      case "$mod":
        return w.pick([
          [2, 0],
          [2, 1],
          [3, 1],
        ]);
      case "$not":
        return w.pick([{ $eq: w.pick(scalars) }, { $in: ["c1"] }, { $regex: "^c" }, { $exists: true }, { $gt: 1 }, { $lte: "c1" }]);
      case "$elemMatch":
        return w.pick([{ a: 1 }, { a: { $gt: 1 } }, { $gt: 1 }, { a: 2, b: 1 }, { $in: [1] }, { $eq: "x" }]);
      case "$regex":
        return w.pick(["^c", "C", "1$", "", "c.", "^(c1|c2)$", "x", "\\d", "(?i)C", "[12]"]);
      case "$eq":
      case "$ne":
        return w.pick(operands);
      default:
        return w.pick(operands.slice(1).filter((operand) => !Array.isArray(operand)));
    }
  }

  #condition(field: string): unknown {
    const w = this.#words;
    if (w.chance(0.3)) return w.pick(operands);
    const out: Fields = {};
    for (let i = 0; i <= w.below(8) / 6; i++) {
      const operator = w.chance(0.35) ? w.pick(comparing) : w.chance(0.4) ? w.pick(listing) : w.pick(others);
      // For the store only a list has all of some values.
      if (operator === "$all" && field !== "configuration.l") continue;
      // Nor does it look at the types of what is in one.
      if (operator === "$type" && field.startsWith("configuration.l")) continue;
      if (operator === "$regex") {
        // The store makes text of what is none to match it, and overlooks what stands beside.
        if (!/name|description|tags\.|type|state/.test(field)) continue;
        return { $regex: this.#operand(operator), ...(w.chance(0.3) && { $options: w.pick(["i", "m", "s", "im", ""]) }) };
      }
      // And what stands beside the size of a list counts otherwise.
      if (operator === "$size") return { $size: this.#operand(operator) };
      out[operator] = this.#operand(operator);
    }
    return Object.keys(out).length > 0 ? out : w.pick(scalars);
  }

  where(depth = 0): Fields {
    const w = this.#words;
    const out: Fields = {};
    for (let i = 0; i <= w.below(8) / 6; i++) {
      if (depth < 2 && w.chance(0.15)) {
        out[w.pick(["$or", "$and", "$nor"])] = Array.from({ length: 1 + w.below(2) }, () => this.where(depth + 1));
      } else {
        const field = w.pick(fieldsOfDocuments);
        out[field] = this.#condition(field);
      }
    }
    return out;
  }

  list(): Step {
    const w = this.#words;
    const what = w.below(10);
    const path = what < 8 ? "/api/v1/kubeclusters" : this.#path(w.pick(kinds), false);
    const where =
      what < 5
        ? this.#parameter("where", JSON.stringify(this.where()))
        : what === 5
          ? this.#parameter("where", w.pick(pythonWheres))
          : what === 6
            ? this.#parameter("where", w.chance(0.3) ? w.pick(texts) : w.pick(badQueries))
            : "";
    const more = what > 6;
    const query = this.#query(
      where,
      (more && w.chance(0.4)) || w.chance(0.05) ? this.#parameter("sort", w.pick(sorts)) : "",
      (more && w.chance(0.3)) || w.chance(0.03) ? this.#parameter("projection", w.pick(projections)) : "",
      (more && w.chance(0.2)) || w.chance(0.03) ? this.#parameter("embedded", w.pick(embeddeds)) : "",
      (more && w.chance(0.3)) || w.chance(0.03) ? this.#parameter("page", w.pick(pages)) : "",
      (more && w.chance(0.4)) || w.chance(0.03) ? this.#parameter("max_results", w.pick(results)) : "",
      (more && w.chance(0.1)) || w.chance(0.03) ? w.pick(others2) : "",
      w.chance(0.02) ? this.#parameter("page", w.pick(pages)) : "",
      w.chance(0.02) ? this.#parameter("where", '{"name":"c1"}') : "",
    );
    return this.#step(w.chance(0.9) ? "GET" : "HEAD", path + query, undefined, w.chance(0.2) ? this.#conditions() : {});
  }

  #ifMatch(path: string): Record<string, string> {
    const w = this.#words;
    const etag = `{{etag${/\{\{id(\d+)/.exec(path)?.[1] ?? 1}}}`;
    return w.chance(0.85) ? { "if-match": w.chance(0.9) ? etag : w.pick(etagForms(etag)) } : {};
  }

  change(method: "PATCH" | "PUT"): Step {
    const w = this.#words;
    const kind = w.pick(kinds);
    const path = this.#path(kind, true);
    if (w.chance(0.04)) return this.#multipart(method, path, this.#ifMatch(path));
    if (w.chance(0.04))
      return this.#step(method, path, w.pick(forms), { ...this.#ifMatch(path), "content-type": "application/x-www-form-urlencoded" });
    const body = w.chance(0.08) ? w.pick(texts) : this.#document(kind, method === "PATCH");
    const query = this.#query(
      w.chance(0.05) ? this.#parameter("projection", w.pick(projections)) : "",
      w.chance(0.05) ? this.#parameter("embedded", w.pick(embeddeds)) : "",
    );
    const type: Record<string, string> = w.chance(0.03) ? { "content-type": w.pick(contentTypes) } : {};
    return this.#step(method, path + query, body, { ...this.#ifMatch(path), ...type, ...this.#accept(kind) });
  }

  remove(): Step {
    const w = this.#words;
    const kind = w.pick(kinds);
    const path = this.#path(kind, true);
    return this.#step("DELETE", path, undefined, this.#ifMatch(path));
  }

  protocol(): Step {
    const w = this.#words;
    const body = JSON.stringify({ name: this.#name() });
    const path = w.pick(paths);
    switch (w.below(5)) {
      case 0:
        return this.#step(w.pick(methods.slice(0, 2)), path, undefined, w.chance(0.3) ? { accept: w.pick(accepts) } : {});
      case 1: {
        const method = w.pick(methods);
        const sent = method === "GET" || method === "HEAD" ? undefined : body;
        return this.#step(method, path, sent, { "if-match": "{{etag1}}" });
      }
      case 2: {
        const method = w.pick(["GET", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
        return this.#step(
          method,
          w.pick(["/api/v1/kubeclusters/{{id1}}", "/api/v1/kubeclusters"]),
          method === "GET" || method === "HEAD" ? undefined : body,
          {
            "x-http-method-override": w.pick(overrides),
            "if-match": "{{etag1}}",
          },
        );
      }
      case 3: {
        const method = w.pick(["GET", "POST", "DELETE", "OPTIONS", "PATCH"]);
        return this.#step(method, path, method === "POST" || method === "PATCH" ? body : undefined, {
          authorization: w.pick(authorizations),
        });
      }
      default:
        return this.#step(w.pick(["GET", "OPTIONS"]), path, undefined, {
          origin: "https://x.example",
          "access-control-request-method": "POST",
          accept: w.pick(accepts),
        });
    }
  }

  any(): Step {
    const w = this.#words;
    const what = w.below(20);
    if (what < 5) return this.create();
    if (what < 7) return this.item();
    if (what < 11) return this.list();
    if (what < 14) return this.change("PATCH");
    if (what < 17) return this.change("PUT");
    return what < 18 ? this.remove() : this.protocol();
  }

  /** So many requests, after those that make documents. */
  sequence(length: number): Step[] {
    const w = this.#words;
    // Sometimes so many that there are pages.
    const many = Array.from({ length: w.chance(0.2) ? 60 : 0 }, (_, i) => ({
      name: `m${i}`,
      tags: { a: String(i % 7) },
      configuration: { n: (i * 7) % 11 },
    }));
    const more = many.length > 0 ? [this.#step("POST", "/api/v1/kubeclusters", many)] : [];
    return [...this.setup(), ...more, ...Array.from({ length }, () => this.any())];
  }
}
