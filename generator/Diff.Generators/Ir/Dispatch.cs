namespace Diff.Generators.Ir;

/// <summary>How calls find the body of a method, and with it the derivatives of that body.</summary>
internal enum Dispatch
{
    /// <summary>By name: callers know the body's contract.</summary>
    None,

    /// <summary>Implements a differentiable member of an interface, and promises what that member does.</summary>
    Implementation,

    /// <summary>Implements such a member so that it, and its derivatives, can be called through the interface alone.</summary>
    Explicit,

    /// <summary>Virtual or abstract: the derivatives can be overridden with the body.</summary>
    Virtual,

    /// <summary>Overrides a differentiable method of a base class, and its derivatives with it.</summary>
    Override,

    /// <summary>Overrides for the last time.</summary>
    SealedOverride,

    /// <summary>An instance member of an interface.</summary>
    Interface,

    /// <summary>A static abstract member of an interface.</summary>
    StaticInterface,

    /// <summary>A static virtual member of an interface, whose body serves the types that have none of their own.</summary>
    StaticVirtual,
}
