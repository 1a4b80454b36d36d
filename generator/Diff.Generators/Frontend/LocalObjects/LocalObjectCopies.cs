using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Second names of objects that are taken apart, which are copies of their variables. A copy is as good as the object if neither changes,
/// but for the elements of arrays, which both hold.
/// <code>
/// best = p; p.X = 1; return best.X   →   refused where p is copied
/// </code>
/// What matters is what the method and the bodies inlined in it do: nobody else sees the objects.
/// </summary>
internal sealed class LocalObjectCopies
{
    private readonly List<(INamedTypeSymbol Type, SyntaxNode Where)> _copies = [];
    private readonly HashSet<ISymbol> _changed = new(SymbolEqualityComparer.Default);

    // Objects from elsewhere that may change, and whether methods are called that may change them.
    private readonly List<SyntaxNode> _opened = [];
    private bool _isCodeUnknown;

    /// <summary>The locals and parameters that share the variables of another name.</summary>
    public HashSet<ISymbol> Names { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a variable that nothing else is another name of is mentioned nowhere else: its object only changes hands.</summary>
    public static bool IsMoved(Lowering lowering, IOperation named) => Writes.Variable(named) is { } variable
        && !lowering.Objects.Copies.Names.Contains(variable)
        && !Around(named).Any(outer => outer is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
        && (Writes.Root(named) is ISymbolInitializerOperation
            ? variable is IParameterSymbol { ContainingType: { } type } && HeldParameters.Mentions(type, variable.Name) == 1
            : Mentions.Of(variable, Writes.Root(named)) == 1);

    private static IEnumerable<IOperation> Around(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent) yield return outer;
    }

    /// <summary>Takes note of an assignment to a member of an object that has been made.</summary>
    public void NoteChange(Lowering lowering, IOperation target)
    {
        if (target is IParameterReferenceOperation { Parameter: var parameter } held && Members.IsHeld(held))
            _changed.Add(Root(parameter.ContainingType));
        var isStored = target is not ILocalReferenceOperation && !(target is IParameterReferenceOperation plain && !Members.IsHeld(plain))
            && !lowering.Frames.IsInConstructor;
        if (isStored) NoGradients.Check(lowering, target, target.Type);
        for (; target is IMemberReferenceOperation { Instance: { } instance }; target = instance)
        {
            if (!lowering.Objects.Has(instance.Type)) continue;
            LocalObjectOrder.Check(lowering, instance);
            if (!(instance is IInstanceReferenceOperation && lowering.Frames.IsInConstructor)) _changed.Add(Root(instance.Type!));
            return;
        }
    }

    /// <summary>Takes note of an object of a class that is changed by another name.</summary>
    public void NoteChange(ITypeSymbol type) => _changed.Add(Root(type));

    /// <summary>
    /// Takes note of a call that may change objects from elsewhere: those that it gets, and any at all if it has no derivatives.
    /// </summary>
    public void NoteChanges(Lowering lowering, IInvocationOperation call)
    {
        if (call.Instance?.Type is { } type && lowering.Objects.Has(type) && MayChange(call.TargetMethod, (INamedTypeSymbol)type))
            NoteChange(type);
        foreach (var argument in call.Arguments)
            if (lowering.Objects.Has(argument.Value.Type)) NoteChange(argument.Value.Type!);
        _isCodeUnknown |= call.TargetMethod.ContainingAssembly is ISourceAssemblySymbol
            && !Attributes.IsDifferentiable(call.TargetMethod.OriginalDefinition);
    }

    /// <summary>
    /// Takes note of code without derivatives that runs where a property is read or assigned, or an object is made: it may change objects
    /// from elsewhere.
    /// </summary>
    public void NoteCode(IMethodSymbol? code) => _isCodeUnknown |= code is { ContainingAssembly: ISourceAssemblySymbol,
        IsImplicitlyDeclared: false } && !Attributes.IsDifferentiable(code.OriginalDefinition)
        && (ChosenMembers.Are(code)
            || code.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantNodes().Any(MayWrite)));

    private static bool MayWrite(SyntaxNode node) => node is AssignmentExpressionSyntax or InvocationExpressionSyntax
        or BaseObjectCreationExpressionSyntax
        || node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.PostIncrementExpression
            or SyntaxKind.PostDecrementExpression;

    private static bool MayChange(IMethodSymbol method, INamedTypeSymbol type) =>
        ChosenMembers.Are(method) || Changes.OfReceiver(method, [.. LocalClasses.Members(type).Select(member => member.Shown.Name)]);

    /// <summary>Takes note of an object from elsewhere whose fields are read.</summary>
    public void NoteOpened(Lowering lowering, IOperation expression)
    {
        Note(lowering, expression);
        if (LocalClasses.Members((INamedTypeSymbol)expression.Type!).Any(member => !((IFieldSymbol)member.Field).IsReadOnly))
            _opened.Add(expression.Syntax);
    }

    /// <summary>Refuses copies of objects whose fields change: what is assigned to one would be missing in the other.</summary>
    public void Check(Lowering lowering)
    {
        foreach (var (type, where) in _copies)
            if (LocalClasses.Held(type).Any(held => _changed.Contains(Root(held))))
                lowering.Report(Descriptors.Unsupported.LocalObject, where, where.ToString(),
                    $"an object of '{type.Name}' gets a second name here, and fields of such objects are assigned",
                    "make a new object, or use one name for it that is never assigned again");
        if (!_isCodeUnknown) return;
        foreach (var where in _opened)
            lowering.Report(Descriptors.Unsupported.LocalObject, where, where.ToString(),
                "it is an object from elsewhere that a method without derivatives may change",
                "make it in the method, or call that method outside");
    }

    /// <summary>What a base class assigns changes objects of the classes that derive from it, and the other way round.</summary>
    private static INamedTypeSymbol Root(ITypeSymbol type) => LocalClasses.Chain((INamedTypeSymbol)type).First();

    /// <summary>Takes note of an object that gets a second name.</summary>
    public void Note(Lowering lowering, IOperation named)
    {
        foreach (var type in Classes(lowering, named.Type)) _copies.Add((type, named.Syntax));
        if (named is IInstanceReferenceOperation && lowering.Frames.IsInConstructor) _changed.Add(Root(named.Type!));
    }

    /// <summary>The class of an object, or those of the objects in a tuple.</summary>
    private static IEnumerable<INamedTypeSymbol> Classes(Lowering lowering, ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple
        ? tuple.TupleElements.SelectMany(element => Classes(lowering, element.Type))
        : lowering.Objects.Has(type) ? [(INamedTypeSymbol)type!] : [];
}
