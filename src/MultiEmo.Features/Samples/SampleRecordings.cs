using System.Globalization;
using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Features.Audio;
using MultiEmo.Storage;

namespace MultiEmo.Features.Samples;

/// <summary>
/// The sounds of the sample corpus as files: one per turn, named as the turn's media says, and one conversation as a whole with its transcript.
/// </summary>
public static class SampleRecordings
{
    /// <summary>The name of the conversation as a whole.</summary>
    public const string Conversation = "conversation.wav";

    /// <summary>The name of its transcript.</summary>
    public const string Transcript = "conversation.srt";

    // Nobody should take the sounds for people's, and only a folder that has it is ever replaced.
    private const string Mark = "SYNTHETIC.txt";
    private const int RoomSeed = 1;

    /// <summary>Writes the sounds; the folder is there whole or not at all.</summary>
    /// <param name="folder">Where; must not be there, unless <paramref name="force"/> replaces one of the same kind.</param>
    /// <param name="sample">The corpus.</param>
    /// <param name="force">Whether earlier recordings may be replaced.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">The folder is there already, or cannot be written.</exception>
    public static void Write(string folder, SampleCorpus sample, bool force, CancellationToken stop = default)
    {
        string temporary = Path.TrimEndingDirectorySeparator(folder) + ".tmp";
        Check(folder, force);
        Check(temporary, force: true);
        AtomicFile.Guard(folder, () =>
        {
            try
            {
                Remove(temporary);
                WriteAll(temporary, sample, stop);
                Remove(folder);
                Directory.Move(temporary, folder);
            }
            catch
            {
                Remove(temporary);
                throw;
            }
        });
    }

    /// <summary>Refuses a folder that holds something that must stay.</summary>
    /// <exception cref="BadInputException">It does.</exception>
    public static void Check(string folder, bool force)
    {
        if (File.Exists(folder)) throw new BadInputException("is a file where a folder is needed", "choose another folder", folder);
        if (!Directory.Exists(folder)) return;
        if (!force) throw new BadInputException("is there already", "choose another folder, or --force to replace it", folder);
        if (!IsOurs(folder)) throw new BadInputException("holds other files than the sample's recordings", "choose another folder", folder);
    }

    private static bool IsOurs(string folder) => File.Exists(Path.Combine(folder, Mark));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static void WriteAll(string folder, SampleCorpus sample, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Mark), SampleCorpus.Note + "\n");
        foreach (var split in Enum.GetValues<Split>()) Directory.CreateDirectory(Path.Combine(folder, split.Name()));
        Spoken[] turns = [.. sample.Corpus.Conversations.SelectMany(conversation => conversation.Turns).Zip(sample.Voices, Spoken.Of)];
        foreach (var said in turns.AsParallel().AsOrdered().WithCancellation(stop).Where(turn => turn.Voice is not null).Select(Said.By))
            WaveWriter.Write(Path.Combine(folder, said.Media), Speech.Rate, said.Samples);
        if (Chosen(sample.Corpus) is not { } chosen) return;
        Spoken[] whole = [.. turns.Where(turn => chosen.Turns.Contains(turn.Words))];
        WaveWriter.Write(Path.Combine(folder, Conversation), Speech.Rate, Whole(whole));
        File.WriteAllText(Path.Combine(folder, Transcript), Subtitles(chosen));
    }

    // One that no model has learnt from.
    private static Conversation? Chosen(Corpus corpus) => corpus.Of(Split.Test).FirstOrDefault() ?? corpus.Conversations.FirstOrDefault();

    // While a turn was not recorded, the microphone was off.
    private static short[] Whole(Spoken[] turns)
    {
        int length = Sample(turns[^1].Words.End);
        short[] samples = Speech.Silence(length, new Random(RoomSeed));
        foreach (var (words, voice) in turns)
        {
            var stretch = samples.AsSpan(Sample(words.Start)..Sample(words.End));
            if (voice is null) stretch.Clear();
            else voice.Samples().CopyTo(stretch);
        }
        return samples;
    }

    private static int Sample(double? seconds) => (int)Math.Round(seconds!.Value * Speech.Rate);

    private static string Subtitles(Conversation conversation)
    {
        var text = new StringBuilder();
        foreach (var (place, turn) in conversation.Turns.Index())
        {
            string start = Clock.SubRip(turn.Start!.Value), end = Clock.SubRip(turn.End!.Value);
            text.Append(CultureInfo.InvariantCulture, $"{place + 1}\n{start} --> {end}\n{turn.Speaker}: {turn.Text}\n\n");
        }
        return text.ToString();
    }

    private sealed record Spoken(Utterance Words, Speech? Voice)
    {
        public static Spoken Of(Utterance words, Speech? voice) => new(words, voice);
    }

    private sealed record Said(string Media, short[] Samples)
    {
        public static Said By(Spoken turn) => new(turn.Words.Media!, turn.Voice!.Samples());
    }
}
