namespace Diff.Tests.Kernels;

/// <summary>What belongs to the class of objects that are rows of a table, and what is asked of the class itself.</summary>
public static partial class LocalTableStatics
{
    public sealed class Atom
    {
        public static int MaxValue = 7;
        public static readonly double[] Radii = [0.5, 1.5, 2.5];
        public const double Scale = 1.25;

        public Atom() => Number = Count++;

        public static int Count { get; set; }

        public int Number { get; }

        public double Charge { get; set; }

        public static int Log2(int n) => 100 + n;

        public static int Take() => 3;
    }

    public static class Cache<T>
    {
        public static int Count = 5;

        public static int Of(int n) => n + Count;
    }

    [Differentiable]
    public static double Static_members_are_those_of_the_class(double[] x)
    {
        Atom.Count = 0;
        var atoms = new List<Atom>();
        foreach (var charge in x) atoms.Add(new Atom { Charge = charge * charge });
        Atom.Count++;
        var sum = Atom.MaxValue * atoms[0].Charge + Atom.Log2(8) * atoms[1].Charge + Atom.Count * atoms[2].Charge + Atom.Radii[2] * Atom.Scale * atoms[3].Charge;
        return sum + Atom.Take() * atoms[4].Charge * atoms[3].Number;
    }

    [Differentiable]
    public static double Type_arguments_are_the_class(double[] x)
    {
        var atoms = new List<Atom>();
        foreach (var charge in x) atoms.Add(new Atom { Charge = charge * charge });
        var lengths = typeof(Atom).Name.Length * atoms[0].Charge + Length<Atom>() * atoms[1].Charge + Scaled<Atom>(atoms[2].Charge);
        var numbers = Enumerable.Range(0, 9).Count(i => i * Length<Atom>() > Atom.MaxValue);
        return lengths + Cache<Atom>.Count * Cache<Atom>.Of(2) * atoms[3].Charge + numbers * atoms[4].Charge + (atoms.Contains(atoms[1]) ? 2 : 1) * atoms[0].Charge;
    }

    [Differentiable]
    public static double Other_objects_are_not_of_the_class(double[] x)
    {
        object one = 1;
        var atoms = new List<Atom>();
        foreach (var charge in x) atoms.Add(new Atom { Charge = charge * charge });
        var factor = one switch { Atom => 2, List<Atom> => 3, _ => 5 };
        return factor * atoms[0].Charge + (one is Atom ? 2 : 3) * atoms[1].Charge + (one is not Atom ? 2 : 3) * atoms[2].Charge;
    }

    private static int Length<T>() => typeof(T).Name.Length;

    [Differentiable]
    private static double Scaled<T>(double x) => typeof(T).Name.Length * x;
}
