#!/usr/bin/env python3
"""Fuzzes the targets, keeps what is worth keeping of their corpora, and writes the table in README.md beside this file.

    cargo +nightly fuzz build                               # once; `cargo install cargo-fuzz` and a nightly toolchain before
    nice -n 19 python3 fuzz/run.py --seconds 600 --jobs 2   # every target; or name some
    python3 fuzz/run.py --unpack                            # corpora as folders, for `cargo fuzz run`; --pack, and back

Seconds are those of a processor, so that a busy machine takes longer and does not do less. A target that fails begins again
until its time is over; what it failed on is kept in `artifacts`, which nobody commits.
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGETS = re.findall(r'^    \("(\w+)", \w+\),', (HERE / "src/lib.rs").read_text(), re.M)
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def fuzz(target, seconds, bins):
    """Runs one target for so many seconds of a processor; what was executed, in how long, and what it found."""
    corpus, artifacts = HERE / "corpus" / target, HERE / "artifacts" / target
    artifacts.mkdir(parents=True, exist_ok=True)
    unpack(target)
    before = set(artifacts.iterdir())
    took, executed, features, peak = 0.0, 0, 0, 0
    log = HERE / "artifacts" / f"{target}.log"
    while (left := int(seconds - took)) > 0 and len(set(artifacts.iterdir()) - before) < 20:
        command = [bins / target, f"-max_total_time={left}", "-rss_limit_mb=2048", "-timeout=60", "-print_final_stats=1",
                   f"-artifact_prefix={artifacts}/", "-max_len=16384", corpus]
        with log.open("wb") as told:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
            # What the system says of this one process: others run beside it.
            _, _, usage = os.wait4(process.pid, 0)
        took += max(usage.ru_utime + usage.ru_stime, 0.1)
        told = log.read_text(errors="replace")
        number = lambda pattern: [int(n) for n in re.findall(pattern, told)] or [0]
        executed += max(number(r"stat::number_of_executed_units:\s*(\d+)")[-1], number(r"^#(\d+)\t")[-1])
        features = max(features, number(r"\bft: (\d+)")[-1])
        peak = max(peak, number(r"rss: (\d+)Mb")[-1])
    found = sorted(path.name.split("-")[0] for path in set(artifacts.iterdir()) - before)
    return target, executed, took, features, peak, found


def keep(target, bins, most):
    """Keeps the smallest inputs that together reach all that was reached, up to so many bytes."""
    corpus, small = HERE / "corpus" / target, HERE / "artifacts" / f"{target}.merged"
    shutil.rmtree(small, ignore_errors=True)
    small.mkdir(parents=True)
    subprocess.run([bins / target, "-merge=1", "-rss_limit_mb=2048", "-timeout=60", small, corpus], capture_output=True)
    files = sorted(small.iterdir(), key=lambda path: (path.stat().st_size, path.name))
    if not files:
        return
    shutil.rmtree(corpus)
    corpus.mkdir()
    left = most
    for path in files:
        left -= path.stat().st_size
        if left < 0:
            break
        shutil.copy(path, corpus / path.name)


def unpack(target):
    """The corpus of a target as a folder, where there is none yet."""
    folder, packed = HERE / "corpus" / target, HERE / "corpus" / f"{target}.zip"
    if not folder.exists():
        folder.mkdir(parents=True)
        if packed.exists():
            zipfile.ZipFile(packed).extractall(folder)


def pack(target):
    """The folder of a corpus as one file, which is the same whenever its inputs are."""
    folder = HERE / "corpus" / target
    with zipfile.ZipFile(HERE / "corpus" / f"{target}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.iterdir()):
            packed.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--bytes", type=int, default=50_000, help="of each corpus that is kept")
    parser.add_argument("--bins", type=Path, default=HERE / "target/x86_64-unknown-linux-gnu/release")
    parser.add_argument("--unpack", action="store_true", help="lay the corpora out as folders, and end")
    parser.add_argument("--pack", action="store_true", help="pack the folders of the corpora as they are, and end")
    args = parser.parse_args()
    if args.pack or args.unpack:
        for target in args.targets:
            (pack if args.pack else unpack)(target)
        return
    load = []
    readme = HERE / "README.md"
    # Targets that are not named keep the rows that they have.
    rows = dict(re.findall(r"^(?=\| (\w+) \|)(.*)$", readme.read_text().split(BEGIN)[1].split(END)[0], re.M))
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for done in concurrent.futures.as_completed([pool.submit(fuzz, t, args.seconds, args.bins) for t in args.targets]):
            target, executed, took, features, peak, found = done.result()
            load.append(os.getloadavg()[0])
            keep(target, args.bins, args.bytes)
            pack(target)
            kept = list((HERE / "corpus" / target).iterdir())
            rows[target] = (f"| {target} | {executed:,} | {executed / took:,.0f} | {took:.0f} | {features:,} | {peak:,} "
                            f"| {len(kept)}, {sum(p.stat().st_size for p in kept) / 1000:.0f} kB "
                            f"| {', '.join(found) or 'none'} |")
            print(rows[target], flush=True)
            table = [f"{time.strftime('%Y-%m-%d')}, {args.jobs} targets at a time, load of the machine "
                     f"{min(load):.1f} to {max(load):.1f}.", "",
                     "| target | executions | per processor second | processor seconds | features | peak MiB | corpus kept | found |",
                     "|---|---|---|---|---|---|---|---|", *(rows[t] for t in TARGETS if t in rows)]
            before, rest = readme.read_text().split(BEGIN)
            readme.write_text(before + BEGIN + "\n" + "\n".join(table) + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
