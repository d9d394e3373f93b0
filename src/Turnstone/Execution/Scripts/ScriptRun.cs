namespace Turnstone.Execution.Scripts;

using Turnstone.Plans;
using Turnstone.Text;

/// <summary>The run that a script is: its identity comes from its plan, so that a second going at it is seen.</summary>
/// <param name="Plan">The plan's digest.</param>
sealed record ScriptRun(Guid Guid, string Plan)
{
    /// <summary>As a constant.</summary>
    public Sql Id => $"{Literal.Of(Guid.ToString())}";

    /// <summary>Shown in <c>pg_stat_activity</c>.</summary>
    public string Name => $"{Guid:N}"[..8];

    public static ScriptRun Of(Plan plan)
    {
        var digest = PlanFile.Digest(plan);
        var bytes = Convert.FromHexString(digest[..32]);
        // RFC 9562: version 8, whose bits are anybody's.
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new(Guid.ParseExact(Convert.ToHexStringLower(bytes), "N"), digest);
    }
}
