#!/usr/bin/env python3
"""How fast proxeny and its peers read the same files, and how much memory that takes.

    cargo bench -- --files FOLDER                     # or --ties 10000000
    python3 benches/readers.py FOLDER… --python peers/bin/python [--only edges.txt,ties.csv] [--update]

Each (program, file) is read in a process of its own: the time from the path to the graph in memory, without starting the
program, and the peak memory of the whole process. README.md beside this file holds the last table, which --update rewrites.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- readers: begin -->", "<!-- readers: end -->"
FILES = ["edges.txt", "ties.csv", "graph.graphml", "graph.gml", "graph.net"]


def networkx(path):
    import csv
    import networkx as nx
    if path.suffix == ".csv":
        graph = nx.MultiGraph()
        with open(path, newline="") as file:
            for row in csv.DictReader(file):
                graph.add_edge(row["from"], row["to"], kind=row["kind"], strength=float(row["strength"]))
        return graph.number_of_nodes(), graph.number_of_edges()
    read = {".txt": lambda p: nx.read_edgelist(p, create_using=nx.MultiGraph), ".graphml": nx.read_graphml,
            ".gml": nx.read_gml, ".net": nx.read_pajek}[path.suffix]
    graph = read(path)
    return graph.number_of_nodes(), graph.number_of_edges()


def igraph(path):
    import csv
    import igraph as ig
    if path.suffix == ".csv":
        with open(path, newline="") as file:
            rows = csv.reader(file)
            next(rows)
            graph = ig.Graph.TupleList(((a, b, kind, float(strength)) for a, b, kind, strength in rows),
                                       edge_attrs=["kind", "strength"])
    else:
        read = {".txt": lambda p: ig.Graph.Read_Ncol(p, names=True, weights=False, directed=False),
                ".graphml": ig.Graph.Read_GraphML, ".gml": ig.Graph.Read_GML, ".net": ig.Graph.Read_Pajek}[path.suffix]
        graph = read(str(path))
    return graph.vcount(), graph.ecount()


def networkit(path):
    import networkit as nk
    nk.setNumberOfThreads(2)
    if path.suffix == ".txt":
        # Labels are kept, as the others do.
        graph = nk.graphio.EdgeListReader(" ", 0, continuous=False).read(str(path))
    elif path.suffix == ".graphml":
        graph = nk.graphio.GraphMLReader().read(str(path))
    else:
        return None
    return graph.numberOfNodes(), graph.numberOfEdges()


def graph_tool(path):
    import graph_tool.all as gt
    if path.suffix in (".graphml", ".gml"):
        graph = gt.load_graph(str(path))
    elif path.suffix == ".txt":
        graph = gt.load_graph_from_csv(str(path), csv_options={"delimiter": " "}, skip_first=False)
    elif path.suffix == ".csv":
        graph = gt.load_graph_from_csv(str(path), eprop_names=["kind", "strength"], skip_first=True)
    else:
        return None
    return graph.num_vertices(), graph.num_edges()


PEERS = {"networkx": networkx, "igraph": igraph, "networkit": networkit, "graph-tool": graph_tool}


def child(peer, path):
    """Reads in this process and prints what it took."""
    before = time.perf_counter()
    found = PEERS[peer](Path(path))
    took = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(None if found is None else dict(nodes=found[0], ties=found[1], wall=took, peak=peak)))


def peer(python, name, path, limit):
    command = [python, str(Path(__file__).resolve()), "--child", name, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"over {limit} s"
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        return "not installed" if "ModuleNotFoundError" in done.stderr else (lines[-1] if lines else "failed")[:60]
    return json.loads(done.stdout.strip().splitlines()[-1])


def proxeny(path, runs):
    command = ["cargo", "bench", "-q", "--", "--read", str(path), "--json", "--runs", str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent)
    if done.returncode != 0:
        sys.exit(done.stderr)
    line = json.loads(done.stdout.strip().splitlines()[-1])
    return dict(nodes=line["nodes"], ties=line["ties"], wall=line["wall_s"], peak=line["peak_mb"])


def main():
    if sys.argv[1:2] == ["--child"]:
        return child(sys.argv[2], sys.argv[3])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--python", default=sys.executable, help="the Python that has networkx, igraph and networkit")
    parser.add_argument("--graph-tool-python", default="/usr/bin/python3")
    parser.add_argument("--only", default=",".join(FILES))
    parser.add_argument("--limit", type=float, default=900, help="seconds for one program and file")
    parser.add_argument("--runs", type=int, default=1, help="runs of proxeny, of which the median counts")
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    load = os.getloadavg()[0]
    rows = []
    for path in [folder / name for folder in args.folders for name in args.only.split(",")]:
        if not path.exists():
            continue
        size = path.stat().st_size / 1e6
        path.read_bytes()  # so that all find it in the memory of the system
        for program in ["proxeny", *PEERS]:
            python = args.graph_tool_python if program == "graph-tool" else args.python
            took = proxeny(path, args.runs) if program == "proxeny" else peer(python, program, path, args.limit)
            if took is None:
                continue
            if isinstance(took, str):
                rows.append(f"| {path.name} | {size:,.0f} | {program} | – | – | – | {took} |")
            else:
                told = f"{took['nodes']:,} nodes, {took['ties']:,} ties"
                rows.append(f"| {path.name} | {size:,.0f} | {program} | {took['wall']:.2f} | {size / took['wall']:.0f} "
                            f"| {took['peak']:,.0f} | {told} |")
            print(rows[-1], flush=True)
    table = [f"{time.strftime('%Y-%m-%d')}, load {load:.1f} at the beginning.", "",
             "| file | MB | program | s | MB/s | peak MiB | what it read |", "|---|---|---|---|---|---|---|", *rows]
    if args.update:
        readme = HERE / "README.md"
        before, rest = readme.read_text().split(BEGIN)
        readme.write_text(before + BEGIN + "\n" + "\n".join(table) + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
