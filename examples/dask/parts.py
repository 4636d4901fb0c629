#!/usr/bin/env python3
"""Draws the worlds of one question on several machines and puts them together: the same answer, bit for bit.

    python3 examples/dask/parts.py --program target/release/proxeny --worlds 100000 --parts 8 seoul
    python3 examples/dask/parts.py --scheduler tcp://10.0.0.1:8786 … my-network.json --mandate knowledge

What follows the network goes to `proxeny leverage` as it is. Dask (`pip install "dask[distributed]"`) runs the parts: on
this machine in worker processes of its own, or with --scheduler on a cluster that you have; there the program and the
network must lie at the same path on every machine. With --engine processes the same is done without Dask.

Each part plays its worlds with `proxeny leverage --worlds FIRST..END --partial FILE` and gives back the bytes of the file;
`proxeny merge` adds them up. With --check the question is also asked in one run, and both answers must be equal.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def run_part(program, question, first, end):
    """Plays the worlds from `first` up to `end`; returns the part and the process that ran it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "out.part"
        subprocess.run([program, "leverage", *question, "--worlds", f"{first}..{end}", "--partial", file], check=True)
        return file.read_bytes(), os.getpid()


def bounds(worlds, parts):
    """`parts` stretches of nearly equal length."""
    ends = [worlds * number // parts for number in range(parts + 1)]
    return [pair for pair in zip(ends, ends[1:]) if pair[0] < pair[1]]


def with_dask(options):
    """All parts, by the workers of a Dask cluster."""
    from dask.distributed import Client, LocalCluster

    cluster = options.scheduler or LocalCluster(
        n_workers=options.workers, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with Client(cluster) as client:
        stretches = bounds(options.worlds, options.parts)
        futures = [client.submit(run_part, options.program, options.question, *pair, pure=False) for pair in stretches]
        return client.gather(futures)


def with_processes(options):
    """All parts, by a pool of processes."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(options.workers) as pool:
        futures = [pool.submit(run_part, options.program, options.question, *pair) for pair in bounds(options.worlds, options.parts)]
        return [future.result() for future in futures]


def ask(arguments):
    """An answer of the program."""
    done = subprocess.run([*arguments, "--format", "json"], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="proxeny", help="the program")
    parser.add_argument("--worlds", type=int, default=100_000)
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2, help="worker processes on this machine")
    parser.add_argument("--scheduler", help="address of the scheduler of a cluster")
    parser.add_argument("--engine", choices=["dask", "processes"], default="dask")
    parser.add_argument("--check", action="store_true", help="also ask in one run and compare")
    parser.add_argument("question", nargs=argparse.REMAINDER, help="NETWORK and options of `proxeny leverage`")
    options = parser.parse_args()

    parts = with_dask(options) if options.engine == "dask" else with_processes(options)
    workers = len({process for _, process in parts})
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.part" for number in range(len(parts))]
        for file, (part, _) in zip(files, parts):
            file.write_bytes(part)
        merged = ask([options.program, "merge", *files])
    access = merged["result"]["access"]
    print(f"{len(parts)} parts by {workers} processes ({options.engine}): access {access['estimate']!r} in {access['worlds']} worlds")
    if options.check:
        whole = ask([options.program, "leverage", *options.question, "--worlds", str(options.worlds), "--no-ranges"])
        if whole["result"] != merged["result"]:
            sys.exit("the parts and one run differ")
        print("one run finds the same, bit for bit")


if __name__ == "__main__":
    main()
