using System.Text;
using MultiEmo.Cli.Terminal;
using MultiEmo.Cli.Verbs;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return CommandLine.Run(args,
    Prepare.Create(),
    Extract.Create(),
    Train.Create(),
    Evaluate.Create());
