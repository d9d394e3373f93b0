// Privileges, settings, transactions, maintenance and COPY, as text.

import { condition, expression } from "./normal-expressions.mjs";
import { statement } from "./normal.mjs";
import { cascade, flag, kindOf, only, options, qualified, relations, role, roles, say, thing, type, value, words } from "./normal-words.mjs";

const privilege = ({ AccessPriv: it }) => `${it.priv_name ?? "all"}${it.cols ? `(${words(it.cols)})` : ""}`;
const privileges = list => list ? list.map(privilege).join(" ") : "all";
const inAll = { TABLE: "TABLES", SEQUENCE: "SEQUENCES", FUNCTION: "FUNCTIONS", PROCEDURE: "PROCEDURES", ROUTINE: "ROUTINES", TYPE: "TYPES", SCHEMA: "SCHEMAS", "LARGE OBJECT": "LARGE OBJECTS" };
const changed = it => it.is_grant ? "grant" : "revoke";

export function grant(it) {
    const kind = kindOf(it.objtype);
    const isAll = it.targtype === "ACL_TARGET_ALL_IN_SCHEMA";
    return say(changed(it), privileges(it.privileges), isAll ? `ALL ${inAll[kind]} IN SCHEMA` : kind, (it.objects ?? []).map(one => thing(it.objtype, one)).join(" | "),
        roles(it.grantees), flag(it.grant_option, "option"), role(it.grantor), cascade(it));
}

// Before 16 the grammar lost the grantor of REVOKE.
export function grantRole(it) {
    const granted = it.granted_roles.map(privilege).join(" ");
    return say(`${changed(it)} role`, granted, roles(it.grantee_roles), (it.opt ?? []).map(({ DefElem: one }) => `${one.defname} ${!it.is_grant || (one.arg.Boolean.boolval ?? false)}`).join(" "),
        flag(it.is_grant, role(it.grantor)), cascade(it));
}

export function defaultPrivileges(it) {
    const lists = name => (it.options ?? []).filter(one => one.DefElem.defname === name).flatMap(one => one.DefElem.arg.List.items);
    const { action } = it;
    return say("default privileges", roles(lists("roles")), words(lists("schemas")), changed(action), privileges(action.privileges), inAll[kindOf(action.objtype)], roles(action.grantees),
        flag(action.grant_option, "option"), cascade(action));
}

const settings = { VAR_SET_VALUE: "Set", VAR_SET_DEFAULT: "SetDefault", VAR_SET_CURRENT: "SetFromCurrent", VAR_SET_MULTI: "SetTransaction", VAR_RESET: "Reset", VAR_RESET_ALL: "ResetAll" };

export function setting(it) {
    if (it.kind === "VAR_SET_MULTI" && it.name === "TRANSACTION SNAPSHOT") return `Set transaction snapshot ${expression(it.args[0]).slice(1, -1)}`;
    const values = it.kind === "VAR_SET_MULTI" ? modes(it.args) : (it.args ?? []).map(one => it.name === "xmloption" ? given(one).toLowerCase() : given(one)).join(", ");
    return `${settings[it.kind]} ${(it.kind === "VAR_SET_MULTI" ? it.name?.toLowerCase() : it.name) ?? ""} ${values}`;
}

// A time zone may be an interval.
const given = node => node.TypeCast ? `interval ${given(node.TypeCast.arg)}` : value(node);

export const set = it => it.kind.startsWith("VAR_RESET") ? say("reset", setting(it)) : say("set", flag(it.is_local, "local"), setting(it));

const mode = ({ DefElem: it }) => {
    const on = it.arg.A_Const.ival?.ival === 1;
    switch (it.defname) {
        case "transaction_isolation": return `ISOLATION LEVEL ${it.arg.A_Const.sval.sval.toUpperCase()}`;
        case "transaction_read_only": return on ? "READ ONLY" : "READ WRITE";
        default: return on ? "DEFERRABLE" : "NOT DEFERRABLE";
    }
};
export const modes = list => (list ?? []).map(mode).join(", ");

const kinds = { BEGIN: "Begin", START: "Begin", COMMIT: "Commit", ROLLBACK: "Rollback", SAVEPOINT: "Savepoint", RELEASE: "Release", ROLLBACK_TO: "RollbackTo" };
export function transaction(it) {
    const kind = it.kind.replace("TRANS_STMT_", "");
    return kinds[kind] ? say("transaction", kinds[kind], it.savepoint_name, modes(it.options), flag(it.chain, "chain")) : say("prepared", kind, it.gid);
}

const locks = ["", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"];
export const lock = it => say("lock", relations(it.relations), locks[it.mode], flag(it.nowait, "nowait"));

// The order of options does not matter to anyone, and one that is written as a word stands where the grammar has it.
const sorted = list => (list ?? []).map(one => options([one])).sort().join(" ");

const maintained = ({ VacuumRelation: it }) => `${qualified(it.relation)}${it.relation.inh ? "" : " only"}(${words(it.va_cols)})`;
export const vacuum = it => say(it.is_vacuumcmd ? "vacuum" : "analyze", sorted(it.options), (it.rels ?? []).map(maintained).join(" "));
export function reindex(it) {
    const isWord = one => one.DefElem.defname === "concurrently";
    const last = (it.params ?? []).findLast(isWord);
    const isOn = last && !["off", "false", "0"].includes(value(last.DefElem.arg));
    return say("reindex", it.kind.replace("REINDEX_OBJECT_", ""), flag(isOn, "concurrently"), sorted((it.params ?? []).filter(one => !isWord(one))), it.relation ? qualified(it.relation) : it.name);
}
export const cluster = it => say("cluster", sorted(it.params), it.relation && qualified(it.relation), it.indexname);
export const refresh = it => say("refresh", flag(it.concurrent, "concurrently"), qualified(it.relation), flag(it.skipData, "empty"));

// HEADER as a word of its own is true.
const copied = one => one.DefElem.arg?.Boolean ? one.DefElem.defname : options([one]);
export const copy = it => say("copy", it.relation && qualified(it.relation), words(it.attlist), it.query ? statement(it.query) : "", it.is_from ? "from" : "to", flag(it.is_program, "program"),
    it.filename === undefined ? "" : `'${it.filename}'`, (it.options ?? []).map(copied).join(" "), condition(it.whereClause));

export function execute(it) {
    const find = name => it.args.find(one => one.DefElem.defname === name)?.DefElem.arg;
    return say("do", value(find("language")), value(find("as")));
}

export const run = it => say("execute", it.name, (it.params ?? []).map(expression).join(" "));
export const prepare = it => say("prepare", it.name, (it.argtypes ?? []).map(one => type(one.TypeName)).join(" "), statement(it.query));
export const explain = it => say("explain", sorted(it.options), statement(it.query));
export const constraintsSet = it => say("constraints", (it.constraints ?? []).map(one => qualified(one.RangeVar)).join(" "), flag(it.deferred, "deferred"));
export const call = it => say("call", expression({ FuncCall: it.funccall }));
