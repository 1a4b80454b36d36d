using RigidBody;

namespace Diff.Samples.Tests;

public sealed class RigidBodyTests
{
    [Fact]
    public void A_quaternion_turns_one_axis_to_another_whatever_its_length()
    {
        var quarter = new Quaternion(3, new(0, 0, 3));
        var (x, y, z) = quarter.Rotate(new(1, 0, 0));
        Assert.Equal((0, 1, 0), (Math.Round(x, 12), Math.Round(y, 12), Math.Round(z, 12)));
    }

    [Fact]
    public void The_chain_hits_its_target()
    {
        var target = new Vec3(0.3, -0.2, -0.7);
        var aim = new Aim([300, 250, 200], target);
        var (miss, _) = aim.Run(1e-6, most: 1000);
        Assert.InRange(miss, 0, 1e-6);
        Assert.InRange((aim.FreeEnd - target).Length, 0, 1e-6);
    }
}
