namespace Turnstone.Sql;

/// <summary>The part of a long text that is in memory: what is kept of the past, and what was read ahead.</summary>
/// <remarks>Every fill at least doubles what the window can show, or reads half a window: whoever starts over after a fill stays linear.</remarks>
sealed class TextWindow(TextReader source, int capacity, int most)
{
    char[] buffer = new char[capacity];
    int kept;
    int next;
    int end;
    bool holdsNul;

    /// <summary>Where the text ahead begins.</summary>
    public TextPosition Position { get; private set; } = TextPosition.Start;

    /// <summary>Whether the text ends where the window ends.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Whether the window ended the text itself, because what is kept became too long to hold.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>The first NUL character that was passed.</summary>
    public TextPosition? FirstNul { get; private set; }

    /// <summary>What has been read and not passed.</summary>
    public ReadOnlySpan<char> Ahead => buffer.AsSpan(next, end - next);

    /// <summary>How many characters the window has room for.</summary>
    public int Capacity => buffer.Length;

    /// <summary>Passes characters. They stay in memory until <see cref="Release"/>.</summary>
    public void Advance(int count)
    {
        var passed = Ahead[..count];
        if (holdsNul && FirstNul is null && passed.IndexOf('\0') is >= 0 and var nul)
        {
            FirstNul = Position.After(passed[..nul]);
        }

        Position = Position.After(passed);
        next += count;
    }

    /// <summary>Forgets what was passed.</summary>
    public void Release() => kept = next;

    /// <summary>What stands between two offsets that were passed and not released.</summary>
    public string Slice(long from, long to)
    {
        var keptOffset = Position.Offset - (next - kept);
        return new string(buffer, kept + (int)(from - keptOffset), (int)(to - from));
    }

    /// <summary>Reads more of the text behind what is there; false when there is no more.</summary>
    public bool Fill()
    {
        if (IsFinal)
        {
            return false;
        }

        if (end - kept > most / 2)
        {
            IsFinal = IsCutOff = true;
            return true;
        }

        MakeRoom();
        var room = buffer.AsSpan(end);
        var read = source.ReadBlock(room);
        holdsNul |= room[..read].Contains('\0');
        end += read;
        IsFinal = read < room.Length;
        return true;
    }

    void MakeRoom()
    {
        var length = end - kept;
        var target = length > buffer.Length / 2 ? new char[buffer.Length * 2] : buffer;
        Array.Copy(buffer, kept, target, 0, length);
        buffer = target;
        next -= kept;
        kept = 0;
        end = length;
    }
}
