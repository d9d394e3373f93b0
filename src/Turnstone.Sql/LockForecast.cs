namespace Turnstone.Sql;

using System.Collections.Frozen;

/// <summary>Goes over the statements of one transaction and says which of them take a lock that the application may queue behind.</summary>
/// <remarks>What the transaction made itself, nobody else can wait for. Where the text does not say what is locked, it is said that it may be.</remarks>
public sealed class LockForecast
{
    // Most statements of a long file begin with none of them.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstWords = LockRule.All
        .SelectMany(rule => rule.Synopsis.Split(' ')[0].Split('|')).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    readonly HashSet<ObjectName> made = [];
    readonly List<ObjectName?> targets = [];

    /// <summary>Whether the next statement takes such a lock on something that was there before.</summary>
    /// <param name="statement">At its first token; its placeholders are filled.</param>
    public bool MayBlock(TokenReader statement)
    {
        if (!FirstWords.Contains(statement.Text))
        {
            return false;
        }

        foreach (var rule in LockRule.All)
        {
            if (rule.Fits(statement, targets))
            {
                return MayBlock(rule.Effect, statement);
            }
        }

        return false;
    }

    bool MayBlock(LockEffect effect, TokenReader statement)
    {
        switch (effect)
        {
            case LockEffect.Creates:
                AddTargets();
                return RefersToOthers(statement);
            case LockEffect.CreatesPerhaps:
                return RefersToOthers(statement);
            case LockEffect.Blocks or LockEffect.Removes:
                var mayBlock = targets.Count == 0 || !targets.TrueForAll(IsMade) || RefersToOthers(statement);
                Follow(effect, statement, mayBlock);
                return mayBlock;
            case LockEffect.MovesNames:
                made.RemoveWhere(name => name.Schema is null);
                return false;
            default:
                return false;
        }
    }

    void Follow(LockEffect effect, TokenReader statement, bool mayBlock)
    {
        if (effect == LockEffect.Removes)
        {
            made.RemoveWhere(name => targets.Contains(name));
        }
        else if (!mayBlock && IndexName(statement) is { } index)
        {
            made.Add(targets[0]!.Value with { Name = index });
        }
    }

    // An index lives where its table does.
    static Identifier? IndexName(TokenReader statement) =>
        (statement.Take("CREATE INDEX") || statement.Take("CREATE UNIQUE INDEX")) && !statement.Is("ON") && !statement.Peek("IF NOT EXISTS")
            ? statement.TakeIdentifier()
            : null;

    void AddTargets()
    {
        foreach (var target in targets)
        {
            if (target is { } name)
            {
                made.Add(name);
            }
        }
    }

    // REFERENCES t, PARTITION OF t, ATTACH PARTITION t
    bool RefersToOthers(TokenReader statement)
    {
        while (!statement.AtEnd)
        {
            if (statement.Take("REFERENCES") || statement.Take("PARTITION OF") || statement.Take("ATTACH PARTITION") || statement.Take("DETACH PARTITION"))
            {
                if (!IsMade(statement.TakeName()))
                {
                    return true;
                }
            }
            else
            {
                statement.Next();
            }
        }

        return false;
    }

    bool IsMade(ObjectName? name) => name is { } known && made.Contains(known);
}
