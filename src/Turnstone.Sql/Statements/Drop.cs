namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>DROP kind [IF EXISTS] object, … [CASCADE | RESTRICT]</c> of what has no statement of its own.</summary>
public sealed record Drop(StatementSlice Slice, TextSpan Span, ObjectKind Kind, bool IfExists, ImmutableArray<ObjectReference> Objects, bool Cascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser(ObjectKindRule.Beginnings("DROP", ObjectUse.Drop))
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DROP");
            if (ObjectKindRule.Take(reader) is not { } rule || !rule.Use.HasFlag(ObjectUse.Drop))
            {
                return null;
            }

            var ifExists = reader.Take("IF", "EXISTS");
            var isSingle = rule.Shape is NameShape.OnTable or NameShape.WithMethod or NameShape.Cast or NameShape.Transform;
            var objects = isSingle ? [ObjectReference.Parser.Read(reader, rule)] : reader.List(reader => ObjectReference.Parser.Read(reader, rule));
            var cascade = DropBehavior.ReadCascade(reader);
            return new Drop(reader.Slice, reader.SpanFrom(start), rule.Kind, ifExists, objects, cascade);
        }
    }
}
