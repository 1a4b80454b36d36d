using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>
/// The numbers of a vector, quaternion, plane or matrix, in the order of its fields. Operators work element by element; one number goes
/// with any count.
/// </summary>
internal readonly struct Terms(params Term[] elements)
{
    public Term this[int index] => elements[index];

    public int Count => elements.Length;

    public static implicit operator Terms(Term term) => new(term);

    public static implicit operator Terms(double number) => new(number);

    public static Terms operator +(Terms left, Terms right) => Zip(left, right, (a, b) => a + b);

    public static Terms operator -(Terms left, Terms right) => Zip(left, right, (a, b) => a - b);

    public static Terms operator *(Terms left, Terms right) => Zip(left, right, (a, b) => a * b);

    public static Terms operator /(Terms left, Terms right) => Zip(left, right, (a, b) => a / b);

    public static Terms operator -(Terms terms) => terms.Map(term => -term);

    /// <summary>Terms one after the other.</summary>
    public static Terms Join(params Terms[] parts) => new([.. parts.SelectMany(part => part.AsEnumerable())]);

    public static Terms Build(int count, Func<int, Term> element) => new([.. Enumerable.Range(0, count).Select(element)]);

    public static Terms Zip(Terms left, Terms right, Func<Term, Term, Term> function) =>
        Build(Math.Max(left.Count, right.Count), i => function(left.At(i), right.At(i)));

    public static Term Dot(Terms left, Terms right) => (left * right).Sum();

    public static Terms Cross(Terms a, Terms b) => new(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);

    public IEnumerable<Term> AsEnumerable() => elements;

    public Terms Map(Func<Term, Term> function) => new([.. elements.Select(function)]);

    public Terms Map(string name) => Map(term => Term.Function(name, term));

    public Terms Part(int start, int count) => new([.. elements.Skip(start).Take(count)]);

    /// <summary>The same with a part replaced.</summary>
    public Terms WithPart(int start, Terms value) => Join(Part(0, start), value, Part(start + value.Count, Count));

    public Term Sum() => elements.Aggregate((left, right) => left + right);

    public Term Length() => Term.Function("Sqrt", Dot(this, this));

    public Terms Normalized() => this / Length();

    /// <summary>The part of a row of <paramref name="width"/> numbers that an integer chooses.</summary>
    public Terms Row(Term index, int width = 1)
    {
        for (var row = 0; row < Count / width; row++)
            if (index.Is(row) == true) return Part(row * width, width);
        return Choose(this, 0);

        Terms Choose(Terms all, int row) => (row + 1) * width >= all.Count
            ? all.Part(row * width, width)
            : Term.When(index.IsInteger(row), () => all.Part(row * width, width), () => Choose(all, row + 1));
    }

    /// <summary>The same with a row replaced.</summary>
    public Terms WithRow(Term index, Terms value)
    {
        var all = this;
        return Join([.. Enumerable.Range(0, Count / value.Count).Select(row =>
            index.Is(row) is { } isHere ? (isHere ? value : all.Part(row * value.Count, value.Count))
            : Term.When(index.IsInteger(row), () => value, () => all.Part(row * value.Count, value.Count)))]);
    }

    public Operand[] In(IMaker maker) => [.. elements.Select(element => element.In(maker))];

    private Term At(int index) => elements[Count == 1 ? 0 : index];
}
