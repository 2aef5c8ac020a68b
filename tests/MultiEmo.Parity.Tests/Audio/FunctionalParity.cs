using MultiEmo.Audio;

namespace MultiEmo.Parity.Tests.Audio;

/// <summary>Functionals of whole sounds against those that openSMILE gives out.</summary>
public class FunctionalParity
{
    [Theory, InlineData("compare16"), InlineData("egemaps")]
    public void Functionals_of_the_synthetic_sounds_equal_the_reference(string set) => Compare(AudioSet.Find(set)!, "opensmile_synthetic");

    [Theory, InlineData("compare16"), InlineData("egemaps")]
    public void Functionals_of_all_sounds_equal_the_reference(string set) => Compare(AudioSet.Find(set)!, "opensmile", "opensmile_synthetic");

    private static void Compare(AudioSet set, params string[] parts)
    {
        var table = new FunctionalTable(set);
        foreach (var reference in parts.Select(part => new ReferenceSounds(part)))
        {
            Assert.Equal(reference.Names(set), set.FunctionalNames);
            table.Leave(reference.Unstable(set));
            foreach (string sound in reference.Sounds)
                table.Add(new AudioFeatures(set).Extract(reference.Waveform(sound)).Values, reference.Functionals(set, sound));
        }
        table.Check();
    }
}
