"""Writes networkx.json: random graphs with the values that NetworkX gives them.

    python3 tests/data/measures/make.py > tests/data/measures/networkx.json

Needs networkx 3.6.1 and nothing else: PageRank is its plain Python version. The graphs are drawn from a fixed seed, so that the file comes out the same.

A tie is [from, to, both ways (0 or 1), length, weight]. Lengths are small integers, so that routes of equal length
abound. Every graph goes through a MultiGraph if all its ties hold both ways, else through a MultiDiGraph in which a tie
that holds both ways is two edges. Values are given to 12 significant digits.
"""

import json
import random

import networkx as nx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank


def draw(rng, kind):
    """One random graph: the number of nodes and the ties."""
    n = rng.choice([2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25])
    density = rng.choice([0.5, 1.0, 1.5, 2.5])
    # Some nodes at the end are never drawn: they stay isolated.
    drawn = max(2, n - rng.randrange(3))
    ties = []
    for _ in range(int(n * density)):
        a, b = rng.sample(range(drawn), 2)
        if kind == "disconnected" and (a < drawn // 2) != (b < drawn // 2):
            continue
        ties.append([a, b, way(rng, kind), rng.randint(1, 4), rng.randint(1, 40) / 8])
        if kind == "parallel" and rng.random() < 0.4:
            ties.append([*rng.choice([(a, b), (b, a)]), ties[-1][2], rng.randint(1, 4), rng.randint(1, 40) / 8])
    return n, ties


def way(rng, kind):
    if kind in ("directed", "parallel") and rng.random() < 0.5:
        return 0
    return {"directed": 0, "mixed": rng.randrange(2), "parallel": rng.choice([0, 1])}.get(kind, 1)


def build(n, ties):
    undirected = all(tie[2] for tie in ties)
    graph = nx.MultiGraph() if undirected else nx.MultiDiGraph()
    graph.add_nodes_from(range(n))
    for a, b, both, length, weight in ties:
        graph.add_edge(a, b, length=length, weight=weight, one=1)
        if both and not undirected:
            graph.add_edge(b, a, length=length, weight=weight, one=1)
    return graph


def measure(graph):
    directed = graph.is_directed()
    rank = dict(tol=1e-14, max_iter=2000)
    values = {
        "degree": dict(graph.degree()),
        "degree_normalised": nx.degree_centrality(graph),
        "in_degree": dict(graph.in_degree() if directed else graph.degree()),
        "out_degree": dict(graph.out_degree() if directed else graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "in_strength": dict(graph.in_degree(weight="weight") if directed else graph.degree(weight="weight")),
        "harmonic": nx.harmonic_centrality(graph),
        "harmonic_length": nx.harmonic_centrality(graph, distance="length"),
        "betweenness": nx.betweenness_centrality(graph),
        "betweenness_raw": nx.betweenness_centrality(graph, normalized=False),
        "betweenness_length": nx.betweenness_centrality(graph, weight="length"),
        "pagerank": pagerank(graph, weight="one", **rank),
        "pagerank_weighted": pagerank(graph, weight="weight", **rank),
    }
    return {name: [number(scores[v]) for v in range(len(graph))] for name, scores in values.items()}


def number(x):
    x = float(f"{x:.12g}")
    return int(x) if x == int(x) else x


def main():
    rng = random.Random(20260)
    kinds = ["undirected", "directed", "mixed", "disconnected", "parallel"]
    graphs = [(n, []) for n in range(3)] + [(2, [[0, 1, 0, 2, 1.5]]), (2, [[0, 1, 1, 3, 0.5]])]
    graphs += [draw(rng, kinds[i % len(kinds)]) for i in range(36)]
    lines = [
        json.dumps({"nodes": n, "ties": ties, "values": measure(build(n, ties))}, separators=(",", ":"))
        for n, ties in graphs
    ]
    print('{"networkx":"%s","graphs":[\n%s\n]}' % (nx.__version__, ",\n".join(lines)))


main()
