using System.Collections.Immutable;
using Diff.Tests.Library;

namespace Diff.Tests.Objects.Listed;

/// <summary>A model that an ensemble has several of.</summary>
[Differentiable(Order = 2)]
public partial interface IMember
{
    double At(double x);
}

[Differentiable(Order = 2)]
public sealed partial class Slope(double start) : IMember
{
    private double _slope = start;

    public double At(double x) => _slope * x * x;
}

[Differentiable(Order = 2)]
public sealed partial class Decay(double start) : IMember
{
    private readonly double[] _shape = [start, 0.2];
    private double _rate = 1.1;

    public double At(double x) => Math.Exp(-_rate * x) * _shape[0] + _shape[1];
}

/// <summary>A model without virtual methods.</summary>
[Differentiable(Order = 2)]
public sealed partial class Plain
{
    public double Factor { get; set; } = 0.3;

    public double[] Shape { get; set; } = [0.2, 0.4];

    public double At(double x) => Factor * x * Shape[1] + Shape[0];
}

/// <summary>A list in an element of a list.</summary>
[Differentiable(Order = 2)]
public sealed partial class Chain : IMember
{
    private readonly List<IMember> _members = [new Slope(0.3), new Decay(0.4)];

    public double At(double x)
    {
        foreach (var member in _members) x += member.At(x);
        return x;
    }
}

/// <summary>Lists of all kinds, indexed, enumerated and queried.</summary>
[Differentiable(Order = 2)]
public sealed partial class Ensemble
{
    private readonly List<IMember> _list = [new Slope(0.3), new Decay(0.4), new Chain(), new Slope(0.5)];
    private readonly IReadOnlyList<IMember?> _optional = [new Slope(0.3), new Decay(0.4), null, new Slope(0.2)];
    private readonly ImmutableArray<IMember> _immutable = [new Slope(0.3), new Decay(0.4), new Slope(0.6)];
    private readonly Plain[] _array = [new(), new() { Factor = 0.7 }];
    private readonly List<Slope> _empty = [];
    private readonly SlopeList _foreign = new();
    [NoGradient]
    private readonly List<IMember> _teachers = [new Slope(0.4)];
    private double _scale = 1.1;

    public ImmutableArray<Plain> Immutable { get; } = [new(), new() { Factor = 0.4 }];

    private List<Plain> Plains { get; } = [new(), new() { Factor = 0.37 }];

    private IReadOnlyList<Plain> ReadOnly { get; } = new List<Plain> { new(), new() };

    public double Value(double x) => Enumerated(x) + Indexed(x) + Queried(x) + Nested(x) + Inlined(x) + _foreign.At(x);

    private double Enumerated(double x)
    {
        var sum = 0.0;
        foreach (var member in _list) sum += member.At(x + 0.1 * sum) * _scale;
        foreach (var member in _optional)
            if (member is not null) sum += member.At(x) * sum;
        foreach (var member in _immutable)
        {
            if (sum > 1e9) break;
            sum = member.At(0.1 * sum);
        }

        foreach (var plain in Plains) sum += plain.At(x) * plain.Factor;
        foreach (var plain in Immutable) sum += plain.At(0.1 * sum);
        foreach (var plain in ReadOnly) sum += plain.At(0.1 * sum) * plain.Shape[0];
        foreach (var member in _empty) sum += member.At(x);
        foreach (var teacher in _teachers) sum += teacher.At(x);
        return sum;
    }

    private double Indexed(double x)
    {
        var sum = 0.0;
        var members = _list;
        for (var i = 0; i < _list.Count; i++)
        {
            if (i == 1) continue;
            sum += _list[i].At(x * i);
        }

        for (var i = 0; i < _immutable.Length; i++) sum += _immutable[i].At(x * i) * _immutable[^1].At(x);
        for (var i = 0; i < _optional.Count; i++)
            if (_optional[i] != null) sum += _optional[i]!.At(x * i);
        var last = _list[^1];
        return sum + last.At(x) * members.Count * members[1].At(0.1) + ReadOnly[0].At(0.01 * sum) * Immutable[1].Shape[1] * Plains[0].Shape[0] + _teachers[0].At(x) + Both(_list[0], Plains[1], x);
    }

    private double Queried(double x) => _list.Sum(member => member.At(x)) * _list.Aggregate(x, (y, member) => 0.1 * member.At(y)) + Plains.Select(plain => plain.Factor * plain.At(x)).Max()
        + _immutable.Where(member => member is not null).Average(member => member.At(x)) + _optional.Where(member => member != null).Select(member => member!.At(x)).Sum()
        + Immutable.Zip(Plains, (left, right) => left.Factor * right.At(x)).Sum() + _list.Skip(1).Take(2).Reverse().Sum(member => member.At(x)) + _array.Sum(plain => plain.At(x))
        + Plains.Sum(left => Plains.Sum(right => left.Factor * right.At(x))) + (from plain in Plains where plain.Factor > 0 select plain.Factor * x).Sum() + Plains.Select((plain, i) => i * plain.At(x)).Sum();

    private double Nested(double x)
    {
        var plains = Plains;
        var varied = plains.Where(plain => plain.Factor > 0);
        return varied.Sum(left => varied.Sum(right => left.Factor * right.At(x)));
    }

    private double Inlined(double x)
    {
        double Times(IMember member, double y) => member.At(y) * x;
        double Twice(IMember member) => Times(member, x) + Times(member, 2 * x);
        Func<Plain, double> of = plain => plain.At(x) * plain.Shape[1];
        var sum = Times(_list[2], x) + of(Plains[1]) + Times(_immutable[0], x) * of(ReadOnly[0]) + Twice(_list[0]);
        foreach (var member in _list) sum += Times(member, 0.01 * sum) + Plains.Sum(plain => plain.Factor * member.At(x));
        foreach (var y in _list.Select(member => member.At(x))) sum += y;
        sum += Times(_list[0], Times(_list[1], x)) + Times(_immutable[2], of(Plains[1]));
        return sum;
    }

    private static double Both(IMember member, Plain plain, double x) => member.At(x) * plain.At(x);
}
