"""Times whole processes side by side: every round runs each once, in random order, so that noise affects all
equally.
"""

import os
import random
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """A command, its additional environment, and what is done before each run, which is not measured."""

    command: Sequence[str]
    environment: Mapping[str, str]
    before: Callable[[], object] | None = None


def emptied(cache: Path) -> None:
    """Remove the compiled catalogs of a cache folder."""
    for leftover in cache.glob("catalog-*"):
        leftover.unlink()


def measured(jobs: Mapping[str, Job], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each job in each round, the first round (which warms the disk) left out."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name in random.sample(list(jobs), len(jobs)):
            taken = run(jobs[name])
            if number:
                times[name].append(taken)
    return times


def run(job: Job) -> float:
    """One run, in milliseconds; exits if the command fails."""
    if job.before:
        job.before()
    # These two would keep modules from being cached, and make every print a system call.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    started = time.perf_counter()
    done = subprocess.run(
        job.command,
        env=environment | dict(job.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    taken = (time.perf_counter() - started) * 1000
    if done.returncode:
        raise SystemExit(f"{' '.join(job.command)}: {done.stderr.decode()[-500:]}")
    return taken


def once(job: Job) -> tuple[float, float, float]:
    """One run: its milliseconds, those of processor of all its processes, and MiB of the largest resident set of one,
    measured by a separate process.
    """
    reader, writer = os.pipe()
    if not (child := os.fork()):
        taken = run(job)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = (used.ru_utime + used.ru_stime) * 1000
        os.write(writer, f"{taken} {spent} {used.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    taken, spent, peak = map(float, os.read(reader, 100).split())
    return taken, spent, peak


def median(times: Sequence[float]) -> float:
    """The median."""
    return statistics.median(times)


def ratio(times: Sequence[float], base: Sequence[float]) -> float:
    """The median of the ratios within each round, which a slow moment of the machine does not move."""
    return statistics.median(one / other for one, other in zip(times, base, strict=True))
