using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

/// <summary>What a stream keeps; measured while no other test runs.</summary>
[Collection(Alone)]
public class ContourMemoryTests
{
    private const string Alone = "alone";

    /// <summary>Tests that measure the whole process.</summary>
    [CollectionDefinition(Alone, DisableParallelization = true)]
    public class Definition;

    [Theory, InlineData("compare16"), InlineData("egemaps")]
    public void Memory_does_not_grow_with_the_sound(string name)
    {
        var stream = new ContourStream(AudioSet.Find(name)!, 8000);
        float[] sound = ContourStreamTests.Sound(8000);

        long Hear(int times)
        {
            for (int i = 0; i < times; i++)
            {
                stream.Push(sound);
                while (stream.TryRead(out _)) { }
            }
            return GC.GetTotalMemory(forceFullCollection: true);
        }

        long early = Hear(20), late = Hear(80);
        Assert.True(late - early < 4_000_000, $"{early} bytes early, {late} late");
    }
}
