using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>A call in an expression: only methods with a scalar result.</summary>
    Tame? RealCall(Kind kind, int depth)
    {
        var fitting = Callables.Where(callable => callable.IsExpression && ((Scalar)callable.Method.Result!).Kind == kind && !(scope.IsReadOnly && callable.MayChangeObjects)).ToArray();
        if (fitting.Length == 0) return null;
        var callee = draw.Pick(fitting);
        return Arguments(callee, depth - 1) is { } arguments ? new(InvocationOf(callee, arguments), callee.Result) : null;
    }

    static Invoke InvocationOf(Callable callee, List<Argument> arguments) => new(callee.Method.Name, arguments, callee.Method.Result, callee.Method.Member);

    /// <summary>A call as a statement, for methods that give their results through parameters or as a tuple.</summary>
    Statement? CallStatement()
    {
        var fitting = Callables.Where(callable => !callable.IsExpression && (!callable.IsByValue || callable.Method.Result is not StructOf) && callable.Method.Result is not ClassOf).ToArray();
        if (fitting.Length == 0) return null;
        var callee = draw.Pick(fitting);
        if (Arguments(callee, 1) is not { } arguments) return null;
        var call = InvocationOf(callee, arguments);
        if (callee.Method.Result is Scalar or StructOf)
        {
            var value = NewLocal(RealNames, callee.Method.Result, callee.Result);
            pending.Add(value);
            return new Declare(value.Variable, call);
        }

        if (callee.Method.Result is BufferOf array) return new Declare(NewArray(array, callee.Result).Variable, call);

        if (callee.Method.Result is not TupleOf tuple) return new Do(call);
        if (tuple.Elements.All(element => element is not BufferOf) && (tuple.Elements.Any(element => element is not Scalar) || draw.Chance(0.4)))
        {
            var local = NewLocal(["pair", "both"], tuple, callee.Result);
            pending.Add(local);
            return new Declare(local.Variable, call);
        }

        return new Unpack([.. tuple.Elements.Select(element => element is BufferOf part ? new Target(NewArray(part, callee.Result).Variable, null) : NewTarget(element, callee.Result))], call);
    }

    /// <summary>A local for an array that a callee returns.</summary>
    Entry NewArray(BufferOf type, Interval range)
    {
        var local = NewLocal(BufferNames, type, range, isWritable: false) with { MinLength = Method.ResultLength, MaxLength = Method.ResultLength, IsWritableBuffer = Has(Features.Memory) };
        pending.Add(local);
        return local;
    }

    IEnumerable<Callable> Callables => Self is null ? callables : callables.Append(Self);

    List<Argument>? Arguments(Callable callee, int depth)
    {
        if (callee.Cost * multiplicity > 60 || callee == Self && multiplicity > 1) return null;
        var arguments = new List<Argument>();
        for (var k = 0; k < callee.Method.Parameters.Count; k++)
        {
            if (ArgumentFor(callee, k, depth) is not { } argument || Aliases(argument, arguments) || Overlaps(callee, argument, arguments)) return null;
            arguments.Add(argument);
        }

        if (arguments.Count > 1 && callee.Method.Member is null && arguments.All(argument => argument.Mode is PassMode.Value) && draw.Chance(0.15))
        {
            var named = arguments.Select((argument, k) => argument with { Name = callee.Method.Parameters[k].Name }).ToArray();
            return [.. named.Reverse()];
        }

        return arguments;
    }

    /// <summary>One variable passed by reference twice is refused, and rightly.</summary>
    static bool Aliases(Argument argument, List<Argument> others) => argument is { Mode: not PassMode.Value, Value: Read read }
        && others.Any(other => other is { Mode: not PassMode.Value, Value: Read same } && same.Variable == read.Variable && (argument.Mode, other.Mode) != (PassMode.In, PassMode.In));

    /// <summary>A buffer that the callee writes must not be passed to it twice, nor a view of it.</summary>
    bool Overlaps(Callable callee, Argument argument, List<Argument> others)
    {
        if (PassedBy(argument) is not { } buffer || callee.Method.Parameters.All(parameter => !parameter.IsWritten)) return false;
        return others.Any(other => PassedBy(other) is { } passed && passed.MayOverlap(buffer));
    }

    /// <summary>The buffer that an argument passes, or part of it, or a reference into it.</summary>
    Entry? PassedBy(Argument argument) => argument.Value switch
    {
        Read { Type: BufferOf } read => EntryOf(read),
        Read read when argument.Mode is PassMode.Ref or PassMode.Out && EntryOf(read).Roots.Count > 0 => EntryOf(read),
        View { Buffer: Read read } => EntryOf(read),
        Element { Buffer: Read read } when argument.Mode is PassMode.Ref or PassMode.Out => EntryOf(read),
        _ => null,
    };

    Entry EntryOf(Read read) => scope.Visible.First(entry => entry.Variable == read.Variable);

    Argument? ArgumentFor(Callable callee, int position, int depth)
    {
        var parameter = callee.Method.Parameters[position];
        var demand = callee.Demands[position];
        switch (parameter.Type)
        {
            case Scalar { Kind: Kind.Int } when callee.IsRecursive && position == 0:
                return new(PassMode.Value, Fuel(callee == Self));
            case Scalar { Kind: Kind.Int }:
                var integer = Integer(1);
                return new(PassMode.Value, demand.Contains(integer.Range) ? integer.Expression : Numbers.Int(draw.Between((int)demand.Low, (int)demand.High)));
            case Scalar { Kind: Kind.Bool }:
                return new(PassMode.Value, Condition(1));
            case Scalar scalar when parameter.Mode == PassMode.Out:
                return OutArgument(scalar, callee.Result);
            case Scalar scalar when parameter.Mode == PassMode.Ref:
                var elements = WritableVectors.Where(entry => entry.Range == Ordinary && ((BufferOf)entry.Variable.Type).Element == scalar.Kind);
                if (draw.Chance(0.3) && Any(elements) is { } owner) return new(PassMode.Ref, ElementOf(owner));
                var target = Any(Scalars(scalar.Kind).Where(entry => entry.IsWritable && entry.Range == Ordinary));
                return target is null ? null : new(PassMode.Ref, new Read(target.Variable));
            case Scalar scalar:
                return new(parameter.Mode, Fit(Real(scalar.Kind, depth).As(scalar.Kind), demand).Expression);
            case StructOf type when parameter.Mode == PassMode.Ref:
                return StructPlace() is { } place && place.Owner.Range == Ordinary && place.Place.Type == type && place.Place is not FieldOf ? new(PassMode.Ref, place.Place) : null;
            case StructOf type:
                return new(parameter.Mode, FitStruct(Struct(type, depth), demand).Expression);
            case ObjectOf type:
                return new(PassMode.Value, AnyObject(type));
            case ModelOf type:
                return ModelHolder(type) is { } holder ? new(PassMode.Value, holder) : null;
            case ClassOf type:
                return new(PassMode.Value, (position == 0 && callee.Method.Member is not null ? Holder(ClassNamed(type)) : null) ?? ObjectValue(ClassNamed(type), depth));
            case TupleOf tuple:
                return TupleValue(tuple, demand, depth) is { } value ? new(PassMode.Value, value) : null;
            case BufferOf buffer:
                return BufferArgument(buffer, parameter, demand);
            default:
                return null;
        }
    }

    Expression Fuel(bool isSelf) => isSelf
        ? new Binary(BinaryOperator.Subtract, new Read(scope.Visible.First(entry => entry.Variable.Name == "fuel").Variable), Numbers.Int(1))
        : Numbers.Int(draw.Between(1, 3));

    Argument OutArgument(Scalar scalar, Interval range)
    {
        if (Any(Scalars(scalar.Kind).Where(entry => entry.IsWritable && entry.Range.Contains(range))) is { } existing && draw.Chance(0.4))
        {
            return new(PassMode.Out, new Read(existing.Variable));
        }

        if (draw.Chance(0.15)) return new(PassMode.Out, null);
        var declared = NewLocal(RealNames, scalar, range);
        pending.Add(declared);
        return new(PassMode.Out, null, declared.Variable);
    }

    /// <summary>A read-only view of any shape that the parameter accepts.</summary>
    Argument? BufferArgument(BufferOf wanted, Parameter parameter, Interval demand)
    {
        var fitting = AllBuffers(buffer => buffer.Item == wanted.Item && Accepts(wanted.Shape, buffer.Shape))
            .Where(entry => demand.Contains(entry.Range) && entry.MinLength >= LeastLength && (!parameter.IsWrittenBuffer || entry.IsWritableBuffer && entry.Range == demand));
        if (Any(fitting) is not { } entry) return null;
        var read = new Read(entry.Variable);
        if (entry.MinLength > LeastLength && wanted.IsSpan && draw.Chance(0.4)) return new(PassMode.Value, Part(entry));
        return new(PassMode.Value, entry.Variable.Type.Text == wanted.Text ? read : new View(ViewForm.Implicit, read, null, null, wanted.Shape));
    }

    /// <summary>Most of a buffer: <c>a.AsSpan(1)</c>, <c>s[..^1]</c>, <c>s.Slice(1, 3)</c>.</summary>
    View Part(Entry entry)
    {
        var (read, shape) = (new Read(entry.Variable), ((BufferOf)entry.Variable.Type).Shape);
        if (shape == BufferShape.Array) return new(ViewForm.AsSpan, read, Numbers.Int(1), null, BufferShape.Span);
        return draw.Chance(0.5)
            ? new(ViewForm.Range, read, null, new Position(Numbers.Int(1), FromEnd: true), shape)
            : new(ViewForm.Slice, read, Numbers.Int(draw.Below(2)), new Position(Numbers.Int(LeastLength)), shape);
    }

    /// <summary>What callees may count on for the lengths of their buffers.</summary>
    public const int LeastLength = 3;

    static bool Accepts(BufferShape wanted, BufferShape given) => wanted == given
        || wanted == BufferShape.ReadOnlySpan && given is BufferShape.Array or BufferShape.Span
        || wanted == BufferShape.Span && given == BufferShape.Array;

    Expression? TupleValue(TupleOf tuple, Interval demand, int depth)
    {
        var existing = scope.Visible.Where(entry => entry.Variable.Type.Text == tuple.Text && demand.Contains(entry.Range));
        if (draw.Chance(0.4) && Any(existing) is { } entry) return new Read(entry.Variable);
        return new TupleLiteral([.. tuple.Elements.Select(element => element switch
        {
            Scalar { IsDifferentiable: true } scalar => Fit(Real(scalar.Kind, depth), demand).Spelled.Expression,
            Scalar { Kind: Kind.Int } => Wrapped(Integer(depth), 5).Expression,
            StructOf type => FitStruct(Struct(type, depth), demand).Expression,
            TupleOf inner => TupleValue(inner, demand, depth)!,
            BufferOf array => ArrayValue(array, depth),
            _ => throw new NotSupportedException(element.Text),
        })]);
    }
}
