// Tables, indexes and views, as text.

import { condition, expression } from "./normal-expressions.mjs";
import { statement } from "./normal.mjs";
import { flag, kindOf, names, options, persistence, qualified, relation, say, type, value, words } from "./normal-words.mjs";

const list = (nodes, of) => (nodes ?? []).map(one => of(Object.values(one)[0])).join(" | ");
const collation = it => it.collClause ? ` collate ${names(it.collClause.collname)}` : "";
const commits = { ONCOMMIT_DROP: "DROP", ONCOMMIT_DELETE_ROWS: "DELETE ROWS", ONCOMMIT_PRESERVE_ROWS: "PRESERVE ROWS" };
const storage = it => [it.accessMethod, options(it.options), commits[it.oncommit ?? it.onCommit], it.tablespacename ?? it.tableSpaceName].map(one => one ?? "").join(", ");

export function table(it) {
    const parents = (it.inhRelations ?? []).map(one => qualified(one.RangeVar)).join(" ");
    return say("table", persistence(it.relation), flag(it.if_not_exists, "ifnot"), qualified(it.relation), elements(it.tableElts), it.partbound ? `of ${parents} ${bound(it.partbound)}` : parents,
        it.ofTypename && type(it.ofTypename), partition(it.partspec), storage(it));
}

const partition = it => it && `${it.strategy.replace("PARTITION_STRATEGY_", "").toUpperCase()} ${list(it.partParams, key)}`;
const key = it => [it.name ?? expression(it.expr), names(it.collation), names(it.opclass)].join(" ");

export function bound(it) {
    if (it.is_default) return "DEFAULT";
    const all = nodes => (nodes ?? []).map(expression).join(" ");
    return it.strategy === "h" ? `WITH ${it.modulus ?? 0} ${it.remainder ?? 0}` : it.strategy === "l" ? `IN ${all(it.listdatums)}` : `FROM ${all(it.lowerdatums)} TO ${all(it.upperdatums)}`;
}

export const elements = nodes => (nodes ?? []).map(element).join(" | ");

function element(node) {
    if (node.ColumnDef) return column(node.ColumnDef);
    if (node.Constraint) return constraint(node.Constraint);
    return `like ${qualified(node.TableLikeClause.relation)} ${node.TableLikeClause.options ?? 0}`;
}

export const column = it => `${it.colname} ${it.typeName ? type(it.typeName) : ""}${collation(it)} ${it.storage_name ?? ""} ${it.compression ?? ""} ${options(it.fdwoptions)} (${constraints(it.constraints)})`;

// What a column says behind a constraint about it is a constraint of its own.
const attributes = {
    CONSTR_ATTR_DEFERRABLE: { deferrable: true }, CONSTR_ATTR_DEFERRED: { deferrable: true, initdeferred: true }, CONSTR_ATTR_NOT_DEFERRABLE: {}, CONSTR_ATTR_IMMEDIATE: {},
    CONSTR_ATTR_ENFORCED: {}, CONSTR_ATTR_NOT_ENFORCED: { is_enforced: false },
};

export function constraints(nodes) {
    const all = [];
    for (const { Constraint: it } of nodes ?? []) {
        if (!attributes[it.contype]) all.push({ ...it });
        else if (all.length) Object.assign(all.at(-1), attributes[it.contype]);
    }
    return all.map(constraint).join(", ");
}

const enforceable = new Set(["CONSTR_CHECK", "CONSTR_FOREIGN"]);

export function constraint(it) {
    const unenforced = enforceable.has(it.contype) && !it.is_enforced;
    return `${it.contype.replace("CONSTR_", "").toLowerCase()} ${it.conname ?? ""}(${constrained(it)})`
        + `${flag(it.deferrable, " deferrable")}${flag(it.initdeferred, " deferred")}${flag(it.skip_validation && !unenforced, " unvalidated")}${flag(it.is_no_inherit, " noinherit")}${flag(unenforced, " unenforced")}`;
}

function constrained(it) {
    switch (it.contype) {
        case "CONSTR_NULL": return "";
        case "CONSTR_NOTNULL": return words(it.keys);
        case "CONSTR_DEFAULT": case "CONSTR_CHECK": return expression(it.raw_expr);
        case "CONSTR_GENERATED": return `${expression(it.raw_expr)} ${it.generated_kind}`;
        case "CONSTR_IDENTITY": return `${it.generated_when} ${sequence(it.options)}`;
        case "CONSTR_PRIMARY": case "CONSTR_UNIQUE": return `${words(it.keys)}${flag(it.without_overlaps, " overlaps")}${flag(it.nulls_not_distinct, " nulls")} ${it.indexname ?? ""} ${kept(it)}`;
        case "CONSTR_EXCLUSION": return `${it.access_method} ${it.exclusions.map(one => excluded(one.List.items)).join(", ")} ${kept(it)} ${condition(it.where_clause)}`;
        default: return foreign(it);
    }
}

const kept = it => `${words(it.including)}, ${options(it.options)}, ${it.indexspace ?? ""}`;
const excluded = ([key, by]) => `${indexKey(key.IndexElem)} with ${names(by.List.items)}`;

function foreign(it) {
    return `${words(it.fk_attrs)}${flag(it.fk_with_period, " period")} to ${qualified(it.pktable)} ${words(it.pk_attrs)}${flag(it.pk_with_period, " period")} `
        + `${it.fk_matchtype}${it.fk_upd_action}${it.fk_del_action} ${words(it.fk_del_set_cols)}`;
}

const spelled = { owned_by: "OWNED BY", sequence_name: "SEQUENCE NAME" };

/** Of a sequence. */
export const sequence = nodes => list(nodes, it => {
    const name = spelled[it.defname] ?? it.defname.toUpperCase();
    if (name === "CYCLE") return it.arg.Boolean.boolval ? name : `NO ${name}`;
    return it.arg ? `${name} ${value(it.arg)}` : name === "MAXVALUE" || name === "MINVALUE" ? `NO ${name}` : name;
});

const orders = { SORTBY_DESC: " desc" };
const nulls = { SORTBY_NULLS_FIRST: " first", SORTBY_NULLS_LAST: " last" };
export const indexKey = it => `${it.name ?? expression(it.expr)} ${names(it.collation)} ${names(it.opclass)} ${options(it.opclassopts)}${orders[it.ordering] ?? ""}${nulls[it.nulls_ordering] ?? ""}`;

export const index = it => say("index", flag(it.unique, "unique"), flag(it.concurrent, "concurrently"), flag(it.if_not_exists, "ifnot"), it.idxname, relation(it.relation), it.accessMethod,
    list(it.indexParams, indexKey), list(it.indexIncludingParams, indexKey), flag(it.nulls_not_distinct, "nulls"), options(it.options), it.tableSpace, condition(it.whereClause));

export function tableAs(it) {
    const { into } = it;
    return say(kindOf(it.objtype).toLowerCase(), persistence(into.rel), flag(it.if_not_exists, "ifnot"), qualified(into.rel), words(into.colNames), storage(into), statement(it.query), flag(into.skipData, "empty"));
}

export const view = it => say("view", flag(it.replace, "replace"), persistence(it.view), qualified(it.view), words(it.aliases), options(it.options), statement(it.query),
    it.withCheckOption.replace("NO_CHECK_OPTION", "").replace("_CHECK_OPTION", ""));
