using System.Globalization;
using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;
using MultiEmo.Twin;

if (args.Length == 0 || args[0] is not ("meld" or "iemocap"))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/MultiEmo.Twin -- meld|iemocap [rounds] [threads]");
    return 2;
}
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int rounds = args.Length > 1 ? int.Parse(args[1]) : 3, threads = args.Length > 2 ? int.Parse(args[2]) : 2;
bool meld = args[0] == "meld";
Computer.Open("cpu", threads);
var reference = Reference.Of(args[0], threads);
var workload = meld ? Workload.Meld() : Workload.Iemocap();
// 64 conversations of IEMOCAP take the reference 11 GB and its loop of SWFC 20 more: the twin is trained on the batch of 50, its loop on 1500 turns.
var settings = meld
    ? new ComparisonSettings(Parties: 9, Conversations: 100, reference.Turns, SwfcTurns: int.MaxValue)
    : new ComparisonSettings(Parties: 2, Conversations: 50, reference.Turns, SwfcTurns: 1500);
using var comparison = new Comparison(workload, settings, new MatrixRate(TimeProvider.System, threads));
var outcome = comparison.Run(rounds);
Report.Print(workload, reference, outcome, threads);
return 0;
