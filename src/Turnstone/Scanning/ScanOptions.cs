namespace Turnstone.Scanning;

/// <summary>What a scan looks for.</summary>
/// <param name="Schema">Statements that change the schema.</param>
/// <param name="Rows">Statements that read or write rows as well.</param>
/// <param name="Secrets">Secrets in files that deliver or configure.</param>
public sealed record ScanOptions(bool Schema = true, bool Rows = false, bool Secrets = false)
{
    internal bool Includes(ScanRule rule) => rule == ScanRule.DdlInCode ? Schema : rule == ScanRule.RawSql || rule == ScanRule.SqlBuiltFromParts ? Rows : Secrets;
}
