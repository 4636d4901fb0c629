#!/usr/bin/env python3
"""Writes the tables of cost against size in README.md beside this file from what the harness measures.

    python3 benches/tables.py growth      # every measure on growing graphs of two families, some 20 minutes
    python3 benches/tables.py hostile     # inputs made to do harm, 3 minutes

Exponents are slopes of log cost over log size by least squares, over what took more than a thousandth of a second; cost is
processor time, and time on the wall where that is too short to be told.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def measure(arguments, bench):
    """The lines that the harness writes."""
    command = [bench, "--bench"] if bench else ["cargo", "bench", "-q", "--"]
    process = subprocess.Popen([*command, *arguments, "--json"], stdout=subprocess.PIPE, text=True, cwd=HERE.parent)
    for line in process.stdout:
        if line.startswith("{"):
            yield json.loads(line)
    if process.wait() != 0:
        sys.exit(process.returncode)


def cost(line):
    return line["cpu_s"] or line["wall_s"]


def exponent(points):
    points = [(math.log(x), math.log(y)) for x, y in points if y > 1e-3]
    if len(points) < 2:
        return "–"
    x, y = (sum(values) / len(points) for values in zip(*points))
    under = sum((a - x) ** 2 for a, _ in points)
    return f"{sum((a - x) * (b - y) for a, b in points) / under:.2f}" if under else "–"


def digits(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}"


def growth(args):
    """A table for each family: seconds of a processor at each size, and the exponent."""
    text = []
    for family in args.families.split(","):
        rows = {}
        for line in measure(["--growth", "--family", family, "--sizes", args.sizes, "--runs", "1", "--limit", args.limit],
                            args.bench):
            print(line["name"], line["graph"], line["cpu_s"], line["note"], flush=True)
            rows.setdefault(line["name"], {})[int(line["graph"].split()[-1])] = line
        sizes = [int(size) for size in args.sizes.split(",")]
        text += ["", f"`{family}`:", "", "| measure | " + " | ".join(f"{size:,}" for size in sizes) +
                 " | grows with n to the | peak MiB at the largest |", "|---" * (len(sizes) + 3) + "|"]
        for name, lines in rows.items():
            done = {size: line for size, line in lines.items() if not line["note"].startswith("left out")}
            if not done:
                continue
            cells = [digits(cost(done[size])) if size in done else "" for size in sizes]
            slope = exponent([(line["nodes"], cost(line)) for line in done.values()])
            text.append(f"| {name} | {' | '.join(cells)} | {slope} | {done[max(done)]['peak_mb'] or 0:,.0f} |")
    return text


def hostile(args):
    rows = {}
    for line in measure(["--hostile"], args.bench):
        print(line["name"], line["graph"], line["cpu_s"], line["note"][:60], flush=True)
        rows.setdefault(line["name"], []).append(line)
    text = ["", "| harm | bytes, growing tenfold | seconds | grows with n to the | peak MiB | what comes of the largest |",
            "|---|---|---|---|---|---|"]
    for name, lines in rows.items():
        size = [int(line["graph"].split(",")[0]) for line in lines]
        held = ", ".join(f"{int(line['graph'].split(', ')[1].split()[0]):,}" for line in lines)
        took = ", ".join(digits(cost(line)) for line in lines)
        told = lines[-1]["note"].replace("|", "\\|")[:72]
        text.append(f"| {name} | {held} | {took} | {exponent(list(zip(size, map(cost, lines))))} "
                    f"| {max(line['peak_mb'] or 0 for line in lines):,.0f} | {told} |")
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=["growth", "hostile"])
    parser.add_argument("--families", default="two_mode,small_world")
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--limit", default="10", help="a size is left out where the one before took a tenth of so many seconds")
    parser.add_argument("--bench", help="the harness itself, where it is built already")
    args = parser.parse_args()
    load = os.getloadavg()[0]
    text = {"growth": growth, "hostile": hostile}[args.table](args)
    begin, end = f"<!-- {args.table}: begin -->", f"<!-- {args.table}: end -->"
    readme = HERE / "README.md"
    before, rest = readme.read_text().split(begin)
    told = f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, load {load:.1f} at the beginning; seconds of a processor."
    readme.write_text("\n".join([before + begin, told, *text, end]) + rest.split(end)[1])


if __name__ == "__main__":
    main()
