/**
 * Every difference from kubectl 1.27 to 1.33, as docs/manifests.md lists them: for each sentence there, the recorded texts that show it.
 */

/** What kubectl takes and we refuse. */
export const stricter: Record<string, readonly string[]> = {
  "A key given twice in one map is an error. kubectl keeps the last one.": [
    ..."dup dup2 dup3 dupNested dupQuoted dupBool dupMerge mergeDupOwn jsonDup keyBool".split(" "),
  ],
  "An integer that JavaScript would round (beyond 2^53) is an error.": [
    ..."9007199254740993 -9007199254740993 9223372036854775807 18446744073709551615 0xFFFFFFFFFFFFFFFF 01777777777777777777777".split(" "),
    ..."json jsonNumbers keyBig".split(" "),
  ],
  "A number with a fraction, or an infinity, as a key must be quoted. kubectl rewrites it: `1.20` becomes `1.2`.": [
    ..."keys keys2 keyFloat keyInf".split(" "),
  ],
  "A tag other than `!`, `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!map`, `!!seq` and `!!merge`, or one that does not fit its value, is an error. kubectl ignores most tags.":
    [
      ...["!!binary aGVsbG8=", "!!timestamp 2001-12-14", "!custom x", "!!set {a, b}", "!!omap [a: 1]", "!!seq {a: 1}"],
      ..."tagCustomMap tagCustomSeq tagIntMap tagStrSeq".split(" "),
    ],
  "Lists and maps may be nested 200 levels deep.": ["depth250"],
  "A document that ends and goes on (text after `...` on its line, fields less indented than the first one, fields after a JSON object) is an error. kubectl drops or splits it.":
    ["dotsText", "indentedMore", "jsonThenKey"],
  "A comment needs a blank before its `#`, also after a quoted string and after `|` and `>`.": ["commentNoSpace", "|# c\n    a"],
  'An unpaired surrogate (`"\\ud83d"`) is an error in JSON too.': ["jsonLoneSurrogate"],
};

/** What kubectl refuses and we take, with the value that we read. */
export const lenient: Record<string, Readonly<Record<string, unknown>>> = {
  "JSON's escapes `\\/` and `\\ud83d\\ude00` (a surrogate pair) are read in YAML too.": { '"\\ud83d\\ude00"': "😀", '"\\/"': "/" },
  "An object may begin behind `---` on the same line.": { sepText: [thing({ metadata: { name: "q" } })] },
  "A `List` may be in a `List`.": { listNested: [thing({ metadata: { name: "a" } })] },
  "A byte order mark is left out before `---` too.": {
    bomBeforeSeparator: [thing({ metadata: { name: "a" } }), thing({ metadata: { name: "b" } })],
  },
  "In a flow collection (`[…]`, `{…}`), lines may be indented by tabs, a quoted key may span lines or be on another line than its colon, and `http://…` and a line `...` are strings.":
    {
      flowTabNested: [thing({ metadata: { name: "a" }, spec: { v: { a: 1 } } })],
      flowKeyNext: [thing({ metadata: { name: "a" }, spec: { a: 1 } })],
      quotedKeyMulti: [thing({ metadata: { name: "a" }, spec: { "a b": 1 } })],
      flowUrl: [thing({ metadata: { name: "a" }, spec: ["http://a.b/c?d=e", "x"] })],
      flowDots: [thing({ metadata: { name: "a" }, spec: ["..."] })],
    },
  "Names of anchors may have any characters.": {
    anchorDash: [thing({ metadata: { name: "a" }, x: 1, true: 1 })],
    anchorUnicode: [thing({ metadata: { name: "a" }, x: 1, true: 1 })],
    aliasColonName: [thing({ metadata: { name: "a" }, x: 1, true: 1 })],
  },
  "Aliases may add 10 million characters. kubectl limits their share of the document.": {
    aliasManyLists: [thing({ metadata: { name: "a" }, x: Array(200).fill("v"), true: Array(1500).fill(Array(200).fill("v")) })],
  },
  "Tabs may stand alone on a line, after a dash, and at the beginning of a block scalar's line.": {
    blanksOnly: [],
    seqTab: [thing({ metadata: { name: "a" }, spec: ["a"] })],
    "|\n    \ta": "\ta\n",
  },
  "Keys may be longer than 1024 characters.": { keyTooLong: [thing({ metadata: { name: "a" }, ["k".repeat(1100)]: 1 })] },
};

/** What kubectl takes and we read otherwise, with the value that we read. */
export const otherwise: Record<string, Readonly<Record<string, unknown>>> = {
  "What follows `...` is another document. kubectl drops it.": {
    dotsOnly: [thing({ metadata: { name: "a" } }), thing({ metadata: { name: "a" } })],
  },
  "An object that has `items` and is no list (`kind` does not end in `List`) stays one object.": {
    itemsNoList: [thing({ metadata: { name: "a" }, items: [{ apiVersion: "x.io/v1", kind: "Other", metadata: { name: "a" } }] })],
  },
  "A byte order mark is left out after blank lines and comments before a document too. kubectl makes it a part of the first key.": {
    bomSecondBlank: [thing({ metadata: { name: "a" } }), thing({ metadata: { name: "b" } })],
    bomSecondComment: [thing({ metadata: { name: "a" } }), thing({ metadata: { name: "b" } })],
    bomSeparatorBom: [thing({ metadata: { name: "a" } })],
  },
  "The characters U+0085, U+2028 and U+2029 are characters. To kubectl they end a line.": {
    "\u2028": "\u2028",
    "a\u2028b": "a\u2028b",
    "a\u0085b": "a\u0085b",
    '"a\u0085b"': "a\u0085b",
    unicode: [thing({ metadata: { name: "a" }, spec: "ünï \u2028 x" })],
    sepLineSeparator: [thing({ metadata: { name: "a" }, spec: "a\u2028--- b" })],
  },
};

function thing(fields: object): object {
  return { apiVersion: "x.io/v1", kind: "Thing", ...fields };
}
