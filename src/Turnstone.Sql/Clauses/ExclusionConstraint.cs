namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>EXCLUDE [USING method] (key WITH operator, …) [WHERE (…)]</c></summary>
/// <param name="Method">None where it is the usual one.</param>
public sealed record ExclusionConstraint(TextSpan Span, Identifier? Name, Identifier? Method, ImmutableArray<ExclusionKey> Keys, Expression? Where) : Constraint(Span, Name)
{
    /// <summary>Further columns of its index.</summary>
    public ImmutableArray<Identifier> Include { get; init; } = [];

    /// <summary>Of its index.</summary>
    public ImmutableArray<Definition> Options { get; init; } = [];

    public Identifier? Tablespace { get; init; }

    public override IEnumerable<Identifier> NamedColumns => Include;

    internal static new class Parser
    {
        public static Constraint Read(SyntaxReader reader, Identifier? name)
        {
            reader.Expect("EXCLUDE");
            Identifier? method = reader.Take("USING") ? reader.ColId() : null;
            var keys = reader.Parenthesised(ExclusionKey.Parser.Read);
            var include = UniqueConstraint.Parser.ReadInclude(reader);
            var options = UniqueConstraint.Parser.ReadOptions(reader);
            var tablespace = UniqueConstraint.Parser.ReadTablespace(reader);
            var where = reader.Take("WHERE") ? Expression.Parser.ReadEnclosed(reader) : null;
            var attributes = ConstraintAttributes.Parser.ReadAll(reader, "EXCLUDE constraints", ConstraintAttributes.Allowed.Deferrable);
            return new ExclusionConstraint(default, name, method, keys, where) { Include = include, Options = options, Tablespace = tablespace, Attributes = attributes };
        }
    }
}
