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

const booleans = new Set(["strict", "security", "leakproof", "window", "cycle", "header", "freeze", "cascade", "superuser", "createrole", "createdb", "canlogin", "isreplication", "bypassrls", "inherit"]);

// 14 published nothing but tables.
function publish(it) {
    if (it.tables) it.pubobjects ??= it.tables.map(({ RangeVar: relation }) => ({ PublicationObjSpec: { pubtable: { relation } } }));
    if (it.tableAction) it.action ??= it.tableAction.replace("DEFELEM_", "AP_");
}

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
    // 14 had no Boolean.
    DefElem(it) {
        if (booleans.has(it.defname) && it.arg?.Integer) it.arg = { Boolean: { boolval: it.arg.Integer.ival === 1 } };
    },
    GrantRoleStmt(it) {
        if (it.admin_opt) it.opt ??= [{ DefElem: { defname: "admin", arg: { Boolean: { boolval: true } } } }];
    },
    CreatePublicationStmt: publish, AlterPublicationStmt: publish,
    AlterStatsStmt(it) {
        if (typeof (it.stxstattarget ?? 0) === "number") it.stxstattarget = { Integer: { ival: it.stxstattarget ?? 0 } };
    },
    MergeWhenClause(it) {
        it.matchKind ??= it.matched ? "MERGE_WHEN_MATCHED" : "MERGE_WHEN_NOT_MATCHED_BY_TARGET";
    },
};
