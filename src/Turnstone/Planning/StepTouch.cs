namespace Turnstone.Planning;

using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>What the statements of one step name, and which of it they may change, as far as their text says.</summary>
sealed class StepTouch
{
    readonly Func<string, bool> isOwnRoutine;

    StepTouch(Func<string, bool> isOwnRoutine) => this.isOwnRoutine = isOwnRoutine;

    /// <summary>Tables, views and the like that are read, written or changed.</summary>
    public HashSet<ObjectName> Relations { get; } = [];

    /// <summary>Those of them that may be others behind the step.</summary>
    public HashSet<ObjectName> Changed { get; } = [];

    /// <summary>Relations that are made, and those that would be dropped if they were there.</summary>
    public HashSet<ObjectName> Free { get; } = [];

    /// <summary>Functions, types and the like that may be others behind the step.</summary>
    public HashSet<ObjectName> Others { get; } = [];

    /// <summary>Relations that get their name.</summary>
    public HashSet<ObjectName> Named { get; } = [];

    /// <summary>Functions and procedures that are made.</summary>
    public HashSet<string> Routines { get; } = [];

    /// <summary>Whether what depends on something that is changed changes with it, whatever it is: a name goes on to another, CASCADE takes it along.</summary>
    public bool ReachesDependents { get; private set; }

    /// <summary>Whether something runs of which no text says what it changes: a DO, a CALL, a function of the database's own.</summary>
    public bool MayChangeAnything { get; private set; }

    /// <summary>Whether a name without a schema may mean one of another than the plan's search path says.</summary>
    public bool MovesNames { get; private set; }

    /// <param name="isOwnRoutine">Whether the database has a function of that name, or will have.</param>
    public static StepTouch Of(IEnumerable<PlannedStatement> carried, IEnumerable<PlannedStatement> statements, PgVersion version, Func<string, bool> isOwnRoutine)
    {
        var touch = new StepTouch(isOwnRoutine);
        foreach (var statement in carried)
        {
            touch.SeeSetting(statement);
        }
        foreach (var planned in statements)
        {
            touch.SeeSetting(planned);
            foreach (var statement in StatementReader.ReadAll(planned.Sql))
            {
                touch.See(Parser.Parse(statement, version));
            }
        }
        return touch;
    }

    void SeeSetting(PlannedStatement statement) =>
        MovesNames |= statement.Verb is "RESET" or "DISCARD" or "SET" or "SELECT" && (statement.Verb is "RESET" or "DISCARD" || statement.Sql.Contains("search_path", StringComparison.OrdinalIgnoreCase));

    void See(Statement statement)
    {
        var relations = StatementNames.Of(statement).Relations.Where(name => name.Schema?.Name != "pg_temp").ToList();
        Relations.UnionWith(relations);
        MayChangeAnything |= statement.Error is not null || IsUnknown(statement);
        if (OnlyRows(statement))
        {
            MayChangeAnything |= statement.Nodes.OfType<FunctionCall>().Any(call => call.Name.Schema?.Name != "pg_catalog" && isOwnRoutine(call.Name.Name.Name));
            return;
        }
        Changed.UnionWith(relations);
        Free.UnionWith(Made(statement));
        ReachesDependents |= statement is Rename or MoveToSchema || HasCascade(statement);
        Others.UnionWith(statement.Nodes.OfType<ObjectReference>().Where(one => one.Kind is not (ObjectKind.Column or ObjectKind.Table)).Select(one => one.Type?.Name ?? one.Name));
        SeeNames(statement);
    }

    void SeeNames(Statement statement)
    {
        switch (statement)
        {
            case CreateRoutine routine:
                Routines.Add(routine.Name.Name.Name);
                Others.Add(routine.Name);
                break;
            case AddEnumValue value:
                Others.Add(value.Type);
                break;
            case AlterDomain domain:
                Others.Add(domain.Name);
                break;
            case Rename { Part: null } rename:
                Changed.Add(rename.Object.Name);
                Named.Add(rename.Object.Name with { Name = rename.NewName });
                break;
            case MoveToSchema move:
                Changed.Add(move.Object.Name);
                Named.Add(move.Object.Name with { Schema = move.Schema });
                break;
        }
    }

    // Rows come and go, and the objects stay what they are.
    static bool OnlyRows(Statement statement) =>
        statement is Insert or Update or Delete or Merge or Copy or Truncate or Lock or Analyze or Vacuum or Set or SetConstraints or Show
        || statement is Select && !statement.Nodes.Any(node => node is NewTable);

    static bool IsUnknown(Statement statement) => statement is OtherStatement or Do or Call or Execute or DropOwned or ReassignOwned or ImportForeignSchema or AlterAllInTablespace or AlterExtension or CreateExtension or Explain
        || statement is CreateSchema { Elements.IsEmpty: false }
        || statement is Drop { Kind: ObjectKind.Schema or ObjectKind.Extension or ObjectKind.Language or ObjectKind.Server or ObjectKind.ForeignDataWrapper }
        || statement is Rename { Object.Kind: ObjectKind.Schema } or AlterOwner { Object.Kind: ObjectKind.Schema }
        || statement is PrivilegeChange { Target.Kind: var kind } && kind.StartsWith("ALL ", StringComparison.Ordinal);

    // CASCADE of a foreign key's rule takes rows along, and nothing else.
    static bool HasCascade(Statement statement)
    {
        for (var words = new TokenReader(statement.Slice); !words.AtEnd;)
        {
            if (words.Take("ON DELETE CASCADE") || words.Take("ON UPDATE CASCADE"))
            {
                continue;
            }
            if (words.Is("CASCADE"))
            {
                return true;
            }
            words.Next();
        }
        return false;
    }

    static IEnumerable<ObjectName> Made(Statement statement)
    {
        IEnumerable<ObjectName> made = statement switch
        {
            CreateTable { Persistence: not "TEMPORARY" } create => [create.Name],
            CreateTableAs { Persistence: not "TEMPORARY" } create => [create.Name],
            CreateView { Persistence: not "TEMPORARY" } create => [create.Name],
            CreateSequence { Persistence: not "TEMPORARY" } create => [create.Name],
            CreateMaterializedView create => [create.Name],
            CreateForeignTable create => [create.Name],
            Drop { IfExists: true, Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable } drop => drop.Objects.Select(one => one.Name),
            _ => [],
        };
        return made.Where(name => name.Schema?.Name != "pg_temp");
    }
}
