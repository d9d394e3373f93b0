namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary><c>WHEN [NOT] MATCHED … THEN …</c></summary>
/// <param name="Match"><c>MATCHED</c>, <c>NOT MATCHED BY TARGET</c>, <c>NOT MATCHED BY SOURCE</c></param>
/// <param name="Action"><c>UPDATE</c>, <c>DELETE</c>, <c>INSERT</c>, <c>DO NOTHING</c></param>
/// <param name="Values">Of an INSERT; empty of DEFAULT VALUES.</param>
public sealed record MergeBranch(TextSpan Span, string Match, Expression? Condition, string Action, ImmutableArray<Assignment> Set, ImmutableArray<TargetColumn> Columns,
    ImmutableArray<Expression> Values) : SyntaxNode(Span)
{
    /// <summary><c>SYSTEM</c> or <c>USER</c>: whose values identity columns get.</summary>
    public string? Overriding { get; init; }

    internal static class Parser
    {
        public static MergeBranch Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("WHEN");
            var match = Matching(reader);
            var condition = reader.Take("AND") ? Expression.Parser.Read(reader) : null;
            reader.Expect("THEN");
            var branch = Act(reader, new(default, match, condition, "DO NOTHING", [], [], []));
            return branch with { Span = reader.SpanFrom(start) };
        }

        static string Matching(SyntaxReader reader)
        {
            if (reader.Take("MATCHED"))
            {
                return "MATCHED";
            }

            reader.Expect("NOT", "MATCHED");
            if (!reader.Is("BY"))
            {
                return "NOT MATCHED BY TARGET";
            }

            reader.Since(PgVersion.V17, "WHEN NOT MATCHED BY");
            reader.Expect("BY");
            return $"NOT MATCHED BY {reader.ExpectOneOf("TARGET", "SOURCE")}";
        }

        static MergeBranch Act(SyntaxReader reader, MergeBranch branch)
        {
            if (reader.Take("DO", "NOTHING"))
            {
                return branch;
            }

            if (branch.Match == "NOT MATCHED BY TARGET")
            {
                return Add(reader, branch);
            }

            if (reader.Take("DELETE"))
            {
                return branch with { Action = "DELETE" };
            }

            reader.Expect("UPDATE", "SET");
            return branch with { Action = "UPDATE", Set = Assignment.Parser.ReadAll(reader) };
        }

        static MergeBranch Add(SyntaxReader reader, MergeBranch branch)
        {
            reader.Expect("INSERT");
            branch = branch with { Action = "INSERT" };
            if (reader.Take("DEFAULT", "VALUES"))
            {
                return branch;
            }

            var columns = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(TargetColumn.Parser.Read) : [];
            var overriding = Insert.Parser.ReadOverriding(reader);
            reader.Expect("VALUES");
            return branch with { Columns = columns, Overriding = overriding, Values = reader.Parenthesised(Expression.Parser.Read) };
        }
    }
}
