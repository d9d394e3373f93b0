namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>Puts repeatables behind those whose objects they name; apart from that they run by name.</summary>
/// <remarks>A view on another view is created after it, without numbers in the files' names. Where two name each other, the order of their
/// names decides.</remarks>
static class RepeatableOrder
{
    public static IEnumerable<Migration> Sort(ImmutableArray<Migration> files)
    {
        var sorted = files.OrderBy(file => file.Name.Text, StringComparer.Ordinal).Select(Names.Of).ToList();
        var makers = sorted.SelectMany(one => one.Makes.Select(name => (name, one))).ToLookup(pair => pair.name, pair => pair.one);
        var placed = new HashSet<Names>();
        return sorted.SelectMany(one => Place(one, makers, placed));
    }

    static IEnumerable<Migration> Place(Names one, ILookup<string, Names> makers, HashSet<Names> placed)
    {
        if (!placed.Add(one))
        {
            yield break;
        }
        foreach (var needed in one.Mentions.SelectMany(name => makers[name]).Distinct().OrderBy(other => other.File.Name.Text, StringComparer.Ordinal))
        {
            foreach (var file in Place(needed, makers, placed))
            {
                yield return file;
            }
        }
        yield return one.File;
    }

    /// <summary>Which objects a file makes and which names stand in it, folded as PostgreSQL folds them, without their schemas.</summary>
    sealed class Names(Migration file)
    {
        public Migration File => file;

        public HashSet<string> Makes { get; } = [];

        public HashSet<string> Mentions { get; } = [];

        public static Names Of(Migration file)
        {
            var names = new Names(file);
            foreach (var statement in MigrationReader.Statements(file))
            {
                names.Read(statement);
            }
            names.Mentions.ExceptWith(names.Makes);
            return names;
        }

        void Read(StatementSlice statement)
        {
            if (CreatedObject.Read(statement) is { } made)
            {
                Makes.Add(made.Name);
            }
            See(statement.Text);
        }

        // The body of a function is a string to the lexer, and SQL to who reads it.
        void See(string text)
        {
            var reader = new TokenReader(text);
            while (!reader.AtEnd)
            {
                if (reader.Kind is TokenKind.Word or TokenKind.QuotedIdentifier)
                {
                    Mentions.Add(CreatedObject.Fold(reader.Text));
                }
                else if (reader.Kind == TokenKind.DollarString)
                {
                    var body = reader.Text;
                    var tag = body[1..].IndexOf('$') + 2;
                    See(body[tag..^tag].ToString());
                }
                reader.Next();
            }
        }
    }
}
