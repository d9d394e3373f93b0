namespace Turnstone.Plans;

using Turnstone.Text;

/// <summary>The digest of a step, statement by statement: the same whether a plan holds their texts or not.</summary>
sealed class StepDigest : IDisposable
{
    // No statement is a comment.
    const string Asserted = "-- assert";

    readonly TextHash hash = new();
    bool hasBegun;

    public void Add(PlannedStatement statement)
    {
        if (statement.Assert)
        {
            Add(Asserted);
        }
        Add(statement.Sha256 ?? statement.Sql);
        if (statement.Rows is { } rows)
        {
            Add(rows.Sha256);
        }
    }

    /// <summary>In lower-case hexadecimal; it begins anew afterwards.</summary>
    public string Finish()
    {
        hasBegun = false;
        return hash.Finish();
    }

    public void Dispose() => hash.Dispose();

    // Told apart from the same characters cut elsewhere.
    void Add(string part)
    {
        hash.Append(hasBegun ? "\0" : "");
        hash.Append(part);
        hasBegun = true;
    }
}
