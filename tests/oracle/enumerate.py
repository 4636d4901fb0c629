#!/usr/bin/env python3
"""Access, leverage and the gain by new ties from the definitions alone, outside of Rust.

    python3 tests/oracle/enumerate.py network.json [--mandate ID] [--max-intermediaries N | --unlimited]

reads a file in the native format and prints access and leverage as JSON, over all that was ever recorded. It looks at
every one of the 2^k worlds of the k uncertain ties and walks every route without a repeated actor in each, so it is for
networks of up to about 16 uncertain ties. Python 3.9 or later, nothing else needed. It is written to be read against the
definitions, not to be fast, and shares nothing with the program.

To hold the program against it on random networks, let the tests write some with what the program makes of them, and
compare:

    ORACLE_CASES=/tmp/cases cargo test --test main -- --ignored cases_for_the_script
    python3 tests/oracle/enumerate.py --compare /tmp/cases
"""

import argparse
import itertools
import json
import pathlib
import re
import sys


class Question:
    """A network and a mandate, taken apart."""

    def __init__(self, network, mandate):
        actors = network["actors"]
        kinds = network.get("tie_kinds", {})
        weights = mandate.get("weights") or {}
        self.ids = [actor["id"] for actor in actors]
        self.source = {a["id"]: weight(a, mandate["from"], weights.get("from")) for a in actors}
        self.target = {a["id"]: weight(a, mandate["to"], weights.get("to")) for a in actors}
        self.relay = {a["id"] for a in actors if selects(mandate.get("relay"), a)}
        limit = mandate.get("max_intermediaries")
        self.limit = len(actors) if limit is None else limit
        self.open = []  # by tie: the probability that it is open
        self.steps = {id: [] for id in self.ids}  # by actor: (tie, next actor)
        for tie in network["ties"]:
            kind = kinds.get(tie.get("kind") or "", {})
            if allows(mandate.get("ties") or {}, tie, kind):
                self.add(tie, kind)

    def add(self, tie, kind):
        strength = first(tie.get("strength"), kind.get("strength"), 0.5)
        conveys = first(tie.get("conveys"), kind.get("conveys"), "both")
        number = len(self.open)
        self.open.append(strength * first(tie.get("confidence"), 1.0))
        if conveys in ("forward", "both"):
            self.steps[tie["from"]].append((number, tie["to"]))
        if conveys in ("backward", "both"):
            self.steps[tie["to"]].append((number, tie["from"]))

    def pairs(self):
        """Pairs of a source and another target, with their weight."""
        for s, t in itertools.product(self.ids, self.ids):
            if s != t and self.source[s] * self.target[t] > 0:
                yield s, t, self.source[s] * self.target[t]

    def worlds(self):
        """Every set of open ties that can be, with its probability."""
        doubtful = [i for i, p in enumerate(self.open) if p < 1]
        certain = [i for i, p in enumerate(self.open) if p >= 1]
        if len(doubtful) > 20:
            sys.exit(f"{len(doubtful)} ties are uncertain; that is too many to look at every world")
        for chosen in itertools.product([False, True], repeat=len(doubtful)):
            probability = 1.0
            for tie, is_open in zip(doubtful, chosen):
                probability *= self.open[tie] if is_open else 1 - self.open[tie]
            yield set(certain) | {tie for tie, is_open in zip(doubtful, chosen) if is_open}, probability

    def reached(self, world, gone=frozenset()):
        """{(source, actor): least number of intermediaries} for all that are joined in a world."""
        least = {}

        def walk(route):
            here = route[-1]
            if len(route) > 1 and here not in self.relay:
                return  # may not pass an introduction on
            if len(route) - 1 > self.limit:
                return  # all behind the source would be intermediaries
            for tie, following in self.steps[here]:
                if tie in world and following not in route and following not in gone:
                    pair = (route[0], following)
                    least[pair] = min(least.get(pair, len(route) - 1), len(route) - 1)
                    walk(route + [following])

        for s in self.ids:
            if self.source[s] > 0 and s not in gone:
                walk([s])
        return least

    def answer(self):
        whole = sum(w for _, _, w in self.pairs())
        if whole == 0:
            sys.exit("the mandate has no pair of a source and another target")
        joined = {}  # (source, target, intermediaries): probability
        leverage = dict.fromkeys(self.ids, 0.0)
        for world, probability in self.worlds():
            with_all = self.reached(world)
            for s, t, _ in self.pairs():
                if (s, t) in with_all:
                    key = (s, t, with_all[s, t])
                    joined[key] = joined.get(key, 0.0) + probability
            for v in self.ids:
                without = self.reached(world, {v})
                for s, t, w in self.pairs():
                    if v not in (s, t) and (s, t) in with_all and (s, t) not in without:
                        leverage[v] += probability * w / whole
        chance = {}
        by_intermediaries = [0.0] * (len(self.ids) + 1)
        for (s, t, i), probability in joined.items():
            chance[s, t] = chance.get((s, t), 0.0) + probability
            by_intermediaries[i] += probability * self.source[s] * self.target[t] / whole

        def reach(end, here, there):
            """The share of the others' weight that is joined to one end."""
            partners = [(pair, there[pair[1 - end]]) for pair in ((s, t) for s, t, _ in self.pairs())]
            return {
                id: ratio(
                    sum(chance.get(pair, 0.0) * w for pair, w in partners if pair[end] == id),
                    sum(w for pair, w in partners if pair[end] == id),
                )
                for id in self.ids
                if here[id] > 0
            }

        everything = self.reached(set(range(len(self.open))))
        return {
            "access": sum(chance.get((s, t), 0.0) * w for s, t, w in self.pairs()) / whole,
            "by_intermediaries": by_intermediaries,
            "conceivable": sum(w for s, t, w in self.pairs() if (s, t) in everything) / whole,
            "sources": reach(0, self.source, self.target),
            "targets": reach(1, self.target, self.source),
            "leverage": leverage,
        }


def access(network, mandate, more=()):
    """Access alone, with more ties in the network."""
    question = Question({**network, "ties": [*network["ties"], *more]}, mandate)
    pairs = list(question.pairs())
    joined = 0.0
    for world, probability in question.worlds():
        reached = question.reached(world)
        joined += probability * sum(w for s, t, w in pairs if (s, t) in reached)
    return joined / sum(w for _, _, w in pairs)


def gain(network, mandate, candidate):
    """What a new tie adds: with it open less without it, times how likely it is open."""
    tie = {"from": candidate["from"], "to": candidate["to"], "kind": candidate["kind"], "strength": 1.0}
    return candidate["strength"] * (access(network, mandate, [tie]) - access(network, mandate))


def set_gain(network, mandate, candidates):
    """What several new ties add, each with its chance of being formed and then being open."""
    def tie(c):
        return {"from": c["from"], "to": c["to"], "kind": c["kind"], "strength": c["strength"] * c["formation"]}

    return access(network, mandate, [tie(c) for c in candidates]) - access(network, mandate)


def best(network, mandate, candidates, budget):
    """The most that a set of new ties within the budget adds."""
    sets = itertools.chain.from_iterable(itertools.combinations(candidates, n) for n in range(len(candidates) + 1))
    return max(set_gain(network, mandate, one) for one in sets if sum(c["cost"] for c in one) <= budget)


def first(*values):
    return next((value for value in values if value is not None), None)


def ratio(part, whole):
    return part / whole if whole > 0 else 0.0


def weight(actor, selector, attribute):
    if not selects(selector, actor):
        return 0.0
    if attribute is None:
        return 1.0
    return float(first(actor.get("weight"), 1.0) if attribute == "weight" else actor["attributes"][attribute])


def allows(rule, tie, kind):
    words = {"kind": tie.get("kind") or "", "stage": first(tie.get("stage"), kind.get("stage"))}
    return all(
        not rule.get(key) or word in rule[key] for key, word in words.items()
    ) and not any(word in rule.get("not_" + key, []) for key, word in words.items())


def selects(selector, actor):
    """Any clause, of which all conditions, of which any value, negated or not. No selector means everyone."""
    if selector is None or selector == "":
        return True
    if isinstance(selector, str):
        return any(all(condition(text, actor) for text in clause.split(" and ")) for clause in selector.split(" or "))
    if isinstance(selector, dict):
        selector = [selector]
    return any(all(holds(key, values, actor) for key, values in clause.items()) for clause in selector)


def condition(text, actor):
    """`not key:value,value`, without quotes."""
    negated, key, values = re.fullmatch(r"\s*(not\s+)?([^:\s]+):(\S+)\s*", text).groups()
    return holds(("not_" if negated else "") + key, values.split(","), actor)


def holds(key, values, actor):
    if key.startswith("not_"):
        return not holds(key[4:], values, actor)
    values = values if isinstance(values, list) else [values]
    if key == "tag":
        found = actor.get("tags") or []
    elif key.startswith("@"):
        found = actor.get("attributes", {}).get(key[1:])
    else:
        found = actor.get(key) or ""
    found = found if isinstance(found, list) else [found]
    return any(plain(f) == plain(value) for f in found for value in values)


def plain(value):
    return value if isinstance(value, str) else json.dumps(value)


def compare(folder):
    """Holds `NAME.expected.json`, what the program says, against what this script says about `NAME.json`."""
    files = sorted(f for f in folder.glob("*.json") if not f.name.endswith(".expected.json"))
    worst = 0.0
    for file in files:
        network = json.loads(file.read_text(encoding="utf-8"))
        mandate = next(iter(network["mandates"].values()))
        right = Question(network, mandate).answer()
        found = json.loads(file.with_suffix(".expected.json").read_text(encoding="utf-8"))
        last = len(found["by_intermediaries"]) - 1
        differences = [found["access"]["estimate"] - right["access"], found["conceivable"] - right["conceivable"]]
        for i, bin in enumerate(found["by_intermediaries"]):
            beyond = right["by_intermediaries"][i:] if i == last else right["by_intermediaries"][i : i + 1]
            differences.append(bin["estimate"] - sum(beyond))
        for ends in ("sources", "targets"):
            assert {end["id"] for end in found[ends]} == set(right[ends]), file
            differences += [end["reach"]["estimate"] - right[ends][end["id"]] for end in found[ends]]
        told = {actor["id"]: actor["leverage"]["estimate"] for actor in found["actors"]}
        differences += [told.get(id, 0.0) - value for id, value in right["leverage"].items()]
        candidates = found.get("candidates", [])
        differences += [one["gain"]["estimate"] - gain(network, mandate, one) for one in candidates]
        if "best_set" in found:
            most = best(network, mandate, candidates, found["best_set"]["budget"])
            differences.append(found["best_set"]["gain"]["estimate"] - most)
        worst = max(worst, *map(abs, differences))
        if max(map(abs, differences)) > 1e-9:
            sys.exit(f"{file}: the program is off by {max(map(abs, differences))}")
    print(f"{len(files)} networks agree; the largest difference is {worst:.1e}")


def main():
    parser = argparse.ArgumentParser(description="Access and leverage by looking at every world.")
    parser.add_argument("network", nargs="?", type=pathlib.Path, help="a file in the native format")
    parser.add_argument("--mandate", help="the mandate that is asked; the first if left out")
    parser.add_argument("--max-intermediaries", type=int, help="instead of the mandate's own limit")
    parser.add_argument("--unlimited", action="store_true", help="any number of intermediaries")
    parser.add_argument("--compare", type=pathlib.Path, metavar="FOLDER", help="cases written by the tests")
    options = parser.parse_args()
    if options.compare:
        return compare(options.compare)
    if not options.network:
        parser.error("which network?")
    network = json.loads(options.network.read_text(encoding="utf-8-sig"))
    mandates = network["mandates"]
    mandate = dict(mandates[options.mandate] if options.mandate else next(iter(mandates.values())))
    if options.unlimited or options.max_intermediaries is not None:
        mandate["max_intermediaries"] = None if options.unlimited else options.max_intermediaries
    print(json.dumps(Question(network, mandate).answer(), indent=1, ensure_ascii=False))


main()
