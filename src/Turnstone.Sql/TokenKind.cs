namespace Turnstone.Sql;
/// <summary>stub</summary>
public enum TokenKind { Unknown }
