#:project ../src/MultiEmo/MultiEmo.csproj
#:property PublishAot=false
// Emotions of a recording, turn after turn: dotnet run samples/analyze.cs -- runs/meld interview.mp4 interview.srt
using MultiEmo;

using var recognizer = Recognizer.Load(args[0]);
await foreach (var turn in recognizer.AnalyzeAsync(args[1], args[2], CancellationToken.None))
    Console.WriteLine($"{turn.Start} {turn.Speaker}: {turn.Emotion}");
