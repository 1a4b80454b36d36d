namespace Diff.Fuzz.Generation;

/// <summary>What generated programs may contain. A flag is switched off to find out which construct breaks.</summary>
[Flags]
public enum Features : long
{
    None = 0,
    Floats = 1 << 0,
    Buffers = 1 << 1,
    Tuples = 1 << 2,
    Branches = 1 << 3,
    Loops = 1 << 4,
    Jumps = 1 << 5,
    EarlyReturns = 1 << 6,
    Switches = 1 << 7,
    Patterns = 1 << 8,
    Calls = 1 << 9,
    Recursion = 1 << 10,
    Functions = 1 << 11,
    Integers = 1 << 12,
    Detach = 1 << 13,
    ByReference = 1 << 14,
    SideEffects = 1 << 15,
    TryFinally = 1 << 16,
    Checked = 1 << 17,
    Throws = 1 << 18,
    Views = 1 << 19,
    Grids = 1 << 20,
    NoGradient = 1 << 21,

    /// <summary>Local arrays and writes into buffers.</summary>
    Memory = 1 << 22,

    /// <summary>Local jagged arrays.</summary>
    Rows = 1 << 23,

    /// <summary>Every sixteenth program is differentiated twice.</summary>
    SecondOrder = 1 << 24,

    /// <summary>Structs with operators, and members of them.</summary>
    Structs = 1 << 25,

    /// <summary>LINQ over arrays, with lambdas.</summary>
    Queries = 1 << 26,

    /// <summary>Local lists.</summary>
    Lists = 1 << 27,

    /// <summary>Lambdas, method groups and local functions.</summary>
    Delegates = 1 << 28,

    /// <summary>Objects with a method that is chosen at run time.</summary>
    Dispatch = 1 << 29,

    /// <summary>Derivatives of other functions, in the entry of every sixteenth program.</summary>
    Nested = 1 << 30,

    /// <summary>Objects that methods make, in some programs.</summary>
    Classes = 1L << 31,

    /// <summary>Local functions and delegates that assign what they capture, and numbers that may be null, in some programs.</summary>
    Procedures = 1L << 32,

    /// <summary>Marked classes, in some programs.</summary>
    Models = 1L << 33,

    ReadOnly = Memory - 1,
    All = ReadOnly | Memory | Rows | SecondOrder | Structs | Queries | Lists | Delegates | Dispatch | Nested | Classes | Procedures | Models,
}
