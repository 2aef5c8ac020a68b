#:project ../src/MultiEmo.Live/MultiEmo.Live.csproj
#:property PublishAot=false
// Emotions of a chat as it goes on, without libtorch; lines are NAME: text, and starter stands for the model that ships:
// dotnet run samples/chat.cs -- starter samples/chat.txt (or without a file: type)
using MultiEmo.Live;

var recognizer = LiveRecognizer.Load(args[0]);
var chat = recognizer.Begin();
foreach (string remark in recognizer.Remarks()) Console.Error.WriteLine(remark);

using var lines = args.Length > 1 ? File.OpenText(args[1]) : Console.In;
while (lines.ReadLine() is { } line)
{
    if (line.Split(": ", 2) is not [var name, var text]) continue;
    var said = chat.Add(name, text);
    Console.WriteLine($"{said.Emotion} ({said.Probabilities.Max():p0})\t{line}");
}
