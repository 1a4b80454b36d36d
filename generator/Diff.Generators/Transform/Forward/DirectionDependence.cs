using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Which values of a derivative depend on the direction, and which memory holds such values, found by following the tangents that are
/// passed in; all else is the same for every direction. What is carried or chosen depends on the direction if any of its sources does.
/// </summary>
internal sealed class DirectionDependence
{
    private readonly AliasClasses _aliases;
    private readonly HashSet<int> _values = [];
    private readonly HashSet<int> _memories = [];
    private bool _hasChanged;

    /// <param name="tangents">Parameters of the body.</param>
    /// <param name="delivered">Operands that are delivered as tangents: memory among them is that of tangents.</param>
    public DirectionDependence(Block body, IEnumerable<Value> tangents, IEnumerable<Operand> delivered)
    {
        _aliases = AliasClasses.Of(body, [], []);
        foreach (var tangent in tangents) Mark(tangent);
        foreach (var buffer in delivered.Where(operand => operand.Type.IsBuffer())) Mark(buffer);
        do
        {
            _hasChanged = false;
            foreach (var statement in body.Statements()) Visit(statement);
        }
        while (_hasChanged);
    }

    /// <summary>Whether the value, or the elements of the memory, depend on the direction.</summary>
    public bool IsDependent(Operand operand) =>
        operand is Value value && (value.Type.IsBuffer() ? _memories.Contains(_aliases.Of(value)) : _values.Contains(value.Id));

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                Visit(let);
                break;
            default:
                foreach (var (from, to) in statement.Handovers())
                    if (IsDependent(from)) Mark(to);
                break;
        }
    }

    private void Visit(Let let)
    {
        switch (let.Operation)
        {
            case Store { Operand: var operand, Buffer: var buffer }:
                if (IsDependent(operand)) Mark(buffer);
                break;
            case Accumulate { Operand: var operand, Buffer: var buffer }:
                if (IsDependent(operand)) Mark(buffer);
                break;
            case Pop { IsTangent: true } or PopBlock { IsTangent: true } or PushBlock { IsTangent: true }:
                Mark(let.Result);
                break;
            case Push { IsTangent: true, Operand: var operand }:
                // What reads it expects memory of tangents, even if all of them are zero.
                if (operand.Type.IsBuffer()) Mark(operand);
                break;
            case Clone clone:
                if (IsDependent(clone.Buffer) || IsDependent(let.Result)) Mark(clone.Buffer);
                if (IsDependent(clone.Buffer)) Mark(let.Result);
                break;
            case Inert { IsLinear: true } inert:
                var buffers = inert.Arguments.Where(argument => argument.Type.IsBuffer()).Concat(let.Results).ToList();
                if (buffers.Exists(IsDependent)) buffers.ForEach(Mark);
                break;
            case Call { Kind: CallKind.Jvp or CallKind.ForwardTangent or CallKind.ReverseTangent } call:
                foreach (var tangent in call.Tangents().Where(tangent => tangent.Type.IsBuffer())) Mark(tangent);
                foreach (var tangent in call.TangentResults(let)) Mark(tangent);
                break;
            case Length:
                break;
            default:
                if (let.Operation.Operands.Any(IsDependent)) foreach (var result in let.Results) Mark(result);
                break;
        }
    }

    private void Mark(Operand operand)
    {
        if (operand is Value value) _hasChanged |= value.Type.IsBuffer() ? _memories.Add(_aliases.Of(value)) : _values.Add(value.Id);
    }
}
