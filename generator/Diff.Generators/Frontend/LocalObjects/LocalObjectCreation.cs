using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Makes objects that are taken apart: zeros, the initial values of the fields, the body of the constructor, the initializer.
/// <code>
/// new Matrix(2, 3) { Name = "A" }   →   rows = 2; columns = 3; matrix_Rows = rows; matrix_data = new double[rows * columns]; …
/// </code>
/// </summary>
internal static class LocalObjectCreation
{
    /// <summary>Null if what is made is no such object.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IObjectCreationOperation creation) =>
        Lower(lowering, creation, NameOf(creation.Type!)) is { } made ? lowering.Read(made) : null;

    /// <summary>The variables of the new object, called after a variable that holds it.</summary>
    public static Tree<Slot>? Lower(Lowering lowering, IObjectCreationOperation creation, string name)
    {
        if (creation is not { Type: INamedTypeSymbol type, Constructor: { } constructor }
            || !(lowering.Objects.Has(type) || lowering.Tables.Has(type)))
            return null;
        var self = New(lowering, type, name);
        Construct(lowering, creation, constructor, creation.Arguments, self);
        if (creation.Initializer is { } initializer) Initialize(lowering, type, self, initializer);
        if (!self.IsLeaf) RequireObjects(lowering, creation, type, self);
        return self;
    }

    /// <summary>A copy of a record with other values, <c>flow with { Amount = x }</c>; null if it is none that is taken apart.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IWithOperation with)
    {
        if (with is not { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type, Initializer: { } initializer }
            || !LocalObjects.Is(lowering, with))
            return null;
        var self = lowering.Tables.Has(type) ? LocalTableCopies.Make(lowering, with, type) : Copy(lowering, with, type);
        if (self is null) return Lowering.Placeholder(type);
        Initialize(lowering, type, self, initializer);
        return lowering.Read(self);
    }

    /// <summary>Null if the object is of a class that derives from the one that is seen, which is refused.</summary>
    private static Tree<Slot>? Copy(Lowering lowering, IWithOperation with, INamedTypeSymbol type)
    {
        var original = LocalObjects.Lower(lowering, with.Operand, lowering.Objects.ShapeOf(type));
        if (!original.Type.Equals(lowering.Objects.ShapeOf(type)))
        {
            lowering.Refuse(with, Descriptors.Unsupported.LocalObject, with.Syntax.ToString(),
                $"it copies an object of a class that derives from '{type.Name}'", "keep the object in a local of its own class");
            return null;
        }
        var self = New(lowering, type, NameOf(type));
        for (var field = 0; field < self.Fields.Count; field++) lowering.Write(self.Fields[field], original.Fields[field]);
        return self;
    }

    /// <summary>An object whose fields have their default values.</summary>
    private static Tree<Slot> New(Lowering lowering, INamedTypeSymbol type, string name)
    {
        if (lowering.Tables.Has(type)) return lowering.Tables.New(lowering, type, name);
        var self = lowering.Variables.Temporary(lowering.Objects.ShapeOf(type), name);
        lowering.Write(self, Lowering.Default(self.Type));
        return self;
    }

    /// <summary>Variables are always there: an object whose field holds none yet would be read as zeros.</summary>
    private static void RequireObjects(Lowering lowering, IObjectCreationOperation creation, INamedTypeSymbol type, Tree<Slot> self)
    {
        foreach (var (member, slots) in LocalClasses.Members(type).Zip(self.Fields, (member, slots) => (member, slots)))
        {
            if (!LocalObjects.IsObject(slots.Type) || AssignedFields.Is(member.Field, member.Shown)
                || creation.Initializer?.Initializers.Any(part =>
                    part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target }
                        && target.Member.Name == member.Shown.Name) == true)
                continue;
            lowering.Refuse(creation, Descriptors.Unsupported.LocalObject, creation.Syntax.ToString(),
                $"its field '{member.Shown.Name}' may hold no object when it is used",
                "give it one where it is declared or in each constructor");
        }
    }

    /// <summary>Assigns a field of an object that is being made.</summary>
    private static void Assign(Lowering lowering, ITypeSymbol type, Tree<Slot> self, int field, Func<IrType, Tree<Operand>> value)
    {
        if (lowering.Tables.Has(type))
            Places.Write(lowering, lowering.Tables.Cell(lowering, type, field, lowering.Read(self).Leaf), value(Lowering.Nothing.Type));
        else lowering.Write(self.Fields[field], value(self.Fields[field].Type));
    }

    /// <summary>What the variables of an object are called that has no name yet.</summary>
    public static string NameOf(ITypeSymbol type) => type is { TypeKind: TypeKind.Interface, Name: ['I', >= 'A' and <= 'Z', ..] }
        ? char.ToLowerInvariant(type.Name[1]) + type.Name.Substring(2)
        : char.ToLowerInvariant(type.Name[0]) + type.Name.Substring(1);

    private static void Construct(Lowering lowering, IOperation at, IMethodSymbol constructor, IReadOnlyList<IArgumentOperation> arguments,
        Tree<Slot> self)
    {
        var declaration = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(lowering.Cancellation);
        IReadOnlyList<(IParameterSymbol, IOperation)> passed = [.. arguments.Select(argument => (argument.Parameter!, argument.Value))];
        if (declaration is ConstructorDeclarationSyntax)
        {
            InlinedMembers.Call(lowering, at, constructor, self, passed);
            return;
        }
        // A primary constructor, or none at all.
        LocalFunctions.BindParameters(lowering, null, passed);
        NoGradients.DetachParameters(lowering, at, constructor);
        lowering.Frames.Enter(lowering, constructor, self, () => Begin(lowering, at, constructor, self,
            Constructors.BaseCall(constructor.ContainingType, lowering.Nesting.Compilation, lowering.Cancellation)));
    }

    /// <summary>What comes before the body of a constructor: what another constructor makes, or else the initial values.</summary>
    public static void Begin(Lowering lowering, IOperation at, IMethodSymbol constructor, IConstructorBodyOperation body, Tree<Slot> self)
    {
        var chained = Constructors.Chained(body.Initializer);
        if (chained is { TargetMethod: var other }
            && SymbolEqualityComparer.Default.Equals(other.ContainingType, constructor.ContainingType))
            Construct(lowering, chained, other, chained.Arguments, self);
        else Begin(lowering, at, constructor, self,
            chained is { TargetMethod.ContainingType.SpecialType: not SpecialType.System_Object } ? chained : null);
    }

    /// <param name="chained">The call of a constructor of the base class; null if it is not written.</param>
    private static void Begin(Lowering lowering, IOperation at, IMethodSymbol constructor, Tree<Slot> self, IInvocationOperation? chained)
    {
        var parent = LocalClasses.Base(constructor.ContainingType);
        var first = parent is null ? 0 : LocalClasses.Members(parent).Count;
        foreach (var parameter in constructor.Parameters)
            if (Kept(constructor, parameter) is { } field)
                Assign(lowering, constructor.ContainingType, self, field, _ => lowering.Read(lowering.Variables[parameter]));
        var syntax = constructor.ContainingType.DeclaringSyntaxReferences[0].GetSyntax(lowering.Cancellation);
        foreach (var (field, value) in Constructors.Initializers(constructor,
            lowering.Nesting.Compilation.GetSemanticModel(syntax.SyntaxTree), lowering.Cancellation))
            lowering.AtStatement(value.Syntax,
                () => Assign(lowering, constructor.ContainingType, self, first + field,
                    place => LocalObjects.Lower(lowering, value, place)));
        if (chained is not null) Construct(lowering, chained, chained.TargetMethod, chained.Arguments, self);
        else if (parent?.InstanceConstructors.FirstOrDefault(other => other.Parameters.IsEmpty) is { } plain)
            Construct(lowering, at, plain, [], self);
        else if (parent is not null)
            lowering.Refuse(at, Descriptors.Unsupported.Body, parent.Name,
                "the constructor runs here with default values, which are not written",
                "call it with ': base(…)', or give the class a constructor without parameters");
    }

    /// <summary>
    /// The field that holds a parameter of a primary constructor: one of its own, or the property of a positional record.
    /// </summary>
    private static int? Kept(IMethodSymbol constructor, IParameterSymbol parameter)
    {
        var property = LocalClasses.Members(constructor.ContainingType).ToList()
            .FindIndex(member => member.Shown.Name == parameter.Name
                && SymbolEqualityComparer.Default.Equals(member.Shown.ContainingType, constructor.ContainingType)
                && member.Shown.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax);
        return property >= 0 ? property : LocalClasses.IndexOf(parameter);
    }

    private static void Initialize(Lowering lowering, ITypeSymbol type, Tree<Slot> self,
        IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var part in initializer.Initializers)
        {
            switch (part)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment
                    when LocalClasses.IndexOf(target) is { } field:
                    Assign(lowering, type, self, field, place => LocalObjects.Lower(lowering, assignment.Value, place));
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.SetMethod: not null } target } assignment:
                    var place = new AccessorPlace(target.Property, self, LocalObjectMembers.Arguments(lowering, target), target);
                    LocalObjectMembers.Write(lowering, place, Expressions.Lower(lowering, assignment.Value));
                    break;
                case IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation target } nested
                    when LocalClasses.IndexOf(target) is { } field && !self.IsLeaf && LocalObjects.IsObject(self.Fields[field].Type):
                    lowering.Objects.Copies.NoteChange(target.Type!);
                    Initialize(lowering, target.Type!, self.Fields[field], nested.Initializer);
                    break;
                default:
                    lowering.Refuse(part, Descriptors.Unsupported.LocalObject, part.Syntax.ToString(),
                        "the initializer does not assign a field or property", "assign fields and properties");
                    break;
            }
        }
    }
}
