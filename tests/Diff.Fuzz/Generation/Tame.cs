using Diff.Fuzz.Language;
using Convert = Diff.Fuzz.Language.Convert;

namespace Diff.Fuzz.Generation;

/// <summary>An expression with the range of its values.</summary>
sealed record Tame(Expression Expression, Interval Range)
{
    public Kind Kind => Expression.Kind;

    /// <summary>Converted as C# would: silently where it widens, with a cast where it narrows.</summary>
    public Tame As(Kind kind) => kind == Kind ? this : this with
    {
        Expression = new Convert(kind, Expression, kind == Kind.Double || kind == Kind.Float && Kind == Kind.Int),
        Range = kind == Kind.Int ? new(Math.Truncate(Range.Low), Math.Truncate(Range.High)) : Range.Widened,
    };

    /// <summary>With a spelled-out cast at the top, so that the printed expression has this type on its own.</summary>
    public Tame Spelled => Expression is Convert { IsImplicit: true } convert ? this with { Expression = convert with { IsImplicit = false } } : this;
}

static class Numbers
{
    public static Literal Double(double value) => new(Kind.Double, value);

    public static Literal Int(int value) => new(Kind.Int, value);

    public static Literal Of(Kind kind, double value) => new(kind, kind == Kind.Float ? (float)value : value);

    public static Tame Tame(Kind kind, double value) => new(Of(kind, value), Interval.Of(Of(kind, value).Number));
}
