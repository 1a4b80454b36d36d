using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Fields that nothing reads may keep values; what counts as reading them.</summary>
public sealed class Diff0005Kept
{
    [Theory]
    [InlineData("")]
    [InlineData("void Reset() { _kept = 0; _kept += 2; this._kept++; (_kept, _) = (1, 2); }")]
    [InlineData("double Other(double _kept) => 2 * _kept;")]
    [InlineData("class Inner { void Reset(Memo memo) => memo._kept = 0; }")]
    [InlineData("void Reset() { for (_kept = 0; ; _kept++) break; }")]
    public void A_private_field_that_is_only_written_keeps_values(string member) => GeneratorHost.Run($$"""
        public partial class Memo
        {
            private double _kept;

            {{member}}

            [Differentiable]
            public double F(double x)
            {
                _kept = x;
                return x * x;
            }
        }
        """);

    [Theory]
    [InlineData("double Get() => _kept;")]
    [InlineData("double Get() => _kept++;")]
    [InlineData("double Get() => _kept += 1;")]
    [InlineData("string Get() => nameof(_kept);")]
    [InlineData("ref double Get() => ref _kept;")]
    [InlineData("void Set(out double x) => x = 1; void Reset() => Set(out _kept);")]
    [InlineData("bool Has() => this is { _kept: 0 };")]
    [InlineData("class Inner { double Get(Memo memo) => memo._kept; }")]
    [InlineData("} public partial class Memo { double Get() => _kept;")]
    public void A_field_that_is_read_somewhere_is_refused(string member) => GeneratorHost.Diagnostics($$"""
        public partial class Memo
        {
            private double _kept;

            {{member}}

            [Differentiable]
            public double F(double x)
            {
                {|DIFF0005:_kept|} = x;
                return x * x;
            }
        }
        """);

    [Theory]
    [InlineData("public partial class Memo { public double Kept;")]
    [InlineData("public partial class Memo { [System.Runtime.Serialization.DataMember] private double Kept;")]
    [InlineData("[System.Serializable] public partial class Memo { private double Kept;")]
    [InlineData("public partial record Memo { private double Kept;")]
    [InlineData("[Differentiable] public partial class Memo { private double Kept;")]
    [InlineData("public partial class Memo { private double _other; double Get() => _other; [NoGradient] double Kept { set => _other = value; }")]
    public void A_field_that_others_may_find_is_refused(string declaration) => GeneratorHost.Diagnostics($$"""
        {{declaration}}
            [Differentiable]
            public double F(double x)
            {
                {|DIFF0005:Kept|} = x;
                return x * x;
            }
        }
        """);

    [Fact]
    public void A_value_that_depends_on_what_is_kept_is_refused() => GeneratorHost.Diagnostics("""
        public partial class Memo
        {
            private double _kept;

            [Differentiable]
            public double F(double x) => x * ({|DIFF0005:_kept|} += x);
        }
        """);

    [Fact]
    public void An_array_stays_shared_with_the_method_where_a_field_without_gradient_keeps_it() => GeneratorHost.Diagnostics("""
        public partial class Memo
        {
            [NoGradient] private double[] _last = [];

            [Differentiable]
            public double F(double x)
            {
                double[] y = [x, x];
                {|DIFF0005:_last|} = y;
                return x;
            }
        }
        """);
}
