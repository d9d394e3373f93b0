// Says what PostgreSQL's grammars say. A line of JSON in, a line of JSON out, in order:
//
//   { text, versions, tree?, plpgsql? }  ->  { of, answers, plpgsql? }
//   { file, versions }                   ->  { of, answers }
//
// `of` has for each version the number of its answer. An answer for a text is { error, at, gaveUp? }, or { count, node, verb, tables, columns, tree?, normal };
// count is how many statements it is. That for a file is { error, at, gaveUp? } or { spans }. `at` and `spans` count UTF-16 units.
// `plpgsql` is what version 18 makes of a body: { error, gaveUp? } or { outline }.
//
//   node oracle.mjs <folder with node_modules>

import { createInterface } from "node:readline";
import { Grammar } from "./grammar.mjs";
import { boundaries } from "./boundaries.mjs";
import { modernise } from "./modern.mjs";
import { namesOf } from "./names.mjs";
import { normalOf } from "./normal.mjs";
import { outlineOf } from "./plpgsql.mjs";
import { verbOf } from "./verbs.mjs";

const folder = process.argv[2];
const grammars = new Map();

const grammarOf = async version => {
    if (!grammars.has(version)) grammars.set(version, await Grammar.load(folder, version));
    return grammars.get(version);
};

const answerFile = (text, parsed) => parsed.error ? parsed : { spans: boundaries(text, parsed.stmts) };

const answerText = (parsed, version, tree) => {
    const { error, stmts } = parsed;
    if (error) return parsed;
    if (stmts.length !== 1) return { count: stmts.length };
    const [[node, fields]] = Object.entries(stmts[0].stmt);
    return { count: 1, node, verb: verbOf(node, fields), ...namesOf(stmts[0].stmt), ...tree && { tree: structuredClone(stmts[0].stmt) },
        normal: normalOf(modernise(stmts[0].stmt, version)) };
};

const verbOfText = async text => {
    const { stmts } = await (await grammarOf(18)).parse(text);
    return stmts?.length === 1 ? verbOf(...Object.entries(stmts[0].stmt)[0]) : "?";
};

const answerBody = async text => {
    const { functions, ...refused } = await (await grammarOf(18)).plpgsql(text);
    return functions?.length === 1 ? { outline: await outlineOf(functions[0], verbOfText) } : { error: "no body", ...refused };
};

async function answer({ text, file, versions, tree, plpgsql }) {
    const answers = [];
    const known = new Map();
    const of = [];
    for (const version of versions) {
        const parsed = await (await grammarOf(version)).parse(file ?? text);
        const said = file === undefined ? answerText(parsed, version, tree) : answerFile(file, parsed);
        const key = JSON.stringify(said);
        if (!known.has(key)) known.set(key, answers.push(said) - 1);
        of.push(known.get(key));
    }
    return { of, answers, ...plpgsql && { plpgsql: await answerBody(text) } };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n")) {
        await new Promise(resume => process.stdout.once("drain", resume));
    }
}
