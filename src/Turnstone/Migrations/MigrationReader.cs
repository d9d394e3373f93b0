namespace Turnstone.Migrations;

using Turnstone.Sql;

/// <summary>Goes forward over what a migration says to do: its statements, and where it names a data file, the COPY of that.</summary>
public sealed class MigrationReader : IDisposable
{
    readonly Migration migration;
    readonly TextReader source;
    readonly StatementReader reader;
    StatementSlice? ahead;
    bool isAhead;
    int data, taken;

    public MigrationReader(Migration migration)
    {
        this.migration = migration;
        source = migration.Text.Open();
        reader = new StatementReader(source, migration.Text.Length + 1) { Mark = Directives.Mark };
    }

    /// <summary>What was not taken in the text read so far.</summary>
    public IReadOnlyList<SyntaxError> Errors => reader.Errors;

    /// <summary>Whether <c>${name}</c> stands for a value in it.</summary>
    public bool HasPlaceholders => !migration.Directives.WithoutPlaceholders;

    /// <summary>How many statements were read.</summary>
    public int Count { get; private set; }

    /// <summary>The comments addressed to Turnstone before the last statement, or within it; at the end those behind all of them.</summary>
    public IReadOnlyList<MarkedComment> Marks { get; private set; } = [];

    /// <summary>Whether the last statement is marked as an assert.</summary>
    public bool IsAssert => StatementDirectives.MarkAssert(Marks);

    /// <summary>The data file that the last statement copies; none where its rows, if any, stand below it.</summary>
    public DataFile? DataFile { get; private set; }

    /// <summary>Where in its file the first row of the last statement stands.</summary>
    public int RowsLine => DataFile is null ? reader.CopyLine : 1;

    /// <summary>The next statement, numbered in the order in which they happen; null at the end.</summary>
    public StatementSlice? Read()
    {
        if (!isAhead)
        {
            ahead = reader.Read();
            isAhead = true;
        }
        DataFile = data < migration.Data.Length && !(ahead?.Position.Offset < migration.Data[data].Position.Offset) ? migration.Data[data++] : null;
        isAhead = DataFile is not null;
        Marks = isAhead ? [] : TakeMarks();
        var statement = DataFile is { } file ? new(file.Statement, 0, file.Position, "", CopiesFromStdin: true) : ahead;
        return statement is null ? null : statement with { Ordinal = ++Count };
    }

    IReadOnlyList<MarkedComment> TakeMarks()
    {
        if (taken == reader.Comments.Count)
        {
            return [];
        }
        var first = taken;
        taken = reader.Comments.Count;
        return [.. reader.Comments.Skip(first)];
    }

    /// <summary>The rows of the last statement, to be read before the next one is.</summary>
    public TextReader OpenRows() => DataFile?.Text.Open() ?? reader.CopyData;

    /// <summary>Every statement of a migration; the rows of COPY are passed over.</summary>
    public static IEnumerable<StatementSlice> Statements(Migration migration)
    {
        using var reader = new MigrationReader(migration);
        while (reader.Read() is { } statement)
        {
            yield return statement;
        }
    }

    public void Dispose() => source.Dispose();
}
