namespace Turnstone.Execution.Scripts;

using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Writes an assert: read-only, with what it set taken back, and an error where it does not hold.</summary>
static class PsqlAssert
{
    public static void Write(PsqlText script, SentStatement statement)
    {
        var name = statement.Planned.Name is { } said ? $" '{said}'" : "";
        script.AddRange(SessionState.ReadOnly);
        // A row of one boolean is {"…":true}; json keeps columns of the same name apart.
        script.Do($"""
            DECLARE
                turnstone_row record;
                turnstone_rows bigint := 0;
                turnstone_holds boolean;
            BEGIN
                FOR turnstone_row IN EXECUTE {DollarQuotes.Around(statement.Text)} LOOP
                    turnstone_rows := turnstone_rows + 1;
                    SELECT pg_catalog.count(*) = 1 AND pg_catalog.bool_and(value::text = 'true') INTO turnstone_holds
                        FROM pg_catalog.json_each(pg_catalog.row_to_json(turnstone_row));
                END LOOP;
                IF turnstone_rows > 1 OR turnstone_rows = 1 AND turnstone_holds IS NOT TRUE THEN
                    RAISE EXCEPTION USING ERRCODE = 'assert_failure', MESSAGE = {Literal.Of($"The assert{name} does not hold.")};
                END IF;
            END
            """);
        script.AddRange(SessionState.ReadWrite);
    }
}
