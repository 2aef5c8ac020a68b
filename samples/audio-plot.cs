#:project ../src/MultiEmo.Audio/MultiEmo.Audio.csproj
#:package ScottPlot
#:package SkiaSharp.NativeAssets.Linux.NoDependencies
#:property PublishAot=false
#:property KeepSkiaSharp=true
// Draws what a voice does over time: dotnet run -c Release samples/audio-plot.cs -- recording.wav contours.png
using MultiEmo.Audio;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.TickGenerators;

// Middles of the frames of 20 and of 60 ms, so that a contour lies below what it is computed from.
const double Short = 0.010, Long = 0.030;
const int Width = 1800, Height = 1840, LeftOf = 175, FontSize = 24;
var sound = Waveform.Read(args[0]);
var contours = new AudioFeatures(AudioSet.EGeMapsV02).ExtractContours(sound);
float[] semitones = contours.Column("F0semitoneFrom27.5Hz_sma3nz");
bool[] voiced = [.. semitones.Select(value => value > 0)];
Fonts.Default = "DejaVu Sans";

var panels = new Multiplot { Layout = new Rows() };
panels.AddPlots(6);
var plots = panels.Subplots.GetPlots();
foreach (var plot in plots) Dress(plot);

var wave = plots[0].Add.Signal(sound.Samples.ToArray(), 1.0 / sound.SampleRate, Colors.Gray);
wave.LineWidth = 1;
Name(plots[0], "waveform\n1 = full scale");
Line(plots[1], semitones.Select(value => 27.5 * Math.Pow(2, value / 12)), Long, Colors.C0);
Name(plots[1], "pitch\nHz");
Line(plots[2], Column("Loudness_sma3"), Short, Colors.C2, everywhere: true);
Name(plots[2], "loudness\nabout sone");
plots[2].Axes.SetLimitsY(0, 1.15 * contours.Column("Loudness_sma3").Max());
foreach (int formant in (int[])[1, 2, 3]) Dots(plots[3], Column($"F{formant}frequency_sma3nz", 1e-3), Color(formant), $"F{formant}");
Name(plots[3], "formants\nkHz");
plots[3].Legend.FontSize = FontSize;
plots[3].Legend.Orientation = Orientation.Horizontal;
plots[3].ShowLegend(Alignment.UpperLeft);
plots[3].Axes.SetLimitsY(0, 5.2);
Line(plots[4], Column("HNRdBACF_sma3nz"), Long, Colors.C5);
Name(plots[4], "harmonics to\nnoise, dB");
Line(plots[5], Column("jitterLocal_sma3nz", 100), Long, Colors.C6);
Name(plots[5], "jitter, % of\nthe period");
plots[5].XLabel("seconds", FontSize);
plots[5].Axes.Bottom.Label.Bold = false;
panels.SavePng(args[1], Width, Height);

IEnumerable<double> Column(string name, double factor = 1) => contours.Column(name).Select(value => factor * value);

static Color Color(int formant) => formant switch { 1 => Colors.C3, 2 => Colors.C1, _ => Colors.C4 };

double[] Times(double middle) => [.. Enumerable.Range(0, contours.Frames).Select(frame => contours.Time(frame) + middle)];

// Where there is no voice the line is broken.
double[] WhereVoiced(IEnumerable<double> values) => [.. values.Select((value, frame) => voiced[frame] && value != 0 ? value : double.NaN)];

void Line(Plot plot, IEnumerable<double> values, double middle, Color color, bool everywhere = false)
{
    var line = plot.Add.Scatter(Times(middle), everywhere ? [.. values] : WhereVoiced(values), color);
    (line.LineWidth, line.MarkerSize) = (3, 0);
}

void Dots(Plot plot, IEnumerable<double> values, Color color, string legend)
{
    var dots = plot.Add.Scatter(Times(Short), WhereVoiced(values), color);
    (dots.LineWidth, dots.MarkerSize, dots.LegendText) = (0, 6, legend);
}

static void Name(Plot plot, string text)
{
    plot.YLabel(text, FontSize);
    plot.Axes.Left.Label.Bold = false;
}

void Dress(Plot plot)
{
    foreach (var axis in (IAxis[])[plot.Axes.Left, plot.Axes.Bottom])
        (axis.TickLabelStyle.FontSize, axis.MajorTickStyle.Width, axis.MinorTickStyle.Width, axis.FrameLineStyle.Width) = (FontSize, 2, 2, 2);
    (plot.Axes.Left.MinimumSize, plot.Axes.Left.MaximumSize) = (LeftOf, LeftOf);
    (plot.Axes.Right.MinimumSize, plot.Axes.Right.MaximumSize) = (30, 30);
    plot.Axes.Left.TickGenerator = new NumericAutomatic { TargetTickCount = 4 };
    plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 12 };
    plot.Axes.SetLimitsX(0, sound.Duration.TotalSeconds);
    plot.Grid.MajorLineColor = Colors.Black.WithAlpha(.07);
}
