// What stands in a PL/pgSQL body, in a form of its own: a line for each statement, indented by depth.

/** Of what version 18 makes of a function: its outline. `verb` says what a text of SQL is. */
export async function outlineOf({ datums, action }, verb) {
    const outline = new Outline(verb);
    for (const datum of datums) await outline.declare(Object.values(datum)[0] ?? {});
    await outline.statement(unwrapped(action), 0);
    return outline.lines.join("\n");
}

// Around a body with handlers there is a block for the RETURN that is added at its end.
function unwrapped(action) {
    const { lineno, body } = action.PLpgSQL_stmt_block;
    return lineno === undefined && body?.length === 2 && body[0].PLpgSQL_stmt_block ? body[0] : action;
}

const line = text => text.replace(/\s+/g, " ").trim();

const name = label => label === undefined ? "" : ` <<${label}>>`;

class Outline {
    lines = [];
    #verb;

    constructor(verb) {
        this.#verb = verb;
    }

    async declare({ refname, default_val: value, cursor_explicit_expr: query }) {
        if (query) this.lines.push(`declare ${refname} for ${await this.#sql(query)}`);
        else if (value) this.lines.push(`declare ${refname} := ${this.#text(value)}`);
    }

    async statement(node, depth) {
        const [[kind, fields]] = Object.entries(node);
        await this.#statements[kind.replace("PLpgSQL_stmt_", "")](fields, depth);
    }

    #statements = {
        block: async ({ label, body, exceptions }, depth) => {
            this.#add(depth, `block${name(label)}`);
            await this.#body(body, depth);
            for (const { PLpgSQL_exception: one } of exceptions?.PLpgSQL_exception_block.exc_list ?? []) {
                // A name that stands for two codes is there twice.
                this.#add(depth, `when ${[...new Set(one.conditions.map(condition => condition.PLpgSQL_condition.condname))].join(" or ")}`);
                await this.#body(one.action, depth);
            }
        },
        assign: ({ expr }, depth) => this.#add(depth, `assign ${this.#text(expr)}`),
        if: async ({ cond, then_body, elsif_list, else_body }, depth) => {
            await this.#part(depth, `if ${this.#text(cond)}`, then_body);
            for (const { PLpgSQL_if_elsif: one } of elsif_list ?? []) await this.#part(depth, `elsif ${this.#text(one.cond)}`, one.stmts);
            if (else_body) await this.#part(depth, "else", else_body);
        },
        case: async ({ t_expr, case_when_list, have_else, else_stmts }, depth) => {
            this.#add(depth, `case ${t_expr ? this.#text(t_expr) : ""}`);
            for (const { PLpgSQL_case_when: one } of case_when_list) await this.#part(depth, `when ${this.#text(one.expr)}`, one.stmts);
            if (have_else) await this.#part(depth, "else", else_stmts);
        },
        loop: ({ label, body }, depth) => this.#part(depth, `loop${name(label)}`, body),
        while: ({ label, cond, body }, depth) => this.#part(depth, `while${name(label)} ${this.#text(cond)}`, body),
        fori: ({ label, lower, upper, step, body }, depth) => this.#part(depth, `range${name(label)} ${this.#texts([lower, upper, step])}`, body),
        fors: async ({ label, query, body }, depth) => this.#part(depth, `query${name(label)} ${await this.#sql(query)}`, body),
        forc: ({ label, argquery, body }, depth) => this.#part(depth, `cursor${name(label)}${argquery ? " with arguments" : ""}`, body),
        dynfors: ({ label, query, params, body }, depth) => this.#part(depth, `dynamic${name(label)} ${this.#texts([query, ...params ?? []])}`, body),
        foreach_a: ({ label, expr, body }, depth) => this.#part(depth, `array${name(label)} ${this.#text(expr)}`, body),
        exit: ({ is_exit, cond }, depth) => this.#add(depth, `${is_exit ? "exit" : "continue"} ${this.#texts([cond])}`),
        return: ({ lineno, expr }, depth) => lineno === undefined || this.#add(depth, `return ${this.#value(expr)}`),
        return_next: ({ expr }, depth) => this.#add(depth, `return next ${this.#value(expr)}`),
        return_query: async ({ query, dynquery, params }, depth) =>
            this.#add(depth, query ? `return query ${await this.#sql(query)}` : `return execute ${this.#texts([dynquery, ...params ?? []])}`),
        raise: ({ params, options }, depth) => this.#add(depth, `raise ${this.#texts([...params ?? [], ...(options ?? []).map(option => option.PLpgSQL_raise_option.expr)])}`),
        assert: ({ cond, message }, depth) => this.#add(depth, `assert ${this.#texts([cond, message])}`),
        execsql: async ({ sqlstmt, into, strict }, depth) => this.#add(depth, `sql${into ? " into" : ""}${strict ? " strict" : ""} ${await this.#sql(sqlstmt)}`),
        dynexecute: ({ query, into, strict, params }, depth) => this.#add(depth, `execute${into ? " into" : ""}${strict ? " strict" : ""} ${this.#texts([query, ...params ?? []])}`),
        perform: async ({ expr }, depth) => this.#add(depth, `perform ${await this.#sql(expr)}`),
        call: async ({ expr }, depth) => this.#add(depth, `sql ${await this.#sql(expr)}`),
        commit: ({ chain }, depth) => this.#add(depth, `commit${chain ? " chain" : ""}`),
        rollback: ({ chain }, depth) => this.#add(depth, `rollback${chain ? " chain" : ""}`),
        getdiag: (_, depth) => this.#add(depth, "get"),
        open: async ({ query, dynquery, argquery, params }, depth) =>
            this.#add(depth, query ? `open ${await this.#sql(query)}` : dynquery ? `open execute ${this.#texts([dynquery, ...params ?? []])}` : `open${argquery ? " with arguments" : ""}`),
        fetch: ({ expr, is_move }, depth) => this.#add(depth, `${is_move ? "move" : "fetch"} ${this.#texts([expr])}`),
        close: (_, depth) => this.#add(depth, "close"),
    };

    #add(depth, text) {
        this.lines.push("  ".repeat(depth) + text.trim());
    }

    async #part(depth, text, body) {
        this.#add(depth, text);
        await this.#body(body, depth);
    }

    async #body(body, depth) {
        for (const one of body ?? []) await this.statement(one, depth + 1);
    }

    // The branches of a CASE with an operand compare with a variable that is made for it.
    #text(expr) {
        return line(expr.PLpgSQL_expr.query.replace(/^"__Case__Variable_\d+__" IN \(([^]*)\)$/, "$1"));
    }

    #texts(exprs) {
        return exprs.filter(expr => expr).map(expr => this.#text(expr)).join(" | ");
    }

    // Where it is a variable there is no expression.
    #value(expr) {
        const text = expr ? this.#text(expr) : "";
        return /^[\w$".]+$/.test(text) && !/^\d/.test(text) ? "" : text;
    }

    async #sql(expr) {
        return `${await this.#verb(expr.PLpgSQL_expr.query)}: ${this.#text(expr)}`;
    }
}
