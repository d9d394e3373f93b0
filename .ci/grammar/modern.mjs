// Parse trees of earlier versions in the shape that version 18 gives them.

const constants = { String: "sval", BitString: "bsval", Float: "fval", Integer: "ival" };

/** Changes it in place. */
export function modernise(node, version) {
    if (version < 18) walk(node);
    return node;
}

function walk(node) {
    if (!node || typeof node !== "object") return;
    for (const key in node) {
        const child = node[key];
        walk(child);
        const change = changes[key];
        if (change && child && typeof child === "object") change(child, node);
    }
}

const say = name => it => {
    if (it.str !== undefined) it[name] = it.str;
};

const changes = {
    String: say("sval"), Float: say("fval"), BitString: say("bsval"),
    A_Const(it) {
        const [kind, value] = Object.entries(it.val ?? {})[0] ?? [];
        if (kind) it[constants[kind] ?? "isnull"] = kind === "Null" ? true : value;
    },
    // true was 't'::bool, which nobody has written.
    TypeCast(it, owner) {
        if (it.typeName.location !== -1 || !it.arg.A_Const?.sval) return;
        delete owner.TypeCast;
        owner.A_Const = { boolval: { boolval: it.arg.A_Const.sval.sval === "t" } };
    },
    Constraint(it) {
        it.is_enforced ??= true;
        it.generated_kind ??= "s";
    },
    MergeWhenClause(it) {
        it.matchKind ??= it.matched ? "MERGE_WHEN_MATCHED" : "MERGE_WHEN_NOT_MATCHED_BY_TARGET";
    },
};
