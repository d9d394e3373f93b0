namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>When a constraint is checked, and for which rows.</summary>
/// <param name="IsDeferrable">None where nothing is said; so are the others.</param>
public readonly record struct ConstraintAttributes(bool? IsDeferrable, bool? IsInitiallyDeferred, bool IsNotValid, bool IsNoInherit, bool? IsEnforced)
{
    /// <summary>Which attributes a kind of constraint may have.</summary>
    [Flags]
    internal enum Allowed
    {
        None = 0,
        Deferrable = 1,
        NotValid = 2,
        NoInherit = 4,
        Enforced = 8,
    }

    internal static class Parser
    {
        /// <summary>All that stand here: <c>ConstraintAttributeSpec</c> of <c>gram.y</c>.</summary>
        /// <param name="kind">As a subject: <c>CHECK constraints</c>.</param>
        public static ConstraintAttributes ReadAll(SyntaxReader reader, string kind, Allowed allowed)
        {
            var read = default(ConstraintAttributes);
            while (Read(reader, read, isOfColumn: false) is { } more)
            {
                read = more;
                if (read is { IsInitiallyDeferred: true, IsDeferrable: false })
                {
                    reader.Fail("constraint declared INITIALLY DEFERRED must be DEFERRABLE");
                }
            }

            if (Refused(read, allowed) is { } refused)
            {
                reader.Fail($"{kind} cannot be marked {refused}");
            }

            return read;
        }

        /// <summary>One of those that may follow a column's constraint, if it stands here.</summary>
        public static ConstraintAttributes? ReadOfColumn(SyntaxReader reader, ConstraintAttributes before) => Read(reader, before, isOfColumn: true);

        static ConstraintAttributes? Read(SyntaxReader reader, ConstraintAttributes before, bool isOfColumn) => reader.Word switch
        {
            "NOT" when reader.IsAhead(1, "DEFERRABLE") => Deferrable(reader, before, false, isOfColumn),
            "NOT" when reader.IsAhead(1, "VALID") && !isOfColumn => Pass(reader, 2, before with { IsNotValid = true }),
            "NOT" when reader.IsAhead(1, "ENFORCED") => Enforced(reader, before, false, isOfColumn),
            "DEFERRABLE" => Deferrable(reader, before, true, isOfColumn),
            "ENFORCED" => Enforced(reader, before, true, isOfColumn),
            "NO" when reader.IsAhead(1, "INHERIT") && !isOfColumn => Pass(reader, 2, before with { IsNoInherit = true }),
            "INITIALLY" => Initially(reader, before, isOfColumn),
            _ => null,
        };

        static ConstraintAttributes Pass(SyntaxReader reader, int tokens, ConstraintAttributes read)
        {
            for (var i = 0; i < tokens; i++)
            {
                reader.Next();
            }

            return read;
        }

        static ConstraintAttributes Deferrable(SyntaxReader reader, ConstraintAttributes before, bool isDeferrable, bool isOfColumn)
        {
            Conflict(reader, before.IsDeferrable == !isDeferrable, isOfColumn);
            return Pass(reader, isDeferrable ? 1 : 2, before with { IsDeferrable = isDeferrable });
        }

        static ConstraintAttributes Enforced(SyntaxReader reader, ConstraintAttributes before, bool isEnforced, bool isOfColumn)
        {
            Conflict(reader, before.IsEnforced == !isEnforced, isOfColumn);
            return Pass(reader, isEnforced ? 1 : 2, before with { IsEnforced = isEnforced });
        }

        static ConstraintAttributes Initially(SyntaxReader reader, ConstraintAttributes before, bool isOfColumn)
        {
            reader.Next();
            var isDeferred = reader.ExpectOneOf("DEFERRED", "IMMEDIATE") == "DEFERRED";
            Conflict(reader, before.IsInitiallyDeferred == !isDeferred, isOfColumn);
            return before with { IsInitiallyDeferred = isDeferred };
        }

        // A column's are looked at when the statement is analysed.
        static void Conflict(SyntaxReader reader, bool conflicts, bool isOfColumn)
        {
            if (conflicts && !isOfColumn)
            {
                reader.Fail("conflicting constraint properties");
            }
        }

        static string? Refused(ConstraintAttributes read, Allowed allowed) =>
            read is { IsDeferrable: true } or { IsInitiallyDeferred: true } && !allowed.HasFlag(Allowed.Deferrable) ? "DEFERRABLE"
            : read.IsNotValid && !allowed.HasFlag(Allowed.NotValid) ? "NOT VALID"
            : read.IsNoInherit && !allowed.HasFlag(Allowed.NoInherit) ? "NO INHERIT"
            : read.IsEnforced is { } enforced && !allowed.HasFlag(Allowed.Enforced) ? enforced ? "ENFORCED" : "NOT ENFORCED"
            : null;
    }
}
