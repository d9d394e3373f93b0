namespace Turnstone.Configuration;

/// <summary>One effective key: its dotted name, its value fit to be shown, and where that came from.</summary>
/// <param name="Source"><c>default</c>, <c>turnstone.yaml:12</c>, <c>TURNSTONE_PROJECT</c> or <c>--project</c>.</param>
public sealed record SettingValue(string Key, string Value, string Source);
