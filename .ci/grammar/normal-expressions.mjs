// An expression as text.

import { data, dataCall } from "./normal-data.mjs";
import { sorts, window } from "./normal-queries.mjs";
import { statement } from "./normal.mjs";
import { names, only, text, type, unknown } from "./normal-words.mjs";

export const all = list => (list ?? []).map(expression).join(" ");
export const condition = node => node ? expression(node) : "";
export const steps = list => (list ?? []).map(one => one.A_Star ? ".*" : one.String ? `.${text(one)}` : one.A_Indices.is_slice ? `[${condition(one.A_Indices.lidx)}:${condition(one.A_Indices.uidx)}]` : `[${expression(one.A_Indices.uidx)}]`).join("");

const likes = { "~~": "LIKE", "!~~": "NOT LIKE", "~~*": "ILIKE", "!~~*": "NOT ILIKE", "~": "SIMILAR", "!~": "NOT SIMILAR" };
const sql = new Set(["extract", "normalize", "overlay", "position", "substring", "btrim", "ltrim", "rtrim", "timezone", "overlaps", "is_normalized", "pg_collation_for"]);

export function expression(node) {
    const [kind, it] = only(node);
    switch (kind) {
        case "ColumnRef": return it.fields.map(one => one.A_Star ? "*" : text(one)).join(".");
        case "A_Const": return it.isnull ? "null" : it.boolval ? (it.boolval.boolval ? "true" : "false") : it.sval ? `'${it.sval.sval ?? ""}'` : it.bsval ? "#b" : it.fval ? it.fval.fval : `${it.ival?.ival ?? 0}`;
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
        case "SQLValueFunction": return it.op.replace("SVFOP_", "").replace(/_N$/, "");
        case "FuncCall": return call(it);
        case "NamedArgExpr": return `${it.name}=>${expression(it.arg)}`;
        case "A_ArrayExpr": return `[${all(it.elements)}]`;
        case "RowExpr": return `(row ${all(it.args)})`;
        case "A_Indirection": return `(. ${expression(it.arg)} ${steps(it.indirection)})`;
        case "CollateClause": return `(collate ${expression(it.arg)} ${names(it.collname)})`;
        case "CurrentOfExpr": return `current ${it.cursor_name}`;
        case "List": return `(row ${all(it.items)})`;
        default: return (data[kind] ?? unknown(kind))(it);
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

// What is said of it by a word.
function choice(name, args) {
    switch (name) {
        case "ltrim": return " LEADING";
        case "rtrim": return " TRAILING";
        case "extract": return ` ${args[0].A_Const.sval.sval ?? ""}`;
        case "normalize": return args[1] ? ` ${args[1].A_Const.sval.sval}` : "";
        default: return "";
    }
}

function call(it) {
    const name = names(it.funcname);
    const last = text(it.funcname.at(-1));
    if (it.funcformat === "COERCE_SQL_SYNTAX" || name === "substring" || name === "overlay") {
        if (last === "xmlexists") return dataCall("XMLEXISTS", it.args);
        if (last === "system_user") return "SYSTEM_USER";
        if (!sql.has(last)) return unknown(last);
        const given = it.args ?? [];
        const args = last === "substring" ? [...given] : last === "extract" ? given.slice(1) : last === "normalize" || last === "is_normalized" ? given.slice(0, 1) : given;
        // substring(x FOR n) begins at 1.
        if (last === "substring" && args.length === 3 && args[2].TypeCast && args[1].A_Const?.ival?.ival === 1) args.splice(1, 2, args[2].TypeCast.arg);
        return `sql{${args.map(expression).sort().join(" ")}}${choice(last, given)}`;
    }
    // json_object(text[]) is a function that its keyword stands for.
    if (name === "pg_catalog.json_object") return dataCall("JSON_OBJECT", it.args);
    const order = it.agg_order ? ` order ${sorts(it.agg_order)}` : "";
    const over = it.over ? ` over ${it.over.name ? it.over.name : window(it.over)}` : "";
    return `${name}(${it.agg_star ? "*" : ""}${it.agg_distinct ? "distinct " : ""}${it.func_variadic ? "variadic " : ""}${all(it.args)}${order}${it.agg_within_group ? " within" : ""})${it.agg_filter ? ` filter ${expression(it.agg_filter)}` : ""}${over}`;
}
