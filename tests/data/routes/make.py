"""Writes networkx.json: random graphs with the lengths of their best loopless routes as NetworkX finds them.

    python3 tests/data/routes/make.py > tests/data/routes/networkx.json

Needs networkx 3.6.1 and nothing else. The graphs are drawn from a fixed seed, so that the file comes out the same.

A tie is [from, to, length] and leads one way; there are no parallel ties, which shortest_simple_paths refuses. Lengths
are small integers, so that routes of equal length abound: only lengths are compared, since the order of equals is ours.
"""

import json
import random
from itertools import islice

import networkx as nx

MOST = 25


def draw(rng):
    n = rng.choice([4, 6, 8, 10, 14, 20])
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
    ties = rng.sample(pairs, min(len(pairs), int(n * rng.choice([1.5, 2.5, 3.5]))))
    return n, [[a, b, rng.randint(1, 5)] for a, b in ties]


def lengths(n, ties):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(ties)
    try:
        routes = list(islice(nx.shortest_simple_paths(graph, 0, n - 1, weight="weight"), MOST))
    except nx.NetworkXNoPath:
        return []
    return [nx.path_weight(graph, route, "weight") for route in routes]


def main():
    rng = random.Random(20261)
    graphs = [draw(rng) for _ in range(30)]
    lines = [
        json.dumps({"nodes": n, "ties": ties, "lengths": lengths(n, ties)}, separators=(",", ":")) for n, ties in graphs
    ]
    print('{"networkx":"%s","most":%d,"graphs":[\n%s\n]}' % (nx.__version__, MOST, ",\n".join(lines)))


main()
