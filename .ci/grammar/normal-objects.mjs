// What is done to objects of any kind, as text.

import { cascade, flag, kindOf, qualified, relation, relations, role, say, text, thing, value } from "./normal-words.mjs";

// A part of a relation, a relation, an object, or what has nothing but a name.
function target(kind, it, name) {
    if (kind === "OBJECT_TRIGGER" || kind === "OBJECT_RULE" || kind === "OBJECT_POLICY") return it.object ? `${qualified(it.relation)}.${value(it.object)}` : `${qualified(it.relation)}.${name}`;
    if (kind === "OBJECT_ATTRIBUTE" || kind === "OBJECT_TYPE") return it.relation ? qualified(it.relation) : thing(kind, it.object);
    return it.relation ? relation(it.relation) : it.object ? thing(kind, it.object) : name;
}

const parts = { OBJECT_COLUMN: "COLUMN", OBJECT_ATTRIBUTE: "ATTRIBUTE", OBJECT_TABCONSTRAINT: "CONSTRAINT", OBJECT_DOMCONSTRAINT: "CONSTRAINT" };
const whole = { OBJECT_ATTRIBUTE: "OBJECT_TYPE", OBJECT_TABCONSTRAINT: "OBJECT_TABLE", OBJECT_DOMCONSTRAINT: "OBJECT_DOMAIN" };

export function rename(it) {
    const part = parts[it.renameType];
    const kind = it.renameType === "OBJECT_COLUMN" ? it.relationType : whole[it.renameType] ?? it.renameType;
    return say("rename", kindOf(kind), flag(it.missing_ok, "if"), target(kind, it, it.subname), part ? `${part} ${it.subname}` : "", it.newname, cascade(it));
}

export const toSchema = it => say("schema", kindOf(it.objectType), flag(it.missing_ok, "if"), target(it.objectType, it), it.newschema);
export const owner = it => say("owner", kindOf(it.objectType), target(it.objectType, it), role(it.newowner));
export const depends = it => say("depends", kindOf(it.objectType), target(it.objectType, it), flag(it.remove, "no"), text({ String: it.extname }));

export const drop = it => say("drop", kindOf(it.removeType), flag(it.concurrent, "concurrently"), flag(it.missing_ok, "if"), it.objects.map(one => thing(it.removeType, one)).join(" | "), cascade(it));
export const comment = it => say("comment", kindOf(it.objtype), thing(it.objtype, it.object), `'${it.comment ?? ""}'`);
export const label = it => say("label", it.provider, kindOf(it.objtype), thing(it.objtype, it.object), `'${it.label ?? ""}'`);
export const truncate = it => say("truncate", relations(it.relations), flag(it.restart_seqs, "restart"), cascade(it));
