namespace Diff.Generators;

/// <summary>Names of the pipeline's steps, for tests of what runs again after an edit.</summary>
internal static class TrackingNames
{
    /// <summary>A marked method as IR.</summary>
    public const string Lower = "Lower";

    /// <summary>A call of an entry point of <c>Gradient</c>.</summary>
    public const string Intercept = "Intercept";

    /// <summary>A marked class.</summary>
    public const string Classes = "Classes";

    /// <summary>A marked interface.</summary>
    public const string Interfaces = "Interfaces";

    /// <summary>A marked struct whose gradient has a type of its own.</summary>
    public const string Structs = "Structs";

    /// <summary>The custom rules that this compilation can see.</summary>
    public const string Rules = "Rules";

    /// <summary>What the methods of this compilation promise their callers.</summary>
    public const string Facts = "Facts";

    /// <summary>A method whose callees carry their contracts.</summary>
    public const string Resolve = "Resolve";

    /// <summary>A method with its derivatives, as IR.</summary>
    public const string Differentiate = "Differentiate";
}
