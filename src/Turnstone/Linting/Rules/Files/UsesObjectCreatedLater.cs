namespace Turnstone.Linting.Rules.Files;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>A file that needs what a later one makes.</summary>
sealed class UsesObjectCreatedLater : SetRule
{
    public override string Name => "uses-object-created-later";

    public override RuleTopic Topic => RuleTopic.Files;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A migration that names a table, a type or a function which only a later one makes fails on an empty database: in CI, on a new developer's machine, and on the day when a server is built anew. Where the later file happened to be applied first, nobody notices.";

    public override string Cure => "Turn the order round: a higher version for the file that uses it, or a lower one for the file that makes it.";

    public override string Limits => "Said where a table, a type or a function is not known when it is used, and a later file makes it, not with IF NOT EXISTS or OR REPLACE. Not looked for in bodies of functions and in DO blocks, which look a name up when they run.";

    enum Kind
    {
        Table,
        Type,
        Routine,

        /// <summary>A table that is taken away: it was there, wherever it came from.</summary>
        Gone,
    }

    /// <summary>A name that nothing was known of.</summary>
    sealed record Use(StatementPlace Place, Kind Of, ObjectName Name, TextSpan Span) : SetNote(Place);

    protected internal override IEnumerable<SetNote> Note(LintContext context) => context switch
    {
        { IsInBlock: true } or { File.Migration.Kind: not MigrationKind.Versioned } => [],
        { Statement: Drop drop } => Unknown(drop.Objects.Select(one => one.Name), Kind.Gone, context),
        { File.IsAsked: false } => [],
        // What changes rows may be long, and is not kept for what is called in it; rows that are written out name nothing.
        { Statement: Insert { Query.Body: ValuesList, Table: var filled } } => Unknown([filled], Kind.Table, context),
        { Statement: Insert or Update or Delete } => Unknown(TablesOf(context.Statement, made: null, context.Known), Kind.Table, context),
        _ => OfDefinition(context.Statement, context),
    };

    static IEnumerable<SetNote> OfDefinition(Statement statement, LintContext context)
    {
        if (statement is not (CreateTable or CreateTableAs or CreateIndex or CreateView or CreateMaterializedView or CreateTrigger or CreatePolicy or AlterTable { IfExists: false }))
        {
            return [];
        }
        var called = statement.Nodes.OfType<FunctionCall>().Select(call => call.Name).Concat(statement is CreateTrigger trigger ? [trigger.Function] : []);
        return
        [
            .. Unknown(TablesOf(statement, NameOf(statement), context.Known), Kind.Table, context),
            .. Unknown(statement.Nodes.OfType<TypeName>().Select(type => type.Name), Kind.Type, context),
            .. Unknown(called, Kind.Routine, context),
        ];
    }

    // Mostly all of them are known, and then nobody asks which of the names a WITH gives.
    static IEnumerable<ObjectName> TablesOf(Statement statement, ObjectName? made, KnownSchema known) =>
        statement.Nodes.Any(node => node.NamedRelations.Any(name => name != made && known.Table(name) is null)) ? StatementNames.Of(statement).Relations.Where(name => name != made) : [];

    static IEnumerable<SetNote> Unknown(IEnumerable<ObjectName> names, Kind kind, LintContext context) =>
        names.Where(name => name.Schema is not { Name: "pg_catalog" } && !IsThere(kind, name, context.Known)).Select(name => new Use(context.Place, kind, name, name.Span));

    static bool IsThere(Kind kind, ObjectName name, KnownSchema known) => kind switch
    {
        Kind.Type => known.Type(name) is not null,
        Kind.Routine => known.Routines(name).Count > 0,
        _ => known.Table(name) is not null,
    };

    static Making? MakingOf(Kind kind, ObjectName name, KnownSchema known) => kind switch
    {
        Kind.Type => known.Type(name)?.Made,
        Kind.Routine => known.Routines(name) is [var first, ..] ? first.Made : null,
        _ => known.Table(name)?.Made,
    };

    protected internal override IEnumerable<Finding> Check(SetContext context)
    {
        var notes = context.Notes.OfType<Use>().ToList();
        var gone = notes.Where(note => note.Of == Kind.Gone).Select(note => note.Name).ToHashSet();
        foreach (var use in notes.Where(note => note.Of != Kind.Gone && !gone.Contains(note.Name)).DistinctBy(note => (note.Place.File.Place, note.Of, note.Name)))
        {
            if (MakingOf(use.Of, use.Name, context.Known) is { Place: { } made } making && making.File > use.Place.File.Place && Parser.Parse(made.Slice, context.Options.Version) is var statement
                && NameOf(statement) is { } name && name.Name == use.Name.Name && !MayBeThereBefore(statement))
            {
                yield return Finding.At(use.Place, use.Span, $"{use.Name.Shown()} is made only by {Path.GetFileName(made.Migration.File)}, which runs later.");
            }
        }
    }

    static ObjectName? NameOf(Statement statement) => statement switch
    {
        CreateTable one => one.Name,
        CreateTableAs one => one.Name,
        CreateView one => one.Name,
        CreateMaterializedView one => one.Name,
        CreateType one => one.Name,
        CreateDomain one => one.Name,
        CreateRoutine one => one.Name,
        _ => null,
    };

    static bool MayBeThereBefore(Statement statement) =>
        statement is CreateTable { IfNotExists: true } or CreateTableAs { IfNotExists: true } or CreateMaterializedView { IfNotExists: true } or CreateView { OrReplace: true } or CreateRoutine { OrReplace: true };
}
