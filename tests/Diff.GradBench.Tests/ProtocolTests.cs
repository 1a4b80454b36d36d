using System.Text;
using System.Text.Json;
using GradBench;
using GradBench.Protocol;

namespace Diff.GradBench.Tests;

public sealed class ProtocolTests
{
    [Fact]
    public void Start_names_the_tool() =>
        Assert.Equal("""{"id":0,"tool":"diff"}""", Answer("""{"id": 0, "kind": "start", "eval": "gmm"}"""));

    [Theory]
    [InlineData("hello")]
    [InlineData("gmm")]
    [InlineData("ba")]
    [InlineData("lstm")]
    [InlineData("lse")]
    [InlineData("llsq")]
    [InlineData("det")]
    [InlineData("ode")]
    [InlineData("kmeans")]
    [InlineData("ht")]
    public void Evals_are_defined(string module) =>
        Assert.Equal("""{"id":1,"success":true}""", Answer($$"""{"id": 1, "kind": "define", "module": "{{module}}"}"""));

    [Theory]
    [InlineData("""{"id": 1, "kind": "define", "module": "nothing"}""")]
    [InlineData("""{"id": 1, "kind": "define", "module": 3}""")]
    [InlineData("""{"id": 1, "kind": "define"}""")]
    public void Unknown_module_is_not_defined(string message) => Assert.Equal("""{"id":1,"success":false}""", Answer(message));

    [Theory]
    [InlineData("""{"id": "a", "kind": "analysis"}""")]
    [InlineData("""{"id": "a", "kind": 7}""")]
    [InlineData("""{"id": "a"}""")]
    public void Other_kinds_are_acknowledged(string message) => Assert.Equal("""{"id":"a"}""", Answer(message));

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("""{"id": 1""")]
    [InlineData("""{"kind": "start"}""")]
    [InlineData("[1]")]
    public void Message_without_id_gets_an_error(string message)
    {
        var response = Parse(message);
        Assert.Equal(JsonValueKind.Null, response.GetProperty("id").ValueKind);
        Assert.False(response.GetProperty("success").GetBoolean());
        Assert.NotEqual("", response.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("""{"id": 2, "kind": "evaluate"}""", "module")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "hello", "function": "cube", "input": 1}""", "cube")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "hello", "function": "square"}""", "input")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "hello", "function": "square", "input": "one"}""", "number")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "hello", "function": "square", "input": 1e999}""", "finite")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "hello", "function": "square", "input": 1e200}""", "finite")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "lse", "function": "gradient", "input": {"x": []}}""", "empty")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "lse", "function": "gradient", "input": {"x": [1, null]}}""", "x[1]")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "det", "function": "primal", "input": {"A": [1, 2, 3], "ell": 2}}""", "A has 3")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "det", "function": "primal", "input": {"A": [1], "ell": 0.5}}""", "integer")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "det", "function": "primal", "input": {"A": [], "ell": 1000000}}""", "overflow")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "llsq", "function": "primal", "input": {"x": [1], "n": 1}}""", "n is 1")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "llsq", "function": "primal", "input": [1]}""", "object")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "lstm", "function": "objective", "input": {"main_params": [[1]]}}""", "main_params")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "ba", "function": "jacobian", "input": {"n": 1, "m": 1, "p": 1, "cam": [1]}}""", "cam")]
    [InlineData("""{"id": 2, "kind": "evaluate", "module": "gmm", "function": "jacobian", "input": {"d": 2, "k": 1, "n": 1}}""", "gamma")]
    public void Bad_input_gets_an_error_that_says_why(string message, string reason)
    {
        var response = Parse(message);
        Assert.Equal(2, response.GetProperty("id").GetInt32());
        Assert.False(response.GetProperty("success").GetBoolean());
        Assert.Contains(reason, response.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(response.TryGetProperty("output", out _));
    }

    [Fact]
    public void Each_run_is_timed()
    {
        var response = Parse(
            """{"id": 3, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": [0], "min_runs": 3, "min_seconds": 0}}""");
        Assert.True(response.GetProperty("success").GetBoolean());
        Assert.Equal(0, response.GetProperty("output").GetDouble());
        var timings = response.GetProperty("timings");
        Assert.Equal(3, timings.GetArrayLength());
        Assert.All(timings.EnumerateArray(), timing =>
        {
            Assert.Equal("evaluate", timing.GetProperty("name").GetString());
            Assert.True(timing.GetProperty("nanoseconds").GetInt64() >= 0);
        });
    }

    [Theory]
    [InlineData("0.01", 3_000_000, 4)]
    [InlineData("0.01", 5_000_000, 2)]
    [InlineData("0.01", 10_000_001, 1)]
    [InlineData("0.000001", 60, 17)]
    public void Runs_go_on_until_the_seconds_are_reached(string seconds, int nanosecondsPerRun, int runs)
    {
        var message = $$$"""{"id": 3, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": [0], "min_runs": 1, "min_seconds": {{{seconds}}}}}""";
        var session = new Session(Catalogue.Modules, new SteppingClock(nanosecondsPerRun));
        var response = Read(Encoding.UTF8.GetString(session.Answer(message)));
        var nanoseconds = response.GetProperty("timings").EnumerateArray().Select(timing => timing.GetProperty("nanoseconds").GetInt64());
        Assert.Equal(Enumerable.Repeat((long)nanosecondsPerRun, runs), nanoseconds);
    }

    [Fact]
    public void The_clock_of_the_system_times_runs_too()
    {
        var response = Parse(
            """{"id": 3, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": [0], "min_runs": 1, "min_seconds": 0.001}}""");
        Assert.True(response.GetProperty("timings").EnumerateArray().Sum(timing => timing.GetProperty("nanoseconds").GetInt64()) > 0);
    }

    [Fact]
    public void Session_goes_on_after_an_error_and_ends_with_the_input()
    {
        var messages = new StringReader("""
            nonsense
            {"id": 1, "kind": "evaluate", "module": "hello", "function": "square", "input": []}
            {"id": 2, "kind": "evaluate", "module": "hello", "function": "double", "input": 3}
            """);
        using var output = new MemoryStream();
        new Session(Catalogue.Modules).Run(messages, output);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("""{"id":2,"success":true,"output":6,"timings":[{"name":"evaluate","nanoseconds":""", lines[2], StringComparison.Ordinal);
        Assert.Equal("", lines[3]);
    }

    private static string Answer(string message) => Encoding.UTF8.GetString(new Session(Catalogue.Modules).Answer(message));

    private static JsonElement Parse(string message) => Read(Answer(message));

    private static JsonElement Read(string answer)
    {
        using var response = JsonDocument.Parse(answer);
        return response.RootElement.Clone();
    }

    /// <summary>Between two readings of it always passes the same time.</summary>
    private sealed class SteppingClock(long nanoseconds) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => _now += nanoseconds;
    }
}
