// ALTER TABLE and what shares its actions, as text.

import { condition, expression } from "./normal-expressions.mjs";
import { bound, column, constraint, sequence } from "./normal-tables.mjs";
import { cascade, flag, kindOf, names, options, qualified, relation, role, say, type, unknown, value } from "./normal-words.mjs";

export const alterTable = it => say("alter", kindOf(it.objtype), flag(it.missing_ok, "if"), of(it), it.cmds.map(one => action(one.AlterTableCmd)).join(" | "));

// Where there are no tables below it, or ONLY says nothing, there is no ONLY.
const of = it => it.objtype === "OBJECT_TYPE" || it.cmds[0].AlterTableCmd.subtype.includes("tachPartition") ? qualified(it.relation) : relation(it.relation);

// The words of a switch, by what stands in the middle of it.
const action = it => {
    const name = it.subtype.replace("AT_", "");
    const what = details[name] ?? (simple.has(name) ? () => "" : unknown(name));
    return `${name} ${it.name ?? it.num ?? ""} ${what(it)}${flag(it.missing_ok, " if")}${flag(it.behavior === "DROP_CASCADE", " cascade")}`;
};

const simple = new Set([
    "DropNotNull", "SetNotNull", "DropExpression", "DropIdentity", "DropColumn", "ValidateConstraint", "DropConstraint", "DropOids", "ClusterOn", "DropCluster", "SetLogged", "SetUnLogged",
    "EnableTrig", "EnableAlwaysTrig", "EnableReplicaTrig", "EnableTrigAll", "EnableTrigUser", "DisableTrig", "DisableTrigAll", "DisableTrigUser", "EnableRule", "EnableAlwaysRule",
    "EnableReplicaRule", "DisableRule", "DropOf", "SetAccessMethod", "SetTableSpace", "EnableRowSecurity", "DisableRowSecurity", "ForceRowSecurity", "NoForceRowSecurity",
]);

const optionsOf = it => options(it.def.List.items);
const parent = it => qualified(it.def.RangeVar);
const partition = it => `${qualified(it.def.PartitionCmd.name)} ${it.def.PartitionCmd.bound ? bound(it.def.PartitionCmd.bound) : ""}${flag(it.def.PartitionCmd.concurrent, "concurrently")}`;

const details = {
    AddColumn: it => column(it.def.ColumnDef),
    ColumnDefault: it => it.def ? expression(it.def) : "",
    CookedColumnDefault: it => it.def ? expression(it.def) : "",
    SetExpression: it => expression(it.def),
    SetStatistics: it => value(it.def),
    SetOptions: optionsOf, ResetOptions: optionsOf, AlterColumnGenericOptions: optionsOf, SetRelOptions: optionsOf, ResetRelOptions: optionsOf, GenericOptions: optionsOf,
    SetStorage: it => value(it.def), SetCompression: it => value(it.def),
    AddIdentity: it => constraint(it.def.Constraint),
    SetIdentity: it => identity(it.def.List.items),
    AlterColumnType: ({ def: { ColumnDef: to } }) => `${type(to.typeName)} ${to.collClause ? names(to.collClause.collname) : ""} ${condition(to.raw_default)}`,
    AddConstraint: it => constraint(it.def.Constraint),
    AlterConstraint: it => alterConstraint(it.def.ATAlterConstraint ?? it.def.Constraint),
    AddInherit: parent, DropInherit: parent,
    AddOf: it => type(it.def.TypeName),
    ChangeOwner: it => role(it.newowner),
    ReplicaIdentity: ({ def: { ReplicaIdentityStmt: by } }) => `${by.identity_type} ${by.name ?? ""}`,
    AttachPartition: partition, DetachPartition: partition, DetachPartitionFinalize: partition,
};

// GENERATED is an option like the sequence's, with the letter that the catalog keeps.
function identity(list) {
    const generated = list.find(one => one.DefElem.defname === "generated");
    return `${generated ? String.fromCharCode(generated.DefElem.arg.Integer.ival) : ""} ${sequence(list.filter(one => one !== generated))}`;
}

const alterConstraint = it => `${it.conname}${flag(it.deferrable, " deferrable")}${flag(it.initdeferred, " deferred")}${flag(it.alterEnforceability, it.is_enforced ? " enforced" : " unenforced")}`
    + flag(it.alterInheritability, it.noinherit ? " noinherit" : " inherit");
