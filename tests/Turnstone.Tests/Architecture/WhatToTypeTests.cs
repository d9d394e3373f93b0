namespace Turnstone.Tests.Architecture;

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Turnstone.Cli;

/// <summary>A message that says what to type next names a command that can be typed.</summary>
public sealed partial class WhatToTypeTests
{
    static readonly IReadOnlyList<CliCommand> Commands = AllCommands.List;

    [Fact]
    public void Every_command_that_a_message_names_is_built_or_says_that_it_is_not()
    {
        var named = Messages().SelectMany(text => Typed().Matches(text)).ToList();

        named.Count.ShouldBeGreaterThan(30);
        named.Where(typed => !Exists(typed.Groups["verb"].Value, typed.Groups["part"].Value)).Select(typed => typed.Value).ShouldBeEmpty();
    }

    [Fact]
    public void Every_option_that_a_message_names_is_one_of_its_command()
    {
        var named = Messages().SelectMany(text => Typed().Matches(text)).SelectMany(typed => Option().Matches(typed.Groups["rest"].Value)
            .Select(option => (Verb: typed.Groups["verb"].Value, Option: option.Value))).ToList();

        named.ShouldContain(("apply", "--redo"));
        named.Where(one => !CommandLine.Planned.Contains(one.Verb) && !Options(one.Verb).Contains(one.Option)).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_built_is_no_longer_called_planned() =>
        Commands.Where(command => command.PartOf is null).Select(command => command.Name).Intersect(CommandLine.Planned).ShouldBeEmpty();

    static IEnumerable<string> Messages() => SourceFile.Product.SelectMany(file => file.Root.DescendantTokens())
        .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken).Select(token => token.ValueText);

    static bool Exists(string verb, string part) => CommandLine.Planned.Contains(verb)
        || Commands.Any(command => command.Name == verb && command.PartOf is null
            && (command is not CliGroup || part.Length == 0 || Commands.Any(one => one.PartOf == verb && one.Name == part)));

    static IEnumerable<string> Options(string verb) => Commands.Where(command => command.Name == verb || command.PartOf == verb)
        .SelectMany(command => command.Options).Concat(CommonOptions.All).Select(option => option.Name).Append("--help");

    [GeneratedRegex(@"\bturnstone (?<verb>[a-z][a-z-]*)(?: (?<part>[a-z][a-z-]*))?(?<rest>[^.,;:']*)")]
    private static partial Regex Typed();

    [GeneratedRegex(@"--[a-z][a-z-]*")]
    private static partial Regex Option();
}
