using MultiEmo.Features.Numerics;

namespace MultiEmo.Tests.Features.Numerics;

public class CrewTests
{
    [Theory, InlineData(1, 1), InlineData(1, 4), InlineData(7, 2), InlineData(1000, 3)]
    public void Every_part_runs_once(int count, int threads)
    {
        for (int repetition = 0; repetition < 20; repetition++)
        {
            var runs = new int[count];
            Crew.Run(count, threads, part => Interlocked.Increment(ref runs[part]));
            Assert.All(runs, each => Assert.Equal(1, each));
        }
    }

    [Theory, InlineData(0, 2), InlineData(1, 2), InlineData(95, 2), InlineData(96, 3), InlineData(1001, 4)]
    public void Every_row_is_in_one_range_that_begins_at_a_unit(int rows, int threads)
    {
        var taken = new int[rows];
        Crew.Rows(rows, threads, 6, (first, count) =>
        {
            Assert.Equal(0, first % 6);
            for (int row = first; row < first + count; row++) Interlocked.Increment(ref taken[row]);
        });
        Assert.All(taken, each => Assert.Equal(1, each));
    }

    [Fact]
    public void A_fault_of_a_part_reaches_whoever_asked_and_the_crew_goes_on()
    {
        Assert.Throws<InvalidOperationException>(() => Crew.Run(50, 3, part =>
        {
            if (part == 17) throw new InvalidOperationException();
        }));
        int runs = 0;
        Crew.Run(50, 3, _ => Interlocked.Increment(ref runs));
        Assert.Equal(50, runs);
    }

    [Fact]
    public void Work_inside_of_work_and_from_several_threads_at_once_is_done()
    {
        int runs = 0;
        Parallel.For(0, 4, _ => Crew.Run(10, 3, _ => Crew.Run(10, 3, _ => Interlocked.Increment(ref runs))));
        Assert.Equal(400, runs);
    }
}
