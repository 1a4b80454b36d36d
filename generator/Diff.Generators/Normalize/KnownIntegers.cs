using System.Numerics;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Computes integers and conditions whose operands are constants, and takes the branch that is then known: C# rejects constant expressions
/// that overflow, divide by zero or lose digits, where the user had variables. What throws at run time stays. Leaves out a zero that is
/// added and a factor of one. Whether an array has room is known if its length is. Runs on single-assignment form.
/// <code>
/// n = 200; b = (byte)(n + 100); if (b == 0) y = 5 / b; else y = x;   →   y = x;      (b is 44)
/// i = 0 + k * 1; y = x[i];                                           →   y = x[k];
/// a = new double[4]; if (1 == a.Length) a = Longer(a);               →   a = new double[4];
/// </code>
/// </summary>
internal sealed class KnownIntegers : Rewriter
{
    private readonly Dictionary<Value, Operand> _known = [];

    // The lengths of arrays that are made with a constant one, and the integers that are such a length.
    private readonly Dictionary<Value, Constant> _arrays = [];
    private readonly Dictionary<Value, Constant> _lengths = [];

    private readonly HashSet<Operand> _grown;

    private KnownIntegers(Block body) => _grown = Grow.BuffersIn(body);

    public static Block Run(Block body) => new KnownIntegers(body).Rewrite(body);

    public override Operand Rewrite(Operand operand) =>
        operand is Value value && _known.TryGetValue(value, out var known) ? known : operand;

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Let { Results: [var result] } let when Fold(let.Operation, result.Type) is { } constant:
                _known[result] = constant;
                break;
            case Let { Results: [var result] } let when Neutral(let.Operation) is { } same && same.Type == result.Type:
                _known[result] = same;
                break;
            case If branch
                when Rewrite(branch.Condition) is Constant condition && Taken(branch, condition) is var taken
                    && !taken.Statements.Any(inner => inner is Throw):
                var block = Rewrite(taken);
                output.AddRange(block.Statements);
                for (var i = 0; i < branch.Results.Count; i++) _known[branch.Results[i]] = block.Yields[i];
                break;
            case If branch:
                var rebuilt = (If)Rebuild(branch);
                output.Add(rebuilt);
                for (var i = 0; i < branch.Results.Count; i++)
                    if (rebuilt.Then.Yields[i] is Constant same && same == rebuilt.Else.Yields[i]) _known[branch.Results[i]] = same;
                break;
            default:
                output.Add(Rebuild(statement));
                Measure(statement);
                break;
        }
    }

    /// <summary>Takes note of an array whose length is a constant, and of what reads its length.</summary>
    private void Measure(Statement statement)
    {
        if (statement is not Let { Results: [var result] } let) return;
        if (let.Operation is Allocate { Lengths: [var made] } && Rewrite(made) is Constant length && !_grown.Contains(result))
            _arrays[result] = length;
        if (let.Operation is Length { Dimension: 0, Buffer: var buffer } && Rewrite(buffer) is Value array
            && _arrays.TryGetValue(array, out var known))
            _lengths[result] = known;
    }

    /// <summary>The operand that an operation leaves as it is.</summary>
    private Operand? Neutral(Operation operation) => operation is Apply { Arguments: [var first, var second] } apply
        ? (apply.Primitive.Name, Known(first), Known(second)) switch
        {
            ("+", { IsZero: true }, null) or ("*", { IsOne: true }, null) => Rewrite(second),
            ("+" or "-", null, { IsZero: true }) or ("*" or "/", null, { IsOne: true }) => Rewrite(first),
            _ => null,
        }
        : null;

    private static Block Taken(If branch, Constant condition) => condition.Bits != 0 ? branch.Then : branch.Else;

    private Constant? Fold(Operation operation, IrType type)
    {
        switch (operation)
        {
            case Apply { Arguments: [var only] } apply when Known(only) is { } operand:
                return Constant(Compute(apply.Primitive, operand), type, apply.IsChecked);
            case Apply { Arguments: [var first, var second] } apply when Known(first) is { } left && Known(second) is { } right:
                return Constant(Compute(apply.Primitive, left, right, Bits(first.Type)), type,
                    apply.IsChecked || apply.Primitive == Primitive.Divide);
            case Apply { Primitive.Name: "==", Arguments: [var first, var second] }
                when KnownOrLength(first) is { } left && KnownOrLength(second) is { } right:
                return Constant(Truth(left == right), type, isChecked: false);
            case Conversion conversion when Known(conversion.Operand) is { } operand:
                return Constant(operand, type, conversion.IsChecked);
            default:
                return null;
        }
    }

    private BigInteger? Known(Operand operand) => Rewrite(operand) is Constant constant && Bits(constant.Type) > 0
        ? constant.Type.Name == "ulong" ? (ulong)constant.Bits : constant.Bits
        : null;

    private BigInteger? KnownOrLength(Operand operand) => Known(operand)
        ?? (Rewrite(operand) is Value value && _lengths.TryGetValue(value, out var length) ? length.Bits : null);

    private static BigInteger? Compute(Primitive primitive, BigInteger operand) => primitive.Name switch
    {
        "neg" => -operand,
        "~" => -operand - 1,
        "!" => 1 - operand,
        _ => null,
    };

    private static BigInteger? Compute(Primitive primitive, BigInteger left, BigInteger right, int bits) => primitive.Name switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" when !right.IsZero => left / right,
        "%" when !right.IsZero && !(-right).IsOne => BigInteger.Remainder(left, right),
        "&" => left & right,
        "|" => left | right,
        "^" => left ^ right,
        "<<" => left << (int)(right & (bits - 1)),
        ">>" => left >> (int)(right & (bits - 1)),
        "==" => Truth(left == right),
        "!=" => Truth(left != right),
        "<" => Truth(left < right),
        "<=" => Truth(left <= right),
        ">" => Truth(left > right),
        ">=" => Truth(left >= right),
        _ => null,
    };

    private static BigInteger Truth(bool holds) => holds ? 1 : 0;

    /// <summary>The value as the type wraps it; null where it does not fit and C# would throw.</summary>
    private static Constant? Constant(BigInteger? value, IrType type, bool isChecked)
    {
        if (value is not { } exact || Bits(type) is var bits && bits == 0) return null;
        if (bits == 1) return exact.IsZero ? Ir.Constant.False : Ir.Constant.True;
        var modulus = BigInteger.One << bits;
        var wrapped = ((exact % modulus) + modulus) % modulus;
        if (IsSigned(type) && wrapped >= modulus / 2) wrapped -= modulus;
        if (wrapped != exact && isChecked) return null;
        return new(type, type.Name == "ulong" ? unchecked((long)(ulong)wrapped) : (long)wrapped, "");
    }

    private static bool IsSigned(IrType type) => type.Name is "sbyte" or "short" or "int" or "long";

    /// <summary>The width of the type; 0 if its values are not known here.</summary>
    private static int Bits(IrType type) => type is not InertType ? 0 : type.Name switch
    {
        "bool" => 1,
        "byte" or "sbyte" => 8,
        "short" or "ushort" or "char" => 16,
        "int" or "uint" => 32,
        "long" or "ulong" => 64,
        _ => 0,
    };
}
