using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Several directions in one pass: the body of a derivative with tangents, where each value that depends on the direction holds a number
/// per direction. The operations stay the same, in the same order, so each lane holds, bit by bit, what the body computes for its direction
/// alone.
/// <code>
/// double xDot;  e = Math.Exp(x); eDot = xDot * e;   →   __Lanes xDot;  e = Math.Exp(x); eDot = xDot * e;
/// </code>
/// </summary>
internal sealed class Bundle
{
    private readonly DirectionDependence _dependence;
    private readonly Ids _ids;
    private readonly ScalarType _number;
    private bool _isPossible = true;

    private Bundle(DirectionDependence dependence, ScalarType number, Ids ids)
    {
        _dependence = dependence;
        _number = number;
        _ids = ids;
    }

    /// <param name="firstTangent">The first of the parameters that are tangents; so are all after it.</param>
    /// <param name="isTangent">Whether a yield is delivered as a tangent.</param>
    /// <returns>Null if some operation has no form for several directions.</returns>
    public static Block? Run(Block body, int firstTangent, Func<int, bool> isTangent, Ids ids)
    {
        var tangents = body.Parameters.Skip(firstTangent).ToList();
        var delivered = body.Yields.Where((_, i) => isTangent(i)).ToList();
        // Lanes of single and of double precision are not equally many.
        if (Lanes.NumberOf(tangents.Concat(delivered).Select(tangent => tangent.Type)) is not { } number) return null;
        var dependence = new DirectionDependence(body, tangents, delivered);
        // A tangent and something else in one memory: no memory holds both numbers and lanes.
        if (body.Parameters.Take(firstTangent).Any(dependence.IsDependent)
            || body.Yields.Where((_, i) => !isTangent(i)).Any(dependence.IsDependent))
            return null;
        var bundle = new Bundle(dependence, number, ids);
        var widened = bundle.Widen(body, isTangent);
        return bundle._isPossible ? widened : null;
    }

    private Block Widen(Block block, Func<int, bool> isTangent)
    {
        var builder = new BlockBuilder(_ids);
        foreach (var statement in block.Statements) Append(statement, builder);
        builder.Origin = Origin.None with { Role = Role.Tangent };
        var yields = block.Yields.Select((operand, i) => isTangent(i) ? Widened(operand, builder) : Of(operand)).ToEquatableArray();
        return builder.Build(Of(block.Parameters), yields);
    }

    private Block Widen(Block block, EquatableArray<Value> targets) => Widen(block, i => _dependence.IsDependent(targets[i]));

    private void Append(Statement statement, BlockBuilder builder)
    {
        builder.Origin = statement.Origin;
        switch (statement)
        {
            case Let let:
                Append(let, builder);
                break;
            case If branch when IsFree(branch.Condition):
                builder.Add(branch with { Then = Widen(branch.Then, branch.Results), Else = Widen(branch.Else, branch.Results),
                    Results = Of(branch.Results) });
                break;
            case For loop when IsFree(loop.Start) && IsFree(loop.End):
                builder.Add(loop with { Inits = Inits(loop.Inits, loop.Results, builder), Body = Widen(loop.Body, loop.Results),
                    Results = Of(loop.Results) });
                break;
            case Loop loop when loop.Condition.Yields.All(IsFree):
                builder.Add(loop with
                {
                    Inits = Inits(loop.Inits, loop.Results, builder),
                    Condition = Widen(loop.Condition, static _ => false),
                    Body = Widen(loop.Body, loop.Results),
                    Results = Of(loop.Results),
                });
                break;
            case Try guarded when guarded.Handlers.All(handler => !HasTangents(handler.Body)) && !HasTangents(guarded.Cleanup):
                builder.Add(guarded with { Body = Widen(guarded.Body, guarded.Results), Results = Of(guarded.Results) });
                break;
            case Heading or Throw:
                builder.Add(statement);
                break;
            default:
                _isPossible = false;
                break;
        }
    }

    private bool HasTangents(Block block) =>
        block.Statements().Any(statement => statement.Operands().Concat(statement.Results()).Any(operand => !IsFree(operand)));

    private bool IsFree(Operand operand) => !_dependence.IsDependent(operand);

    private void Append(Let let, BlockBuilder builder)
    {
        if (let.Operation is not Push { IsTangent: true } && let.Operation.Operands.All(IsFree) && let.Results.All(IsFree))
        {
            builder.Add(let);
            return;
        }

        if (let.Results.Any(result => !IsFree(result) && !CanHold(result.Type)) || Widened(let, builder) is not { } operation)
            _isPossible = false;
        else builder.Add(let with { Results = Of(let.Results), Operation = operation });
    }

    /// <summary>The operation on lanes; null if it has none.</summary>
    private Operation? Widened(Let let, BlockBuilder builder) => let.Operation switch
    {
        Apply apply when let.Results.All(result => !IsFree(result)) => Widened(apply, builder),
        Store store when !IsFree(store.Buffer) => store with { Buffer = Of(store.Buffer), Operand = Widened(store.Operand, builder) },
        Accumulate add when !IsFree(add.Buffer) => add with { Buffer = Of(add.Buffer), Operand = Widened(add.Operand, builder) },
        Grow grow when !IsFree(grow.Buffer) => grow with { Buffer = Of(grow.Buffer) },
        Push { IsTangent: true } push => push with { Operand = Widened(push.Operand, builder) },
        Pop { IsTangent: true } or PushBlock { IsTangent: true } or PopBlock { IsTangent: true } => let.Operation,
        GetField => let.Operation.With(let.Operation.Operands.Select(Of).ToEquatableArray()),
        MakeAggregate make when !IsFree(let.Result) =>
            make with { Fields = make.Fields.Select(field => Widened(field, builder)).ToEquatableArray() },
        Allocate or Length => let.Operation.With(let.Operation.Operands.Select(Of).ToEquatableArray()),
        Load or View or Clone or Choice
            when !IsFree(let.Result) => let.Operation.With(let.Operation.Operands.Select(operand => operand.Type.IsBuffer()
                ? Buffer(operand)
                : operand).ToEquatableArray()),
        Inert { IsLinear: true } inert => Widened(inert),
        Call { Kind: CallKind.Jvp, Callee.IsBundled: true } call => Widened(call, builder),
        Call { Kind: CallKind.ForwardTangent or CallKind.ReverseTangent, Callee.HasBundledHalves: true } call => Widened(call, builder),
        _ => null,
    };

    private Operation? Widened(Call call, BlockBuilder builder)
    {
        var primal = call.Arguments.Take(call.Arguments.Count - call.Tangents().Count()).ToList();
        return primal.TrueForAll(IsFree)
            ? call with { IsBundle = true, Arguments = [.. primal, .. call.Tangents().Select(tangent => Widened(tangent, builder))] }
            : null;
    }

    private Operation? Widened(Apply apply, BlockBuilder builder)
    {
        var arguments = apply.Arguments;
        return apply.Primitive.Name switch
        {
            "neg" or "+" or "-" => apply with { Arguments = arguments.Select(argument => Widened(argument, builder)).ToEquatableArray() },
            "*" => apply with { Arguments = arguments.Select(Of).ToEquatableArray() },
            "/" or "Weight.Divide" when IsFree(arguments[1]) => apply with { Arguments = [Of(arguments[0]), arguments[1]] },
            "Weight.Times" => apply with { Arguments = arguments.Select(Of).ToEquatableArray() },
            "?:" when IsFree(arguments[0]) =>
                apply with { Arguments = [arguments[0], Widened(arguments[1], builder), Widened(arguments[2], builder)] },
            _ => null,
        };
    }

    /// <summary>Helpers that make, clear, copy or add memory, whatever its elements are.</summary>
    private Operation? Widened(Inert inert) => inert.Arguments.All(argument => !argument.Type.IsBuffer()
        || !IsFree(argument))
        ? inert with { Template = Elements(inert).Aggregate(Template(inert),
            (text, element) => text.Replace($"<{element.Name}>", $"<{Lanes.Of(element).Name}>")),
            Arguments = inert.Arguments.Select(Of).ToEquatableArray() }
        : null;

    /// <summary>Lanes are added to lanes number by number, as structs are.</summary>
    private string Template(Inert inert) => inert.Template.StartsWith(MemoryTemplates.AddWeight, StringComparison.Ordinal)
        && inert.Arguments[0].Type is BufferType weight && CanHold(weight)
            ? MemoryTemplates.AddParts(Lanes.Of(weight.Element is BufferType row ? row.Element : weight.Element), _number)
            : inert.Template;

    /// <summary>The types of the elements of buffers among the arguments, and their numbers.</summary>
    private IEnumerable<IrType> Elements(Inert inert) =>
        inert.Arguments.Select(argument => argument.Type).OfType<BufferType>().Where(CanHold).Select(buffer => buffer.Element)
            .Where(element => !element.IsBuffer()).Append(_number).Distinct();

    private EquatableArray<Operand> Inits(EquatableArray<Operand> inits, EquatableArray<Value> results, BlockBuilder builder) =>
        inits.Select((init, i) => IsFree(results[i]) ? init : Widened(init, builder)).ToEquatableArray();

    /// <summary>The operand with a number per direction: the same one for all, if it does not depend on the direction.</summary>
    private Operand Widened(Operand operand, BlockBuilder builder)
    {
        if (operand.Type.IsBuffer()) return Buffer(operand);
        if (!IsFree(operand)) return Of(operand);
        // The zero of another precision, too: there are no others among tangents.
        if (operand is Constant { Bits: 0 }) return Constant.Default(Lanes.Of(CanHold(operand.Type) ? operand.Type : _number));
        _isPossible &= CanHold(operand.Type);
        if (!_isPossible) return operand;
        return operand.Type is not AggregateType aggregate ? builder.Apply(Primitive.Lanes, Lanes.Of(operand.Type), operand)
            : builder.Let(new MakeAggregate(aggregate.Fields.Select((field, i) => Widened(builder.Let(new GetField(operand, i), field.Type),
                builder)).ToEquatableArray()), Lanes.Of(aggregate));
    }

    private Operand Buffer(Operand operand)
    {
        _isPossible &= CanHold(operand.Type) && (operand is Constant || !IsFree(operand));
        return !_isPossible ? operand : operand is Constant constant ? Constant.Default(Lanes.Of(constant.Type)) : Of(operand);
    }

    private Operand Of(Operand operand) => operand is Value value ? Of(value) : operand;

    private Value Of(Value value)
    {
        if (IsFree(value)) return value;
        _isPossible &= CanHold(value.Type);
        return _isPossible ? value with { Type = Lanes.Of(value.Type) } : value;
    }

    private bool CanHold(IrType type) => Lanes.NumberOf(type) == _number;

    private EquatableArray<Value> Of(EquatableArray<Value> values) => values.Select(Of).ToEquatableArray();
}
