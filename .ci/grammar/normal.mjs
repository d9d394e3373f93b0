// A parse tree as a line of text, in which only what the statement says is left: tests/Turnstone.Tests/Grammar/NormalTree*.cs make the same of ours.
// What neither of the two knows is null.

import { alterTable } from "./normal-actions.mjs";
import * as commands from "./normal-commands.mjs";
import * as definitions from "./normal-definitions.mjs";
import * as objects from "./normal-objects.mjs";
import { others } from "./normal-others.mjs";
import * as queries from "./normal-queries.mjs";
import * as tables from "./normal-tables.mjs";
import { only, unknown, Unknown } from "./normal-words.mjs";

const known = {
    SelectStmt: queries.select, InsertStmt: queries.insert, UpdateStmt: queries.update, DeleteStmt: queries.remove, MergeStmt: queries.merge,
    CreateStmt: tables.table, CreateTableAsStmt: tables.tableAs, ViewStmt: tables.view, IndexStmt: tables.index, AlterTableStmt: alterTable,
    RenameStmt: objects.rename, AlterObjectSchemaStmt: objects.toSchema, AlterOwnerStmt: objects.owner, AlterObjectDependsStmt: objects.depends, DropStmt: objects.drop,
    CommentStmt: objects.comment, SecLabelStmt: objects.label, TruncateStmt: objects.truncate,
    CreateSchemaStmt: definitions.createSchema, CreateSeqStmt: definitions.createSequence, AlterSeqStmt: definitions.alterSequence,
    CompositeTypeStmt: definitions.compositeType, CreateEnumStmt: definitions.enumType, CreateRangeStmt: definitions.rangeType, DefineStmt: definitions.define,
    AlterEnumStmt: definitions.alterEnum, AlterTypeStmt: definitions.alterType, AlterOperatorStmt: definitions.alterOperator,
    CreateDomainStmt: definitions.createDomain, AlterDomainStmt: definitions.alterDomain, CreateFunctionStmt: definitions.createFunction, AlterFunctionStmt: definitions.alterFunction,
    ReturnStmt: definitions.returned, CreateTrigStmt: definitions.createTrigger, CreatePolicyStmt: definitions.createPolicy, AlterPolicyStmt: definitions.alterPolicy,
    CreateExtensionStmt: definitions.createExtension, AlterExtensionStmt: definitions.alterExtension, AlterExtensionContentsStmt: definitions.alterContents,
    CreatePublicationStmt: definitions.createPublication, AlterPublicationStmt: definitions.alterPublication, CreateSubscriptionStmt: definitions.createSubscription,
    AlterSubscriptionStmt: definitions.alterSubscription, CreateStatsStmt: definitions.createStatistics, AlterStatsStmt: definitions.alterStatistics, RuleStmt: definitions.createRule,
    CreateForeignTableStmt: definitions.createForeignTable,
    GrantStmt: commands.grant, GrantRoleStmt: commands.grantRole, AlterDefaultPrivilegesStmt: commands.defaultPrivileges, VariableSetStmt: commands.set, TransactionStmt: commands.transaction,
    LockStmt: commands.lock, VacuumStmt: commands.vacuum, ReindexStmt: commands.reindex, ClusterStmt: commands.cluster, RefreshMatViewStmt: commands.refresh, CopyStmt: commands.copy,
    DoStmt: commands.execute, ExecuteStmt: commands.run, PrepareStmt: commands.prepare, ExplainStmt: commands.explain, ConstraintsSetStmt: commands.constraintsSet, CallStmt: commands.call,
    ...others,
};

export function normalOf(stmt) {
    try {
        return statement(stmt);
    } catch (trouble) {
        if (trouble instanceof Unknown) return null;
        throw trouble;
    }
}

/** A statement, or what stands where one does. */
export function statement(node) {
    const [kind, it] = only(node);
    const normal = known[kind] ?? unknown(kind);
    return normal(it);
}
