namespace Turnstone.Servers;

/// <summary>A local PostgreSQL could not be found, obtained or started; the message says what was tried and what to do.</summary>
public sealed class ServerException : Exception
{
    public ServerException(string message)
        : base(message)
    {
    }

    public ServerException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
