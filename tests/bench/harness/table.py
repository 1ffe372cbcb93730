"""The table: for every row its contestants, median, spread, and how ours compares."""

from dataclasses import dataclass, field

from workers import WorkerFailed, median, percentile, spread


@dataclass
class Row:
    title: str
    unit: str            # "MB/s", "GB/s", "ns/byte", "µs", "ms" or "× text"
    goal: str = ""
    samples: dict = field(default_factory=dict)  # contestant -> figures in the row's unit, or why none
    ours: tuple = ()     # the contestants that are ours
    show_p99: bool = False
    notes: list = field(default_factory=list)

    @property
    def more_is_better(self):
        return self.unit.endswith("B/s")


def number(value):
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def figures(row, name):
    samples = row.samples[name]
    if isinstance(samples, (str, WorkerFailed)) or not samples:
        return None
    return median(samples)


def lines_of(row):
    yield f"{row.title}{'   (goal: ' + row.goal + ')' if row.goal else ''}"
    our_best = next((figures(row, name) for name in row.ours if figures(row, name)), None)
    for name, samples in row.samples.items():
        middle = figures(row, name)
        if middle is None:
            reason = samples if isinstance(samples, (str, WorkerFailed)) else "gave no figure"
            yield f"  {name:44} missing: {reason}"
            continue
        text = f"  {name:44} {number(middle):>8} {row.unit:7}"
        if row.show_p99:
            text += f" p99 {number(percentile(samples, 0.99)):>7}"
        elif len(samples) > 1:
            text += f" ±{100 * spread(samples):4.1f} %     "
        if name not in row.ours and our_best and middle:
            ratio = our_best / middle if row.more_is_better else middle / our_best
            text += f"   ours is {ratio:.2f} × as {'fast' if row.unit != '× text' else 'small'}"
        yield text.rstrip()
    for note in row.notes:
        yield f"    {note}"


def show(row):
    print("\n".join(lines_of(row)), flush=True)
    print(flush=True)


def as_json(row):
    return {"title": row.title, "unit": row.unit, "goal": row.goal, "ours": list(row.ours), "notes": row.notes,
            "samples": {name: {"missing": str(samples)} if isinstance(samples, (str, WorkerFailed))
                        else {"median": median(samples) if samples else None, "all": samples}
                        for name, samples in row.samples.items()}}
