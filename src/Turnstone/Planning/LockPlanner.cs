namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Linting;
using Turnstone.Linting.Knowledge;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Says of each statement, in the order in which they run, which locks it takes on what was there before its step.</summary>
sealed class LockPlanner
{
    readonly KnownSchema known;
    readonly PgVersion version;
    int step;

    /// <param name="path">The schemas that a name without one is looked for in.</param>
    public LockPlanner(Schema target, ImmutableArray<string> path, PgVersion version)
    {
        (known, this.version) = (new(path), version);
        foreach (var statement in DumpFile.Read(DumpFile.Write(target), "").Value?.Statements ?? [])
        {
            known.Follow(Parser.Parse(statement, version), made: null);
        }
    }

    /// <summary>The next step begins: what the one before made is there for everybody.</summary>
    public void Begin() => step++;

    /// <summary>The strongest first; what the step made itself is nobody else's to wait for.</summary>
    public ImmutableArray<PlannedLock> Next(string sql)
    {
        var locks = new List<TableLock>();
        foreach (var statement in StatementReader.ReadAll(sql).Select(slice => Parser.Parse(slice, version)))
        {
            locks.AddRange(StatementLocks.Of(statement, known).Where(one => IsShared(one.Table)));
            known.Follow(statement, new(0, step, IsPending: true));
            // A DO block's statements run now, and its locks were said with it.
            foreach (var within in BlockStatements.Of(statement, version))
            {
                known.Follow(within, new(0, step, IsPending: true));
            }
        }
        return Told(locks.Select(one => (Shown(one.Table), one.Mode)));
    }

    static ImmutableArray<PlannedLock> Told(IEnumerable<(string Relation, LockMode Mode)> locks) =>
    [
        .. locks.GroupBy(one => one.Relation, one => one.Mode).Select(group => (Relation: group.Key, Mode: group.Max()))
            .OrderByDescending(one => one.Mode).ThenBy(one => one.Relation, StringComparer.Ordinal).Select(one => new PlannedLock(one.Relation, one.Mode.Name())),
    ];

    /// <summary>Of several statements the strongest on each relation.</summary>
    public static ImmutableArray<PlannedLock> Together(IEnumerable<PlannedLock> locks)
    {
        var modes = Enum.GetValues<LockMode>().ToDictionary(mode => mode.Name());
        return Told(locks.Select(one => (one.Relation, modes[one.Mode])));
    }

    bool IsShared(ObjectName name) => name.Schema?.Name != "pg_temp" && known.Table(name) is not { IsTemporary: true } && known.Table(name)?.Made?.Transaction != step;

    string Shown(ObjectName name) => known.Table(name) is { } table ? Expectation.NameOf(table.Name.Schema, table.Name.Name) : name.Shown();
}
