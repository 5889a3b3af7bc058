"""How long an article takes in a warm process: the seed, and one of the same length that says nothing of interest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import extract
from benchmarks.reference import SEED, medians, reference, report

# Without any index, office or title: what most of an archive is like.
PLAIN = (
    "Sáng nay, người dân trong vùng bắt đầu thu hoạch lúa hè thu sau nhiều ngày mưa lớn. "
    "Bà con cho biết năng suất năm nay khá, giá bán ổn định và thương lái đến tận ruộng thu mua. "
    "Trên các tuyến đường, từng đoàn xe chở lúa nối nhau về kho, không khí vui như ngày hội. "
    "Dự báo trong ba ngày tới trời nắng, nhiệt độ cao nhất 34 độ, thuận lợi cho việc phơi thóc.\n"
)


def main(rounds: int = 100) -> None:
    """Prints the CPU time of each piece of work, the median of `rounds` in a warm process."""
    seed = SEED.read_text(encoding="utf-8")
    plain = (PLAIN * (len(seed) // len(PLAIN) + 1))[: len(seed)]
    works: dict[str, Callable[[], object]] = {
        "reference: counting the seed's words": partial(reference, seed),
        "the seed article": partial(extract.extract, seed),
        "an article of that length without facts": partial(extract.extract, plain),
    }
    medians(works, 5)
    seconds = medians(works, rounds)
    limits = {"the seed article": 0.010, "an article of that length without facts": 0.001}
    report(f"Extraction, CPU time, {len(seed)} characters", next(iter(works)), seconds, limits)


if __name__ == "__main__":
    main()
