namespace Turnstone.Execution.Scripts;

using Turnstone.Sessions;

/// <summary>The states that a script puts its session into.</summary>
static class PsqlState
{
    /// <summary>As it was when psql connected, but for what the script's own text needs.</summary>
    public static void Clear(this PsqlText script)
    {
        script.AddRange(SessionState.Cleared);
        script.Add($"SET client_encoding = 'UTF8'");
        script.Add($"SET standard_conforming_strings = on");
    }
}
