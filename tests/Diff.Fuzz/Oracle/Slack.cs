using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>
/// The absolute error scale of partials that cancel: <c>1 - tanh²</c> is accurate to epsilon × 1, however small it is itself; the others
/// come from <c>1 - x²</c>, <c>x² - 1</c>, <c>exp(x) = expm1(x) + 1</c> and from π × x inside a sine, over the domains of <see cref="Functions"/>.
/// </summary>
static class Slack
{
    public static double Of(Function function) => function switch
    {
        Function.Tanh or Function.ExpM1 => 1,
        Function.SinPi or Function.CosPi or Function.TanPi => 10,
        Function.Asin or Function.Acos or Function.Acosh or Function.Atanh => 10,
        _ => 0,
    };
}
