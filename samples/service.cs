#:sdk Microsoft.NET.Sdk.Web
#:project ../src/MultiEmo/MultiEmo.csproj
#:property PublishAot=false
// The same in an ASP.NET Core service: dotnet run samples/service.cs -- --run runs/meld --urls http://127.0.0.1:5080
// then: curl --data-binary @interview.srt http://127.0.0.1:5080/emotions
using MultiEmo;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(_ => Recognizer.Load(builder.Configuration["run"]!));
builder.Services.AddSingleton(new SemaphoreSlim(1));       // a recognizer serves one at a time
var app = builder.Build();
app.MapPost("/emotions", async (HttpRequest request, Recognizer recognizer, SemaphoreSlim turn, CancellationToken stop) =>
{
    string transcript = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".srt");
    await turn.WaitAsync(stop);
    try
    {
        await using (var file = File.Create(transcript)) await request.Body.CopyToAsync(file, stop);
        return await recognizer.AnalyzeAsync(null, transcript, stop).ToListAsync(stop);
    }
    finally
    {
        File.Delete(transcript);
        turn.Release();
    }
});
app.Run();
