namespace Turnstone.Execution.Scripts;

using Turnstone.Plans;

/// <summary>Asks before and behind a statement outside a transaction for what the server would pass over in silence; a run would clear it, a script stops.</summary>
static class PsqlObstacles
{
    public static void Write(PsqlText script, Recovery? recovery)
    {
        WriteHalfMade(script, recovery);
        if (recovery?.Obstacle is [.. var before, var question])
        {
            script.Add($"BEGIN");
            foreach (var statement in before)
            {
                script.AddWritten(statement.ToString(), mayEscape: false);
            }
            script.Do($"""
                DECLARE
                    turnstone_what text;
                BEGIN
                    FOR turnstone_what IN {question} LOOP
                        RAISE EXCEPTION USING MESSAGE = turnstone_what;
                    END LOOP;
                END
                """);
            script.Add($"ROLLBACK");
        }
    }

    public static void WriteHalfMade(PsqlText script, Recovery? recovery)
    {
        if (recovery?.HalfMade(null) is { } question)
        {
            script.Do($"""
                DECLARE
                    turnstone_what text;
                    turnstone_clearing text;
                    turnstone_pid int;
                BEGIN
                    FOR turnstone_what, turnstone_clearing, turnstone_pid IN {question} LOOP
                        RAISE EXCEPTION USING MESSAGE = pg_catalog.concat('There is ', turnstone_what, ', which an earlier statement left.'),
                            HINT = pg_catalog.concat('turnstone apply clears it and goes on. By hand: ', turnstone_clearing);
                    END LOOP;
                END
                """);
        }
    }
}
