#!/usr/bin/env python3
"""proxeny beside its peers, on the same graph files, in one run.

    python3 benches/peers.py --graphs FOLDER --suite quick|goals|standard|full [--update]

Each (program, measure, graph) runs in a process of its own, with two threads where the program can. Only the computing is
timed, not the reading and building. What the programs find is compared. README.md beside this file tells how to install
the peers and holds the last table, which --update rewrites. Results are kept in --cache as they come, so that a run that
was broken off goes on where it was; --fresh begins anew.
"""

import argparse
import hashlib
import json
import math
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
THREADS = 2
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"

# ---------------------------------------------------------------------------------------------------------------------
# What is measured. Each task: the names it may have in proxeny (the first that is known counts), how scores are compared
# (`equal`; `proportional`: up to one factor; `labels`: the same parts, whatever their numbers; `error ε`: against nobody;
# `quality`: no comparison, the numbers are told), the tolerance, whether cost grows with nodes × ties, and on which graphs
# each suite measures it.

TASKS = {
    "betweenness": dict(names=["betweenness"], compare="proportional", tol=1e-6, square=True,
                        quick="power", standard="power PGP as-caida ca-CondMat email-Enron",
                        full="power PGP as-caida ca-CondMat email-Enron ca-AstroPh soc-Epinions1 stars_10000 two_mode_10000 "
                             "grid_10000 small_world_10000 preferential_10000 rmat_10000"),
    "edge_betweenness": dict(names=["edge_betweenness"], compare="proportional", tol=1e-6, square=True,
                             quick="power", standard="power PGP", full="power PGP as-caida ca-CondMat"),
    "directed betweenness": dict(names=["betweenness"], compare="proportional", tol=1e-6, square=True, directed=True,
                                 quick="", standard="wiki-Vote.d", full="wiki-Vote.d cit-HepPh.d"),
    "weighted betweenness": dict(names=["betweenness"], compare="proportional", tol=1e-6, square=True, weighted=True,
                                 quick="power", standard="power PGP", full="power PGP ca-CondMat"),
    "closeness": dict(names=["closeness"], compare="proportional", tol=1e-6, square=True, quick="power",
                      standard="power ca-CondMat", full="power ca-CondMat email-Enron two_mode_10000 grid_10000",
                      connected=True),
    "harmonic": dict(names=["harmonic"], compare="proportional", tol=1e-6, square=True, quick="power",
                     standard="power ca-CondMat", full="power ca-CondMat email-Enron two_mode_10000 grid_10000"),
    "eccentricity": dict(names=["eccentricity", "diameter"], compare="equal", tol=1e-9, square=True, connected=True,
                         quick="power", standard="power PGP", full="power PGP ca-CondMat"),
    "pagerank": dict(names=["pagerank"], compare="proportional", tol=1e-4, quick="power",
                     standard="email-Enron soc-Epinions1 two_mode_1000000",
                     full="email-Enron soc-Epinions1 two_mode_1000000 rmat_1000000"),
    "eigenvector": dict(names=["eigenvector"], compare="proportional", tol=1e-3, connected=True, quick="power",
                        standard="email-Enron two_mode_100000", full="email-Enron soc-Epinions1 two_mode_100000"),
    "katz": dict(names=["katz"], compare="proportional", tol=1e-3, quick="power", standard="email-Enron two_mode_100000",
                 full="email-Enron two_mode_100000", alpha=True),
    "core": dict(names=["core", "core_number", "k_core"], compare="equal", tol=0, quick="power",
                 standard="email-Enron two_mode_1000000", full="email-Enron soc-Epinions1 two_mode_1000000 rmat_1000000"),
    "component": dict(names=["component"], compare="labels", tol=0, quick="power", standard="email-Enron rmat_100000",
                      full="email-Enron two_mode_1000000 rmat_1000000"),
    "strong component": dict(names=["strong_component"], compare="labels", tol=0, directed=True, quick="",
                             standard="wiki-Vote.d cit-HepPh.d", full="wiki-Vote.d cit-HepPh.d"),
    "articulation": dict(names=["articulation"], compare="equal", tol=0, quick="power", standard="email-Enron rmat_100000",
                         full="email-Enron soc-Epinions1 two_mode_1000000 rmat_1000000"),
    "block": dict(names=["block"], compare="labels", tol=0, quick="power", standard="email-Enron rmat_100000",
                  full="email-Enron soc-Epinions1 two_mode_1000000 rmat_1000000"),
    "constraint": dict(names=["constraint"], compare="equal", tol=1e-6, quick="power", standard="email-Enron two_mode_100000",
                       full="email-Enron two_mode_100000 soc-Epinions1"),
    "clustering": dict(names=["clustering"], compare="equal", tol=1e-9, quick="power", standard="email-Enron ca-AstroPh",
                       full="email-Enron ca-AstroPh soc-Epinions1 two_mode_100000"),
    "triangles": dict(names=["triangles"], compare="equal", tol=0, quick="power", standard="email-Enron ca-AstroPh",
                      full="email-Enron ca-AstroPh soc-Epinions1"),
    "louvain": dict(names=["louvain"], compare="quality", tol=0, quick="power", standard="email-Enron",
                    full="email-Enron two_mode_100000"),
    "leiden": dict(names=["leiden"], compare="quality", tol=0, quick="power", standard="email-Enron two_mode_100000",
                   full="email-Enron two_mode_100000"),
    "approximate betweenness": dict(names=["betweenness"], compare="error", tol=0.01, quick="power",
                                    standard="email-Enron soc-Epinions1", full="email-Enron soc-Epinions1", epsilon=0.01),
    "current flow": dict(names=["current_flow_closeness", "current_flow_betweenness", "current_flow"], compare="proportional",
                         tol=1e-3, square=True, connected=True, quick="", standard="", full="power"),
    "reading": dict(names=["reading"], compare="count", tol=0, quick="power", standard="email-Enron two_mode_1000000",
                    full="email-Enron soc-Epinions1 two_mode_1000000"),
}

# One row for every goal of speed, and the peers that came first there in the longer suites.
GOALS = {
    "betweenness": (
        "power PGP as-caida ca-CondMat ca-AstroPh email-Enron soc-Epinions1 preferential_10000 small_world_10000 grid_10000",
        "igraph graph-tool"),
    "edge_betweenness": ("PGP ca-CondMat", "graph-tool"),
    "directed betweenness": ("wiki-Vote.d", "igraph graph-tool"),
    "weighted betweenness": ("power PGP", "graph-tool"),
    "closeness": ("ca-CondMat two_mode_10000 grid_10000", "networkit"),
    "harmonic": ("ca-CondMat two_mode_10000 grid_10000", "igraph"),
    "pagerank": ("email-Enron two_mode_1000000", "igraph graph-tool"),
    "eigenvector": ("email-Enron two_mode_100000", "networkit graph-tool"),
    "katz": ("email-Enron two_mode_100000", "networkit graph-tool"),
    "core": ("email-Enron two_mode_1000000", "networkit igraph"),
    "component": ("email-Enron rmat_100000", "networkit graph-tool"),
    "block": ("email-Enron rmat_100000", "graph-tool"),
    "constraint": ("email-Enron two_mode_100000", "igraph"),
    "leiden": ("email-Enron two_mode_100000", "networkit igraph"),
    "approximate betweenness": ("email-Enron soc-Epinions1", "networkit"),
}
for name, task in TASKS.items():
    task["goals"], task["peers"] = GOALS.get(name, ("", ""))

# Which files the short names mean; the generated families carry their size.
FILES = {"power": "dimacs10_power", "PGP": "dimacs10_PGPgiantcompo", "as-caida": "as-caida20071105",
         "ca-CondMat": "ca-CondMat-lcc", "ca-AstroPh": "ca-AstroPh-lcc"}
SUITES = {"quick": dict(minutes=3, limit=20), "goals": dict(minutes=11, limit=45, most_square=8e8), "standard": dict(minutes=11, limit=40), "full": dict(minutes=240, limit=1800)}
# Nodes × ties above which a program is asked for some sources only, and its time is extrapolated.
MOST_SQUARE = {"networkx": 4e7, "igraph": 1.5e9, "networkit": 1.5e9, "graph-tool": 1.5e9, "rustworkx": 3e8}
SOURCES = 1000
# Nodes + ties above which networkx is not asked at all.
MOST_NETWORKX = 1.2e6


# ---------------------------------------------------------------------------------------------------------------------
# The peers: how each builds a graph, and which of its functions computes what. `k` is a number of sources or None.

def labels_of(parts, n):
    label = [0] * n
    for i, part in enumerate(parts):
        for v in part:
            label[v] = i
    return label


class Networkx:
    python = "venv"

    def __init__(self, g):
        import networkx as nx
        self.nx, self.g, self.n = nx, g, g["n"]
        self.graph = nx.DiGraph() if g["directed"] else nx.Graph()
        self.graph.add_nodes_from(range(g["n"]))
        if g["weights"]:
            self.graph.add_weighted_edges_from((u, v, w) for (u, v), w in zip(g["edges"], g["weights"]))
        else:
            self.graph.add_edges_from(g["edges"])

    def version(self):
        return self.nx.__version__

    def nodes(self, scores):
        return [scores[v] for v in range(self.n)]

    def ties(self, scores):
        return [scores[(u, v)] if (u, v) in scores else scores[(v, u)] for u, v in self.g["edges"]]

    def tasks(self):
        nx, g, n = self.nx, self.graph, self.n
        weight = "weight" if self.g["weights"] else None
        return {
            "betweenness": lambda k: self.nodes(nx.betweenness_centrality(g, k=k, seed=1, normalized=False, weight=weight)),
            "edge_betweenness": lambda k: self.ties(nx.edge_betweenness_centrality(g, k=k, seed=1, normalized=False)),
            "closeness": lambda k: self.nodes(nx.closeness_centrality(g)),
            "harmonic": lambda k: self.nodes(nx.harmonic_centrality(g)),
            "eccentricity": lambda k: self.nodes(nx.eccentricity(g)),
            "pagerank": lambda k: self.nodes(nx.pagerank(g, tol=1e-10, max_iter=1000)),
            "eigenvector": lambda k: self.nodes(nx.eigenvector_centrality_numpy(g)),
            "katz": lambda k: self.nodes(nx.katz_centrality_numpy(g, alpha=self.g["alpha"])),
            "core": lambda k: self.nodes(nx.core_number(g)),
            "component": lambda k: labels_of(nx.connected_components(g), n),
            "strong component": lambda k: labels_of(nx.strongly_connected_components(g), n),
            "articulation": lambda k: (lambda cut: [float(v in cut) for v in range(n)])(set(nx.articulation_points(g))),
            "block": lambda k: self.block(),
            "constraint": lambda k: self.nodes(nx.constraint(g)),
            "clustering": lambda k: self.nodes(nx.clustering(g)),
            "triangles": lambda k: self.nodes(nx.triangles(g)),
            "louvain": lambda k: nx.community.modularity(g, nx.community.louvain_communities(g, seed=1)),
            "current flow": lambda k: self.nodes(nx.current_flow_closeness_centrality(g)),
            "reading": lambda k: nx.read_edgelist(self.g["path"]).number_of_edges(),
        }

    def block(self):
        number = {}
        for i, part in enumerate(self.nx.biconnected_component_edges(self.graph)):
            for u, v in part:
                number[(u, v)] = number[(v, u)] = i
        return [number[edge] for edge in self.g["edges"]]


class Igraph:
    python = "venv"

    def __init__(self, g):
        import igraph
        self.igraph, self.g, self.n = igraph, g, g["n"]
        self.graph = igraph.Graph(n=g["n"], edges=g["edges"], directed=g["directed"])

    def version(self):
        return self.igraph.__version__

    def tasks(self):
        g, n, weights = self.graph, self.n, self.g["weights"] or None
        fixed = lambda scores: [0.0 if x != x else x for x in scores]

        def some(k):
            return None if k is None else list(range(0, n, max(1, n // k)))[:k]

        return {
            "betweenness": lambda k: g.betweenness(weights=weights) if k is None
            else g.betweenness(weights=weights, sources=some(k)),
            "edge_betweenness": lambda k: g.edge_betweenness() if k is None else g.edge_betweenness(sources=some(k)),
            "closeness": lambda k: fixed(g.closeness()),
            "harmonic": lambda k: g.harmonic_centrality(normalized=True),
            "eccentricity": lambda k: g.eccentricity(),
            "pagerank": lambda k: g.pagerank(),
            "eigenvector": lambda k: g.eigenvector_centrality(),
            "core": lambda k: g.coreness(),
            "component": lambda k: g.connected_components().membership,
            "strong component": lambda k: g.connected_components(mode="strong").membership,
            "articulation": lambda k: (lambda cut: [float(v in cut) for v in range(n)])(set(g.articulation_points())),
            "constraint": lambda k: fixed(g.constraint()),
            "clustering": lambda k: g.transitivity_local_undirected(mode="zero"),
            "louvain": lambda k: g.community_multilevel().modularity,
            "leiden": lambda k: g.modularity(
                g.community_leiden(objective_function="modularity", n_iterations=10).membership),
            "reading": lambda k: self.igraph.Graph.Read_Edgelist(self.g["path"], directed=False).ecount(),
        }


class Networkit:
    python = "venv"

    def __init__(self, g):
        import networkit as nk
        import numpy as np
        nk.setNumberOfThreads(THREADS)
        nk.setSeed(1, False)
        self.nk, self.g, self.n = nk, g, g["n"]
        pairs = np.array(g["edges"], dtype=np.uint64)
        data = (np.array(g["weights"] or [1.0] * len(pairs), dtype=float), (pairs[:, 0].copy(), pairs[:, 1].copy()))
        self.graph = nk.GraphFromCoo(data, n=g["n"], weighted=bool(g["weights"]), directed=g["directed"])

    def version(self):
        return self.nk.__version__

    def tasks(self):
        nk, g = self.nk, self.graph

        def ran(algorithm):
            algorithm.run()
            return algorithm

        def edges(k):
            g.indexEdges()
            found = ran(nk.centrality.Betweenness(g, normalized=False, computeEdgeCentrality=True))
            scores = found.edgeScores()
            return [scores[g.edgeId(u, v)] for u, v in self.g["edges"]]

        def quality(algorithm):
            return nk.community.Modularity().getQuality(ran(algorithm).getPartition(), g)

        def labels(algorithm):
            return labels_of(ran(algorithm).getComponents(), self.n)

        def articulation(k):
            found = ran(nk.components.BiconnectedComponents(g))
            times = [0] * self.n
            for part in found.getComponents():
                for v in part:
                    times[v] += 1
            return [float(count > 1) for count in times]

        kind = nk.centrality.ClosenessVariant.Generalized
        return {
            "betweenness": lambda k: ran(nk.centrality.Betweenness(g, normalized=False)).scores() if k is None
            else ran(nk.centrality.EstimateBetweenness(g, k, False, True)).scores(),
            "edge_betweenness": edges,
            "closeness": lambda k: ran(nk.centrality.Closeness(g, True, kind)).scores(),
            "harmonic": lambda k: ran(nk.centrality.HarmonicCloseness(g, True)).scores(),
            "pagerank": lambda k: ran(nk.centrality.PageRank(
                g, damp=0.85, tol=1e-10, distributeSinks=nk.centrality.SinkHandling.DistributeSinks)).scores(),
            "eigenvector": lambda k: ran(nk.centrality.EigenvectorCentrality(g, tol=1e-10)).scores(),
            # It gives (1 + β)·K − 1, K being Katz's walks; a large β leaves K. Its tolerance is not relative to β.
            "katz": lambda k: ran(nk.centrality.KatzCentrality(g, alpha=self.g["alpha"], beta=1e6, tol=1e-4)).scores(),
            "core": lambda k: ran(nk.centrality.CoreDecomposition(g)).scores(),
            "component": lambda k: labels(nk.components.ParallelConnectedComponents(g)),
            "strong component": lambda k: labels(nk.components.StronglyConnectedComponents(g)),
            "articulation": articulation,
            "clustering": lambda k: ran(nk.centrality.LocalClusteringCoefficient(g, turbo=True)).scores(),
            "louvain": lambda k: quality(nk.community.PLM(g, refine=True)),
            "leiden": lambda k: quality(nk.community.ParallelLeiden(g, iterations=3)),
            "approximate betweenness": lambda k: ran(
                nk.centrality.KadabraBetweenness(g, err=self.g["epsilon"], delta=0.1)).scores(),
            "reading": lambda k: nk.graphio.EdgeListReader(" ", 0).read(self.g["path"]).numberOfEdges(),
        }


class Rustworkx:
    python = "venv"

    def __init__(self, g):
        import rustworkx as rx
        os.environ["RAYON_NUM_THREADS"] = str(THREADS)
        self.rx, self.g, self.n = rx, g, g["n"]
        self.graph = rx.PyDiGraph() if g["directed"] else rx.PyGraph()
        self.graph.add_nodes_from(list(range(g["n"])))
        self.graph.add_edges_from([(u, v, 1.0) for u, v in g["edges"]])

    def version(self):
        return self.rx.__version__

    def tasks(self):
        rx, g, n = self.rx, self.graph, self.n
        nodes = lambda scores: [scores[v] for v in range(n)]
        tasks = {
            "edge_betweenness": lambda k: list(dict(rx.edge_betweenness_centrality(g, normalized=False)).values()),
            "closeness": lambda k: nodes(rx.closeness_centrality(g)),
            "eigenvector": lambda k: nodes(rx.eigenvector_centrality(g, max_iter=10000, tol=1e-10)),
            "katz": lambda k: nodes(rx.katz_centrality(g, alpha=self.g["alpha"], max_iter=10000)),
            "core": lambda k: nodes(rx.core_number(g)),
            "component": lambda k: labels_of(rx.connected_components(g), n),
            "strong component": lambda k: labels_of(rx.strongly_connected_components(g), n),
            "articulation": lambda k: (lambda cut: [float(v in cut) for v in range(n)])(set(rx.articulation_points(g))),
            "reading": lambda k: rx.PyGraph.read_edge_list(self.g["path"]).num_edges(),
        }
        if not self.g["weights"]:
            tasks["betweenness"] = lambda k: nodes(rx.betweenness_centrality(g, normalized=False))
        return tasks


class GraphTool:
    python = "/usr/bin/python3"

    def __init__(self, g):
        import graph_tool.all as gt
        import numpy as np
        gt.openmp_set_num_threads(THREADS)
        gt.seed_rng(1)
        self.gt, self.np, self.g, self.n = gt, np, g, g["n"]
        self.graph = gt.Graph(directed=g["directed"])
        self.graph.add_vertex(g["n"])
        self.graph.add_edge_list(np.array(g["edges"], dtype=np.int64))
        self.weight = None
        if g["weights"]:
            self.weight = self.graph.new_ep("double", vals=g["weights"])

    def version(self):
        return self.gt.__version__

    def tasks(self):
        gt, g, np = self.gt, self.graph, self.np
        listed = lambda scores: [float(x) for x in np.nan_to_num(np.asarray(scores.a, dtype=float))]

        def betweenness(k, which=0):
            some = {} if k is None else {"pivots": np.arange(0, self.n, max(1, self.n // k))[:k]}
            return listed(gt.betweenness(g, weight=self.weight, norm=False, **some)[which])

        return {
            "betweenness": betweenness,
            "edge_betweenness": lambda k: betweenness(k, 1),
            "closeness": lambda k: listed(gt.closeness(g, norm=True)),
            "harmonic": lambda k: listed(gt.closeness(g, norm=True, harmonic=True)),
            "pagerank": lambda k: listed(gt.pagerank(g, epsilon=1e-12)),
            "eigenvector": lambda k: listed(gt.eigenvector(g, epsilon=1e-12)[1]),
            "katz": lambda k: listed(gt.katz(g, alpha=self.g["alpha"], epsilon=1e-12)),
            "core": lambda k: listed(gt.kcore_decomposition(g)),
            "component": lambda k: listed(gt.label_components(g)[0]),
            "strong component": lambda k: listed(gt.label_components(g, directed=True)[0]),
            "articulation": lambda k: listed(gt.label_biconnected_components(g)[1]),
            "block": lambda k: listed(gt.label_biconnected_components(g)[0]),
            "clustering": lambda k: listed(gt.local_clustering(g)),
            "reading": lambda k: gt.load_graph_from_csv(
                self.g["path"], hashed=False, csv_options={"delimiter": " "}).num_edges(),
        }


PEERS = {"networkx": Networkx, "igraph": Igraph, "networkit": Networkit, "rustworkx": Rustworkx, "graph-tool": GraphTool}
SAME_FUNCTION = {"directed betweenness": "betweenness", "weighted betweenness": "betweenness"}


# ---------------------------------------------------------------------------------------------------------------------
# One peer, in a process of its own.

def child(order):
    """Builds the graph, runs one function and writes what it took and what came of it."""
    with open(order["graph"]) as file:
        g = json.load(file)
    g["edges"] = [tuple(pair) for pair in g["edges"]]
    g.update(order["set"])
    peer = PEERS[order["peer"]](g)
    task = peer.tasks().get(SAME_FUNCTION.get(order["task"], order["task"]))
    if task is None or order.get("probe"):
        print(json.dumps({"missing": task is None, "version": peer.version()}))
        return
    walls, cpus, start = [], [], time.perf_counter()
    while not walls or (len(walls) < 5 and time.perf_counter() - start < 1.0):
        wall, cpu = time.perf_counter(), time.process_time()
        found = task(order["k"])
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    middle = len(walls) // 2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with open(order["out"], "w") as file:
        json.dump([float(x) for x in found] if hasattr(found, "__len__") else found, file)
    print(json.dumps({"wall": sorted(walls)[middle], "cpu": sorted(cpus)[middle], "peak": peak, "version": peer.version()}))


# ---------------------------------------------------------------------------------------------------------------------
# Graphs: read once, cleaned (no self-ties, each pair once), numbered as they appear.

def pairs_of(path, directed):
    number, pairs, known = {}, [], set()
    rows = []
    with open(path) as file:
        for line in file:
            fields = line.split("#")[0].split()
            if len(fields) < 2 or fields[0] == fields[1]:
                continue
            key = (fields[0], fields[1]) if directed or fields[0] < fields[1] else (fields[1], fields[0])
            if key not in known:
                known.add(key)
                rows.append(fields[:2])
    for u, v in rows:
        a = number.setdefault(u, len(number))
        b = number.setdefault(v, len(number))
        pairs.append((a, b))
    return len(number), pairs


def largest(n, pairs):
    """The largest component, numbered anew."""
    parent = list(range(n))

    def root(v):
        while parent[v] != v:
            parent[v] = parent[parent[v]]
            v = parent[v]
        return v

    for a, b in pairs:
        parent[root(a)] = root(b)
    size = {}
    for v in range(n):
        size[root(v)] = size.get(root(v), 0) + 1
    best = max(size, key=size.get)
    number, kept = {}, []
    for a, b in pairs:
        if root(a) == best:
            kept.append((number.setdefault(a, len(number)), number.setdefault(b, len(number))))
    return len(number), kept


def eigenvalue(n, pairs, steps=40):
    """The largest eigenvalue of an undirected graph, by Lanczos' method and bisection."""
    now, last, diagonal, beside = [n ** -0.5] * n, [0.0] * n, [], [0.0]
    for _ in range(min(steps, n)):
        next_one = [-beside[-1] * x for x in last]
        for a, b in pairs:
            next_one[a] += now[b]
            next_one[b] += now[a]
        diagonal.append(sum(x * y for x, y in zip(now, next_one)))
        next_one = [y - diagonal[-1] * x for x, y in zip(now, next_one)]
        length = math.sqrt(sum(y * y for y in next_one))
        if length < 1e-9:
            break
        beside.append(length)
        now, last = [y / length for y in next_one], now
    low, high = max(diagonal), max(abs(a) for a in diagonal) + 2 * max(beside)
    while high - low > 1e-13 * high:
        middle, pivot = (low + high) / 2, 1.0
        for a, b in zip(diagonal, beside):
            pivot = middle - a - b * b / pivot
            if pivot <= 0:
                break
        below = pivot > 0
        low, high = (low, middle) if below else (middle, high)
    return high


class Graphs:
    """Graph files, and what is made of them, in one folder."""

    def __init__(self, args, bench):
        self.folder, self.work, self.bench = Path(args.graphs), Path(args.cache), bench
        self.known = {}

    def source(self, name):
        path = self.folder / (FILES.get(name, name) + ".txt")
        if path.exists():
            return path
        path = self.work / "families" / f"{name}.txt"
        if not path.exists():
            size = name.rsplit("_", 1)[-1]
            if not size.isdigit():
                raise FileNotFoundError(f"{name}: there is no such graph in {self.folder}")
            subprocess.run([self.bench, "--write", path.parent, "--sizes", size], check=True, stdout=subprocess.DEVNULL)
        return path

    def get(self, name, task):
        directed, weighted = bool(task.get("directed")), bool(task.get("weighted"))
        connected, alpha = bool(task.get("connected")), bool(task.get("alpha"))
        key = (name, directed, weighted, connected, alpha)
        if key not in self.known:
            self.known[key] = self.make(*key)
        return self.known[key]

    def make(self, name, directed, weighted, connected, alpha):
        stem = name + "_d" * directed + "_w" * weighted + "_lcc" * connected + "_alpha" * alpha
        text, data = self.work / f"{stem}.txt", self.work / f"{stem}.json"
        if data.exists():
            with open(self.work / f"{stem}.meta.json") as file:
                return json.load(file)
        n, pairs = pairs_of(self.source(name), directed)
        if connected:
            n, pairs = largest(n, pairs)
        # Whole lengths from 1 to 16, so that many routes are equally long: the harder case, and exact in every program.
        weights = [1 + (a * 7919 + b * 104729) % 16 for a, b in pairs] if weighted else []
        lines = [f"{a} {b} {w}" for (a, b), w in zip(pairs, weights)] if weighted else [f"{a} {b}" for a, b in pairs]
        text.write_text("\n".join(lines) + "\n")
        # What proxeny takes unless told otherwise.
        alpha = 0.85 / max(1.0, eigenvalue(n, pairs)) if alpha else 0.0
        graph = dict(n=n, edges=pairs, weights=weights, directed=directed, path=str(text), alpha=alpha)
        data.write_text(json.dumps(graph))
        meta = dict(name=name, n=n, m=len(pairs), text=str(text), data=str(data), directed=directed, weighted=weighted)
        (self.work / f"{stem}.meta.json").write_text(json.dumps(meta))
        return meta


# ---------------------------------------------------------------------------------------------------------------------
# Comparing.

def differ(one, other, compare):
    """The greatest relative difference, or None if there is nothing to compare."""
    if compare in ("quality", "count") or one is None or other is None or not hasattr(one, "__len__"):
        return None
    if len(one) != len(other):
        return math.inf
    if compare == "labels":
        forward, backward = {}, {}
        same = all(forward.setdefault(a, b) == b and backward.setdefault(b, a) == a for a, b in zip(one, other))
        return 0.0 if same else math.inf
    if compare == "proportional":
        a, b = sum(map(abs, one)), sum(map(abs, other))
        one, other = [abs(x) / (a or 1) for x in one], [abs(x) / (b or 1) for x in other]
    most = max(map(abs, other), default=0) or 1
    return max((abs(x - y) / max(abs(x), abs(y), 1e-6 * most) for x, y in zip(one, other)), default=0.0)


# ---------------------------------------------------------------------------------------------------------------------
# The run.

def build_bench():
    command = ["cargo", "bench", "--bench", "main", "--no-run", "--message-format=json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("executable") and message.get("target", {}).get("kind") == ["bench"]:
            return message["executable"]
    sys.exit("cargo did not say where the benchmark program is")


class Run:
    def __init__(self, args):
        self.args, self.suite = args, SUITES[args.suite]
        self.work = Path(args.cache)
        self.work.mkdir(parents=True, exist_ok=True)
        self.bench = args.bench or build_bench()
        self.digest = hashlib.sha256(Path(self.bench).read_bytes()).hexdigest()[:12]
        self.store = self.work / "results.json"
        self.results = {}
        if self.store.exists() and not args.fresh:
            self.results = json.loads(self.store.read_text())
        self.graphs = Graphs(args, self.bench)
        self.end = time.time() + 60 * (args.minutes or self.suite["minutes"])
        self.limit = args.limit or self.suite["limit"]
        self.measures = set(subprocess.run([self.bench, "--list"], capture_output=True, text=True).stdout.split())
        self.notes, self.missing = [], set()

    def keep(self, key, make):
        """A result from an earlier run, or a new one."""
        if key in self.results:
            return self.results[key]
        if time.time() > self.end:
            return {"error": "out of time"}
        print(f"{time.strftime('%H:%M:%S')} {key}", file=sys.stderr, flush=True)
        result = make()
        if result.get("cut_short"):
            return result
        self.results[key] = result
        beside = self.store.with_suffix(".part")
        beside.write_text(json.dumps(self.results, indent=0))
        beside.replace(self.store)
        return result

    def command(self, command, **more):
        limit = max(1, min(self.limit, self.end - time.time() + 5))
        environment = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "RAYON_NUM_THREADS": str(THREADS),
                       "OPENBLAS_NUM_THREADS": str(THREADS)}
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=limit, env=environment, **more)
        except subprocess.TimeoutExpired:
            return None, {"error": f"over {limit:.0f} s", "cut_short": limit < self.limit}
        if done.returncode:
            lines = done.stderr.strip().splitlines() or [f"exit {done.returncode}"]
            return None, {"error": lines[-1][:160]}
        return done.stdout, None

    def peer(self, peer, name, task, graph):
        interpreter = self.args.python if PEERS[peer].python == "venv" else PEERS[peer].python
        k = None
        # Distances alone are some ten times cheaper than counts of routes.
        most = min(MOST_SQUARE[peer], self.suite.get("most_square", math.inf)) * (1 if "betweenness" in name else 10)
        if task.get("square") and graph["n"] * graph["m"] > most:
            if "betweenness" not in name or peer == "rustworkx" or (peer == "networkit" and name != "betweenness"):
                return {"error": "too large for it"}
            k = SOURCES if peer != "networkx" else 100
            k = min(k, graph["n"])
        if peer == "networkx" and graph["n"] + graph["m"] > MOST_NETWORKX:
            return {"error": "too large for it"}

        def make():
            out = self.work / f"out-{peer}.json"
            order = dict(peer=peer, task=name, graph=graph["data"], k=k, out=str(out),
                         set=dict(epsilon=task.get("epsilon", 0.01)))
            text, failed = self.command([interpreter, __file__, "--child", json.dumps(order)])
            if failed:
                return failed
            result = json.loads(text.splitlines()[-1])
            if result.get("missing"):
                return {"error": "has no such function"}
            found = json.loads(out.read_text())
            kept = self.work / f"found-{hashlib.sha256(f'{peer}{name}{graph}'.encode()).hexdigest()[:16]}.json"
            out.replace(kept)
            if k:
                factor = graph["n"] / k
                result.update(wall=result["wall"] * factor, cpu=result["cpu"] * factor, extrapolated=k)
            return {**result, "found": str(kept), "value": None if hasattr(found, "__len__") else found}

        return self.keep(f"{peer}|{name}|{graph['text']}|{k}", make)

    def own(self, name, task, graph):
        measure = next((one for one in task["names"] if one in self.measures or one == "reading"), None)
        if measure is None:
            return {"error": "no measure of the benchmarks"}

        def make():
            scores = self.work / "own.txt"
            scores.unlink(missing_ok=True)
            command = [self.bench, "--graph", graph["text"], "--json", "--threads", str(THREADS), "--runs", "5",
                       "--limit", "1", "--scores", str(scores)]
            # Reading needs a measure too; the cheapest.
            command += ["--measure", "degree" if measure == "reading" else measure]
            command += ["--directed"] * bool(task.get("directed"))
            command += ["--weight-is", "length"] if task.get("weighted") else []
            command += ["--epsilon", str(task["epsilon"]), "--delta", "0.1"] if task.get("epsilon") else []
            text, failed = self.command(command)
            if failed:
                return failed
            lines = {line["name"]: line for line in map(json.loads, text.splitlines())}
            line = lines[measure]
            if line["note"].startswith("left out"):
                return {"error": line["note"]}
            result = dict(wall=line["wall_s"], cpu=line["cpu_s"], peak=line["peak_mb"], version=self.digest, value=None)
            if measure == "reading":
                return {**result, "value": line["ties"]}
            if task["compare"] == "quality":
                return {**result, "value": float(line["note"].split()[-1])}
            found = [float(value) for value in scores.read_text().split()]
            kept = self.work / f"found-{hashlib.sha256(f'own{name}{graph}'.encode()).hexdigest()[:16]}.json"
            kept.write_text(json.dumps(found))
            return {**result, "found": str(kept)}

        return self.keep(f"proxeny {self.digest}|{name}|{graph['text']}", make)

    def row(self, name, task, graph):
        own = self.own(name, task, graph)
        mine = load(own)
        best, worst, others = None, None, []
        if own.get("value") is not None and task["compare"] == "quality":
            others.append(f"proxeny {own['value']:.4f}")
        for peer in self.args.peers.split(","):
            if peer in self.missing or self.args.suite == "goals" and peer not in task["peers"].split():
                continue
            result = self.peer(peer, name, task, graph)
            if "error" in result:
                if result["error"] not in ("has no such function", "too large for it"):
                    others.append(f"{peer}: {result['error']}")
                continue
            # Extrapolated scores are estimates; an estimate is within ε with the probability asked for.
            if mine is not None and not result.get("extrapolated") and task["compare"] != "error":
                gap = differ(load(result), mine, task["compare"])
                if gap is not None:
                    worst = max(worst or 0.0, gap)
                    if gap > task["tol"]:
                        others.append(f"**{peer} differs by {gap:.1g}**")
                        continue
            if result.get("value") is not None and task["compare"] == "quality":
                others.append(f"{peer} {result['value']:.4f}")
            if best is None or result["wall"] < best[1]["wall"]:
                best = (peer, result)
        return dict(name=name, graph=graph, own=own, best=best, worst=worst, others=others)

    def rows(self):
        rows = []
        for name, task in TASKS.items():
            for graph_name in task[self.args.suite].split():
                if self.args.only and name not in self.args.only.split(","):
                    continue
                try:
                    graph = self.graphs.get(graph_name, task)
                except FileNotFoundError as error:
                    self.notes.append(str(error))
                    continue
                rows.append(self.row(name, task, graph))
        return rows

    def check_peers(self):
        versions = {}
        for peer, kind in PEERS.items():
            if peer not in self.args.peers.split(","):
                continue
            tiny = self.work / "tiny.json"
            tiny.write_text(json.dumps(dict(n=3, edges=[[0, 1], [1, 2]], weights=[], directed=False, path="", alpha=0.1)))
            order = dict(peer=peer, task="betweenness", graph=str(tiny), k=None, out="", set={}, probe=True)
            interpreter = self.args.python if kind.python == "venv" else kind.python
            text, failed = self.command([interpreter, __file__, "--child", json.dumps(order)])
            if failed:
                self.missing.add(peer)
                self.notes.append(f"{peer} is not there: {failed['error']}")
            else:
                versions[peer] = json.loads(text.splitlines()[-1])["version"]
        return versions


def load(result):
    if not result or not result.get("found") or not Path(result["found"]).exists():
        return None
    return json.loads(Path(result["found"]).read_text())


def number(value):
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def table(rows):
    lines = ["| measure | graph | n | m | best peer | its s | its CPU s | its MiB | proxeny s | CPU s | MiB | ratio | CPU ratio "
             "| difference | notes |", "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        own, graph = row["own"], row["graph"]
        peer, other = row["best"] or ("–", {})
        about = "≈" if other.get("extrapolated") else ""
        notes = list(row["others"])
        if "error" in own:
            notes.insert(0, f"proxeny: {own['error']}")
        if other.get("extrapolated"):
            notes.insert(0, f"≈ extrapolated from {other['extrapolated']} sources")

        def ratio(what):
            both = own.get(what) and other.get(what)
            return about + number(other[what] / own[what]) if both else "–"

        gap = "–" if row["worst"] is None else f"{row['worst']:.0e}"
        cells = [row["name"], graph["name"], f"{graph['n']:,}", f"{graph['m']:,}", peer, about + number(other.get("wall")),
                 about + number(other.get("cpu")), number(other.get("peak")), number(own.get("wall")),
                 number(own.get("cpu")), number(own.get("peak")), ratio("wall"), ratio("cpu"), gap, "; ".join(notes)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def update(text):
    path = HERE / "README.md"
    old = path.read_text()
    start, stop = old.index(BEGIN) + len(BEGIN), old.index(END)
    path.write_text(old[:start] + "\n" + text + "\n" + old[stop:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graphs", help="folder of edge lists")
    parser.add_argument("--suite", choices=SUITES, default="quick")
    parser.add_argument("--python", default=sys.executable, help="Python with networkx, igraph, networkit, rustworkx")
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--only", help="these measures only, separated by commas")
    parser.add_argument("--minutes", type=float, help="no new process is begun after so long")
    parser.add_argument("--limit", type=float, help="seconds that one process may take")
    parser.add_argument("--cache", default=str(ROOT / "target" / "peers"), help="folder for graphs and results")
    parser.add_argument("--bench", help="the benchmark program; built if left out")
    parser.add_argument("--fresh", action="store_true", help="forget the results of earlier runs")
    parser.add_argument("--update", action="store_true", help="write the table into README.md")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        return child(json.loads(args.child))
    if not args.graphs:
        parser.error("--graphs FOLDER is needed")
    run = Run(args)
    versions = run.check_peers()
    begin = os.getloadavg()[0]
    rows = run.rows()
    told = ", ".join(f"{peer} {version}" for peer, version in versions.items())
    head = (f"Suite `{args.suite}`, {time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, {THREADS} threads each where the "
            f"program can, load {begin:.1f} at the beginning. {told}.")
    text = "\n".join([head, "", table(rows), *(f"\n{note}" for note in run.notes)])
    print(text)
    if args.update:
        update(text)


if __name__ == "__main__":
    main()
