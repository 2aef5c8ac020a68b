#:project ../src/MultiEmo.Audio/MultiEmo.Audio.csproj
#:property PublishAot=false
// Speech features of a recording: dotnet run samples/audio.cs -- recording.wav
using MultiEmo.Audio;

var features = new AudioFeatures(AudioSet.EGeMapsV02).Extract(Waveform.Read(args[0]));
Console.WriteLine($"{features.Names.Count} functionals; mean pitch {features["F0semitoneFrom27.5Hz_sma3nz_amean"]:0.00} semitones above 27.5 Hz");

var pitch = features.Contours.Column("F0semitoneFrom27.5Hz_sma3nz");
for (var frame = 0; frame < 5; frame++)
    Console.WriteLine($"{features.Contours.Time(frame):0.000} s  {pitch[frame]:0.00}");
