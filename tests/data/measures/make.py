"""Writes networkx.json: random graphs with the values that NetworkX gives them.

    python3 tests/data/measures/make.py > tests/data/measures/networkx.json

Needs networkx 3.6.1 and nothing else: PageRank is its plain Python version, and the one function of numpy that clustering
takes is stood in for. The graphs are drawn from a fixed seed, so that the file comes out the same.

A tie is [from, to, both ways (0 or 1), length, weight]. Lengths are small integers, so that routes of equal length
abound. Every graph goes through a MultiGraph if all its ties hold both ways, else through a MultiDiGraph in which a tie
that holds both ways is two edges; clustering and the figures take the same without parallel edges, of summed weight.
Values of ties are in the order of the ties; a tie that is two edges has their sum, or is a bridge if it is one without
direction. Values are given to 12 significant digits; null is what NetworkX does not define.
"""

import json
import math
import random
import sys
import types

import networkx as nx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank


class Summed(list):
    """A list that can be asked for its sum, as numpy's arrays can."""

    def sum(self):
        return math.fsum(self)


sys.modules["numpy"] = types.SimpleNamespace(cbrt=lambda numbers: Summed(math.cbrt(x) for x in numbers))


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


def merged(graph):
    """The graph without parallel edges: their weights are summed, the number of them is `many`."""
    simple = nx.DiGraph() if graph.is_directed() else nx.Graph()
    simple.add_nodes_from(graph)
    for a, b, data in graph.edges(data=True):
        old = simple.get_edge_data(a, b, default={"weight": 0, "many": 0})
        simple.add_edge(a, b, weight=old["weight"] + data["weight"], many=old["many"] + 1)
    return simple


def eigenvector(graph, simple, weight):
    circles = not nx.is_directed_acyclic_graph(simple) if graph.is_directed() else len(simple.edges) > 0
    if not circles:
        return None
    try:
        return nx.eigenvector_centrality(simple, max_iter=5000, tol=1e-14, weight=weight)
    except nx.PowerIterationFailedConvergence:
        return None


def by_tie(graph, ties, values):
    """Values of edges, each in the order in which parallel edges were added, as values of ties."""
    keys = {}
    sums = []
    for a, b, both, *_ in ties:
        total = 0
        for ends in [(a, b), (b, a)] if both and graph.is_directed() else [(a, b)]:
            pair = ends if graph.is_directed() else tuple(sorted(ends))
            key = keys.get(pair, 0)
            keys[pair] = key + 1
            total += values.get((*ends, key), values.get((*ends[::-1], key) if not graph.is_directed() else None, 0))
        sums.append(total)
    return sums


def of_ties(graph, ties):
    plain = nx.MultiGraph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((a, b) for a, b, *_ in ties)
    bridges = {frozenset(bridge) for bridge in nx.bridges(plain)}
    raw = nx.edge_betweenness_centrality(graph, normalized=False)
    return {
        "edge_betweenness": by_tie(graph, ties, nx.edge_betweenness_centrality(graph)),
        "edge_betweenness_raw": by_tie(graph, ties, raw),
        "edge_betweenness_length": by_tie(graph, ties, nx.edge_betweenness_centrality(graph, weight="length")),
        "bridge": [int(frozenset(tie[:2]) in bridges) for tie in ties],
    }


def of_graph(graph, simple, bridges):
    directed = graph.is_directed()
    plain = simple.to_undirected()
    weak = list(nx.connected_components(plain))
    strong = list(nx.strongly_connected_components(simple)) if directed else None
    return {
        "density": nx.density(simple) if len(simple) > 1 else None,
        "reciprocity": nx.overall_reciprocity(simple) if directed else None,
        "transitivity": nx.transitivity(plain) if any(k > 1 for _, k in plain.degree) else None,
        "average_clustering": nx.average_clustering(simple) if len(simple) else None,
        "components": len(weak),
        "largest_component": max(map(len, weak), default=0),
        "strong_components": len(strong) if directed else None,
        "largest_strong_component": max(map(len, strong), default=0) if directed else None,
        "articulation_points": len(set(nx.articulation_points(plain))),
        "bridges": sum(bridges),
        "blocks": len(list(nx.biconnected_components(plain))),
        "isolated": nx.number_of_isolates(simple),
        **of_distances(simple),
    }


def of_distances(simple):
    """NetworkX defines the first three of connected graphs alone; here they are over the pairs that are connected."""
    found = dict(nx.all_pairs_shortest_path_length(simple))
    far = [d for v in found for u, d in found[v].items() if u != v]
    n = len(simple)
    whole = n > 0 and len(far) == n * (n - 1)
    return {
        "diameter": None if n == 0 else nx.diameter(simple) if whole else max(far, default=0),
        "radius": nx.radius(simple) if whole else None,
        "average_distance": None if not far else nx.average_shortest_path_length(simple) if whole else math.fsum(far) / len(far),
        "efficiency": None if n < 2 else math.fsum(1 / d for d in far) / (n * (n - 1)),
    }


def eccentricity(simple):
    """NetworkX's eccentricity within what a node reaches, which NetworkX itself refuses unless that is everything."""
    return {v: max(nx.single_source_shortest_path_length(simple, v).values()) for v in simple}


def measure(graph, ties):
    directed = graph.is_directed()
    rank = dict(tol=1e-14, max_iter=2000)
    simple = merged(graph)
    points = set(nx.articulation_points(simple.to_undirected()))
    back = graph.reverse() if directed else graph
    values = {
        "degree": dict(graph.degree()),
        "degree_normalised": nx.degree_centrality(graph),
        "in_degree": dict(graph.in_degree() if directed else graph.degree()),
        "out_degree": dict(graph.out_degree() if directed else graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "in_strength": dict(graph.in_degree(weight="weight") if directed else graph.degree(weight="weight")),
        "closeness": nx.closeness_centrality(graph),
        "closeness_length": nx.closeness_centrality(graph, distance="length"),
        "out_closeness": nx.closeness_centrality(back),
        "harmonic": nx.harmonic_centrality(graph),
        "harmonic_length": nx.harmonic_centrality(graph, distance="length"),
        "out_harmonic": nx.harmonic_centrality(back),
        "eccentricity": eccentricity(simple),
        "in_eccentricity": eccentricity(simple.reverse() if directed else simple),
        "betweenness": nx.betweenness_centrality(graph),
        "betweenness_raw": nx.betweenness_centrality(graph, normalized=False),
        "betweenness_length": nx.betweenness_centrality(graph, weight="length"),
        "eigenvector": eigenvector(graph, simple, "many"),
        "eigenvector_weighted": eigenvector(graph, simple, "weight"),
        "pagerank": pagerank(graph, weight="one", **rank),
        "pagerank_weighted": pagerank(graph, weight="weight", **rank),
        "clustering": nx.clustering(simple),
        "clustering_weighted": nx.clustering(simple, weight="weight"),
        "articulation": {v: int(v in points) for v in graph},
    }
    lists = {name: scores and [number(scores[v]) for v in range(len(graph))] for name, scores in values.items()}
    # An empty graph has empty lists, not none.
    nodes = {name: [] if scores == {} else scores for name, scores in lists.items()}
    edges = {name: [number(x) for x in scores] for name, scores in of_ties(graph, ties).items()}
    figures = {name: x if x is None else number(x) for name, x in of_graph(graph, simple, edges["bridge"]).items()}
    return {"values": nodes, "ties_values": edges, "figures": figures}


def number(x):
    x = float(f"{x:.12g}")
    return int(x) if x == int(x) else x


def main():
    rng = random.Random(20260)
    kinds = ["undirected", "directed", "mixed", "disconnected", "parallel"]
    graphs = [(n, []) for n in range(3)] + [(2, [[0, 1, 0, 2, 1.5]]), (2, [[0, 1, 1, 3, 0.5]])]
    graphs += [draw(rng, kinds[i % len(kinds)]) for i in range(36)]
    lines = [
        json.dumps({"nodes": n, "ties": ties, **measure(build(n, ties), ties)}, separators=(",", ":"))
        for n, ties in graphs
    ]
    print('{"networkx":"%s","graphs":[\n%s\n]}' % (nx.__version__, ",\n".join(lines)))


main()
