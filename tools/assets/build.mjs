// Makes web/static's foreign part and tests/assets anew: compiles the Sass, copies the scripts,
// and writes down what came from where, with its hash and licence.  Run by hand when a version in
// package.json changes: `npm ci && npm run build`.  Nothing that serves or tests needs Node.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const house = join(here, "..", "..");
const GOVUK = "govuk-frontend";
const MOJ = "@ministryofjustice/frontend";

const WEB = [
  ["govuk-frontend.min.js", GOVUK, "dist/govuk/govuk-frontend.min.js"],
  ["htmx.min.js", "htmx.org", "dist/htmx.min.js"],
  ["htmx-ext-sse.min.js", "htmx-ext-sse", "dist/sse.min.js"],
  ...["close-cross-black", "document", "tag-remove-cross", "tag-remove-cross-white", "toggle-plus-minus"].map(
    (icon) => [`icon-${icon}.svg`, MOJ, `moj/assets/images/icon-${icon}.svg`],
  ),
];
const TESTS = [
  ["axe.min.js", "axe-core", "axe.min.js"],
  ["LICENSE", "axe-core", "LICENSE"],
  ["LICENSE-3RD-PARTY.txt", "axe-core", "LICENSE-3RD-PARTY.txt"],
];

// Where a package says it only in its licence file.
const LICENCES = { "htmx-ext-sse": "0BSD" };

const described = (name) => {
  const { version, license } = JSON.parse(readFileSync(join(here, "node_modules", name, "package.json")));
  return { package: name, version, licence: license ?? LICENCES[name] };
};

// What maps a file to its source is not served, so nothing may ask for it.
const withoutMap = (content) => content.toString().replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n");

function write(folder, files) {
  mkdirSync(folder, { recursive: true });
  const rows = files.map(([file, content, madeFrom]) => {
    writeFileSync(join(folder, file), content);
    return { file, sha256: createHash("sha256").update(content).digest("hex"), made_from: madeFrom };
  });
  writeFileSync(join(folder, "VENDOR.json"), `${JSON.stringify(rows, null, 2)}\n`);
}

const copied = (list) =>
  list.map(([file, name, path]) => {
    const content = readFileSync(join(here, "node_modules", name, path));
    return [file, file.endsWith(".js") ? withoutMap(content) : content, [described(name)]];
  });

const css = sass.compile(join(here, "styles", "throughline.scss"), {
  loadPaths: [here],
  style: "compressed",
  charset: false,
  quietDeps: true,
}).css;

write(join(house, "web", "static", "vendor"), [
  ["govuk.css", `${css.replace(/^\uFEFF/, "")}\n`, [described(GOVUK), described(MOJ)]],
  ...copied(WEB),
]);
write(join(house, "tests", "assets", "axe"), copied(TESTS));
