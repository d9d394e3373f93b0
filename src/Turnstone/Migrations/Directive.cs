namespace Turnstone.Migrations;

/// <summary>One <c>key=value</c> of a <c>-- turnstone:</c> comment and where its key stands.</summary>
public sealed record Directive(string Key, string Value, int Line, int Column);
