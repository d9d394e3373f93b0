namespace Turnstone.Linting.Rules.Names;

using System.Buffers;
using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;
using Turnstone.Text;

/// <summary>A name of which PostgreSQL keeps the beginning.</summary>
sealed class IdentifierTooLong : NodeRule<Statement>
{
    public override string Name => "identifier-too-long";

    public override RuleTopic Topic => RuleTopic.Names;

    public override Severity Severity => Severity.Error;

    public override string Danger => "PostgreSQL keeps 63 bytes of a name and drops the rest with no more than a notice. Two names that differ behind that are one and the same; and what looks a name up in the catalog, as tools and scripts do, does not find it.";

    public override string Cure => "A shorter name. A constraint or an index whose name PostgreSQL would think of gets one of its own: CONSTRAINT orders_total_check CHECK (…).";

    public override string Limits => "Letters that are no ASCII are more than one byte each. Said too where PostgreSQL thinks of a name and has to shorten it.";

    // Of a name without quotes.
    static readonly SearchValues<char> Inside = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$");

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (!ReferenceEquals(statement, context.Statement))
        {
            return [];
        }
        var found = new List<Finding>();
        var text = statement.Slice.Text;
        if (MayHoldLong(text))
        {
            for (var tokens = new TokenReader(statement.Slice); !tokens.AtEnd; tokens.Next())
            {
                if (tokens.Kind is TokenKind.Word or TokenKind.QuotedIdentifier && Said(tokens.Text) is var name && GeneratedName.Bytes(name) is > GeneratedName.Longest and var bytes)
                {
                    found.Add(new(tokens.Current.Span, $"Of this name PostgreSQL keeps {GeneratedName.Longest} bytes of {bytes}: {Kept(name)}."));
                }
            }
        }
        found.AddRange(Generated(statement).Where(one => GeneratedName.Bytes(one.Wanted) > GeneratedName.Longest && !found.Exists(other => other.Message.Contains(one.Wanted, StringComparison.Ordinal)))
            .Select(one => new Finding(one.Span, $"PostgreSQL would call it {one.Wanted}, which is too long, and calls it {one.Kept}.")));
        return found;
    }

    // Most texts have nothing in them that is long enough: a look at every 64th place or so.
    static bool MayHoldLong(ReadOnlySpan<char> text)
    {
        if (text.Contains('"') || text.ContainsAnyExceptInRange('\0', '\u007f'))
        {
            return true;
        }
        for (var at = GeneratedName.Longest; at < text.Length;)
        {
            var last = text.Slice(at - GeneratedName.Longest, GeneratedName.Longest + 1).LastIndexOfAnyExcept(Inside);
            if (last < 0)
            {
                return true;
            }
            at += last + 1;
        }
        return false;
    }

    static string Said(ReadOnlySpan<char> token) => token is ['"', .. var inner, '"'] ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : token.ToString();

    static string Kept(string name) => GeneratedName.Of(name, null, null);

    /// <summary>The names that PostgreSQL thinks of, whole and as it keeps them.</summary>
    internal static IEnumerable<(TextSpan Span, string Wanted, string Kept)> Generated(Statement statement)
    {
        var table = statement switch { CreateTable create => create.Name.Name, AlterTable alter => alter.Table.Name.Name, _ => default };
        if (statement is CreateIndex { Name: null } index)
        {
            yield return Made(index.Span, index.Table.Name.Name, Addition(index.Keys.Concat(index.Include).Select(key => key.Column?.Name ?? (key.Value is { } value ? OutputNames.Name(value) : null) ?? "expr")), "idx");
        }
        if (table.Name is not { } name)
        {
            yield break;
        }
        var parts = statement is CreateTable { Elements: var elements } ? elements.AsEnumerable<SyntaxNode>() : ((AlterTable)statement).Actions;
        foreach (var part in parts)
        {
            switch (part)
            {
                case ColumnDefinition column:
                    foreach (var one in OfColumn(column, name))
                    {
                        yield return one;
                    }
                    break;
                case AddColumn { Column: var column }:
                    foreach (var one in OfColumn(column, name))
                    {
                        yield return one;
                    }
                    break;
                case TableConstraint { Constraint: { Name: null } constraint } when constraint is UniqueConstraint { UsingIndex: null } or ForeignKey:
                    yield return Made(constraint.Span, name, Columns(constraint), Label(constraint)!);
                    break;
                case AddConstraint { Constraint: { Name: null } constraint } when constraint is UniqueConstraint { UsingIndex: null } or ForeignKey:
                    yield return Made(constraint.Span, name, Columns(constraint), Label(constraint)!);
                    break;
            }
        }
    }

    static IEnumerable<(TextSpan Span, string Wanted, string Kept)> OfColumn(ColumnDefinition column, string table)
    {
        foreach (var constraint in column.Constraints.Where(one => one.Name is null))
        {
            if (Label(constraint) is { } label)
            {
                yield return Made(constraint.Span, table, label == "pkey" ? null : column.Name.Name, label);
            }
        }
        if (DefinedColumns.IsNumbered(column))
        {
            yield return Made(column.Span, table, column.Name.Name, "seq");
        }
    }

    static (TextSpan, string, string) Made(TextSpan span, string table, string? columns, string label) =>
        (span, columns is null ? $"{table}_{label}" : $"{table}_{columns}_{label}", GeneratedName.Of(table, columns, label));

    // A name that was there already gets a number.
    static string Addition(IEnumerable<string> columns)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = column;
            for (var number = 1; names.Contains(name); number++)
            {
                name = $"{column}{number}";
            }
            names.Add(name);
        }
        return string.Join('_', names);
    }

    static string? Columns(Constraint constraint) => constraint switch
    {
        UniqueConstraint { IsPrimaryKey: false } unique => string.Join('_', unique.Columns.Concat(unique.Include).Select(column => column.Name)),
        ForeignKey key => string.Join('_', key.Columns.Select(column => column.Name)),
        _ => null,
    };

    static string? Label(Constraint constraint) => constraint switch
    {
        UniqueConstraint { UsingIndex: not null } => null,
        UniqueConstraint { IsPrimaryKey: true } => "pkey",
        UniqueConstraint => "key",
        ForeignKey => "fkey",
        CheckConstraint => "check",
        _ => null,
    };
}
