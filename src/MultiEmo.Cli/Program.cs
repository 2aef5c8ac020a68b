using System.Text;
using MultiEmo.Cli.Terminal;
using MultiEmo.Cli.Verbs;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return CommandLine.Run(args,
    Quickstart.Create(),
    Prepare.Create(),
    Extract.Create(),
    FinetuneText.Create(),
    Train.Create(),
    Evaluate.Create(),
    Analyze.Create(),
    Predict.Create(),
    Explain.Create(),
    Score.Create(),
    Compare.Create(),
    Info.Create(),
    Audit.Create(),
    Experiments.Create(),
    Report.Create(),
    Bench.Create(),
    Recipes.Create(),
    Weights.Create(),
    Completions.Create());
