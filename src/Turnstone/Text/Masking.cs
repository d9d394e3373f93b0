namespace Turnstone.Text;

using System.Collections.Immutable;
using System.Text;

/// <summary>Takes everything secret out of a text that is printed or stored: what looks like a password, and every value it was told of.</summary>
/// <remarks>It would rather hide too much than too little. Time is linear in the text; an instance may be shared between threads.</remarks>
public sealed class Masking
{
    /// <summary>A value this short would also hide half of the words around it.</summary>
    const int ShortestSecret = 4;

    ImmutableHashSet<string> known = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>From now on this value is masked wherever it turns up, also as it is written in a URI, in SQL and in JSON.</summary>
    public void Add(Secret secret)
    {
        var value = secret.Reveal();
        if (value.Length < ShortestSecret)
        {
            return;
        }
        string[] forms =
        [
            value,
            Uri.EscapeDataString(value),
            value.Replace("'", "''", StringComparison.Ordinal),
            value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
        ];
        ImmutableInterlocked.Update(ref known, static (set, forms) => set.Union(forms), forms);
    }

    /// <summary>SQL without its passwords; one that is given as such in one place is hidden wherever it stands.</summary>
    public static string MaskSql(string sql)
    {
        if (!MaskedSyntax.IsSuspect(sql))
        {
            return sql;
        }
        var masking = new Masking();
        masking.Learn(sql);
        return masking.Mask(sql);
    }

    /// <summary>Takes note of every secret that this SQL holds as a literal, so that it is masked also where it stands alone.</summary>
    public void Learn(string sql)
    {
        foreach (var found in MaskedSyntax.Find(sql))
        {
            var literal = sql[found];
            var open = literal.IndexOf('\'', StringComparison.Ordinal);
            if (open >= 0 && literal.Length > open + 2)
            {
                Add(new(literal[(open + 1)..^1].Replace("''", "'", StringComparison.Ordinal)));
            }
        }
    }

    /// <summary>The text with a row of stars in place of each secret.</summary>
    public string Mask(string text)
    {
        var hidden = new List<Range>();
        hidden.AddRange(MaskedSyntax.Find(text));
        foreach (var secret in known)
        {
            var at = -1;
            while ((at = text.IndexOf(secret, at + 1, StringComparison.Ordinal)) >= 0)
            {
                hidden.Add(at..(at + secret.Length));
            }
        }
        return hidden.Count == 0 ? text : Cover(text, hidden);
    }

    static string Cover(string text, List<Range> hidden)
    {
        hidden.Sort((one, other) => one.Start.Value.CompareTo(other.Start.Value));
        var masked = new StringBuilder(text.Length);
        var end = 0;
        var covered = -1;
        foreach (var range in hidden)
        {
            // Stretches that overlap are one; the stars tell nothing of how many there were.
            if (range.Start.Value > covered)
            {
                masked.Append(text, end, range.Start.Value - end).Append(Secret.Mask);
            }
            covered = Math.Max(covered, range.End.Value - 1);
            end = covered + 1;
        }
        return masked.Append(text, end, text.Length - end).ToString();
    }
}
