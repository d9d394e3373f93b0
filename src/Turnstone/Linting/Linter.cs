namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>Goes over files in the order in which they run, knows what they make, and says what its rules find.</summary>
public sealed class Linter
{
    readonly LintOptions options;
    readonly LintGround ground;
    readonly ImmutableArray<LintRule> rules;
    readonly HashSet<string> names;
    readonly HashSet<string> namesOfSet;
    readonly HashSet<string> namesOfRelease;
    readonly Dictionary<Type, ImmutableArray<LintRule>> byNode = [];
    readonly Dictionary<SetRule, ImmutableArray<SetNote>.Builder> notes;
    readonly ImmutableArray<LintedFile>.Builder files = ImmutableArray.CreateBuilder<LintedFile>();
    readonly Dictionary<LintedFile, Suppressions> waiting = new(ReferenceEqualityComparer.Instance);
    readonly KnownSchema known;
    int transactions;

    /// <param name="ground">What is there before the first file; none where the files are all that is known.</param>
    public Linter(LintOptions options, LintGround? ground = null) : this(options, ground, LintRule.All)
    {
    }

    internal Linter(LintOptions options, LintGround? ground, IEnumerable<LintRule> rules)
    {
        (this.options, this.ground) = (options, ground ?? LintGround.None);
        names = [.. rules.Select(rule => rule.Name)];
        namesOfSet = [.. rules.OfType<SetRule>().Select(rule => rule.Name)];
        namesOfRelease = [.. rules.Where(rule => rule.IsOfRelease).Select(rule => rule.Name)];
        this.rules = [.. rules.Where(rule => !options.IsSilent(rule))];
        notes = this.rules.OfType<SetRule>().ToDictionary(rule => rule, _ => ImmutableArray.CreateBuilder<SetNote>());
        known = new(options.SearchPath) { Figures = this.ground.Figures };
        foreach (var statement in this.ground.Schema ?? [])
        {
            known.Follow(Parser.Parse(statement, options.Version), made: null);
        }
    }

    /// <summary>How many rules look at a file.</summary>
    public int Count => rules.Length;

    /// <summary>What is wrong with a file; what it makes is known from then on. One that is applied already is only known.</summary>
    /// <param name="all">The files of its project.</param>
    public ImmutableArray<LintFinding> Look(LintedFile file, MigrationSet all)
    {
        var found = ImmutableArray.CreateBuilder<LintFinding>();
        var migration = file.Migration;
        var grouping = new Transactions(migration, transactions);
        var suppressions = new Suppressions(migration);
        using var reader = file.Parsed is null ? new MigrationReader(migration) : null;
        foreach (var parsed in file.Parsed?.Statements ?? ParsedStatement.Read(reader!, options))
        {
            var (statement, slice) = (parsed.Statement, parsed.Written);
            suppressions.Begin(parsed.Marks, slice.Ordinal);
            if (grouping.Of(parsed.Need) is not { } transaction)
            {
                continue;
            }
            foreach (var context in Contexts(new(file, statement, transaction, known, options) { Written = slice, Rows = parsed.Rows }))
            {
                if (file.IsAsked)
                {
                    found.AddRange(Check(context, suppressions));
                }
                Note(context);
                Follow(context);
            }
            transaction.Add(statement);
        }
        transactions = grouping.Last;
        if (file.IsAsked)
        {
            found.AddRange((file.Parsed?.Errors ?? reader!.Errors).Select(error => new LintFinding(Diagnostic.Of(error, migration.File), null, migration)));
            found.AddRange(OfFile(new(file, all, known, options) { Release = files.Where(other => other is { IsAsked: true, IsPending: true }) }, suppressions));
            found.AddRange(suppressions.Troubles(names.Contains, name => !namesOfSet.Contains(name) && MaySpeak(name, file)).Select(trouble => new LintFinding(trouble, null, migration)));
        }
        Pass(file, suppressions);
        return [.. InOrder(found)];
    }

    /// <summary>What is wrong with all of them together, once each has been looked at; file by file.</summary>
    /// <param name="all">The files of their project.</param>
    public ImmutableArray<LintFinding> Finish(MigrationSet all)
    {
        var found = new List<(LintedFile File, LintFinding Finding)>();
        foreach (var (rule, kept) in notes)
        {
            foreach (var finding in rule.Check(new(files.ToImmutable(), all, known, kept.ToImmutable(), options)))
            {
                if (finding.Place is { File: { IsAsked: true } file, Slice: var slice } && !(waiting.GetValueOrDefault(file)?.Covers(rule.Name, slice.Ordinal) ?? false))
                {
                    found.Add((file, Told(finding, rule, file)));
                }
            }
        }
        found.AddRange(waiting.SelectMany(pair => pair.Value.Troubles(names.Contains, name => namesOfSet.Contains(name) && MaySpeak(name, pair.Key)), (pair, trouble) => (pair.Key, new LintFinding(trouble, null, pair.Key.Migration))));
        return [.. found.GroupBy(one => one.File.Place, one => one.Finding).OrderBy(group => group.Key).SelectMany(InOrder)];
    }

    // What asks not to be told of a release is not idle where none is looked at, nor what another verb would tell.
    bool MaySpeak(string rule, LintedFile file) => !options.OthersRules.Contains(rule) && (file.IsPending || !namesOfRelease.Contains(rule));

    // A DO block runs now: its statements are looked at behind it, one by one.
    IEnumerable<LintContext> Contexts(LintContext whole)
    {
        yield return whole;
        var block = BlockStatements.Of(whole.Statement, options.Version);
        for (var i = 0; i < block.Length; i++)
        {
            yield return new(whole.File, block[i], whole.Transaction, known, options) { Written = whole.Written, IsInBlock = true, LaterInBlock = block[(i + 1)..] };
        }
    }

    IEnumerable<LintFinding> Check(LintContext context, Suppressions suppressions)
    {
        if (context is { IsInBlock: false, Statement.Error: { } error })
        {
            yield return new(Diagnostic.Of(error, context.File.Migration.File), null, context.File.Migration);
        }
        foreach (var node in context.Statement.Nodes)
        {
            foreach (var rule in RulesFor(node))
            {
                if (rule.IsOfWhatRuns ? context.Statement is CreateRoutine or CreateRule : context.IsInBlock)
                {
                    continue;
                }
                foreach (var finding in rule.Check(node, context))
                {
                    if (!suppressions.Covers(rule.Name, context.Statement.Slice.Ordinal))
                    {
                        var weighed = Weighing.Of(finding, rule, context) with { Place = context.Place };
                        yield return Told(context.IsInBlock ? InBlock(weighed, rule) : weighed, rule, context.File);
                    }
                }
            }
        }

        // What mends a statement may be what a block does not take, or its quotes.
        static Finding InBlock(Finding finding, LintRule rule) => finding with
        {
            Fix = [],
            Help = finding.Fix.IsEmpty ? finding.Help : $"{finding.Help ?? rule.Cure}\nTake it out of the DO block for that: a block is one transaction.",
        };
    }

    IEnumerable<LintFinding> OfFile(FileContext context, Suppressions suppressions) =>
        from rule in rules.OfType<FileRule>()
        from finding in rule.Check(context)
        where !suppressions.Covers(rule.Name, finding.Place?.Slice.Ordinal)
        select Told(finding, rule, context.File);

    void Note(LintContext context)
    {
        foreach (var (rule, kept) in notes)
        {
            kept.AddRange(rule.Note(context));
        }
    }

    void Follow(LintContext context)
    {
        if (context.File.Migration.Kind != MigrationKind.Undo)
        {
            known.Follow(context.Statement, new(context.File.Place, context.Transaction.Number, context.File.IsPending) { Place = context.Place });
        }
    }

    void Pass(LintedFile file, Suppressions suppressions)
    {
        file.Pass();
        files.Add(file);
        if (file.IsAsked && suppressions.NamesAny(namesOfSet.Contains))
        {
            waiting.Add(file, suppressions);
        }
    }

    ImmutableArray<LintRule> RulesFor(SyntaxNode node)
    {
        if (!byNode.TryGetValue(node.GetType(), out var seeing))
        {
            byNode.Add(node.GetType(), seeing = [.. rules.Where(rule => rule.Sees(node))]);
        }
        return seeing;
    }

    static IEnumerable<LintFinding> InOrder(IEnumerable<LintFinding> found) => found.OrderBy(finding => finding.Diagnostic.Line).ThenBy(finding => finding.Diagnostic.Column);

    LintFinding Told(Finding finding, LintRule rule, LintedFile file)
    {
        var diagnostic = new Diagnostic(rule.Name, finding.Severity ?? options.Of(rule).Severity ?? rule.Severity, finding.Message, file.Migration.File, 1, 1, finding.Help ?? rule.Cure) { Depth = ground.Depth };
        if (finding.Place is not { Slice: var slice, Written: var written })
        {
            return new(diagnostic, rule, file.Migration);
        }
        var isFilled = !ReferenceEquals(slice.Text, written.Text);
        var start = written.Position.After(written.Text.AsSpan(0, AsWritten(finding.Span.Start)));
        var end = written.Position.After(written.Text.AsSpan(0, AsWritten(finding.Span.End)));
        return new(diagnostic with { Line = start.Line, Column = start.Column, EndLine = end.Line, EndColumn = end.Column }, rule, file.Migration)
        {
            Span = finding.Span,
            Subject = written.Text,
            Hidden = finding.Hidden,
            // What mends the filled text would write a placeholder's value for good.
            Fix = isFilled ? [] : [.. finding.Fix.Select(edit => edit with { Span = edit.Span with { Start = (int)slice.Position.Offset + edit.Span.Start } })],
        };

        int AsWritten(int offset) => isFilled ? options.Placeholders.OffsetBeforeReading(written.Text, offset) : offset;
    }
}
