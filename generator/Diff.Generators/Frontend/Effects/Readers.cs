using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>What the result of a call has to do with what the call gets.</summary>
internal enum Handed
{
    /// <summary>It is new; its elements or members may be what the call gets.</summary>
    Holder,

    /// <summary>It is, or is a part of, what the call gets.</summary>
    Part,

    /// <summary>It may be anything.</summary>
    Any,
}

/// <summary>
/// What is known of methods without reading their bodies: which of them only read what they get, and what they hand back.
/// <code>
/// x.Sum()   Console.WriteLine(x)   Array.Copy(x, y, n): x   span.CopyTo(y): span   →   read        Array.Sort(x)   list.Add(1)   →   not
/// </code>
/// </summary>
internal static class Readers
{
    private static readonly HashSet<string> Views = ["AsSpan", "AsMemory", "AsReadOnly", "Slice", "GetEnumerator", "Peek",
        "GetValueOrDefault", "TryGetValue", "TryPeek", "First", "Last", "Single", "ElementAt", "Find"];

    private static readonly HashSet<string> Picking = ["First", "Last", "Single", "ElementAt", "FirstOrDefault", "LastOrDefault",
        "SingleOrDefault", "ElementAtOrDefault", "Min", "Max", "MinBy", "MaxBy", "Aggregate"];

    private static readonly HashSet<string> Storing = ["Add", "TryAdd", "Insert", "Push", "Enqueue", "AddRange", "Append"];

    public static Handed ResultOf(BodyCall call)
    {
        var (method, _, _) = call;
        if (method.MethodKind == MethodKind.Conversion && Structs.IsForeign(method.ContainingType)) return Handed.Part;
        if (!Structs.IsForeign(method.ContainingType)) return ReturnedValues.AreNew(method) ? Handed.Holder : Handed.Any;
        var isNew = Linq.Is(method) ? !Picking.Contains(method.Name)
            : ListMembers.Copying.Contains(method.Name) || method.Name is "Clone" or "GetRange" or "MemberwiseClone";
        return isNew ? Handed.Holder : Handed.Part;
    }

    /// <summary>Whether code that is not seen only reads what it is called on, or one of the arguments.</summary>
    /// <param name="parameter">The parameter of the argument; null for what the method is called on.</param>
    public static bool Reads(IMethodSymbol method, IParameterSymbol? parameter)
    {
        if (method.MethodKind is MethodKind.PropertyGet) return true;
        if (IsMarked(method)) return parameter is null || !IsPromisedToBeWritten(method, parameter);
        if (!Structs.IsForeign(method.ContainingType)) return false;
        if (method.MethodKind is MethodKind.Conversion or MethodKind.UserDefinedOperator or MethodKind.Constructor) return true;
        // What the function of an entry point does with its arguments stands in its own body.
        if (EntryPointCall.Is(method) || Frontend.Calls.IsDetach(method)) return true;
        return Linq.Is(method) || Sinks.IsKnown(method.ContainingType) || method.ContainingType.SpecialType == SpecialType.System_Object
            || Views.Contains(method.Name) || method.Name is "ThrowIfNull" or "Clone" or "Dispose" || Sinks.IsSearch(method)
            || (parameter is null ? ListMembers.Reading.Contains(method.Name) : IsOnlyRead(method, parameter));
    }

    private static bool IsOnlyRead(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.Type.Name.StartsWith("ReadOnly", StringComparison.Ordinal)
            || parameter.Type.Name.StartsWith("IReadOnly", StringComparison.Ordinal)
            || parameter.Type.Name is "IEnumerable" or "IEqualityComparer"
            || (method is { ContainingType.SpecialType: SpecialType.System_Array, Name: "Copy" or "ConvertAll" or "ForEach" }
                && parameter.Name is "sourceArray" or "array")
            || ListMembers.Reading.Contains(method.Name) && parameter.Name is "item" or "value";

    /// <summary>Whether an object of the framework looks at the memory that it is made of; lists and the like copy the elements.</summary>
    public static bool IsWrapper(INamedTypeSymbol type) => Structs.IsForeign(type)
        && (type.IsValueType || type.ContainingNamespace?.ToDisplayString() != "System.Collections.Generic");

    /// <summary>Whether a collection of the framework keeps what it is given, and changes nothing in it.</summary>
    public static bool Keeps(IMethodSymbol method) => Storing.Contains(method.Name) && Structs.IsForeign(method.ContainingType)
        && method.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true;

    /// <summary>Whether a mark stands on a method, its property or its type: to ask what that covers would read bodies again.</summary>
    private static bool IsMarked(IMethodSymbol method) => Has(method) || Has(method.AssociatedSymbol)
        || (Has(method.ContainingType) && FloatingPoint.IsCarriedBy(method.ReturnType) && !method.ReturnsVoid
            && !Attributes.IsNoGradient(method));

    private static bool Has(ISymbol? symbol) =>
        symbol is not null && Attributes.Find(symbol.OriginalDefinition, KnownNames.Differentiable) is not null;

    /// <summary>What a marked method promises whose body is not here.</summary>
    private static bool IsPromisedToBeWritten(IMethodSymbol method, IParameterSymbol parameter) =>
        Structs.IsForeign(method.ContainingType)
            ? GeneratedFacts.Of(method.OriginalDefinition, Attributes.Family(method.OriginalDefinition)).Written.Contains(parameter.Name)
            : parameter.Type is INamedTypeSymbol { Name: "Span" } || (parameter.Type is IArrayTypeSymbol && method.ReturnsVoid);
}
