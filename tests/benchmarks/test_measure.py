from benchmarks.measure import Figure, Times, cost, limit, side_by_side, throughput

TIMES = Times(ours=(0.002, 0.006, 0.003), theirs=(0.001, 0.002, 0.002))


def test_who_goes_first_changes_and_the_first_rounds_do_not_count() -> None:
    done: list[str] = []
    times = side_by_side(
        lambda number: done.append(f"ours {number}"),
        lambda number: done.append(f"theirs {number}"),
        rounds=2,
        warm_up=1,
    )
    assert done == ["theirs 0", "ours 0", "ours 1", "theirs 1", "theirs 2", "ours 2"]
    assert (len(times.ours), len(times.theirs)) == (2, 2)


def test_a_ratio_is_the_median_of_the_rounds_own() -> None:
    assert TIMES.cost == 2.0


def test_throughput_is_the_part_that_is_done_in_the_same_time() -> None:
    figure = throughput("a decision", TIMES, least=0.5, pieces=10)
    assert figure == Figure("a decision", "0.3 ms", "0.2 ms", "0.50", "at least 0.5", True)


def test_a_bar_that_is_missed_is_said() -> None:
    assert cost("a start", TIMES, most=1.8) == Figure("a start", "3 ms", "2 ms", "2.00", "at most 1.8", False)
    assert limit("memory", 151.2, "MiB", below=150) == Figure("memory", "151 MiB", "–", "–", "under 150 MiB", False)
