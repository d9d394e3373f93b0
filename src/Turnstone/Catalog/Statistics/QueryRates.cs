namespace Turnstone.Catalog.Statistics;

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What <c>pg_stat_statements</c> has counted in the database, the most called first.</summary>
/// <param name="Missing">Why there is nothing; none where there is.</param>
/// <param name="Totals">One JSON object: how many calls since when.</param>
/// <param name="Statements">Each one JSON object, its text as the server has it.</param>
public sealed record QueryRates(string? Missing, string? Totals, ImmutableArray<string> Statements)
{
    const string Text = "query";

    /// <summary>Whether each statement is shown with its text.</summary>
    public bool ShowsText { get; init; }

    internal static QueryRates None(string reason) => new(reason, null, []);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("queries");
        json.WriteBoolean("available", Missing is null);
        if (Missing is not null)
        {
            json.WriteString("reason", Missing);
        }
        if (Totals is not null)
        {
            using var totals = JsonDocument.Parse(Totals);
            foreach (var total in totals.RootElement.EnumerateObject())
            {
                total.WriteTo(json);
            }
        }
        DatabaseStatistics.WriteList(json, "statements", [.. Statements.Select(Shown)]);
        json.WriteEndObject();
    }

    string Shown(string statement)
    {
        var one = JsonNode.Parse(statement)!.AsObject();
        var text = (string?)one[Text];
        one.Remove(Text);
        if (ShowsText && text is not null)
        {
            one[Text] = WithoutValues(text);
        }
        return one.ToJsonString();
    }

    /// <summary>A statement without what may be somebody's data: the server puts parameters into queries, and leaves what other statements say as it is.</summary>
    internal static string WithoutValues(string statement)
    {
        var edits = new List<TextEdit>();
        for (var reader = new TokenReader(statement); !reader.AtEnd; reader.Next())
        {
            if (reader.Kind is TokenKind.String or TokenKind.EscapeString or TokenKind.UnicodeString or TokenKind.NationalString or TokenKind.BitString or TokenKind.HexString or TokenKind.DollarString
                or TokenKind.UnterminatedString or TokenKind.UnterminatedDollarString)
            {
                edits.Add(new(reader.Current.Span, "'…'"));
            }
        }
        return Masking.MaskSql(TextEdit.Apply(statement, edits));
    }
}
