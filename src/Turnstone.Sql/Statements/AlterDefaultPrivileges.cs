namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER DEFAULT PRIVILEGES [FOR ROLE …] [IN SCHEMA …] {GRANT | REVOKE} …</c></summary>
/// <param name="Of">The roles whose objects are meant; none where it is whoever is connected.</param>
/// <param name="Target"><c>TABLES</c>, <c>FUNCTIONS</c>, <c>LARGE OBJECTS</c> …</param>
/// <param name="OfGrantOption">Whether those roles may grant it on, or may no longer.</param>
public sealed record AlterDefaultPrivileges(StatementSlice Slice, TextSpan Span, ImmutableArray<RoleReference> Of, ImmutableArray<Identifier> Schemas, bool IsGrant,
    ImmutableArray<Privilege> Privileges, string Target, ImmutableArray<RoleReference> Roles, bool OfGrantOption) : Statement(Slice, Span)
{
    /// <summary>Whether what those roles granted on goes as well.</summary>
    public bool Cascade { get; init; }

    internal sealed class Parser() : StatementParser("ALTER DEFAULT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "DEFAULT", "PRIVILEGES");
            var (of, schemas) = ReadScope(reader);
            var isGrant = reader.ExpectOneOf("GRANT", "REVOKE") == "GRANT";
            var isOption = !isGrant && reader.Take("GRANT", "OPTION", "FOR");
            var privileges = Privilege.Parser.ReadAll(reader);
            reader.Expect("ON");
            var target = ReadTarget(reader);
            reader.Expect(isGrant ? "TO" : "FROM");
            var roles = Grantee.ReadAll(reader);
            isOption |= isGrant && reader.Take("WITH", "GRANT", "OPTION");
            var cascade = !isGrant && DropBehavior.ReadCascade(reader);
            return new AlterDefaultPrivileges(reader.Slice, reader.SpanFrom(start), of, schemas, isGrant, privileges, target, roles, isOption) { Cascade = cascade };
        }

        static (ImmutableArray<RoleReference> Of, ImmutableArray<Identifier> Schemas) ReadScope(SyntaxReader reader)
        {
            var of = ImmutableArray.CreateBuilder<RoleReference>();
            var schemas = ImmutableArray.CreateBuilder<Identifier>();
            while (reader.Word is "FOR" or "IN")
            {
                if (reader.Take("IN"))
                {
                    reader.Expect("SCHEMA");
                    schemas.AddRange(reader.List(static one => one.ColId()));
                }
                else
                {
                    reader.Expect("FOR");
                    reader.ExpectOneOf("ROLE", "USER");
                    of.AddRange(reader.List(RoleReference.Parser.Read));
                }
            }

            return (of.DrainToImmutable(), schemas.DrainToImmutable());
        }

        static string ReadTarget(SyntaxReader reader)
        {
            if (!reader.Is("LARGE"))
            {
                return reader.ExpectOneOf("TABLES", "FUNCTIONS", "ROUTINES", "SEQUENCES", "TYPES", "SCHEMAS");
            }

            reader.Since(PgVersion.V18, "ALTER DEFAULT PRIVILEGES … ON LARGE OBJECTS");
            reader.Expect("LARGE", "OBJECTS");
            return "LARGE OBJECTS";
        }
    }
}
