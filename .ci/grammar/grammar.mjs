// PostgreSQL's own parser of one major version, as npm's libpg-query has it.

import { pathToFileURL } from "node:url";
import { join } from "node:path";

/** One grammar. What makes WebAssembly give up is an error of that text alone: the module is loaded anew. */
export class Grammar {
    #make;
    #module;

    static async load(folder, version) {
        const file = join(folder, "node_modules", `pg${version}`, "wasm", "libpg-query.js");
        const grammar = new Grammar();
        grammar.#make = (await import(pathToFileURL(file))).default;
        grammar.#module = await grammar.#make();
        return grammar;
    }

    /** The raw parse tree, `{ stmts }`, or `{ error, at, gaveUp? }`; `at` counts UTF-16 units. */
    async parse(text) {
        try {
            return this.#parse(text);
        } catch (trouble) {
            this.#module = await this.#make();
            return { error: `the oracle gave up: ${trouble.message}`, at: 0, gaveUp: true };
        }
    }

    /** What a statement that makes a function, procedure or block has in PL/pgSQL, `{ functions }`, or `{ error, gaveUp? }`. */
    async plpgsql(text) {
        try {
            const said = this.#call(text, "_wasm_parse_plpgsql", (m, result) => m.UTF8ToString(result), "_wasm_free_string");
            return said.startsWith("{") ? { functions: JSON.parse(said).plpgsql_funcs.map(one => one.PLpgSQL_function) } : { error: said };
        } catch (trouble) {
            this.#module = await this.#make();
            return { error: `the oracle gave up: ${trouble.message}`, gaveUp: true };
        }
    }

    #parse(text) {
        return this.#call(text, "_wasm_parse_query_raw", (m, result) => {
            const error = m.getValue(result + 8, "i32");
            if (!error) {
                return JSON.parse(m.UTF8ToString(m.getValue(result, "i32")));
            }
            const character = m.getValue(error + 16, "i32");
            return { error: m.UTF8ToString(m.getValue(error, "i32")), at: unitsOf(text, Math.max(character, 1) - 1) };
        }, "_wasm_free_parse_result");
    }

    #call(text, name, read, free) {
        const m = this.#module;
        const size = m.lengthBytesUTF8(text) + 1;
        const query = m._malloc(size);
        m.stringToUTF8(text, query, size);
        const result = m[name](query);
        const value = read(m, result);
        m[free](result);
        m._free(query);
        return value;
    }
}

/** The UTF-16 offset of the character with that number, from 0. */
function unitsOf(text, character) {
    let units = 0;
    while (character-- > 0 && units < text.length) {
        units += text.codePointAt(units) > 0xffff ? 2 : 1;
    }
    return units;
}
