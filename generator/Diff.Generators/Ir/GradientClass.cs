using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>A class marked <c>[Differentiable]</c>: what the emitter needs to write the type of its gradient.</summary>
/// <param name="Scalar">The type of the numbers.</param>
/// <param name="Members">Those that no base class has a gradient type for.</param>
internal sealed record GradientClass(GradientHome Home, IrType Scalar, EquatableArray<GradientMember> Members)
{
    /// <summary>The gradient type of a base class, which this one extends; empty if there is none.</summary>
    public string Base { get; init; } = "";

    /// <summary>The outermost of the gradient types that this one extends; empty if there is none.</summary>
    public string Root { get; init; } = "";

    /// <summary>The marked interfaces that the class implements and no base class does.</summary>
    public EquatableArray<ImplementedGradient> Interfaces { get; init; } = [];

    public bool IsDerived => Base.Length > 0;

    /// <summary>The gradient type that all of them have in common: the outermost one, or this one.</summary>
    public string Common => IsDerived ? Root : Home.Gradient;

    /// <summary>Whether other classes may derive from the class, and gradient types from this one.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// Whether the class itself has methods that are chosen at run time with their derivatives, and no base class says so.
    /// </summary>
    public bool IsDispatched { get; init; }

    /// <summary>Whether all numbers of an object can be assigned after construction.</summary>
    public bool IsAssignable { get; init; }

    /// <summary>Whether those of the base class can.</summary>
    public bool IsBaseAssignable { get; init; }

    /// <summary>What is done instead of assigning the numbers of an object, as an expression.</summary>
    public string Unassignable =>
        $"throw new global::System.NotSupportedException(\"The numbers of '{Home.Cref}' cannot be assigned after construction.\")";

    /// <summary>Whether the class of an object decides at run time what its gradient is.</summary>
    public bool IsInHierarchy => IsOpen || IsDerived;

    /// <summary>The modifier of what it decides.</summary>
    public string Chosen => IsDerived ? "override " : IsOpen ? "virtual " : "";
}

/// <param name="Source">The member of the class.</param>
/// <param name="Name">The field of the gradient type that mirrors it.</param>
/// <param name="Type">The type of that field.</param>
/// <param name="Class">The type of the member.</param>
/// <param name="IsObject">An object of a marked class.</param>
internal sealed record GradientMember(string Source, string Name, IrType Type, string Class, bool IsObject)
{
    /// <summary>What such objects are in; null if it is no array or list of them.</summary>
    public ObjectTable? Table { get; init; }

    public bool IsTable => Table is not null;

    /// <summary>A collection of numbers, of which <see cref="Class"/> is the span.</summary>
    public bool IsCollection { get; init; }

    /// <summary>The struct that the member is or has elements of, if its gradient is another one; null if it is not.</summary>
    public AggregateType? Mixed { get; init; }
}

/// <summary>What holds several objects.</summary>
internal enum ObjectTable
{
    Array,

    /// <summary><c>List&lt;T&gt;</c> or <c>IReadOnlyList&lt;T&gt;</c>.</summary>
    List,

    ImmutableArray,
}

/// <param name="Type">A marked interface that a class implements.</param>
/// <param name="Gradient">The type of its gradient, which that of the class implements.</param>
internal sealed record ImplementedGradient(string Type, string Gradient);
