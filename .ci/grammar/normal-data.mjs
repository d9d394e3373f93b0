// SQL/XML and SQL/JSON as text: which values stand in what, in an order that has nothing to do with theirs.

import { all, condition, expression } from "./normal-expressions.mjs";
import { statement } from "./normal.mjs";
import { alias, type } from "./normal-words.mjs";

export const dataCall = (keyword, nodes, of) => `${keyword}{${nodes.filter(Boolean).map(expression).sort().join(" ")}}${of ? ` ${type(of)}` : ""}`;
const values = list => (list ?? []).map(one => one.ResTarget.val);
const inner = node => node?.JsonValueExpr?.raw_expr ?? node?.raw_expr ?? node;
const pair = ({ JsonKeyValue: it }) => [it.key, inner(it.value)];
const passed = list => (list ?? []).map(one => inner(one.JsonArgument.val));
const fallbacks = it => [it.on_empty?.expr, it.on_error?.expr];
const behaviours = { NULL: "NULL", ERROR: "ERROR", EMPTY: "EMPTY ARRAY", TRUE: "TRUE", FALSE: "FALSE", UNKNOWN: "UNKNOWN", EMPTY_ARRAY: "EMPTY ARRAY", EMPTY_OBJECT: "EMPTY OBJECT", DEFAULT: "DEFAULT" };
const behaviour = (when, it) => it ? ` on ${when} ${behaviours[(it.btype ?? "JSON_BEHAVIOR_NULL").replace("JSON_BEHAVIOR_", "")]}` : "";
const behaving = it => behaviour("empty", it.on_empty) + behaviour("error", it.on_error);
const kinds = { JS_TYPE_OBJECT: "OBJECT", JS_TYPE_ARRAY: "ARRAY", JS_TYPE_SCALAR: "SCALAR" };
const given = it => it.output?.typeName;

// What PostgreSQL adds, it adds as constants at the end.
const args = { IS_XMLPARSE: it => it.args.slice(0, 1), IS_XMLROOT: it => it.args.slice(0, 2).filter(one => !one.A_Const?.isnull) };

const column = (name, of, path, defaults) => `${name ?? ""} ${of} ${condition(path)} ${all(defaults.filter(Boolean))}`;
const jsonColumn = ({ JsonTableColumn: it }) => it.coltype === "JTC_NESTED" ? `${column(it.pathspec.name, "nested", it.pathspec.string, [])} (${it.columns.map(jsonColumn).join(" | ")})`
    : column(it.name, it.coltype === "JTC_FOR_ORDINALITY" ? "ordinality" : type(it.typeName) + (it.coltype === "JTC_EXISTS" ? " exists" : ""), it.pathspec?.string, fallbacks(it));
const xmlColumn = ({ RangeTableFuncCol: it }) =>
    column(it.colname, it.for_ordinality ? "ordinality" : type(it.typeName) + (it.is_not_null ? " notnull" : ""), it.colexpr, [it.coldefexpr]);
const columns = (list, say) => ` (${list.map(say).join(" | ")})`;

export const data = {
    XmlExpr: it => it.op === "IS_DOCUMENT" ? `(IS DOCUMENT ${expression(it.args[0])})` : dataCall(it.op.replace("IS_", ""), [...values(it.named_args), ...(args[it.op] ?? (one => one.args ?? []))(it)]),
    XmlSerialize: it => dataCall("XMLSERIALIZE", [it.expr], it.typeName),
    JsonObjectConstructor: it => dataCall("JSON_OBJECT", (it.exprs ?? []).flatMap(pair), given(it)),
    JsonArrayConstructor: it => dataCall("JSON_ARRAY", (it.exprs ?? []).map(inner), given(it)),
    JsonArrayQueryConstructor: it => `JSON_ARRAY{(scalar ${statement(it.query)})}${given(it) ? ` ${type(given(it))}` : ""}`,
    JsonObjectAgg: it => dataCall("JSON_OBJECTAGG", pair({ JsonKeyValue: it.arg }), given(it.constructor)),
    JsonArrayAgg: it => dataCall("JSON_ARRAYAGG", [inner(it.arg)], given(it.constructor)),
    JsonParseExpr: it => dataCall("JSON", [inner(it.expr)], given(it)),
    JsonScalarExpr: it => dataCall("JSON_SCALAR", [it.expr], given(it)),
    JsonSerializeExpr: it => dataCall("JSON_SERIALIZE", [inner(it.expr)], given(it)),
    JsonFuncExpr: it => dataCall(it.op.replace("_OP", ""), [inner(it.context_item), it.pathspec, ...passed(it.passing), ...fallbacks(it)], given(it)) + behaving(it),
    JsonIsPredicate: it => `(IS JSON ${kinds[it.item_type] ?? ""}${it.unique_keys ? " unique" : ""} ${expression(inner(it.expr))})`,
    MergeSupportFunc: () => "MERGE_ACTION{}",
};

export const tables = {
    RangeTableFunc: it => `(${it.lateral ? "lateral " : ""}${dataCall("XMLTABLE", [...values(it.namespaces), it.rowexpr, it.docexpr])}${columns(it.columns, xmlColumn)} )${alias(it.alias)}`,
    JsonTable: it => `(${it.lateral ? "lateral " : ""}${dataCall("JSON_TABLE", [inner(it.context_item), it.pathspec.string, ...passed(it.passing), ...fallbacks(it)])}${columns(it.columns, jsonColumn)} )${alias(it.alias)}`,
};
