// A parse tree of a query as a line of text, in which only what the statement says is left: tests/Turnstone.Tests/Grammar/NormalTree.cs makes the same of ours.
// What neither of the two knows is null.

class Unknown extends Error {}

const unknown = what => {
    throw new Unknown(what);
};

export function normalOf(stmt) {
    try {
        return statement(stmt);
    } catch (trouble) {
        if (trouble instanceof Unknown) return null;
        throw trouble;
    }
}

const only = node => Object.entries(node)[0];
const text = node => node.String?.sval ?? "";
const names = list => (list ?? []).map(text).join(".");
const all = list => (list ?? []).map(expression).join(" ");

function statement(node) {
    const [kind, it] = only(node);
    switch (kind) {
        case "SelectStmt": return select(it);
        case "InsertStmt": return `insert{${[withs(it), relation(it.relation), targets(it.cols), it.override?.replace("OVERRIDING_", "").replace("NOT_SET", "").replace("_VALUE", ""), it.selectStmt ? statement(it.selectStmt) : "",
            conflict(it.onConflictClause), outputs(it.returningClause?.exprs ?? it.returningList)].join("; ")}}`;
        case "UpdateStmt": return `update{${[withs(it), relation(it.relation), assignments(it.targetList), froms(it.fromClause), condition(it.whereClause), outputs(it.returningClause?.exprs ?? it.returningList)].join("; ")}}`;
        case "DeleteStmt": return `delete{${[withs(it), relation(it.relation), froms(it.usingClause), condition(it.whereClause), outputs(it.returningClause?.exprs ?? it.returningList)].join("; ")}}`;
        default: return unknown(kind);
    }
}

function select(it) {
    if (it.op && it.op !== "SETOP_NONE") {
        return `select{${[withs(it), `${it.op.replace("SETOP_", "")}${it.all ? " ALL" : ""}(${select(it.larg)}, ${select(it.rarg)})`, ...ending(it)].join("; ")}}`;
    }
    const body = it.valuesLists
        ? `values ${it.valuesLists.map(row => `(${all(row.List.items)})`).join(" ")}`
        : [distinct(it.distinctClause), outputs(it.targetList), it.intoClause ? relation(it.intoClause.rel) : "", froms(it.fromClause), condition(it.whereClause), all(it.groupClause),
            condition(it.havingClause), (it.windowClause ?? []).map(one => `${one.WindowDef.name} ${window(one.WindowDef)}`).join(" ")].join(", ");
    return `select{${[withs(it), body, ...ending(it)].join("; ")}}`;
}

const ending = it => [sorts(it.sortClause), limit(it.limitCount), limit(it.limitOffset), it.limitOption === "LIMIT_OPTION_WITH_TIES" ? "ties" : "", (it.lockingClause ?? []).map(one => one.LockingClause.strength.replace("LCS_FOR", "")).join(" ")];
const limit = node => node && !node.A_Const?.isnull ? expression(node) : "";
const distinct = list => !list ? "" : list.some(one => Object.keys(one).length) ? `distinct(${all(list)})` : "distinct";
const condition = node => node ? expression(node) : "";
const outputs = list => (list ?? []).map(one => `${expression(one.ResTarget.val)}${one.ResTarget.name ? ` as ${one.ResTarget.name}` : ""}`).join(" | ");
const targets = list => (list ?? []).map(one => one.ResTarget.name + steps(one.ResTarget.indirection)).join(" ");
const froms = list => (list ?? []).map(from).join(" ");
const sorts = list => (list ?? []).map(one => sort(one.SortBy)).join(" ");
const withs = it => !it.withClause ? "" : `with${it.withClause.recursive ? " recursive" : ""} ${it.withClause.ctes.map(one => cte(one.CommonTableExpr)).join(" ")}`;
const cte = it => `${it.ctename}(${(it.aliascolnames ?? []).map(text).join(" ")})${({ CTEMaterializeAlways: "+", CTEMaterializeNever: "-" })[it.ctematerialized] ?? ""}${statement(it.ctequery)}`;

function sort(it) {
    const by = it.sortby_dir === "SORTBY_USING" ? ` using ${names(it.useOp)}` : it.sortby_dir === "SORTBY_DESC" ? " desc" : "";
    return expression(it.node) + by + ({ SORTBY_NULLS_FIRST: " first", SORTBY_NULLS_LAST: " last" }[it.sortby_nulls] ?? "");
}

// (a, b) = x is one assignment for each of its columns.
function assignments(list) {
    const said = [];
    for (let at = 0; at < list.length; at++) {
        const { val } = list[at].ResTarget;
        const count = val.MultiAssignRef?.ncolumns ?? 1;
        said.push(`${targets(list.slice(at, at + count))} = ${expression(val.MultiAssignRef?.source ?? val)}`);
        at += count - 1;
    }
    return said.join(" | ");
}

function conflict(it) {
    if (!it) return "";
    const keys = it.infer ? (it.infer.conname ?? (it.infer.indexElems ?? []).map(one => one.IndexElem.name ?? expression(one.IndexElem.expr)).join(" ") + (it.infer.whereClause ? ` where ${expression(it.infer.whereClause)}` : "")) : "";
    return `conflict(${keys}) ${it.targetList ? assignments(it.targetList) : "nothing"}${it.whereClause ? ` where ${expression(it.whereClause)}` : ""}`;
}

const qualified = it => [it.schemaname, it.relname].filter(Boolean).join(".");
const relation = it => qualified(it) + (it.inh ? "" : " only") + alias(it.alias);
const alias = it => !it ? "" : `:${it.aliasname ?? ""}${it.colnames ? `(${it.colnames.map(text).join(" ")})` : ""}`;

function from(node) {
    const [kind, it] = only(node);
    switch (kind) {
        case "RangeVar": return relation(it);
        case "RangeSubselect": return `(${it.lateral ? "lateral " : ""}${statement(it.subquery)})${alias(it.alias)}`;
        case "JoinExpr": return `(${it.jointype.replace("JOIN_", "").toLowerCase()}${it.isNatural ? " natural" : ""} ${from(it.larg)} ${from(it.rarg)} (${(it.usingClause ?? []).map(text).join(" ")})${it.join_using_alias ? alias(it.join_using_alias) : ""} ${condition(it.quals)})${alias(it.alias)}`;
        case "RangeFunction": return `(${it.lateral ? "lateral " : ""}${it.functions.map(one => expression(one.List.items[0])).join(" ")}${it.ordinality ? " ordinality" : ""} ${[...(it.coldeflist ?? []), ...it.functions.flatMap(one => one.List.items[1]?.List?.items ?? [])].map(one => `${one.ColumnDef.colname} ${type(one.ColumnDef.typeName)}`).join(" ")})${alias(it.alias)}`;
        case "RangeTableSample": return `(sample ${from(it.relation)} ${names(it.method)} ${all(it.args)} ${condition(it.repeatable)})`;
        default: return unknown(kind);
    }
}

const type = it => `${it.setof ? "setof " : ""}${names(it.names)}${it.pct_type ? "%type" : ""}${"[]".repeat((it.arrayBounds ?? []).length)}`;

function window(it) {
    return `(${it.refname ?? ""} by ${all(it.partitionClause)} order ${sorts(it.orderClause)} ${[it.startOffset, it.endOffset].filter(Boolean).map(expression).join(" ")})`;
}

const steps = list => (list ?? []).map(one => one.A_Star ? ".*" : one.String ? `.${text(one)}` : one.A_Indices.is_slice ? `[${condition(one.A_Indices.lidx)}:${condition(one.A_Indices.uidx)}]` : `[${expression(one.A_Indices.uidx)}]`).join("");

const likes = { "~~": "LIKE", "!~~": "NOT LIKE", "~~*": "ILIKE", "!~~*": "NOT ILIKE", "~": "SIMILAR", "!~": "NOT SIMILAR" };
const sql = new Set(["extract", "normalize", "overlay", "position", "substring", "btrim", "ltrim", "rtrim", "timezone", "overlaps", "is_normalized", "pg_collation_for"]);

function expression(node) {
    const [kind, it] = only(node);
    switch (kind) {
        case "ColumnRef": return it.fields.map(one => one.A_Star ? "*" : text(one)).join(".");
        case "A_Const": return it.isnull ? "null" : it.boolval ? (it.boolval.boolval ? "true" : "false") : it.sval ? "#s" : it.bsval ? "#b" : it.fval ? "#n" : "#i";
        case "ParamRef": return "$";
        case "SetToDefault": return "default";
        case "TypeCast": return `(cast ${expression(it.arg)} ${type(it.typeName)})`;
        case "A_Expr": return operation(it);
        case "BoolExpr": return it.boolop === "NOT_EXPR" ? `(not ${expression(it.args[0])})` : `(${it.boolop.replace("_EXPR", "").toLowerCase()} ${all(it.args)})`;
        case "NullTest": return `(${it.nulltesttype.replace(/_/g, " ")} ${expression(it.arg)})`;
        case "BooleanTest": return `(${it.booltesttype.replace(/_/g, " ")} ${expression(it.arg)})`;
        case "SubLink": return sublink(it);
        case "CaseExpr": return `(case ${condition(it.arg)} ${it.args.map(one => `${expression(one.CaseWhen.expr)}:${expression(one.CaseWhen.result)}`).join(" ")} ${condition(it.defresult)})`;
        case "CoalesceExpr": return `COALESCE(${all(it.args)})`;
        case "MinMaxExpr": return `${it.op?.replace("IS_", "") ?? "GREATEST"}(${all(it.args)})`;
        case "GroupingFunc": return `GROUPING(${all(it.args)})`;
        case "GroupingSet": return it.kind === "GROUPING_SET_EMPTY" ? "(row )" : `${it.kind.replace("GROUPING_SET_", "")}(${all(it.content)})`;
        case "SQLValueFunction": return "value";
        case "FuncCall": return call(it);
        case "NamedArgExpr": return `${it.name}=>${expression(it.arg)}`;
        case "A_ArrayExpr": return `[${all(it.elements)}]`;
        case "RowExpr": return `(row ${all(it.args)})`;
        case "A_Indirection": return `(. ${expression(it.arg)} ${steps(it.indirection)})`;
        case "CollateClause": return `(collate ${expression(it.arg)} ${names(it.collname)})`;
        case "CurrentOfExpr": return `current ${it.cursor_name}`;
        case "List": return `(row ${all(it.items)})`;
        default: return unknown(kind);
    }
}

function operation(it) {
    const name = names(it.name);
    switch (it.kind) {
        case "AEXPR_OP": return it.lexpr ? `(${name} ${expression(it.lexpr)} ${expression(it.rexpr)})` : `(${name} ${expression(it.rexpr)})`;
        case "AEXPR_OP_ANY": return `(any ${name} ${expression(it.lexpr)} ${expression(it.rexpr)})`;
        case "AEXPR_OP_ALL": return `(all ${name} ${expression(it.lexpr)} ${expression(it.rexpr)})`;
        case "AEXPR_DISTINCT": return `(IS DISTINCT FROM ${expression(it.lexpr)} ${expression(it.rexpr)})`;
        case "AEXPR_NOT_DISTINCT": return `(IS NOT DISTINCT FROM ${expression(it.lexpr)} ${expression(it.rexpr)})`;
        case "AEXPR_NULLIF": return `NULLIF(${expression(it.lexpr)} ${expression(it.rexpr)})`;
        case "AEXPR_IN": return `(${name === "=" ? "in" : "not in"} ${expression(it.lexpr)} ${all(it.rexpr.List.items)})`;
        case "AEXPR_LIKE": case "AEXPR_ILIKE": case "AEXPR_SIMILAR": {
            const escape = ["like_escape", "similar_to_escape"].includes(text(it.rexpr.FuncCall?.funcname?.at(-1) ?? {})) ? it.rexpr.FuncCall.args : [it.rexpr];
            return `(${likes[name]} ${expression(it.lexpr)} ${all(escape)})`;
        }
        default: return it.kind.includes("BETWEEN") ? `(${name} ${expression(it.lexpr)} ${all(it.rexpr.List.items)})` : unknown(it.kind);
    }
}

function sublink(it) {
    const query = statement(it.subselect);
    switch (it.subLinkType) {
        case "EXISTS_SUBLINK": return `(exists ${query})`;
        case "ARRAY_SUBLINK": return `(array ${query})`;
        case "EXPR_SUBLINK": return `(scalar ${query})`;
        case "ALL_SUBLINK": return `(all ${names(it.operName)} ${expression(it.testexpr)} ${query})`;
        case "ANY_SUBLINK": return it.operName ? `(any ${names(it.operName)} ${expression(it.testexpr)} ${query})` : `(in ${expression(it.testexpr)} ${query})`;
        default: return unknown(it.subLinkType);
    }
}

function call(it) {
    const name = names(it.funcname);
    const last = text(it.funcname.at(-1));
    if (it.funcformat === "COERCE_SQL_SYNTAX" || name === "substring" || name === "overlay") {
        if (!sql.has(last)) return unknown(last);
        const args = last === "substring" ? [...it.args] : last === "extract" ? it.args.slice(1) : last === "normalize" || last === "is_normalized" ? it.args.slice(0, 1) : it.args;
        // substring(x FOR n) begins at 1.
        if (last === "substring" && args.length === 3 && args[2].TypeCast && args[1].A_Const?.ival?.ival === 1) args.splice(1, 2, args[2].TypeCast.arg);
        return `sql{${(args ?? []).map(expression).sort().join(" ")}}`;
    }
    const order = it.agg_order ? ` order ${sorts(it.agg_order)}` : "";
    const over = it.over ? ` over ${it.over.name ? it.over.name : window(it.over)}` : "";
    return `${name}(${it.agg_star ? "*" : ""}${it.agg_distinct ? "distinct " : ""}${it.func_variadic ? "variadic " : ""}${all(it.args)}${order}${it.agg_within_group ? " within" : ""})${it.agg_filter ? ` filter ${expression(it.agg_filter)}` : ""}${over}`;
}
