namespace MultiEmo.Audio.LowLevelDescriptors.VoiceQuality;

/// <summary>How regular the voice is in one frame; all zero and the floor where it is unvoiced.</summary>
/// <param name="JitterLocal">Mean difference of periods that follow each other, relative to the mean period, 0 to 1.</param>
/// <param name="JitterDdp">Mean difference of such differences, relative to the mean period, 0 to 1.</param>
/// <param name="ShimmerLocal">Mean difference of peak-to-peak amplitudes of periods that follow each other, relative to the mean amplitude, 0 to
/// 1.</param>
/// <param name="LogHnr">Harmonics-to-noise ratio in dB, not below -100.</param>
internal readonly record struct VoiceQuality(float JitterLocal, float JitterDdp, float ShimmerLocal, float LogHnr)
{
    /// <summary>Ratio in dB below which no frame goes, and that of unvoiced frames.</summary>
    public const float HnrFloor = -100f;

    /// <summary>Shimmer in dB: 20 log10(1 + shimmer); 0 where the frame is unvoiced.</summary>
    public float ShimmerLocalDb => (float)(20.0 * Math.Log(ShimmerLocal + 1.0) / Math.Log(10.0));
}
