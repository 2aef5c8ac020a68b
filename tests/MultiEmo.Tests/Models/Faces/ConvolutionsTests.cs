using MultiEmo.Models.Faces;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>Processors as CPUID describes them.</summary>
public class ConvolutionsTests
{
    private static readonly Convolutions.Registers Amd = new(16, 0x68747541, 0x444D4163, 0x69746E65);
    private static readonly Convolutions.Registers Intel = new(22, 0x756E6547, 0x6C65746E, 0x49656E69);

    [Theory]
    [InlineData(0x01C0003F, 0x01C0003F, false)]
    [InlineData(0, 0, true)]
    [InlineData(0x01C0003F, 0, true)]
    public void An_AMD_processor_that_says_nothing_of_its_caches_is_known(int first, int second, bool hidden)
    {
        Assert.Equal(hidden, Convolutions.HidesCaches((leaf, sub) => leaf == 0 ? Amd : new(0, sub == 0 ? first : second, 0, 0)));
        Assert.False(Convolutions.HidesCaches((leaf, sub) => leaf == 0 ? Intel : new(0, sub == 0 ? first : second, 0, 0)));
    }
}
