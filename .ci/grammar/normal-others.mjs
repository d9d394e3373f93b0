// Roles, databases, foreign data, cursors and whatever else there is, as text.

import { statement } from "./normal.mjs";
import { setting } from "./normal-commands.mjs";
import { cascade, flag, kindOf, names, options, relations, role, roles, say, text, thing, type, value } from "./normal-words.mjs";

const given = { password: "PASSWORD", connectionlimit: "CONNECTION LIMIT", validUntil: "VALID UNTIL", sysid: "SYSID", addroleto: "IN ROLE", rolemembers: "ROLE", adminmembers: "ADMIN" };
const switches = { canlogin: "LOGIN", isreplication: "REPLICATION" };
function roleOption({ DefElem: it }) {
    if (it.arg?.Boolean) return `${it.arg.Boolean.boolval ? "" : "NO"}${switches[it.defname] ?? it.defname.toUpperCase()}`;
    return `${given[it.defname]} ${it.arg?.List ? roles(it.arg.List.items) : value(it.arg)}`;
}
const roleOptions = list => (list ?? []).map(roleOption).join(" | ");
const functionOf = it => it ? thing("OBJECT_FUNCTION", { ObjectWithArgs: it }) : "";

const states = { O: "ENABLE", D: "DISABLE", R: "ENABLE REPLICA", A: "ENABLE ALWAYS" };
const contexts = { COERCION_IMPLICIT: "IMPLICIT", COERCION_ASSIGNMENT: "ASSIGNMENT" };
const itemKinds = ["", "OPERATOR", "FUNCTION", "STORAGE"];
const items = list => list.map(({ CreateOpClassItem: it }) => [
    itemKinds[it.itemtype], it.itemtype === 3 ? "" : `${it.number ?? 0}`, it.name ? member(it) : "", it.order_family ? `by ${names(it.order_family)}` : "",
    it.class_args ? `(${it.class_args.map(one => type(one.TypeName)).join(", ")})` : "", it.storedtype ? type(it.storedtype) : "",
].filter(Boolean).join(" ")).join(" | ");
const member = it => it.itemtype === 2 ? functionOf(it.name) : it.name.objargs ? thing("OBJECT_OPERATOR", { ObjectWithArgs: it.name }) : names(it.name.objname);

function mapping(it) {
    const action = it.kind.replace("ALTER_TSCONFIG_", "").split("_")[0].replace("REPLACE", "ALTER");
    const dicts = (it.dicts ?? []).map(one => names(one.List.items));
    return say("mapping", names(it.cfgname), action, flag(it.missing_ok, "if"), (it.tokentype ?? []).map(text).join(" "), it.replace ? dicts.shift() : "", dicts.join(" "));
}

/** By the names of their nodes. */
export const others = {
    CreateRoleStmt: it => say("role+", it.stmt_type.replace("ROLESTMT_", ""), it.role, roleOptions(it.options)),
    AlterRoleStmt: it => say("role", role(it.role), roleOptions(it.options), flag(it.action === -1, "drop")),
    AlterRoleSetStmt: it => say("role setting", role(it.role), it.database, setting(it.setstmt)),
    DropRoleStmt: it => say("drop", "ROLE", flag(it.missing_ok, "if"), roles(it.roles)),
    DropOwnedStmt: it => say("drop owned", roles(it.roles), cascade(it)),
    ReassignOwnedStmt: it => say("reassign", roles(it.roles), role(it.newrole)),
    CreatedbStmt: it => say("database+", it.dbname, options(it.options)),
    AlterDatabaseStmt: it => say("database", it.dbname, options(it.options)),
    AlterDatabaseSetStmt: it => say("database setting", it.dbname, setting(it.setstmt)),
    AlterDatabaseRefreshCollStmt: it => say("database", it.dbname, "refresh"),
    DropdbStmt: it => say("drop", "DATABASE", flag(it.missing_ok, "if"), it.dbname, flag(it.options, "force")),
    CreateTableSpaceStmt: it => say("tablespace+", it.tablespacename, role(it.owner), `'${it.location ?? ""}'`, options(it.options)),
    AlterTableSpaceOptionsStmt: it => say("tablespace", it.tablespacename, flag(it.isReset, "reset"), options(it.options)),
    AlterTableMoveAllStmt: it => say("move", kindOf(it.objtype), it.orig_tablespacename, roles(it.roles), it.new_tablespacename, flag(it.nowait, "nowait")),
    DropTableSpaceStmt: it => say("drop", "TABLESPACE", flag(it.missing_ok, "if"), it.tablespacename),
    DropSubscriptionStmt: it => say("drop", "SUBSCRIPTION", flag(it.missing_ok, "if"), it.subname, cascade(it)),
    AlterSystemStmt: it => say("system", setting(it.setstmt)),
    CreateFdwStmt: it => say("wrapper+", it.fdwname, options(it.options)),
    AlterFdwStmt: it => say("wrapper", it.fdwname, options(it.options)),
    CreateForeignServerStmt: it => say("server+", flag(it.if_not_exists, "ifnot"), it.servername, it.servertype, it.version, it.fdwname, options(it.options)),
    AlterForeignServerStmt: it => say("server", it.servername, flag(it.has_version, "version"), it.version, options(it.options)),
    CreateUserMappingStmt: it => say("mapping CREATE", flag(it.if_not_exists, "ifnot"), role(it.user), it.servername, options(it.options)),
    AlterUserMappingStmt: it => say("mapping ALTER", "", role(it.user), it.servername, options(it.options)),
    DropUserMappingStmt: it => say("mapping DROP", flag(it.missing_ok, "if"), role(it.user), it.servername, ""),
    ImportForeignSchemaStmt: it => say("import", it.remote_schema, it.server_name, it.local_schema, flag(it.list_type.endsWith("EXCEPT"), "except"), relations(it.table_list), options(it.options)),
    CreateEventTrigStmt: it => say("event trigger+", it.trigname, it.eventname, (it.whenclause ?? []).flatMap(one => one.DefElem.arg.List.items.map(text)).join(" "), names(it.funcname)),
    AlterEventTrigStmt: it => say("event trigger", it.trigname, states[it.tgenabled]),
    CreateCastStmt: it => say("cast+", type(it.sourcetype), type(it.targettype), functionOf(it.func), flag(it.inout, "inout"), contexts[it.context]),
    CreateTransformStmt: it => say("transform+", flag(it.replace, "replace"), type(it.type_name), it.lang, functionOf(it.fromsql), functionOf(it.tosql)),
    CreateOpClassStmt: it => say("class+", names(it.opclassname), flag(it.isDefault, "default"), type(it.datatype), it.amname, names(it.opfamilyname), items(it.items)),
    CreateOpFamilyStmt: it => say("family+", names(it.opfamilyname), it.amname),
    AlterOpFamilyStmt: it => say("family", names(it.opfamilyname), it.amname, flag(it.isDrop, "drop"), items(it.items)),
    AlterTSConfigurationStmt: mapping,
    AlterTSDictionaryStmt: it => say("dictionary", names(it.dictname), options(it.options)),
    CreateConversionStmt: it => say("conversion+", flag(it.def, "default"), names(it.conversion_name), it.for_encoding_name, it.to_encoding_name, names(it.func_name)),
    CreateAmStmt: it => say("method+", it.amname, it.amtype === "i" ? "INDEX" : "TABLE", names(it.handler_name)),
    CreatePLangStmt: it => say("language+", flag(it.replace, "replace"), flag(it.pltrusted, "trusted"), it.plname, names(it.plhandler), names(it.plinline), names(it.plvalidator)),
    AlterCollationStmt: it => say("refresh collation", names(it.collname)),
    VariableShowStmt: it => say("show", it.name === "all" ? "" : it.name),
    DeclareCursorStmt: it => say("declare", it.portalname, flag(it.options & 32, "hold"), statement(it.query)),
    FetchStmt: it => say(it.ismove ? "move" : "fetch", it.direction.replace("FETCH_", ""), it.howMany >= 2147483647 ? "ALL" : `${it.howMany ?? 0}`, it.portalname),
    ClosePortalStmt: it => say("close", it.portalname),
    DeallocateStmt: it => say("deallocate", it.name),
    ListenStmt: it => say("listen", it.conditionname),
    UnlistenStmt: it => say("unlisten", it.conditionname),
    NotifyStmt: it => say("notify", it.conditionname, it.payload),
    DiscardStmt: it => say("discard", it.target.replace("DISCARD_", "")),
    LoadStmt: it => say("load", it.filename),
    CheckPointStmt: () => say("checkpoint"),
};
