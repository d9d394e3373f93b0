namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>What the columns of a query are called: <c>FigureColname</c> of <c>parse_target.c</c>.</summary>
static class OutputNames
{
    /// <summary>None where one of them cannot be told: a star of what is not known, or a value that PostgreSQL has its own word for.</summary>
    public static ImmutableArray<string>? Of(Select query, ImmutableArray<Identifier> given, KnownSchema known)
    {
        if (query.With is not null || First(query.Body) is not SelectList list || Of(list, known) is not { } names)
        {
            return null;
        }
        return [.. given.Select(name => name.Name), .. names.Skip(given.Length)];
    }

    // Of UNION the first part's.
    static QueryBody First(QueryBody body)
    {
        while (body is SetOperation or NestedQuery { Query.With: null })
        {
            body = body is SetOperation set ? set.Left : ((NestedQuery)body).Query.Body;
        }
        return body;
    }

    static ImmutableArray<string>? Of(SelectList list, KnownSchema known)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var column in list.Columns)
        {
            if (column is { Label: null, Value: ColumnReference { IsStar: true } star })
            {
                if (Star(star, list, known) is not { } all)
                {
                    return null;
                }
                names.AddRange(all);
            }
            else if ((column.Label?.Name ?? Name(column.Value)) is { } name)
            {
                names.Add(name);
            }
            else
            {
                return null;
            }
        }
        return names.DrainToImmutable();
    }

    static IEnumerable<string>? Star(ColumnReference star, SelectList list, KnownSchema known)
    {
        if (list.From is not [TableItem { Alias: null or { Columns: [] } } item] || !star.Parts.IsEmpty && star.Parts[^1] != (item.Alias?.Name ?? item.Relation.Name.Name))
        {
            return null;
        }
        return known.Table(item.Relation.Name) is { IsWhole: true } table ? table.Columns.Keys : null;
    }

    /// <summary>What a value is called; none where PostgreSQL has its own word for it.</summary>
    public static string? Name(Expression value) => value switch
    {
        ColumnReference column => column.Parts[^1].Name,
        FunctionCall call => call.Name.Name.Name,
        Cast cast => Name(cast.Operand) ?? cast.Type.Name.Name.Name,
        Collation collation => Name(collation.Operand),
        _ => null,
    };
}
