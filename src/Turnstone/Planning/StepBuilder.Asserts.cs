namespace Turnstone.Planning;

using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>What a statement may not be, in a migration or among asserts.</summary>
sealed partial class StepBuilder
{
    bool RefusesRows(StatementSlice statement)
    {
        if (statement.CopiesFromStdin && form != FileForm.Migration)
        {
            Refuse(statement, "assert", "Rows have no place here: asserts copy nothing.", "Write them as INSERT … VALUES; what is to stay belongs into a migration.");
            return true;
        }
        if (statement.CopiesFromStdin && CopyStatement.IsBinary(statement))
        {
            Refuse(statement, "copy-binary", "The rows of this COPY are binary, and a migration is text.", "Write them as text or CSV: psql's \\copy … TO … WITH (FORMAT csv).");
            return true;
        }
        return false;
    }

    bool Refuses(StatementSlice statement, string verb)
    {
        if (verb == "COPY" && CopyStatement.WritesRows(statement))
        {
            Refuse(statement, "copy-to-stdout", "COPY … TO stdout has nobody to hand its rows to.", "Take it out: a migration reads nothing.");
            return true;
        }
        if (verb == "DISCARD ALL")
        {
            Refuse(statement, "discard-all", "DISCARD ALL frees the lock that keeps a second run away.",
                "Take it out: every migration begins in a session without leftovers.");
            return true;
        }
        return false;
    }

    // SET says how those behind it are to be understood.
    PlannedStatement Asserted(PlannedStatement planned, StatementSlice statement, MigrationReader reader)
    {
        var isImplied = form == FileForm.Asserts && !reader.IsAssert && planned.Verb is not ("SET" or "RESET" or "SET ROLE");
        if (isImplied)
        {
            RefuseUnasserted(statement);
        }
        return isImplied || reader.IsAssert ? planned.AsAssert(statement) : planned;
    }

    void RefuseUnasserted(StatementSlice statement)
    {
        if (form == FileForm.Tap)
        {
            Refuse(statement, "assert", "pgTAP's tests say for themselves whether they hold.", "Take the mark out, or put the query into a file without pgTAP.");
        }
        else if (AssertedQuery.Trouble(Parser.Parse(statement with { Text = WithValues(statement) }, version)) is { } trouble)
        {
            Refuse(statement, "assert", $"{trouble}.", form == FileForm.Asserts
                ? "Take it out, or write it as a query; what changes something belongs into a migration."
                : "Take the mark out, or write it as a query.");
        }
    }
}
