namespace Turnstone.Configuration.Connections;

static class ConnectionText
{
    public static bool HoldsPassword(string text) => text.Contains("assword", StringComparison.Ordinal);
}
