namespace Diff.Tests.Language;

/// <summary>Parameters marked <c>[NoGradient]</c> of members that are inlined.</summary>
public static partial class DetachedMembers
{
    public sealed class Weighted
    {
        private double _sum;

        public double this[[NoGradient] double scale] => _sum * scale;

        [NoGradient]
        public double Grown(double x)
        {
            var grown = x;
            grown += _sum;
            return grown;
        }

        public void Add([NoGradient] double weight, double x) => _sum += weight * x;
    }

    public sealed class Scaled([NoGradient] double scale, double x)
    {
        public double Value = scale * x;

        public void Double() => Value *= 2;
    }

    [Differentiable]
    public static double Method(double x)
    {
        var weighted = new Weighted();
        weighted.Add(x, x);
        return weighted[1];
    }

    [Differentiable]
    public static double Returned(double x)
    {
        var weighted = new Weighted();
        weighted.Add(1, x);
        return weighted.Grown(x) * x;
    }

    [Differentiable]
    public static double Indexer(double x)
    {
        var weighted = new Weighted();
        weighted.Add(1, x);
        return weighted[x];
    }

    [Differentiable]
    public static double Constructor(double x)
    {
        var scaled = new Scaled(x, x);
        scaled.Double();
        return scaled.Value;
    }
}

public class DetachedMemberTests
{
    [Fact]
    public void A_marked_parameter_of_a_method_is_a_constant() => Assert.Equal(3, DetachedMembers.MethodGradient(3));

    [Fact]
    public void What_a_marked_method_returns_is_a_constant() => Assert.Equal(6, DetachedMembers.ReturnedGradient(3));

    [Fact]
    public void A_marked_parameter_of_an_indexer_is_a_constant() => Assert.Equal(3, DetachedMembers.IndexerGradient(3));

    [Fact]
    public void A_marked_parameter_of_a_primary_constructor_is_a_constant() => Assert.Equal(6, DetachedMembers.ConstructorGradient(3));
}
