// What the lines of text are put together of: names, types, options, objects.

import { expression } from "./normal-expressions.mjs";
import { object } from "./verbs.mjs";

export class Unknown extends Error {}

export const unknown = what => {
    throw new Unknown(what);
};

export const only = node => Object.entries(node)[0];
export const text = node => node.String?.sval ?? "";
export const names = list => (list ?? []).map(text).join(".");
export const words = list => (list ?? []).map(text).join(" ");

/** `kind{part; part; …}`; a part may be missing. */
export const say = (kind, ...parts) => `${kind}{${parts.map(part => part ?? "").join("; ")}}`;
export const flag = (on, word) => on ? word : "";
export const cascade = it => flag(it.behavior === "DROP_CASCADE", "cascade");

/** `OBJECT_MATVIEW` as we call it: `MATERIALIZED VIEW`; a constraint is one whatever it is of. */
export const kindOf = type => type?.endsWith("CONSTRAINT") ? "CONSTRAINT" : object(type);

export const qualified = it => [it.catalogname, it.schemaname, it.relname].filter(Boolean).join(".");
export const alias = it => !it ? "" : `:${it.aliasname ?? ""}${it.colnames ? `(${it.colnames.map(text).join(" ")})` : ""}`;
export const relation = it => qualified(it) + (it.inh ? "" : " only") + alias(it.alias);
export const relations = list => (list ?? []).map(one => relation(one.RangeVar)).join(" ");
export const persistence = it => ({ t: "TEMPORARY", u: "UNLOGGED" })[it.relpersistence] ?? "";
export const role = it => !it ? "" : it.roletype === "ROLESPEC_CSTRING" ? it.rolename : it.roletype.replace("ROLESPEC_", "");
export const roles = list => (list ?? []).map(one => role(one.RoleSpec)).join(" ");

const sized = new Set(["pg_catalog.interval"]);

// The first number of an interval says which fields it has; 32767 is all of them.
function modifiers(name, list) {
    if (!sized.has(name)) return list.map(expression);
    const fields = list[0].A_Const.ival.ival === 32767 ? [] : ["fields"];
    return [...fields, ...list.slice(1).map(expression)];
}

export function type(it) {
    const name = names(it.names);
    return `${it.setof ? "setof " : ""}${name}${it.typmods ? `(${modifiers(name, it.typmods).join(" ")})` : ""}${it.pct_type ? "%type" : ""}${"[]".repeat((it.arrayBounds ?? []).length)}`;
}

/** What an option is set to. */
export function value(node) {
    if (!node) return "";
    const [kind, it] = only(node);
    switch (kind) {
        case "String": return it.sval ?? "";
        case "Integer": return `${it.ival ?? 0}`;
        case "Float": return it.fval;
        case "Boolean": return `${it.boolval ?? false}`;
        case "TypeName": return type(it);
        case "List": return it.items.map(value).join(".");
        case "A_Star": return "*";
        case "A_Const": return it.sval ? it.sval.sval ?? "" : it.ival ? `${it.ival.ival ?? 0}` : it.fval.fval;
        default: return unknown(kind);
    }
}

const changes = { DEFELEM_SET: "SET ", DEFELEM_ADD: "ADD ", DEFELEM_DROP: "DROP " };
const option = it => `${changes[it.defaction] ?? ""}${it.defnamespace ? `${it.defnamespace}.` : ""}${it.defname}${it.arg ? `=${value(it.arg)}` : ""}`;
export const options = list => (list ?? []).map(one => option(one.DefElem)).join(" ");

const modes = { FUNC_PARAM_OUT: "OUT ", FUNC_PARAM_INOUT: "INOUT ", FUNC_PARAM_VARIADIC: "VARIADIC ", FUNC_PARAM_TABLE: "TABLE " };
export const parameter = ({ FunctionParameter: it }) => `${modes[it.mode] ?? ""}${it.name ? `${it.name} ` : ""}${type(it.argType)}${it.defexpr ? ` = ${expression(it.defexpr)}` : ""}`;
export const parameters = list => (list ?? []).map(parameter).join(", ");

const operands = list => list.map(one => one.TypeName ? type(one.TypeName) : "NONE").join(", ");
const routine = it => names(it.objname) + (it.args_unspecified ? "" : `(${parameters(it.objfuncargs)})`);

/** An object as DROP, COMMENT, ALTER and the like name it. */
export function thing(kind, node) {
    const [shape, it] = only(node);
    switch (shape) {
        case "String": return it.sval;
        case "TypeName": return type(it);
        case "RangeVar": return qualified(it);
        case "ObjectWithArgs": return kind === "OBJECT_OPERATOR" ? `${names(it.objname)}(${operands(it.objargs)})` : routine(it);
        case "Integer": case "Float": return "";
        case "List": return parts(kind, it.items);
        default: return unknown(shape);
    }
}

function parts(kind, items) {
    switch (kind) {
        case "OBJECT_CAST": return `(${type(items[0].TypeName)} as ${type(items[1].TypeName)})`;
        case "OBJECT_TRANSFORM": return `${type(items[0].TypeName)} ${text(items[1])}`;
        case "OBJECT_DOMCONSTRAINT": return `${names(items[0].TypeName.names)}.${text(items[1])}`;
        case "OBJECT_OPCLASS": case "OBJECT_OPFAMILY": return `${names(items.slice(1))} using ${text(items[0])}`;
        default: return names(items);
    }
}
