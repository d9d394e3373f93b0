// What is made besides tables and changed besides them, as text.

import { condition, expression } from "./normal-expressions.mjs";
import { setting } from "./normal-commands.mjs";
import { froms } from "./normal-queries.mjs";
import { statement } from "./normal.mjs";
import { constraints, constraint, sequence, table } from "./normal-tables.mjs";
import { cascade, flag, kindOf, names, options, parameters, persistence, qualified, relation, role, roles, say, text, thing, type, unknown, value, words } from "./normal-words.mjs";

const strings = list => (list ?? []).map(one => `'${text(one)}'`).join(" ");
const columns = list => (list ?? []).map(({ ColumnDef: it }) => `${it.colname} ${type(it.typeName)}${it.collClause ? ` collate ${names(it.collClause.collname)}` : ""}`).join(" | ");
const find = (list, name) => (list ?? []).findLast(one => one.DefElem.defname === name)?.DefElem.arg;

export const createSchema = it => say("schema+", flag(it.if_not_exists, "ifnot"), it.schemaname, role(it.authrole), (it.schemaElts ?? []).map(statement).join(" | "));
export const createSequence = it => say("sequence+", persistence(it.sequence), flag(it.if_not_exists, "ifnot"), qualified(it.sequence), sequence(it.options));
export const alterSequence = it => say("sequence", flag(it.missing_ok, "if"), qualified(it.sequence), sequence(it.options));

export const compositeType = it => say("type+", "Composite", qualified(it.typevar), columns(it.coldeflist));
export const enumType = it => say("type+", "Enum", names(it.typeName), strings(it.vals));
export const rangeType = it => say("type+", "Range", names(it.typeName), options(it.params));

// A type, an operator, an aggregate, a collation or a part of text search.
export function define(it) {
    const kind = kindOf(it.kind);
    if (it.kind === "OBJECT_TYPE") return say("type+", it.definition ? "Base" : "Shell", names(it.defnames), options(it.definition));
    if (it.kind === "OBJECT_AGGREGATE") return say("aggregate+", flag(it.replace, "replace"), names(it.defnames), it.oldstyle ? "old" : aggregated(it.args), options(it.definition));
    if (it.kind === "OBJECT_COLLATION") return say("collation+", flag(it.if_not_exists, "ifnot"), names(it.defnames), options(it.definition));
    return say("define", kind, names(it.defnames), options(it.definition));
}

// How many of them are direct ones; -1 where it is no ordered set.
const aggregated = ([list, direct]) => `${list.List ? parameters(list.List.items) : "*"} ${direct.Integer.ival ?? 0}`;

export const alterEnum = it => it.oldVal !== undefined ? say("label", names(it.typeName), `'${it.oldVal}'`, `'${it.newVal}'`)
    : say("label+", names(it.typeName), flag(it.skipIfNewValExists, "ifnot"), `'${it.newVal}'`, it.newValNeighbor === undefined ? "" : `${it.newValIsAfter ? "after" : "before"} '${it.newValNeighbor}'`);
export const alterType = it => say("type", names(it.typeName), options(it.options));
export const alterOperator = it => say("operator", thing("OBJECT_OPERATOR", { ObjectWithArgs: it.opername }), options(it.options));

export const createDomain = it => say("domain+", names(it.domainname), type(it.typeName), it.collClause && names(it.collClause.collname), constraints(it.constraints));
const domainActions = { T: "DEFAULT", N: "DROP NOT NULL", O: "SET NOT NULL", C: "ADD CONSTRAINT", X: "DROP CONSTRAINT", V: "VALIDATE CONSTRAINT" };
export function alterDomain(it) {
    const action = domainActions[it.subtype] ?? unknown(it.subtype);
    const what = !it.def ? "" : it.def.Constraint ? constraint(it.def.Constraint) : expression(it.def);
    return say("domain", names(it.typeName), action === "DEFAULT" ? `${it.def ? "SET" : "DROP"} DEFAULT` : action, it.name, what, flag(it.missing_ok, "if"), cascade(it));
}

export function createFunction(it) {
    const isTable = (it.parameters ?? []).some(one => one.FunctionParameter.mode === "FUNC_PARAM_TABLE");
    return say("function+", flag(it.replace, "replace"), flag(it.is_procedure, "procedure"), names(it.funcname), parameters(it.parameters), it.returnType && !isTable ? type(it.returnType) : "",
        (it.options ?? []).map(one => routineOption(one.DefElem)).join(" | "), body(it.sql_body));
}

export const alterFunction = it => say("function", kindOf(it.objtype), thing(it.objtype, { ObjectWithArgs: it.func }), it.actions.map(one => routineOption(one.DefElem)).join(" | "));

function routineOption({ defname: name, arg }) {
    switch (name) {
        case "as": return `AS ${strings(arg.List.items)}`;
        case "language": return `LANGUAGE ${text(arg)}`;
        case "volatility": return text(arg).toUpperCase();
        case "strict": return arg.Boolean.boolval ? "STRICT" : "CALLED ON NULL INPUT";
        case "security": return arg.Boolean.boolval ? "SECURITY DEFINER" : "SECURITY INVOKER";
        case "leakproof": return arg.Boolean.boolval ? "LEAKPROOF" : "NOT LEAKPROOF";
        case "set": return setting(arg.VariableSetStmt);
        case "window": return "WINDOW";
        case "transform": return `TRANSFORM ${arg.List.items.map(one => type(one.TypeName)).join(" ")}`;
        default: return `${name.toUpperCase()} ${value(arg)}`;
    }
}

const body = node => !node ? "" : node.ReturnStmt ? `return ${expression(node.ReturnStmt.returnval)}` : `atomic ${(node.List.items[0].List?.items ?? []).map(statement).join(" | ")}`;
export const returned = it => `return ${expression(it.returnval)}`;

const times = { 0: "AFTER", 2: "BEFORE", 64: "INSTEAD OF" };
const events = [[4, "INSERT"], [8, "DELETE"], [16, "UPDATE"], [32, "TRUNCATE"]];
export function createTrigger(it) {
    const transitions = (it.transitionRels ?? []).map(({ TriggerTransition: one }) => `${one.isNew ? "new" : "old"} ${one.isTable ? "table" : "row"} ${one.name}`).join(" ");
    return say("trigger+", flag(it.replace, "replace"), flag(it.isconstraint, "constraint"), it.trigname, times[it.timing ?? 0], events.filter(([bit]) => it.events & bit).map(([, name]) => name).join(" "),
        words(it.columns), qualified(it.relation), it.constrrel && qualified(it.constrrel), `${flag(it.deferrable, "deferrable")}${flag(it.initdeferred, " deferred")}`, transitions, flag(it.row, "row"),
        condition(it.whenClause), names(it.funcname), strings(it.args));
}

export const createPolicy = it => say("policy+", it.policy_name, qualified(it.table), flag(!it.permissive, "restrictive"), it.cmd_name.toUpperCase(), roles(it.roles), condition(it.qual), condition(it.with_check));
export const alterPolicy = it => say("policy", it.policy_name, qualified(it.table), roles(it.roles), condition(it.qual), condition(it.with_check));

export const createExtension = it => say("extension+", flag(it.if_not_exists, "ifnot"), it.extname, value(find(it.options, "schema")), value(find(it.options, "new_version")), flag(find(it.options, "cascade"), "cascade"));
export const alterExtension = it => say("extension", it.extname, "UPDATE", value(find(it.options, "new_version")), "");
export const alterContents = it => say("extension", it.extname, it.action === 1 ? "ADD" : "DROP", "", `${kindOf(it.objtype)} ${thing(it.objtype, it.object)}`);

export const createPublication = it => say("publication+", it.pubname, flag(it.for_all_tables, "all"), (it.pubobjects ?? []).map(published).join(" | "), options(it.options));
export const alterPublication = it => say("publication", it.pubname, it.options ? "SET" : it.action.replace("AP_", "").replace("Objects", "").toUpperCase(), (it.pubobjects ?? []).map(published).join(" | "), options(it.options));

function published({ PublicationObjSpec: it }) {
    if (!it.pubtable) return `schema ${it.name ?? "?"}`;
    return `${relation(it.pubtable.relation)} (${words(it.pubtable.columns)}) ${condition(it.pubtable.whereClause)}`;
}

export const createSubscription = it => say("subscription+", it.subname, `'${it.conninfo ?? ""}'`, words(it.publication), options(it.options));
const subscriptionChanges = { OPTIONS: "SetOptions", SET_PUBLICATION: "SetPublications", ADD_PUBLICATION: "AddPublications", DROP_PUBLICATION: "DropPublications", REFRESH: "Refresh", CONNECTION: "Connection", SKIP: "Skip" };
export function alterSubscription(it) {
    const change = subscriptionChanges[it.kind.replace("ALTER_SUBSCRIPTION_", "")];
    const isOn = ["1", "true"].includes(value(find(it.options, "enabled")));
    return say("subscription", it.subname, change ?? (isOn ? "Enable" : "Disable"), it.conninfo === undefined ? "" : `'${it.conninfo}'`, words(it.publication), change ? options(it.options) : "");
}

const keyed = ({ StatsElem: it }) => it.name ?? expression(it.expr);
export const createStatistics = it => say("statistics+", flag(it.if_not_exists, "ifnot"), names(it.defnames), words(it.stat_types), it.exprs.map(keyed).join(" | "), froms(it.relations));
export const alterStatistics = it => say("statistics", flag(it.missing_ok, "if"), names(it.defnames), it.stxstattarget && value(it.stxstattarget));

export function createRule(it) {
    const actions = (it.actions ?? []).filter(one => Object.keys(one).length);
    return say("rule+", flag(it.replace, "replace"), it.rulename, it.event.replace("CMD_", ""), qualified(it.relation), condition(it.whereClause), flag(it.instead, "instead"), actions.map(statement).join(" | "));
}

export function createForeignTable({ base_stmt: base, base: other, servername, options: given }) {
    return say("foreign+", table(base ?? other), servername, options(given));
}
