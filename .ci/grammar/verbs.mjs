// What people call a statement, by its parse tree: the name that Turnstone's StatementClassifier.Verb gives it by its words.

const objects = {
    ACCESS_METHOD: "ACCESS METHOD", ATTRIBUTE: "TYPE", DOMCONSTRAINT: "DOMAIN", EVENT_TRIGGER: "EVENT TRIGGER", FDW: "FOREIGN DATA WRAPPER",
    FOREIGN_SERVER: "SERVER", FOREIGN_TABLE: "FOREIGN TABLE", LARGEOBJECT: "LARGE OBJECT", MATVIEW: "MATERIALIZED VIEW",
    OPCLASS: "OPERATOR CLASS", OPFAMILY: "OPERATOR FAMILY", STATISTIC_EXT: "STATISTICS", TABCONSTRAINT: "TABLE",
    TSCONFIGURATION: "TEXT SEARCH CONFIGURATION", TSDICTIONARY: "TEXT SEARCH DICTIONARY", TSPARSER: "TEXT SEARCH PARSER",
    TSTEMPLATE: "TEXT SEARCH TEMPLATE", USER_MAPPING: "USER MAPPING",
};

export const object = type => {
    const name = (type ?? "OBJECT_TABLE").replace("OBJECT_", "");
    return objects[name] ?? name;
};

const transactions = {
    BEGIN: "BEGIN", START: "START TRANSACTION", COMMIT: "COMMIT", ROLLBACK: "ROLLBACK", SAVEPOINT: "SAVEPOINT", RELEASE: "RELEASE",
    ROLLBACK_TO: "ROLLBACK TO", PREPARE: "PREPARE TRANSACTION", COMMIT_PREPARED: "COMMIT PREPARED", ROLLBACK_PREPARED: "ROLLBACK PREPARED",
};

const renamed = { OBJECT_COLUMN: s => object(s.relationType), OBJECT_ATTRIBUTE: () => "TYPE", OBJECT_TABCONSTRAINT: () => "TABLE" };

const verbs = {
    AlterCollationStmt: "ALTER COLLATION", AlterDatabaseRefreshCollStmt: "ALTER DATABASE", AlterDatabaseSetStmt: "ALTER DATABASE",
    AlterDatabaseStmt: "ALTER DATABASE", AlterDefaultPrivilegesStmt: "ALTER DEFAULT PRIVILEGES", AlterDomainStmt: "ALTER DOMAIN",
    AlterEnumStmt: "ALTER TYPE", AlterEventTrigStmt: "ALTER EVENT TRIGGER", AlterExtensionContentsStmt: "ALTER EXTENSION",
    AlterExtensionStmt: "ALTER EXTENSION", AlterFdwStmt: "ALTER FOREIGN DATA WRAPPER", AlterForeignServerStmt: "ALTER SERVER",
    AlterFunctionStmt: s => `ALTER ${object(s.objtype)}`, AlterObjectDependsStmt: s => `ALTER ${object(s.objectType)}`,
    AlterObjectSchemaStmt: s => `ALTER ${object(s.objectType)}`, AlterOpFamilyStmt: "ALTER OPERATOR FAMILY", AlterOperatorStmt: "ALTER OPERATOR",
    AlterOwnerStmt: s => `ALTER ${object(s.objectType)}`, AlterPolicyStmt: "ALTER POLICY", AlterPublicationStmt: "ALTER PUBLICATION",
    AlterRoleSetStmt: "ALTER ROLE", AlterRoleStmt: "ALTER ROLE", AlterSeqStmt: "ALTER SEQUENCE", AlterStatsStmt: "ALTER STATISTICS",
    AlterSubscriptionStmt: "ALTER SUBSCRIPTION", AlterSystemStmt: "ALTER SYSTEM", AlterTableMoveAllStmt: s => `ALTER ${object(s.objtype)}`,
    AlterTableSpaceOptionsStmt: "ALTER TABLESPACE", AlterTableStmt: s => `ALTER ${object(s.objtype)}`,
    AlterTSConfigurationStmt: "ALTER TEXT SEARCH CONFIGURATION", AlterTSDictionaryStmt: "ALTER TEXT SEARCH DICTIONARY", AlterTypeStmt: "ALTER TYPE",
    AlterUserMappingStmt: "ALTER USER MAPPING", CallStmt: "CALL", CheckPointStmt: "CHECKPOINT", ClosePortalStmt: "CLOSE", ClusterStmt: "CLUSTER",
    CommentStmt: "COMMENT", CompositeTypeStmt: "CREATE TYPE", ConstraintsSetStmt: "SET CONSTRAINTS", CopyStmt: "COPY",
    CreateAmStmt: "CREATE ACCESS METHOD", CreateCastStmt: "CREATE CAST", CreateConversionStmt: "CREATE CONVERSION", CreatedbStmt: "CREATE DATABASE",
    CreateDomainStmt: "CREATE DOMAIN", CreateEnumStmt: "CREATE TYPE", CreateEventTrigStmt: "CREATE EVENT TRIGGER",
    CreateExtensionStmt: "CREATE EXTENSION", CreateFdwStmt: "CREATE FOREIGN DATA WRAPPER", CreateForeignServerStmt: "CREATE SERVER",
    CreateForeignTableStmt: "CREATE FOREIGN TABLE", CreateFunctionStmt: s => s.is_procedure ? "CREATE PROCEDURE" : "CREATE FUNCTION",
    CreateOpClassStmt: "CREATE OPERATOR CLASS", CreateOpFamilyStmt: "CREATE OPERATOR FAMILY", CreatePLangStmt: "CREATE LANGUAGE",
    CreatePolicyStmt: "CREATE POLICY", CreatePublicationStmt: "CREATE PUBLICATION", CreateRangeStmt: "CREATE TYPE",
    CreateRoleStmt: s => `CREATE ${s.stmt_type.replace("ROLESTMT_", "")}`, CreateSchemaStmt: "CREATE SCHEMA", CreateSeqStmt: "CREATE SEQUENCE",
    CreateStatsStmt: "CREATE STATISTICS", CreateStmt: "CREATE TABLE", CreateSubscriptionStmt: "CREATE SUBSCRIPTION",
    CreateTableAsStmt: s => s.is_select_into ? "SELECT" : `CREATE ${object(s.objtype ?? s.relkind)}`, CreateTableSpaceStmt: "CREATE TABLESPACE",
    CreateTransformStmt: "CREATE TRANSFORM", CreateTrigStmt: "CREATE TRIGGER", CreateUserMappingStmt: "CREATE USER MAPPING",
    DeallocateStmt: "DEALLOCATE", DeclareCursorStmt: "DECLARE", DefineStmt: s => `CREATE ${object(s.kind)}`, DeleteStmt: "DELETE",
    DiscardStmt: s => s.target === "DISCARD_ALL" ? "DISCARD ALL" : "DISCARD", DoStmt: "DO", DropOwnedStmt: "DROP OWNED", DropRoleStmt: "DROP ROLE",
    DropStmt: s => `DROP ${object(s.removeType)}`, DropSubscriptionStmt: "DROP SUBSCRIPTION", DropTableSpaceStmt: "DROP TABLESPACE",
    DropUserMappingStmt: "DROP USER MAPPING", DropdbStmt: "DROP DATABASE", ExecuteStmt: "EXECUTE", ExplainStmt: "EXPLAIN",
    FetchStmt: s => s.ismove ? "MOVE" : "FETCH", GrantRoleStmt: s => s.is_grant ? "GRANT" : "REVOKE", GrantStmt: s => s.is_grant ? "GRANT" : "REVOKE",
    ImportForeignSchemaStmt: "IMPORT FOREIGN SCHEMA", IndexStmt: "CREATE INDEX", InsertStmt: "INSERT", ListenStmt: "LISTEN", LoadStmt: "LOAD",
    LockStmt: "LOCK", MergeStmt: "MERGE", NotifyStmt: "NOTIFY", PrepareStmt: "PREPARE", ReassignOwnedStmt: "REASSIGN OWNED",
    RefreshMatViewStmt: "REFRESH MATERIALIZED VIEW", ReindexStmt: "REINDEX", RenameStmt: s => `ALTER ${renamed[s.renameType]?.(s) ?? object(s.renameType)}`,
    RuleStmt: "CREATE RULE", SecLabelStmt: "SECURITY LABEL", SelectStmt: "SELECT", TransactionStmt: s => transactions[s.kind.replace("TRANS_STMT_", "")],
    TruncateStmt: "TRUNCATE", UnlistenStmt: "UNLISTEN", UpdateStmt: "UPDATE", VacuumStmt: s => s.is_vacuumcmd ? "VACUUM" : "ANALYZE",
    VariableSetStmt: s => s.kind.startsWith("VAR_RESET") ? "RESET" : "SET", VariableShowStmt: "SHOW", ViewStmt: "CREATE VIEW",
};

/** The verb of a node such as `CreateStmt`; the node's own name where there is none. */
export function verbOf(node, fields) {
    const verb = verbs[node] ?? node;
    return typeof verb === "string" ? verb : verb(fields);
}
