using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Where array variables or rows change places, which shadow belongs to which variable depends on the path taken. So the forward sweep
/// makes the shadow beside the array and moves it in the same way; the reverse sweep then reads the shadow of the moment like any primal
/// value.
/// <code>
/// (a, b) = (b, a);   →   (a, b) = (b, a); (aBar, bBar) = (bBar, aBar);
/// </code>
/// </summary>
internal sealed class PairedShadows : Rewriter
{
    private readonly SwappedBuffers _buffers;
    private readonly Ids _ids;
    private readonly Dictionary<Value, Value> _shadows = [];

    private PairedShadows(SwappedBuffers buffers, Ids ids)
    {
        _buffers = buffers;
        _ids = ids;
    }

    /// <returns>The method with shadows beside such arrays, and the shadow of each.</returns>
    public static (Method Method, IReadOnlyDictionary<Value, Value> Shadows) Run(Method method, Activity activity, Ids ids)
    {
        var pass = new PairedShadows(SwappedBuffers.Of(method, activity), ids);
        return (method with { Body = pass.Rewrite(method.Body) }, pass._shadows);
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case Let { Operation: Allocate } let when _buffers.IsSwapped(let.Result):
                output.Add(let);
                output.Add(let with { Results = [Shadow(let.Result)], Origin = let.Origin with { Role = Role.Adjoint } });
                break;
            case Let { Operation: Call } let when let.Results.Any(result => _buffers.IsSwapped(result)):
                output.Add(let);
                foreach (var made in let.Results.Where(result => _buffers.IsSwapped(result)))
                    AddZeros(made, let.Origin with { Role = Role.Adjoint }, output);
                break;
            case Let { Operation: Load load } let when _buffers.IsSwapped(let.Result):
                output.Add(let);
                output.Add(new Let([Shadow(let.Result)], load with { Buffer = ShadowOf(load.Buffer) },
                    let.Origin with { Role = Role.Adjoint }));
                break;
            case Let { Operation: Store store } let when store.Operand.Type.IsBuffer() && _buffers.IsSwapped(store.Buffer):
                output.Add(let);
                output.Add(let with { Operation = store with { Buffer = ShadowOf(store.Buffer), Operand = ShadowOf(store.Operand) },
                    Origin = let.Origin with { Role = Role.Adjoint } });
                break;
            case Let { Operation: Grow grow } let when _buffers.IsSwapped(grow.Buffer):
                output.Add(let);
                output.Add(let with { Operation = grow with { Buffer = ShadowOf(grow.Buffer) },
                    Origin = let.Origin with { Role = Role.Adjoint } });
                break;
            case If branch:
                output.Add(branch with { Then = Yielding(branch.Then, branch.Results), Else = Yielding(branch.Else, branch.Results),
                    Results = With(branch.Results) });
                break;
            case For loop:
                var inits = With(loop.Inits, loop.Results);
                output.Add(loop with { Inits = inits,
                    Body = Yielding(loop.Body with { Parameters = With(loop.Body.Parameters) }, loop.Results),
                    Results = With(loop.Results) });
                break;
            case Loop loop:
                var first = With(loop.Inits, loop.Results);
                output.Add(loop with
                {
                    Inits = first,
                    Condition = loop.Condition with { Parameters = With(loop.Condition.Parameters) },
                    Body = Yielding(loop.Body with { Parameters = With(loop.Body.Parameters) }, loop.Results),
                    Results = With(loop.Results),
                });
                break;
            case Try { IsWhole: true } guarded:
                output.Add(guarded with { Body = Yielding(guarded.Body, guarded.Results), Results = With(guarded.Results) });
                break;
            default:
                output.Add(statement);
                break;
        }
    }

    private void AddZeros(Value made, Origin origin, List<Statement> output)
    {
        var builder = new BlockBuilder(_ids) { Origin = origin };
        var zeros = LocalShadows.ZerosLike(builder, made, Adjoints.Name(made));
        output.AddRange(builder.Build([], []).Statements);
        _shadows[made] = zeros;
    }

    private Block Yielding(Block block, EquatableArray<Value> results)
    {
        var rewritten = Rewrite(block);
        return rewritten with { Yields = With(rewritten.Yields, results) };
    }

    private EquatableArray<Value> With(EquatableArray<Value> values) =>
        [.. values, .. values.Where(value => _buffers.IsSwapped(value)).Select(Shadow)];

    private EquatableArray<Operand> With(EquatableArray<Operand> operands, EquatableArray<Value> results) =>
        [.. operands, .. operands.Where((_, i) => _buffers.IsSwapped(results[i])).Select(ShadowOf)];

    /// <summary>A variable that is not set yet holds no array, and so no shadow.</summary>
    private Operand ShadowOf(Operand operand) => operand is Value value ? _shadows[value] : Constant.Default(operand.Type.Tangent());

    private Value Shadow(Value buffer) => _shadows[buffer] = new Value(_ids.Take(), buffer.Type.Tangent(), Adjoints.Name(buffer));
}
