#:project ../src/MultiEmo/MultiEmo.csproj
#:property PublishAot=false
// Emotions of a transcript from a trained run, as a library: dotnet run samples/predict.cs -- quickstart/run interview.srt
using MultiEmo;
using MultiEmo.Conversations.Readers;

using var recognizer = Recognizer.Load(args[0]);
var transcript = Transcripts.Read(args[1]);
var recognition = recognizer.Predict(transcript.Conversations);

foreach (var prediction in recognition.Predictions)
    Console.WriteLine($"{prediction.Conversation} {prediction.Turn}: {prediction.Emotion} ({prediction.Probabilities.Max():p0})");
foreach (string remark in recognition.Remarks)
    Console.Error.WriteLine(remark);
