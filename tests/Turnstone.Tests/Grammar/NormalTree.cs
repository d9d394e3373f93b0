namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>A tree of a query as a line of text, in which only what the statement says is left: <c>.ci/grammar/normal.mjs</c> makes the same of PostgreSQL's.</summary>
static class NormalTree
{
    /// <returns>None of what only one of the two knows.</returns>
    public static string? Of(Statement statement)
    {
        try
        {
            return Say(statement);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    static NotSupportedException Unknown(object what) => new(what.GetType().Name);

    static string Say(Statement statement) => statement switch
    {
        Select it => Query(it).ToString(),
        Insert it => $"insert{{{string.Join("; ", With(it.With), Name(it.Table) + (it.Alias is { } alias ? $":{alias.Name}" : ""), string.Join(' ', it.Columns.Select(Say)), it.Overriding, it.Query is null ? "" : Say(it.Query), Say(it.OnConflict), Say(it.Returning))}}}",
        Update it => $"update{{{string.Join("; ", With(it.With), Target(it.Table, it.Alias), Say(it.Set), All(it.From), it.Cursor is { } cursor ? $"current {cursor.Name}" : Say(it.Where), Say(it.Returning))}}}",
        Delete it => $"delete{{{string.Join("; ", With(it.With), Target(it.Table, it.Alias), All(it.Using), it.Cursor is { } cursor ? $"current {cursor.Name}" : Say(it.Where), Say(it.Returning))}}}",
        _ => throw Unknown(statement),
    };

    // What stands in parentheses is the query itself, and takes on what stands behind them.
    static Normal Query(Select it)
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
            Locks = string.Join(' ', ((IEnumerable<string>)[query.Locks, .. it.Locks.Select(one => one.Strength.Replace(" ", "", StringComparison.Ordinal))]).Where(one => one.Length > 0)),
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

    static string Body(QueryBody body) => body switch
    {
        NestedQuery nested => Query(nested.Query).ToString(),
        SetOperation set => new Normal($"{set.Operator}{(set.IsAll ? " ALL" : "")}({Body(set.Left)}, {Body(set.Right)})").ToString(),
        _ => new Normal(Rows(body)).ToString(),
    };

    static string Rows(QueryBody body) => body switch
    {
        SelectList it => string.Join(", ", it.IsDistinct ? it.DistinctOn.IsEmpty ? "distinct" : $"distinct({All(it.DistinctOn)})" : "", Outputs(it.Columns), it.Into is { } into ? Name(into.Name) : "", All(it.From), Say(it.Where),
            All(it.GroupBy), Say(it.Having), string.Join(' ', it.Windows.Select(one => $"{one.DefinedAs?.Name} {Say(one)}"))),
        ValuesList it => $"values {string.Join(' ', it.Rows.Select(row => $"({All(row)})"))}",
        WholeTable it => string.Join(", ", "", "*", "", Say(it.Relation), "", "", "", ""),
        _ => throw Unknown(body),
    };

    static string Count(RowLimit it) => it.IsSingle ? "#i" : Limit(it.Count);

    static string Limit(Expression? value) => value is null or Constant { Kind: ConstantKind.Null } ? "" : Say(value);

    static string With(WithClause? with) => with is null ? "" : $"with{(with.IsRecursive ? " recursive" : "")} {string.Join(' ', with.Tables.Select(Say))}";

    static string Say(CommonTable it) => $"{it.Name.Name}({Names(it.Columns)}){(it.IsMaterialized switch { true => "+", false => "-", _ => "" })}{Say(it.Query)}";

    static string Say(Returning? it) => it is null ? "" : Outputs(it.Columns);

    static string Outputs(ImmutableArray<OutputColumn> columns) => string.Join(" | ", columns.Select(one => $"{Say(one.Value)}{(one.Label is { } label ? $" as {label.Name}" : "")}"));

    static string Say(ImmutableArray<Assignment> set) => string.Join(" | ", set.Select(one => $"{string.Join(' ', one.Columns.Select(Say))} = {Say(one.Value)}"));

    static string Say(TargetColumn it) => it.Name.Name + Steps(it.Steps);

    static string Say(ConflictClause? it) => it is null ? ""
        : $"conflict({it.Constraint?.Name ?? string.Join(' ', it.Keys.Select(key => key.Column?.Name ?? Say(key.Value)))}{(it.KeysWhere is { } keys ? $" where {Say(keys)}" : "")}) {(it.Set.IsEmpty ? "nothing" : Say(it.Set))}{(it.Where is { } where ? $" where {Say(where)}" : "")}";

    static string Name(ObjectName name) => name.Schema is { } schema ? $"{schema.Name}.{name.Name.Name}" : name.Name.Name;

    static string Names(ImmutableArray<Identifier> names) => string.Join(' ', names.Select(name => name.Name));

    static string Target(RelationName relation, Identifier? alias) => Say(relation) + (alias is { } name ? $":{name.Name}" : "");

    static string Say(RelationName relation) => Name(relation.Name) + (relation.IsOnly ? " only" : "");

    static string Say(Alias? it) => it?.Name is null ? "" : $":{it.Name?.Name}{(it.Columns.IsEmpty ? "" : $"({Names(it.Columns)})")}";

    static string All(ImmutableArray<TableReference> from) => string.Join(' ', from.Select(Say));

    static string Say(TableReference from) => from switch
    {
        TableItem { Sample: { } sample } it => $"(sample {Say(it with { Sample = null })} {Name(sample.Method)} {All(sample.Arguments)} {Say(sample.Seed)})",
        TableItem it => Say(it.Relation) + Say(it.Alias),
        QueryItem it => $"({(it.IsLateral ? "lateral " : "")}{Say(it.Query)}){Say(it.Alias)}",
        Join it => $"({(it.Kind == "CROSS" ? "inner" : it.Kind.ToLowerInvariant())}{(it.IsNatural ? " natural" : "")} {Say(it.Left)} {Say(it.Right)} ({Names(it.Using)}){(it.UsingAlias is { } alias ? $":{alias.Name}" : "")} {Say(it.On)}){Say(it.Alias)}",
        TableFunction it => $"({(it.IsLateral ? "lateral " : "")}{All(it.Calls)}{(it.HasOrdinality ? " ordinality" : "")} {string.Join(' ', (it.Alias?.Definitions ?? []).Concat(it.Definitions).Select(one => $"{one.Name.Name} {Say(one.Type)}"))}){Say(it.Alias)}",
        _ => throw Unknown(from),
    };

    static string Say(TypeName it) => $"{(it.IsSet ? "setof " : "")}{Name(it.Name)}{(it.IsReference ? "%type" : "")}{string.Concat(Enumerable.Repeat("[]", it.Dimensions))}";

    static string Sorts(ImmutableArray<SortKey> keys) => string.Join(' ', keys.Select(key =>
        Say(key.Value) + (key.Using is { } by ? $" using {Say(by)}" : key.IsDescending ? " desc" : "") + (key.NullsFirst switch { true => " first", false => " last", _ => "" })));

    static string Say(Window it) => $"({it.Name?.Name} by {All(it.PartitionBy)} order {Sorts(it.OrderBy)} {All(it.FrameValues)})";

    static string Steps(ImmutableArray<SelectionStep> steps) => string.Concat(steps.Select(step => step switch
    {
        { IsStar: true } => ".*",
        { Field: { } field } => $".{field.Name}",
        { IsSlice: true } => $"[{Say(step.From)}:{Say(step.To)}]",
        _ => $"[{Say(step.From)}]",
    }));

    static string Say(OperatorName by) => (by.Schema is { } schema ? $"{schema.Name}." : "") + (by.Symbol switch
    {
        "LIKE" => "~~",
        "NOT LIKE" => "!~~",
        "ILIKE" => "~~*",
        "NOT ILIKE" => "!~~*",
        var symbol => symbol,
    });

    static string All(ImmutableArray<Expression> values) => string.Join(' ', values.Select(Say));

    static string Say(Expression? expression) => expression switch
    {
        null => "",
        ColumnReference it => string.Join('.', it.Parts.Select(part => part.Name).Concat(it.IsStar ? ["*"] : (string[])[])),
        Constant it => it.Kind switch { ConstantKind.Integer => "#i", ConstantKind.Number => "#n", ConstantKind.String => "#s", ConstantKind.Bits => "#b", ConstantKind.True => "true", ConstantKind.False => "false", _ => "null" },
        ParameterReference => "$",
        DefaultValue => "default",
        Cast it => $"(cast {Say(it.Operand)} {Say(it.Type)})",
        // PostgreSQL makes one constant of a number and its sign.
        UnaryOperation { Operator.Symbol: "-", Operand: Constant { Kind: ConstantKind.Integer or ConstantKind.Number } number } => Say(number),
        UnaryOperation it => $"({Say(it.Operator)} {Say(it.Operand)})",
        BinaryOperation { Operator.Symbol: "OVERLAPS", Left: RowConstructor left, Right: RowConstructor right } => Sql([.. left.Elements, .. right.Elements]),
        BinaryOperation it => $"({Say(it.Operator)} {Say(it.Left)} {Say(it.Right)})",
        Connective it => $"({(it.IsAnd ? "and" : "or")} {string.Join(' ', Flat(it).Select(Say))})",
        Negation it => $"(not {Say(it.Operand)})",
        Test { For: "NORMALIZED" } it => it.IsNegated ? $"(not {Sql([it.Operand])})" : Sql([it.Operand]),
        Test { For: "DOCUMENT" or "JSON" } => throw Unknown(expression),
        Test it => $"(IS {(it.IsNegated ? "NOT " : "")}{it.For} {Say(it.Operand)})",
        Between it => $"({(it.IsNegated ? "NOT " : "")}BETWEEN{(it.IsSymmetric ? " SYMMETRIC" : "")} {Say(it.Operand)} {Say(it.Lower)} {Say(it.Upper)})",
        PatternMatch it => $"({(it.IsNegated ? "NOT " : "")}{it.Kind} {Say(it.Operand)} {All(it.Escape is null ? [it.Pattern] : [it.Pattern, it.Escape])})",
        Membership { Query: { } query } it => it.IsNegated ? $"(not (in {Say(it.Operand)} {Say(query)}))" : $"(in {Say(it.Operand)} {Say(query)})",
        Membership it => $"({(it.IsNegated ? "not in" : "in")} {Say(it.Operand)} {All(it.Values)})",
        QuantifiedComparison it => $"({(it.IsAll ? "all" : "any")} {Say(it.Operator)} {Say(it.Left)} {(it.Query is null ? Say(it.Array) : Say(it.Query))})",
        Subquery it => $"({it.Kind.ToString().ToLowerInvariant()} {Say(it.Query)})",
        CaseExpression it => $"(case {Say(it.Operand)} {string.Join(' ', it.Branches.Select(branch => $"{Say(branch.When)}:{Say(branch.Then)}"))} {Say(it.Else)})",
        ArrayConstructor it => $"[{All(it.Elements)}]",
        RowConstructor it => $"(row {All(it.Elements)})",
        Selection it => $"(. {Say(it.Target)} {Steps(it.Steps)})",
        Collation it => $"(collate {Say(it.Operand)} {Name(it.Name)})",
        AtTimeZone it => Sql(it.Zone is null ? [it.Operand] : [it.Zone, it.Operand]),
        FunctionCall it => Say(it),
        KeywordCall it => Say(it),
        _ => throw Unknown(expression),
    };

    // (a AND b) AND c is one list, a AND (b AND c) is not.
    static IEnumerable<Expression> Flat(Connective it) => it.Operands[0] is Connective first && first.IsAnd == it.IsAnd ? Flat(first).Concat(it.Operands.Skip(1)) : it.Operands;

    static string Sql(ImmutableArray<Expression> values) => $"sql{{{string.Join(' ', values.Select(Say).Order(StringComparer.Ordinal))}}}";

    static string Say(FunctionCall it) =>
        $"{Name(it.Name)}({(it.IsStar ? "*" : "")}{(it.IsDistinct ? "distinct " : "")}{(it.Arguments.Any(one => one.IsVariadic) ? "variadic " : "")}{string.Join(' ', it.Arguments.Select(one => (one.Name is { } name ? $"{name.Name}=>" : "") + Say(one.Value)))}"
        + $"{(it.OrderBy.IsEmpty ? "" : $" order {Sorts(it.OrderBy)}")}{(it.IsWithinGroup ? " within" : "")}){(it.Filter is null ? "" : $" filter {Say(it.Filter)}")}{(it.Over is null ? "" : $" over {(it.Over.IsReference ? it.Over.Name?.Name : Say(it.Over))}")}";

    static string Say(KeywordCall it) => it.Keyword switch
    {
        "EXTRACT" or "NORMALIZE" or "OVERLAY" or "POSITION" or "SUBSTRING" or "TRIM" or "COLLATION FOR" => Sql(it.Operands),
        "COALESCE" or "GREATEST" or "LEAST" or "NULLIF" or "GROUPING" or "CUBE" or "ROLLUP" => $"{it.Keyword}({All(it.Operands)})",
        "GROUPING SETS" => $"SETS({All(it.Operands)})",
        ['C', 'U', 'R', 'R', ..] or ['L', 'O', 'C', 'A', 'L', ..] or "USER" or "SESSION_USER" or "SYSTEM_USER" => "value",
        _ => throw Unknown(it),
    };
}
