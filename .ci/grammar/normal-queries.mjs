// Queries and what changes rows, as text.

import { tables } from "./normal-data.mjs";
import { all, condition, expression, steps } from "./normal-expressions.mjs";
import { statement } from "./normal.mjs";
import { alias, names, only, persistence, qualified, relation, say, text, type, unknown, words } from "./normal-words.mjs";

export const insert = it => say("insert", withs(it), relation(it.relation), targets(it.cols), overriding(it), it.selectStmt ? statement(it.selectStmt) : "",
    conflict(it.onConflictClause), returning(it));
export const update = it => say("update", withs(it), relation(it.relation), assignments(it.targetList), froms(it.fromClause), condition(it.whereClause), returning(it));
export const remove = it => say("delete", withs(it), relation(it.relation), froms(it.usingClause), condition(it.whereClause), returning(it));

export function select(it) {
    if (it.op && it.op !== "SETOP_NONE") {
        return `select{${[withs(it), `${it.op.replace("SETOP_", "")}${it.all ? " ALL" : ""}(${select(it.larg)}, ${select(it.rarg)})`, ...ending(it)].join("; ")}}`;
    }
    const body = it.valuesLists
        ? `values ${it.valuesLists.map(row => `(${all(row.List.items)})`).join(" ")}`
        : [distinct(it.distinctClause), outputs(it.targetList), it.intoClause ? `${persistence(it.intoClause.rel)} ${relation(it.intoClause.rel)}` : "", froms(it.fromClause), condition(it.whereClause), `${it.groupDistinct ? "distinct " : ""}${all(it.groupClause)}`,
            condition(it.havingClause), (it.windowClause ?? []).map(one => `${one.WindowDef.name} ${window(one.WindowDef)}`).join(" ")].join(", ");
    return `select{${[withs(it), body, ...ending(it)].join("; ")}}`;
}

const ending = it => [sorts(it.sortClause), limit(it.limitCount), limit(it.limitOffset), it.limitOption === "LIMIT_OPTION_WITH_TIES" ? "ties" : "", (it.lockingClause ?? []).map(one => lock(one.LockingClause)).join(" ")];
const waits = { LockWaitSkip: " SKIP", LockWaitError: " NOWAIT" };
const lock = it => `${it.strength.replace("LCS_FOR", "")}${it.lockedRels ? ` of ${it.lockedRels.map(one => qualified(one.RangeVar)).join(" ")}` : ""}${waits[it.waitPolicy] ?? ""}`;
const limit = node => node && !node.A_Const?.isnull ? expression(node) : "";
const distinct = list => !list ? "" : list.some(one => Object.keys(one).length) ? `distinct(${all(list)})` : "distinct";
export const outputs = list => (list ?? []).map(one => `${expression(one.ResTarget.val)}${one.ResTarget.name ? ` as ${one.ResTarget.name}` : ""}`).join(" | ");
const renamed = ({ ReturningOption: it }) => `${it.option.replace("RETURNING_OPTION_", "").toLowerCase()} as ${it.value} `;
const returning = it => (it.returningClause?.options ?? []).map(renamed).join("") + outputs(it.returningClause?.exprs ?? it.returningList);
export const targets = list => (list ?? []).map(one => one.ResTarget.name + steps(one.ResTarget.indirection)).join(" ");
export const froms = list => (list ?? []).map(from).join(" ");
export const sorts = list => (list ?? []).map(one => sort(one.SortBy)).join(" ");
export const withs = it => !it.withClause ? "" : `with${it.withClause.recursive ? " recursive" : ""} ${it.withClause.ctes.map(one => cte(one.CommonTableExpr)).join(" ")}`;
const cte = it => `${it.ctename}(${(it.aliascolnames ?? []).map(text).join(" ")})${({ CTEMaterializeAlways: "+", CTEMaterializeNever: "-" })[it.ctematerialized] ?? ""}${statement(it.ctequery)}${search(it.search_clause)}${cycle(it.cycle_clause)}`;
const search = it => !it ? "" : ` search ${it.search_breadth_first ? "breadth" : "depth"} ${words(it.search_col_list)} as ${it.search_seq_column}`;
const cycle = it => !it ? "" : ` cycle ${words(it.cycle_col_list)} as ${it.cycle_mark_column} ${expression(it.cycle_mark_value)} ${expression(it.cycle_mark_default)} path ${it.cycle_path_column}`;

function sort(it) {
    const by = it.sortby_dir === "SORTBY_USING" ? ` using ${names(it.useOp)}` : it.sortby_dir === "SORTBY_DESC" ? " desc" : "";
    return expression(it.node) + by + ({ SORTBY_NULLS_FIRST: " first", SORTBY_NULLS_LAST: " last" }[it.sortby_nulls] ?? "");
}

// (a, b) = x is one assignment for each of its columns.
export function assignments(list) {
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


export function from(node) {
    const [kind, it] = only(node);
    switch (kind) {
        case "RangeVar": return relation(it);
        case "RangeSubselect": return `(${it.lateral ? "lateral " : ""}${statement(it.subquery)})${alias(it.alias)}`;
        case "JoinExpr": return `(${it.jointype.replace("JOIN_", "").toLowerCase()}${it.isNatural ? " natural" : ""} ${from(it.larg)} ${from(it.rarg)} (${(it.usingClause ?? []).map(text).join(" ")})${it.join_using_alias ? alias(it.join_using_alias) : ""} ${condition(it.quals)})${alias(it.alias)}`;
        case "RangeFunction": return `(${it.lateral ? "lateral " : ""}${it.functions.map(one => expression(one.List.items[0])).join(" ")}${it.ordinality ? " ordinality" : ""} ${[...(it.coldeflist ?? []), ...it.functions.flatMap(one => one.List.items[1]?.List?.items ?? [])].map(one => `${one.ColumnDef.colname} ${type(one.ColumnDef.typeName)}`).join(" ")})${alias(it.alias)}`;
        case "RangeTableSample": return `(sample ${from(it.relation)} ${names(it.method)} ${all(it.args)} ${condition(it.repeatable)})`;
        default: return (tables[kind] ?? unknown(kind))(it);
    }
}

export function window(it) {
    return `(${it.refname ?? ""} by ${all(it.partitionClause)} order ${sorts(it.orderClause)} ${[it.startOffset, it.endOffset].filter(Boolean).map(expression).join(" ")})`;
}

/** MERGE. */
export function merge(it) {
    const branches = it.mergeWhenClauses.map(one => branch(one.MergeWhenClause)).join(" | ");
    return say("merge", withs(it), relation(it.relation), from(it.sourceRelation), condition(it.joinCondition), branches, returning(it));
}

const matches = { MERGE_WHEN_MATCHED: "MATCHED", MERGE_WHEN_NOT_MATCHED_BY_SOURCE: "NOT MATCHED BY SOURCE", MERGE_WHEN_NOT_MATCHED_BY_TARGET: "NOT MATCHED BY TARGET" };

function branch(it) {
    const action = it.commandType.replace("CMD_", "");
    const done = action === "UPDATE" ? assignments(it.targetList) : action === "INSERT" ? `${targets(it.targetList)} ${overriding(it)} ${all(it.values)}` : "";
    return `${matches[it.matchKind]} ${condition(it.condition)} ${action} ${done}`;
}

export const overriding = it => it.override?.replace("OVERRIDING_", "").replace("NOT_SET", "").replace("_VALUE", "") ?? "";
