using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// y = x W^T + b for many rows x, in managed code: dot products of rows with rows, so that nothing is rearranged first. A row's result does not
/// depend on the rows beside it, nor on the number of threads.
/// </summary>
public static unsafe class Affine
{
    // So many columns of y are computed for all rows before the next: their rows of W stay in the second-level cache.
    private const int Columns = 128;

    // So long a piece of a row is summed before the next: four of them stay in the first-level cache.
    private const int Piece = 768;

    // Below so many multiplications, a second thread costs more than it saves.
    private const double WorthAThread = 400_000;

    // Intel's library, which libtorch brings, does not make the most of other makers' processors.
    private static readonly Lazy<bool> IntelsProcessor = new(() =>
    {
        const int Genuine = 0x756e6547;      // the first letters of GenuineIntel
        return X86Base.CpuId(0, 0).Ebx == Genuine;
    });

    /// <summary>
    /// Whether products in managed code are faster than Intel's library: with few rows, as that rearranges W for them too, and with any number on a
    /// processor of another maker. Depends on the processor and the number of rows alone.
    /// </summary>
    /// <param name="rows">Number of rows x.</param>
    public static bool Pays(int rows)
    {
        if (!Avx2.IsSupported || !Fma.IsSupported) return false;
        return !IntelsProcessor.Value || rows <= 32;
    }

    /// <summary>Computes y.</summary>
    /// <param name="x">(rows, inputs)</param>
    /// <param name="weight">(outputs, inputs), W.</param>
    /// <param name="bias">(outputs), b; empty: none.</param>
    /// <param name="y">(rows, outputs), overwritten.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="threads">At most so many threads.</param>
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Span<float> y, int outputs, int threads = 1)
    {
        int rows = y.Length / outputs, inputs = weight.Length / outputs;
        if (x.Length != (long)rows * inputs || y.Length != (long)rows * outputs || weight.Length != (long)outputs * inputs
            || (bias.Length != outputs && !bias.IsEmpty)) throw new ArgumentException("shapes do not fit");
        fixed (float* px = x, pw = weight, pb = bias, py = y)
        {
            var product = new Product((nint)px, (nint)pw, (nint)pb, (nint)py, rows, inputs, outputs);
            if (threads == 1 || (double)rows * inputs * outputs < WorthAThread) product.Compute(0, outputs);
            else product.Share(threads);
        }
    }

    private readonly record struct Product(nint X, nint Weight, nint Bias, nint Y, int Rows, int Inputs, int Outputs)
    {
        public void Share(int threads)
        {
            var all = this;
            int Bound(int thread) => (int)((long)all.Outputs * thread / threads) / 4 * 4;
            Crew.Run(threads, threads, thread => all.Compute(Bound(thread), thread == threads - 1 ? all.Outputs : Bound(thread + 1)));
        }

        public void Compute(int first, int end)
        {
            if (Inputs >= 16 && Vector512.IsHardwareAccelerated) Compute<Lanes16>(first, end);
            else if (Inputs >= 8 && Vector256.IsHardwareAccelerated) Compute<Lanes8>(first, end);
            else if (Inputs >= 4) Compute<Lanes4>(first, end);
            else ComputeShort(first, end);
        }

        private void ComputeShort(int first, int end)
        {
            float* x = (float*)X, w = (float*)Weight, b = (float*)Bias, y = (float*)Y;
            for (int row = 0; row < Rows; row++)
                for (int column = first; column < end; column++)
                {
                    float sum = 0;
                    for (int i = 0; i < Inputs; i++) sum = MathF.FusedMultiplyAdd(x[(row * Inputs) + i], w[(column * Inputs) + i], sum);
                    y[(row * Outputs) + column] = sum + (b == null ? 0 : b[column]);
                }
        }

        private void Compute<T>(int first, int end) where T : struct, ILanes<T>
        {
            for (int column = first; column < end; column += Columns)
                for (int start = 0; start < Inputs; start += Piece)
                {
                    // The last piece takes what is too short to stand alone.
                    int length = Inputs - start < 2 * Piece ? Inputs - start : Piece;
                    Compute<T>(column, Math.Min(column + Columns, end), start, length);
                    if (length > Piece) break;
                }
        }

        private void Compute<T>(int first, int end, int start, int length) where T : struct, ILanes<T>
        {
            int row = 0;
            // Sixteen sums of the widest lanes fit the registers; of narrower lanes there are half as many registers.
            if (T.Count == 16) for (; row + 6 <= Rows; row += 6) Several<T, Six>(row, first, end, start, length);
            for (; row + 2 <= Rows; row += 2) Several<T, Two>(row, first, end, start, length);
            if (row < Rows) Several<T, One>(row, first, end, start, length);
        }

        // One, two or six rows by four columns. One row takes columns that lie far from each other: four long ways through memory, each of which the
        // processor reads ahead, as it does not where short rows lie in one page. More rows than one have time for that.
        private void Several<T, TRows>(int row, int first, int end, int start, int length) where T : struct, ILanes<T> where TRows : struct, INumber
        {
            float* x0 = At(X, row, Inputs) + start, x1 = x0 + Inputs, x2 = x1 + Inputs, x3 = x2 + Inputs, x4 = x3 + Inputs, x5 = x4 + Inputs;
            int groups = (end - first) / 4, apart = TRows.Value == 1 ? groups : 1, next = TRows.Value == 1 ? 1 : 4;
            long away = (long)apart * Inputs;
            for (int column = first, group = 0; group < groups; group++, column += next)
            {
                float* w0 = At(Weight, column, Inputs) + start, w1 = w0 + away, w2 = w1 + away, w3 = w2 + away;
                T a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
                T c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
                T e0 = default, e1 = default, e2 = default, e3 = default, f0 = default, f1 = default, f2 = default, f3 = default;
                int i = 0;
                for (; i + T.Count <= length; i += T.Count)
                {
                    T v0 = T.Load(w0 + i), v1 = T.Load(w1 + i), v2 = T.Load(w2 + i), v3 = T.Load(w3 + i);
                    Step(T.Load(x0 + i), v0, v1, v2, v3, ref a0, ref a1, ref a2, ref a3);
                    if (TRows.Value > 1) Step(T.Load(x1 + i), v0, v1, v2, v3, ref b0, ref b1, ref b2, ref b3);
                    if (TRows.Value > 2) Step(T.Load(x2 + i), v0, v1, v2, v3, ref c0, ref c1, ref c2, ref c3);
                    if (TRows.Value > 3) Step(T.Load(x3 + i), v0, v1, v2, v3, ref d0, ref d1, ref d2, ref d3);
                    if (TRows.Value > 4) Step(T.Load(x4 + i), v0, v1, v2, v3, ref e0, ref e1, ref e2, ref e3);
                    if (TRows.Value > 5) Step(T.Load(x5 + i), v0, v1, v2, v3, ref f0, ref f1, ref f2, ref f3);
                }
                if (i < length)
                {
                    int last = length - T.Count;
                    T v0 = T.Load(w0 + last), v1 = T.Load(w1 + last), v2 = T.Load(w2 + last), v3 = T.Load(w3 + last);
                    Step(T.Last(T.Load(x0 + last), length - i), v0, v1, v2, v3, ref a0, ref a1, ref a2, ref a3);
                    if (TRows.Value > 1) Step(T.Last(T.Load(x1 + last), length - i), v0, v1, v2, v3, ref b0, ref b1, ref b2, ref b3);
                    if (TRows.Value > 2) Step(T.Last(T.Load(x2 + last), length - i), v0, v1, v2, v3, ref c0, ref c1, ref c2, ref c3);
                    if (TRows.Value > 3) Step(T.Last(T.Load(x3 + last), length - i), v0, v1, v2, v3, ref d0, ref d1, ref d2, ref d3);
                    if (TRows.Value > 4) Step(T.Last(T.Load(x4 + last), length - i), v0, v1, v2, v3, ref e0, ref e1, ref e2, ref e3);
                    if (TRows.Value > 5) Step(T.Last(T.Load(x5 + last), length - i), v0, v1, v2, v3, ref f0, ref f1, ref f2, ref f3);
                }
                Store(T.Sums(a0, a1, a2, a3), row, column, apart, start);
                if (TRows.Value > 1) Store(T.Sums(b0, b1, b2, b3), row + 1, column, apart, start);
                if (TRows.Value > 2) Store(T.Sums(c0, c1, c2, c3), row + 2, column, apart, start);
                if (TRows.Value > 3) Store(T.Sums(d0, d1, d2, d3), row + 3, column, apart, start);
                if (TRows.Value > 4) Store(T.Sums(e0, e1, e2, e3), row + 4, column, apart, start);
                if (TRows.Value > 5) Store(T.Sums(f0, f1, f2, f3), row + 5, column, apart, start);
            }
            for (int column = first + (4 * groups); column < end; column++)
                for (int i = 0; i < TRows.Value; i++) Single<T>(row + i, column, start, length);
        }

        private void Single<T>(int row, int column, int start, int length) where T : struct, ILanes<T>
        {
            float* x = At(X, row, Inputs) + start, w = At(Weight, column, Inputs) + start;
            T sum = default;
            int i = 0;
            for (; i + T.Count <= length; i += T.Count) sum = T.MultiplyAdd(T.Load(x + i), T.Load(w + i), sum);
            int last = length - T.Count;
            if (i < length) sum = T.MultiplyAdd(T.Last(T.Load(x + last), length - i), T.Load(w + last), sum);
            Store(T.Sums(sum, default, default, default)[0], row, column, start);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step<T>(T x, T w0, T w1, T w2, T w3, ref T a0, ref T a1, ref T a2, ref T a3) where T : struct, ILanes<T>
        {
            a0 = T.MultiplyAdd(x, w0, a0);
            a1 = T.MultiplyAdd(x, w1, a1);
            a2 = T.MultiplyAdd(x, w2, a2);
            a3 = T.MultiplyAdd(x, w3, a3);
        }

        // The sums of four columns, each so many behind the one before.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store(Vector128<float> sums, int row, int column, int apart, int start)
        {
            if (apart == 1)
            {
                float* y = At(Y, row, Outputs) + column;
                var before = start > 0 ? Vector128.Load(y) : Bias == 0 ? default : Vector128.Load((float*)Bias + column);
                (before + sums).Store(y);
            }
            else
                for (int part = 0; part < 4; part++) Store(sums[part], row, column + (part * apart), start);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store(float sum, int row, int column, int start)
        {
            float* y = At(Y, row, Outputs) + column;
            float before = start > 0 ? *y : Bias == 0 ? 0 : ((float*)Bias)[column];
            *y = before + sum;
        }

        private static float* At(nint matrix, int row, int width) => (float*)matrix + ((long)row * width);
    }
}
