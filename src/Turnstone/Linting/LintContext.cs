namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>One statement, and what was there before it.</summary>
public sealed class LintContext
{
    // Several rules ask, and what is known stays the same meanwhile.
    readonly Dictionary<AlterColumnType, TypeChange> changes = new(ReferenceEqualityComparer.Instance);
    ImmutableArray<TableLock>? locks;

    internal LintContext(LintedFile file, Statement statement, LintTransaction transaction, KnownSchema known, LintOptions options) =>
        (File, Statement, Transaction, Known, Options, Written) = (file, statement, transaction, known, options, statement.Slice);

    public LintedFile File { get; }

    public Statement Statement { get; }

    /// <summary>As the file has it, with placeholders.</summary>
    internal StatementSlice Written { get; init; }

    /// <summary>Whether it stands in a DO block, and may run more than once, or not at all.</summary>
    public bool IsInBlock { get; internal init; }

    /// <summary>Those behind it in its block.</summary>
    internal ImmutableArray<Statement> LaterInBlock { get; init; } = [];

    /// <summary>What commits together with it.</summary>
    public LintTransaction Transaction { get; }

    /// <summary>What is known of the database in front of it.</summary>
    public KnownSchema Known { get; }

    public LintOptions Options { get; }

    /// <summary>Where it stands, for what is said of it later.</summary>
    public StatementPlace Place => new(File, Statement.Slice) { Written = Written };

    public PgVersion Version => Options.Version;

    /// <summary>The first of the rows that a COPY from stdin, or from a data file, puts in, as they stand; as many as a look at them is worth.</summary>
    internal IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>The table that an ALTER TABLE is about.</summary>
    public ObjectName? Altered => Statement is AlterTable { Kind: ObjectKind.Table or ObjectKind.ForeignTable } alter ? alter.Table.Name : null;

    /// <summary>Whether a table is not there yet for anybody else: this statement makes it, or this file made it, or one that is applied together with it.</summary>
    public bool IsNew(ObjectName table) => Statement is CreateTable create && create.Name == table || IsOfThisRelease(Known.Table(table)?.Made);

    /// <summary>Whether this file says it, or one that is applied together with it.</summary>
    public bool IsOfThisRelease(Making? made) => made is not null && (made.File == File.Place || made.IsPending && File.Migration.Kind != MigrationKind.Undo);

    /// <summary>Whether the transaction made it itself, so that nobody else can wait for it.</summary>
    public bool IsOfThisTransaction(ObjectName table) => Known.Table(table)?.Made is { } made && made.Transaction == Transaction.Number;

    /// <summary>The locks that the statement takes on tables.</summary>
    public ImmutableArray<TableLock> Locks => locks ??= StatementLocks.Of(Statement, Known);

    /// <summary>What a change of a column's type does to the table that is altered.</summary>
    internal TypeChange Change(AlterColumnType change)
    {
        if (!changes.TryGetValue(change, out var known))
        {
            changes.Add(change, known = TypeChange.Of(change, Altered is { } table ? Known.Table(table) : null, Known, Statement.Slice.Text));
        }
        return known;
    }

    /// <summary>As the statement has it.</summary>
    public string Text(TextSpan span) => Statement.Slice.Text.Substring(span.Start, span.Length);
}
