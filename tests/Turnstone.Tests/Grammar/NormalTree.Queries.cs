namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <content>Queries and what changes rows.</content>
sealed partial class NormalTree
{
    string? Query(Statement statement) => statement switch
    {
        Select it => Query(it).ToString(),
        Insert it => Say("insert", With(it.With), Name(it.Table) + Called(it.Alias), string.Join(' ', it.Columns.Select(Say)), it.Overriding, it.Query is null ? "" : Say(it.Query), Say(it.OnConflict), Say(it.Returning)),
        Update it => Say("update", With(it.With), Target(it.Table, it.Alias), Say(it.Set), All(it.From), Where(it.Where, it.Cursor), Say(it.Returning)),
        Delete it => Say("delete", With(it.With), Target(it.Table, it.Alias), All(it.Using), Where(it.Where, it.Cursor), Say(it.Returning)),
        Merge it => Say("merge", With(it.With), Target(it.Table, it.Alias), Say(it.Source), Say(it.On), string.Join(" | ", it.Branches.Select(Say)), Say(it.Returning)),
        _ => null,
    };

    string Say(MergeBranch it) => $"{it.Match} {Say(it.Condition)} {it.Action.Replace("DO ", "", StringComparison.Ordinal)} " + it.Action switch
    {
        "UPDATE" => Say(it.Set),
        "INSERT" => $"{string.Join(' ', it.Columns.Select(Say))} {it.Overriding} {All(it.Values)}",
        _ => "",
    };

    static string Called(Identifier? alias) => alias is { } name ? $":{name.Name}" : "";

    string Where(Expression? where, Identifier? cursor) => cursor is { } name ? $"current {name.Name}" : Say(where);

    // What stands in parentheses is the query itself, and takes on what stands behind them.
    Normal Query(Select it)
    {
        var query = it.Body switch
        {
            NestedQuery nested => Query(nested.Query),
            SetOperation set => new($"{set.Operator}{(set.IsAll ? " ALL" : "")}({Body(set.Left)}, {Body(set.Right)})"),
            _ => new(Rows(it.Body)),
        };
        return query with
        {
            With = it.With is null ? query.With : With(it.With),
            Order = it.OrderBy.IsEmpty ? query.Order : Sorts(it.OrderBy),
            Count = it.Limit is null ? query.Count : Count(it.Limit),
            Offset = it.Limit is null ? query.Offset : Limit(it.Limit.Offset),
            Ties = it.Limit is null ? query.Ties : it.Limit.WithTies ? "ties" : "",
            Locks = string.Join(' ', ((IEnumerable<string>)[query.Locks, .. it.Locks.Select(Say)]).Where(one => one.Length > 0)),
        };
    }

    sealed record Normal(string Body)
    {
        public string With { get; init; } = "";

        public string Order { get; init; } = "";

        public string Count { get; init; } = "";

        public string Offset { get; init; } = "";

        public string Ties { get; init; } = "";

        public string Locks { get; init; } = "";

        public override string ToString() => $"select{{{string.Join("; ", With, Body, Order, Count, Offset, Ties, Locks)}}}";
    }

    string Body(QueryBody body) => body switch
    {
        NestedQuery nested => Query(nested.Query).ToString(),
        SetOperation set => new Normal($"{set.Operator}{(set.IsAll ? " ALL" : "")}({Body(set.Left)}, {Body(set.Right)})").ToString(),
        _ => new Normal(Rows(body)).ToString(),
    };

    string Rows(QueryBody body) => body switch
    {
        SelectList it => string.Join(", ", it.IsDistinct ? it.DistinctOn.IsEmpty ? "distinct" : $"distinct({All(it.DistinctOn)})" : "", Outputs(it.Columns), it.Into is { } into ? $"{into.Persistence} {Name(into.Name)}" : "", All(it.From), Say(it.Where),
            Flag(it.IsGroupByDistinct, "distinct ") + All(it.GroupBy), Say(it.Having), string.Join(' ', it.Windows.Select(one => $"{one.DefinedAs?.Name} {Say(one)}"))),
        ValuesList it => $"values {string.Join(' ', it.Rows.Select(row => $"({All(row)})"))}",
        WholeTable it => string.Join(", ", "", "*", "", Say(it.Relation), "", "", "", ""),
        _ => throw Unknown(body),
    };

    static string Say(RowLock it) => $"{it.Strength.Replace(" ", "", StringComparison.Ordinal)}{(it.Tables.IsEmpty ? "" : $" of {Names(it.Tables)}")}{(it.Waiting is { } waiting ? $" {waiting.Split(' ')[0]}" : "")}";

    string Count(RowLimit it) => it.IsSingle ? "1" : Limit(it.Count);

    string Limit(Expression? value) => value is null or Constant { Kind: ConstantKind.Null } ? "" : Say(value);

    string With(WithClause? with) => with is null ? "" : $"with{(with.IsRecursive ? " recursive" : "")} {string.Join(' ', with.Tables.Select(Say))}";

    string Say(CommonTable it) => $"{it.Name.Name}({Names(it.Columns)}){(it.IsMaterialized switch { true => "+", false => "-", _ => "" })}{Say(it.Query)}{Say(it.Search)}{Say(it.Cycle)}";

    static string Say(SearchClause? it) => it is null ? "" : $" search {(it.IsDepthFirst ? "depth" : "breadth")} {Names(it.Columns)} as {it.Order.Name}";

    string Say(CycleClause? it) => it is null ? "" : $" cycle {Names(it.Columns)} as {it.Mark.Name} {(it.Value is { } value ? Say(value) : "true")} {(it.Default is { } other ? Say(other) : "false")} path {it.Path.Name}";

    string Say(Returning? it) => it is null ? "" : string.Concat(it.Aliases.Select(one => $"{(one.IsNew ? "new" : "old")} as {one.Name.Name} ")) + Outputs(it.Columns);

    string Outputs(ImmutableArray<OutputColumn> columns) => string.Join(" | ", columns.Select(one => $"{Say(one.Value)}{(one.Label is { } label ? $" as {label.Name}" : "")}"));

    string Say(ImmutableArray<Assignment> set) => string.Join(" | ", set.Select(one => $"{string.Join(' ', one.Columns.Select(Say))} = {Say(one.Value)}"));

    string Say(TargetColumn it) => it.Name.Name + Steps(it.Steps);

    string Say(ConflictClause? it) => it is null ? ""
        : $"conflict({it.Constraint?.Name ?? string.Join(' ', it.Keys.Select(key => key.Column?.Name ?? Say(key.Value)))}{(it.KeysWhere is { } keys ? $" where {Say(keys)}" : "")}) {(it.Set.IsEmpty ? "nothing" : Say(it.Set))}{(it.Where is { } where ? $" where {Say(where)}" : "")}";

    static string Target(RelationName relation, Identifier? alias) => Say(relation) + Called(alias);

    static string Say(Alias? it) => it?.Name is null ? "" : $":{it.Name?.Name}{(it.Columns.IsEmpty ? "" : $"({Names(it.Columns)})")}";

    string All(ImmutableArray<TableReference> from) => string.Join(' ', from.Select(Say));

    string Say(TableReference from) => from switch
    {
        TableItem { Sample: { } sample } it => $"(sample {Say(it with { Sample = null })} {Name(sample.Method)} {All(sample.Arguments)} {Say(sample.Seed)})",
        TableItem it => Say(it.Relation) + Say(it.Alias),
        QueryItem it => $"({(it.IsLateral ? "lateral " : "")}{Say(it.Query)}){Say(it.Alias)}",
        Join it => $"({(it.Kind == "CROSS" ? "inner" : it.Kind.ToLowerInvariant())}{(it.IsNatural ? " natural" : "")} {Say(it.Left)} {Say(it.Right)} ({Names(it.Using)}){(it.UsingAlias is { } alias ? $":{alias.Name}" : "")} {Say(it.On)}){Say(it.Alias)}",
        TableFunction it => $"({(it.IsLateral ? "lateral " : "")}{All(it.Calls)}{(it.HasOrdinality ? " ordinality" : "")} {string.Join(' ', (it.Alias?.Definitions ?? []).Concat(it.Definitions).Select(one => $"{one.Name.Name} {Say(one.Type)}"))}){Say(it.Alias)}",
        _ => throw Unknown(from),
    };

    string Say(DataColumn it) => $"{it.Name?.Name} {(it.IsOrdinality ? "ordinality" : it.Type is { } type ? Say(type) : "nested")}{Flag(it.IsExistence, " exists")}{Flag(it.IsNotNull, " notnull")} {Say(it.Path)} {All(it.Defaults)}{(it.Columns.IsEmpty ? "" : $" ({List(it.Columns, Say)})")}";

    string Sorts(ImmutableArray<SortKey> keys) => string.Join(' ', keys.Select(key =>
        Say(key.Value) + (key.Using is { } by ? $" using {Say(by)}" : key.IsDescending ? " desc" : "") + (key.NullsFirst switch { true => " first", false => " last", _ => "" })));

    string Say(Window it) => $"({it.Name?.Name} by {All(it.PartitionBy)} order {Sorts(it.OrderBy)} {All(it.FrameValues)})";
}
