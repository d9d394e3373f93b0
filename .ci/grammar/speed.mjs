// How fast npm's libpg-query of PostgreSQL 18 makes trees of statements; of several rounds the fastest.
//
//   node speed.mjs <folder with node_modules> <rounds>  < statements as a JSON array  > MB/s

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [, , folder, rounds] = process.argv;
const { loadModule, parseSync } = await import(pathToFileURL(join(folder, "node_modules", "pg18", "wasm", "index.js")));
await loadModule();

const taken = JSON.parse(readFileSync(0, "utf8")).filter(text => {
    try {
        return parseSync(text);
    } catch {
        return false;
    }
});
const bytes = taken.reduce((sum, text) => sum + text.length, 0);
let best = Infinity;
for (let round = 0; round < Number(rounds); round++) {
    const begun = performance.now();
    for (const text of taken) parseSync(text);
    best = Math.min(best, performance.now() - begun);
}
console.log((bytes / 1000 / best).toFixed(1));
